// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/ops/Log.h"

#include "core/base/Clock.h"
#include "core/contract/JsonDocument.h"

#include <spdlog/async.h>
#include <spdlog/async_logger.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <array>

namespace taskward::ops {

namespace {

constexpr std::size_t kQueuedLines = 8192;
constexpr std::array<std::string_view, 6> kLevelNames{"trace", "debug", "info", "warn", "error", "off"};

bool isTokenCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
}

bool isHex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

template <typename Accept>
std::size_t runLength(std::string_view text, std::size_t at, Accept accept)
{
    std::size_t end = at;
    while (end < text.size() && accept(text[end]))
        ++end;
    return end - at;
}

bool isMailCharacter(char c)
{
    return isTokenCharacter(c) || c == '.' || c == '+';
}

} // namespace

std::string redacted(std::string_view text)
{
    std::string out;
    std::size_t i = 0;
    while (i < text.size()) {
        const auto word = runLength(text, i, isMailCharacter);
        const auto token = text.substr(i, word);
        const bool ours = token.starts_with("twa_") || token.starts_with("twr_") ||
                          token.starts_with("twk_");
        const bool key = word >= 64 && runLength(text, i, isHex) == word;
        const bool mail = word > 0 && i + word < text.size() && text[i + word] == '@';
        if (ours || key) {
            out += "[redacted]";
            i += word;
        } else if (mail) {
            out += "[redacted]";
            i += word + 1;
            i += runLength(text, i, isMailCharacter);
        } else if (word > 0) {
            out += token;
            i += word;
        } else {
            out += text[i++];
        }
    }
    return out;
}

LogLevel logLevelNamed(std::string_view name)
{
    for (std::size_t i = 0; i < kLevelNames.size(); ++i) {
        if (kLevelNames[i] == name)
            return static_cast<LogLevel>(i);
    }
    return LogLevel::Info;
}

struct Log::Impl {
    // Before the logger: it must end after it.
    std::shared_ptr<spdlog::details::thread_pool> pool =
        std::make_shared<spdlog::details::thread_pool>(kQueuedLines, 1);
    std::shared_ptr<spdlog::async_logger> logger = std::make_shared<spdlog::async_logger>(
        "taskward", std::make_shared<spdlog::sinks::stderr_sink_mt>(), pool,
        spdlog::async_overflow_policy::overrun_oldest);
};

Log::Log(LogLevel level) : m_level(level), m_impl(std::make_unique<Impl>())
{
    m_impl->logger->set_pattern("%v");
    m_impl->logger->set_level(spdlog::level::trace);
    m_impl->logger->flush_on(spdlog::level::warn);
}

Log::~Log()
{
    flush();
}

void Log::flush()
{
    m_impl->logger->flush();
}

void Log::write(LogLevel level, std::string_view message, std::initializer_list<LogField> fields)
{
    if (!enabled(level))
        return;
    std::string line = "{\"ts\":\"" + toRfc3339(SystemClock().now()) + "\",\"level\":\"";
    line += kLevelNames[static_cast<std::size_t>(level)];
    line += "\",\"msg\":";
    contract::json::writeString(line, message);
    for (const auto& field : fields) {
        line += ",\"";
        line += field.name;
        line += "\":";
        if (const auto* number = std::get_if<std::int64_t>(&field.value))
            contract::json::writeInteger(line, *number);
        else
            contract::json::writeString(line, redacted(std::get<std::string_view>(field.value)));
    }
    line += '}';
    m_impl->logger->log(level >= LogLevel::Warn ? spdlog::level::warn : spdlog::level::info, line);
}

} // namespace taskward::ops
