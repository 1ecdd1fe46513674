// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Result.h"
#include "core/base/Secret.h"
#include "core/contract/ApiKeys.h"

#include <QCoroTask>
#include <QObject>
#include <optional>
#include <string>
#include <vector>

/// What the window and the terminal know of the person's own protection: second factor, password,
/// devices, keys for scripts, and where the secrets of this computer are kept. Values only; the thread
/// of the creator. Whatever needs a fresh proof asks the Prompter for it and goes on by itself, once.
namespace taskward::client {

/// What a person types to prove themselves. An empty code: no second factor is set up.
struct Proof {
    Secret password;
    Secret code;
};

/// Asks the person. Implemented by the window (dialogs) and by the terminal (prompts, files). Each call
/// ends with what was typed or with Cancelled. `last`: why the try before this one was not enough.
class Prompter {
public:
    virtual ~Prompter() = default;
    /// The action that waits needs a fresh proof (RFC 9470).
    virtual QCoro::Task<Result<Proof>> proof(bool withCode, std::optional<Error> last) = 0;
    /// The second step of signing in: a code of the authenticator or a recovery code.
    virtual QCoro::Task<Result<Secret>> code(contract::Challenge challenge,
                                             std::optional<Error> last) = 0;
    /// The passphrase of the vault. `fresh`: a new one is chosen (the asker has it typed twice).
    virtual QCoro::Task<Result<Secret>> passphrase(bool fresh, std::optional<Error> last) = 0;
};

/// A seed on its way to a phone. The window draws the address as a QR code and shows the key in groups;
/// nothing of it is kept.
struct TotpOffer {
    Secret otpauthUri;
    Secret key;
    Timestamp serverTime;
};

struct NewApiKey {
    contract::ApiKey key;
    Secret secret; ///< to be shown this once
};

/// Of an opened account; see Workspace::security(). Needs the server: Offline without it.
class Security : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    virtual QCoro::Task<Result<contract::GetSecurity::Response>> state() = 0;
    /// PasswordRejected with the reasons in Error::detail is decided by the server; the same policy is
    /// in core/crypto/PasswordPolicy.h for the meter.
    virtual QCoro::Task<Status> changePassword(Secret current, Secret password,
                                               bool keepOtherSessions) = 0;
    virtual QCoro::Task<Result<TotpOffer>> enrolTotp() = 0;
    /// The recovery codes. CodeWrong may carry the fact `drift_seconds`.
    virtual QCoro::Task<Result<std::vector<Secret>>> confirmTotp(Secret code) = 0;
    virtual QCoro::Task<Status> proveRecoveryCode(Secret code) = 0;
    virtual QCoro::Task<Result<std::vector<Secret>>> renewRecoveryCodes() = 0;
    virtual QCoro::Task<Status> removeTotp() = 0;

    virtual QCoro::Task<Result<std::vector<contract::DeviceSession>>> sessions() = 0;
    virtual QCoro::Task<Status> endSession(SessionId id, bool wipe) = 0;
    virtual QCoro::Task<Result<std::int64_t>> endOtherSessions() = 0;
    virtual QCoro::Task<Result<contract::NotMe::Response>>
    notMe(std::optional<SecurityEventId> event) = 0;
    virtual QCoro::Task<Result<contract::SecurityEventPage>> events(std::string cursor) = 0;

    virtual QCoro::Task<Result<std::vector<contract::ApiKey>>> apiKeys() = 0;
    virtual QCoro::Task<Result<NewApiKey>> createApiKey(std::string name,
                                                        std::vector<contract::Permission> scopes,
                                                        std::vector<std::string> addresses,
                                                        int days) = 0;
    virtual QCoro::Task<Status> revokeApiKey(ApiKeyId id) = 0;

signals:
    /// A sign-in on a new device, or something critical: "Was this you?"
    void noticed(const taskward::contract::SecurityEvent& event);
};

// ---- Where the secrets of this computer are kept.

enum class SecretPlace {
    Keychain,   ///< the operating system's
    Vault,      ///< a file under a passphrase (Argon2id)
    MemoryOnly, ///< nowhere: gone with the program
};

enum class KeychainCondition {
    Works,
    Absent,
    Locked,
    Slow,
    Denied,
    WrongValue,
    Missing,
    OtherBackend
};

/// What the keychain doctor found. Names and times, never a secret.
struct KeychainReport {
    SecretPlace place = SecretPlace::Keychain;
    std::string backend;                    ///< "secret-service", "kwallet", "vault", ...
    std::string rememberedBackend;          ///< where this account's keys were put
    std::vector<std::string> otherBackends; ///< also found on this computer
    KeychainCondition condition = KeychainCondition::Works;
    std::int64_t answeredAfterMs = 0;
    std::vector<std::string>
        kept;             ///< "key of the cache", "refresh token", "key of this device", ...
    std::string sentence; ///< what it means
    std::string remedy;   ///< what to do
    std::string command;  ///< to be copied, where one helps
};

} // namespace taskward::client
