// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Result.h"

#include <boost/describe/class.hpp>
#include <filesystem>
#include <string>

namespace taskward::client {

/// What the profile directory says in clear: config.json. No secret and no task is in it.
struct ProfileConfig {
    std::string accountId; ///< made here at the first sign-in; names the keychain entry
    std::string url;
    std::string pin; ///< SPKI SHA-256; empty: the operating system's store decides
    std::string email;
    std::string serverId;
    std::string serverName;
    std::string keychainBackend;
    std::string keyCheck;     ///< AccountKeys::checkValue
    bool localServer = false; ///< "On this computer"
    bool operator==(const ProfileConfig&) const = default;
};
BOOST_DESCRIBE_STRUCT(ProfileConfig, (),
                      (accountId, url, pin, email, serverId, serverName, keychainBackend, keyCheck,
                       localServer))

enum class Erasing {
    Account,    ///< what belongs to the account, not what was put aside
    Everything, ///< that as well: a wipe
};

/// One directory for one account, mode 0700.
class Profile {
public:
    explicit Profile(std::filesystem::path directory) : m_directory(std::move(directory)) {}

    /// Errors: NotFound (no account yet), StorageCorrupt, StorageUnavailable.
    Result<ProfileConfig> load() const;
    /// Replaces the file in one step.
    Status save(const ProfileConfig& config) const;
    Status makeDirectory() const;
    /// The files with keys first, config.json last but one, the mark of beginErasing() last.
    Status eraseFiles(Erasing what) const;
    /// Leaves a mark, so that a wipe that is interrupted is finished at the next start.
    Status beginErasing() const;
    bool isErasing() const;

    std::filesystem::path directory() const { return m_directory; }
    std::filesystem::path cacheFile() const { return m_directory / "cache.db"; }
    std::filesystem::path outboxFile() const { return m_directory / "outbox.db"; }
    std::filesystem::path vaultFile() const { return m_directory / "vault"; }
    /// In the keychain: key and password of the server on this computer.
    std::string localServerEntry() const;
    /// Names the device's key; outlives sign-outs.
    std::filesystem::path deviceFile() const { return m_directory / "device.json"; }
    std::filesystem::path serverDirectory() const { return m_directory / "server"; }
    std::string authLock() const { return (m_directory / "auth.lock").string(); }
    std::string syncLock() const { return (m_directory / "sync.lock").string(); }

private:
    std::filesystem::path configFile() const { return m_directory / "config.json"; }
    std::filesystem::path erasingMark() const { return m_directory / "erasing"; }

    std::filesystem::path m_directory;
};

} // namespace taskward::client
