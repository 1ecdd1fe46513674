// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

namespace taskward::ops {

enum class LogLevel { Trace, Debug, Info, Warn, Error, Off };
LogLevel logLevelNamed(std::string_view name);

struct LogField {
    std::string_view name;
    std::variant<std::string_view, std::int64_t> value;
};

/// One JSON object a line on standard error: ts, level, msg, then the fields. Thread-safe; the writing
/// is done by a thread of its own, so that a slow reader of the log never holds up a request. When its
/// queue is full the oldest lines give way.
class Log {
public:
    explicit Log(LogLevel level);
    ~Log();
    Log(const Log&) = delete;
    Log& operator=(const Log&) = delete;

    void write(LogLevel level, std::string_view message, std::initializer_list<LogField> fields = {});
    bool enabled(LogLevel level) const { return level >= m_level; }
    void flush();

private:
    struct Impl;
    LogLevel m_level;
    std::unique_ptr<Impl> m_impl;
};

/// The last line of defence against secrets in a log: what looks like one of our tokens, a key in hex, a
/// bearer or proof header, or an e-mail address is masked. What is logged is chosen so that it never
/// has anything to do.
std::string redacted(std::string_view text);

} // namespace taskward::ops
