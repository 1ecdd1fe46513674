// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Result.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace taskward::ops {

/// The settings of a server: flags, then TASKWARD_*, then server.toml, then defaults. Secrets are never
/// among them.
struct Settings {
    std::filesystem::path dataDir;
    std::string listen = "127.0.0.1:8443";
    std::vector<std::string> hostNames;  ///< names that clients may use besides the listening address
    std::string name;                    ///< shown to people; empty: the organisation's
    std::string database;                ///< postgresql://...; empty: the embedded engine
    std::string migrateAs;               ///< postgresql://...: the role that owns the tables
    std::int64_t threads = 0;
    bool allowTls12 = false;
    std::string minClientVersion = "0.1.0";  ///< older clients of ours are told to update
    std::int64_t signInsPerMinute = 10;  ///< from one address, by devices that are not known yet
    std::string logLevel = "info";       ///< trace, debug, info, warn, error, off
    bool accessLog = true;
};

/// Where a value came from, for `config show`.
enum class Origin { Default, File, Environment, Flag };

struct SettingRow {
    std::string key;    ///< "server.listen"
    std::string value;
    Origin origin = Origin::Default;
};

class SettingsReader {
public:
    /// A flag that was given; `key` as in the file.
    void setFlag(std::string key, std::string value);
    /// Reads `file` (when it exists) and the environment. Errors: Malformed with "file:line: ...".
    Result<Settings> read(const std::filesystem::path& file);
    /// After read(): every key with its value and origin.
    const std::vector<SettingRow>& rows() const { return m_rows; }

private:
    std::map<std::string, std::string> m_flags;
    std::vector<SettingRow> m_rows;
};

/// Host and port of "127.0.0.1:8443", "[::1]:0", "0.0.0.0:8443". Errors: Malformed.
struct ListenAddress {
    std::string host;
    std::uint16_t port = 0;
};
Result<ListenAddress> parseListen(std::string_view text);

} // namespace taskward::ops
