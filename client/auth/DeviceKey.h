// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/async/Turnstile.h"
#include "client/keychain/Keychain.h"
#include "core/base/Clock.h"
#include "core/base/Random.h"
#include "core/crypto/Es256PrivateKey.h"

#include <QObject>
#include <filesystem>
#include <optional>

namespace taskward::client {

/// The ES256 key of this installation, to which the server binds sessions (RFC 9449): in an entry of its
/// own in the keychain, read once, when it is first needed. A file in the profile says under which name,
/// and the key's thumbprint. It outlives sign-outs, so that the server knows the device again. A key that
/// cannot be read is never replaced by another; only when the keychain has certainly lost it does the
/// next sign-in make a new one, under a new name. The window's thread.
class DeviceKey final : public QObject {
    Q_OBJECT

public:
    struct Parts {
        Keychain& keychain;
        const Clock& clock;
        Random& random;
        std::filesystem::path recordFile;
        std::string lockFile; ///< of the profile, against other programs
    };
    using Key = Result<crypto::Es256PrivateKey>;

    explicit DeviceKey(Parts parts);

    /// Errors: KeyNotFound (there is none yet, or the keychain has lost it: sign in again),
    /// KeychainWrongValue, and those of the keychain.
    QCoro::Task<Key> load();
    /// For a sign-in alone. Errors: as load() but for KeyNotFound; StorageUnavailable, Busy.
    QCoro::Task<Key> loadOrMake();
    /// The device is one no longer: entry and record go.
    QCoro::Task<Status> erase();
    /// Out of memory; the next load() reads it again.
    void forget() { m_key.reset(); }
    /// Its name in the keychain; empty before there is one.
    std::string entry() const;

private:
    struct Record {
        std::string id;
        std::string backend;
        std::string thumbprint;
    };
    QCoro::Task<Key> read();
    QCoro::Task<Key> make();
    Result<Record> loadRecord() const;
    Status saveRecord(const Record& record) const;
    static std::string entryOf(const std::string& id) { return "device:" + id; }

    Parts m_parts;
    Turnstile m_turnstile;
    std::optional<crypto::Es256PrivateKey> m_key;
    std::string m_entry; ///< of m_key
};

} // namespace taskward::client
