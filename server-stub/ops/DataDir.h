// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Secret.h"
#include "server-stub/ops/Settings.h"
#include "server-stub/storage/Storage.h"

#include <filesystem>
#include <optional>

namespace taskward::ops {

/// What lies where in a data directory (mode 0700):
///   server.toml     settings
///   database.key    64 hex digits, 0600; absent when the key comes over a pipe
///   seal.key        64 hex digits, 0600: what second factors are sealed with
///   taskward.db     the embedded store
///   tls/            authority and certificate
class DataDir {
public:
    explicit DataDir(std::filesystem::path path) : m_path(std::move(path)) {}
    const std::filesystem::path& path() const { return m_path; }
    std::filesystem::path settingsFile() const { return m_path / "server.toml"; }
    std::filesystem::path keyFile() const { return m_path / "database.key"; }
    std::filesystem::path sealKeyFile() const { return m_path / "seal.key"; }
    std::filesystem::path tlsFolder() const { return m_path / "tls"; }

    /// Errors: StorageUnavailable.
    Status create() const;
    /// Refuses a key file that others can read. Errors: StorageUnavailable, StorageCorrupt.
    Result<Secret> readKey() const;
    Status writeKey(const Secret& key) const;
    /// As readKey(), of the other file.
    Result<Secret> readSealKey() const;

private:
    std::filesystem::path m_path;
};

/// 64 hex digits and a line end from standard input: how a parent hands the key over, never by argument
/// or environment.
Result<Secret> readKeyFromInput();
/// One line of standard input as a secret (a password after the key).
Result<Secret> readLineFromInput();
/// The first line of a file; refuses one that others can read. "-" is standard input.
Result<Secret> readSecretFile(const std::string& path);

storage::StorageOptions storageOptions(const Settings& settings, Secret key);

} // namespace taskward::ops
