// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/ops/Settings.h"

#include <toml++/toml.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <functional>
#include <optional>

namespace taskward::ops {

namespace {

struct Key {
    std::string_view name;
    /// Takes the text form; false when it is not valid.
    std::function<bool(Settings&, const std::string&)> set;
    std::function<std::string(const Settings&)> get;
};

bool parseBool(const std::string& text, bool& out)
{
    if (text != "true" && text != "false")
        return false;
    out = text == "true";
    return true;
}

/// "1.2.3"
bool isVersion(std::string_view text)
{
    const auto allowed = [](char c) { return c == '.' || (c >= '0' && c <= '9'); };
    return std::ranges::count(text, '.') == 2 && std::ranges::all_of(text, allowed) &&
           text.find("..") == text.npos && text.front() != '.' && text.back() != '.' &&
           text.size() <= 16;
}

std::vector<std::string> splitList(std::string_view text)
{
    std::vector<std::string> out;
    while (!text.empty()) {
        const auto end = std::min(text.find(','), text.size());
        if (end > 0)
            out.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

std::string joinList(const std::vector<std::string>& list)
{
    std::string out;
    for (const auto& item : list)
        out += (out.empty() ? "" : ",") + item;
    return out;
}

const std::vector<Key>& keys()
{
    using S = Settings;
    using T = const std::string&;
    const auto text = [](std::string S::*member) {
        return std::pair(std::function([member](S& s, T v) { return s.*member = v, true; }),
                         std::function([member](const S& s) { return s.*member; }));
    };
    const auto make = [](std::string_view name, auto pair) { return Key{name, pair.first, pair.second}; };
    static const std::vector<Key> list{
        make("server.listen", text(&S::listen)),
        {"server.host_names", [](S& s, T v) { return s.hostNames = splitList(v), true; },
         [](const S& s) { return joinList(s.hostNames); }},
        make("server.name", text(&S::name)),
        {"server.threads",
         [](S& s, T v) {
             const auto end = std::from_chars(v.data(), v.data() + v.size(), s.threads);
             return end.ec == std::errc{} && end.ptr == v.data() + v.size() && s.threads >= 0 &&
                    s.threads <= 256;
         },
         [](const S& s) { return std::to_string(s.threads); }},
        make("storage.database", text(&S::database)),
        make("storage.migrate_as", text(&S::migrateAs)),
        {"tls.allow_tls12", [](S& s, T v) { return parseBool(v, s.allowTls12); },
         [](const S& s) { return std::string(s.allowTls12 ? "true" : "false"); }},
        {"client.min_version",
         [](S& s, T v) { return s.minClientVersion = v, isVersion(v); },
         [](const S& s) { return s.minClientVersion; }},
        {"sign_in.strangers_per_minute",
         [](S& s, T v) {
             const auto end = std::from_chars(v.data(), v.data() + v.size(), s.signInsPerMinute);
             return end.ec == std::errc{} && end.ptr == v.data() + v.size() &&
                    s.signInsPerMinute >= 1 && s.signInsPerMinute <= 10'000;
         },
         [](const S& s) { return std::to_string(s.signInsPerMinute); }},
        {"log.level",
         [](S& s, T v) {
             s.logLevel = v;
             return v == "trace" || v == "debug" || v == "info" || v == "warn" || v == "error" ||
                    v == "off";
         },
         [](const S& s) { return s.logLevel; }},
        {"log.access", [](S& s, T v) { return parseBool(v, s.accessLog); },
         [](const S& s) { return std::string(s.accessLog ? "true" : "false"); }},
    };
    return list;
}

/// "server.host_names" -> "TASKWARD_SERVER_HOST_NAMES"
std::string environmentName(std::string_view key)
{
    std::string out = "TASKWARD_";
    for (const char c : key)
        out += c == '.' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    return out;
}

std::string where(const std::filesystem::path& file, const toml::source_region& region)
{
    return file.string() + ":" + std::to_string(region.begin.line) + ": ";
}

std::optional<std::string> textOf(const toml::node& node)
{
    if (const auto* value = node.as_string())
        return value->get();
    if (const auto* value = node.as_integer())
        return std::to_string(value->get());
    if (const auto* value = node.as_boolean())
        return value->get() ? "true" : "false";
    if (const auto* list = node.as_array()) {
        std::vector<std::string> items;
        for (const auto& item : *list) {
            if (!item.is_string())
                return std::nullopt;
            items.push_back(item.as_string()->get());
        }
        return joinList(items);
    }
    return std::nullopt;
}

struct FileValue {
    std::string text;
    std::string place;
};

Result<std::map<std::string, FileValue>> readFile(const std::filesystem::path& file)
{
    std::map<std::string, FileValue> values;
    toml::table table;
    try {
        table = toml::parse_file(file.string());
    } catch (const toml::parse_error& error) {
        return fail(ErrorCode::Malformed,
                    where(file, error.source()) + std::string(error.description()));
    }
    for (const auto& [section, node] : table) {
        const auto* inner = node.as_table();
        if (!inner)
            return fail(ErrorCode::Malformed, where(file, node.source()) + "unknown key \"" +
                                                  std::string(section.str()) + "\"");
        for (const auto& [name, value] : *inner) {
            const std::string key = std::string(section.str()) + "." + std::string(name.str());
            if (std::ranges::find(keys(), std::string_view(key), &Key::name) == keys().end())
                return fail(ErrorCode::Malformed,
                            where(file, value.source()) + "unknown key \"" + key + "\"");
            auto text = textOf(value);
            if (!text)
                return fail(ErrorCode::Malformed,
                            where(file, value.source()) + "\"" + key + "\" has a wrong type");
            values[key] = {std::move(*text), where(file, value.source())};
        }
    }
    return values;
}

} // namespace

void SettingsReader::setFlag(std::string key, std::string value)
{
    m_flags[std::move(key)] = std::move(value);
}

Result<Settings> SettingsReader::read(const std::filesystem::path& file)
{
    Settings settings;
    std::map<std::string, FileValue> fromFile;
    std::error_code ignored;
    if (std::filesystem::exists(file, ignored)) {
        TW_ASSIGN(fromFile, readFile(file));
    }
    m_rows.clear();
    for (const auto& key : keys()) {
        Origin origin = Origin::Default;
        std::string place;
        std::optional<std::string> value;
        const std::string name(key.name);
        if (const auto flag = m_flags.find(name); flag != m_flags.end()) {
            origin = Origin::Flag;
            value = flag->second;
            place = "flag: ";
        } else if (const char* text = std::getenv(environmentName(key.name).c_str())) {
            origin = Origin::Environment;
            value = text;
            place = environmentName(key.name) + ": ";
        } else if (const auto found = fromFile.find(name); found != fromFile.end()) {
            origin = Origin::File;
            value = found->second.text;
            place = found->second.place;
        }
        if (value && !key.set(settings, *value))
            return fail(ErrorCode::Malformed, place + "\"" + name + "\" cannot be \"" + *value + "\"");
        m_rows.push_back({name, key.get(settings), origin});
    }
    return settings;
}

Result<ListenAddress> parseListen(std::string_view text)
{
    const auto colon = text.rfind(':');
    ListenAddress address;
    const auto malformed = [&] {
        return fail(ErrorCode::Malformed, "not ADDRESS:PORT: \"" + std::string(text) + "\"");
    };
    if (colon == std::string_view::npos || colon == 0)
        return malformed();
    auto host = text.substr(0, colon);
    if (host.size() > 2 && host.front() == '[' && host.back() == ']')
        host = host.substr(1, host.size() - 2);
    const auto port = text.substr(colon + 1);
    const auto end = std::from_chars(port.data(), port.data() + port.size(), address.port);
    if (end.ec != std::errc{} || end.ptr != port.data() + port.size())
        return malformed();
    address.host = host;
    return address;
}

} // namespace taskward::ops
