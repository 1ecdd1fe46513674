// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/api/ApiClient.h"
#include "client/async/Turnstile.h"
#include "client/keychain/AccountKeys.h"
#include "client/keychain/Keychain.h"
#include "core/base/Clock.h"
#include "core/contract/SignIn.h"

#include <functional>
#include <optional>
#include <string>

namespace taskward::client {

/// The tokens of one account. The access token is in memory alone; the refresh token in the keychain,
/// where it is read before each use, because another program with the same profile may have used it up.
/// One refresh at a time, over all processes (auth.lock). Only the server's refusal of the refresh
/// token signs out, and the certain loss of the device's key that it is bound to; no network, 403, 429,
/// 5xx and a locked keychain never do.
class Session final : public QObject, public TokenSource {
    Q_OBJECT

public:
    struct Parts {
        Transport& transport;
        Keychain& keychain;
        const Clock& clock;
        std::string entry; ///< in the keychain
        std::string lockFile;
        /// Run before the keys are written back: counts the files' generations up.
        std::function<QCoro::Task<Status>(AccountKeys*)> beforeStore;
        /// The server wants this device's data erased: does it, and reports.
        std::function<QCoro::Task<>()> wipe = {};
    };
    explicit Session(Parts parts);

    QCoro::Task<Result<Secret>> accessToken() override;
    QCoro::Task<Result<Secret>> replacement(Secret refused) override;

    /// With what a sign-in has just given, whose texts are wiped. The refresh token is the caller's to
    /// store.
    void adopt(contract::TokenPair tokens);
    QCoro::Task<> wipeOrdered() override;
    /// Stores a new refresh token in the entry that is there.
    QCoro::Task<Status> storeRefreshToken(Secret refreshToken);
    bool signedOut() const { return m_signedOut; }
    /// Tells the server, as far as it can be reached. The tokens in memory are forgotten.
    QCoro::Task<Status> end();

signals:
    void signedOutChanged(bool signedOut);

private:
    QCoro::Task<Result<Secret>> renew(Secret refused);
    QCoro::Task<Result<AccountKeys>> readKeys();
    QCoro::Task<Result<contract::TokenPair>> exchange(const Secret& refreshToken);
    void setSignedOut(bool signedOut);

    Parts m_parts;
    ApiClient m_open;
    Turnstile m_turnstile;
    Secret m_access;
    std::int64_t m_refreshAtMs = 0; ///< Clock::monotonicMs
    bool m_signedOut = false;
};

} // namespace taskward::client
