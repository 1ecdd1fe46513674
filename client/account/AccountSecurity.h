// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Security.h"
#include "client/api/ApiClient.h"
#include "client/async/Turnstile.h"
#include "client/cache/Replica.h"

namespace taskward::client {

/// The person's protection over the API of their server. A call that needs a fresh proof asks the
/// prompter, steps the session up and is made once more. The window's thread.
class AccountSecurity final : public Security {
    Q_OBJECT

public:
    struct Parts {
        ApiClient& api;
        WorkerThread& worker;
        Replica& replica;
    };
    explicit AccountSecurity(Parts parts) : m_parts(parts) {}

    /// Not owned; without one StepUpRequired is the answer.
    void setPrompter(Prompter* prompter) { m_prompter = prompter; }
    /// Reads what happened to the account since the last look and tells of what a person should see.
    /// The first look on a device only takes note of where it begins.
    QCoro::Task<> look();

    QCoro::Task<Result<contract::GetSecurity::Response>> state() override;
    QCoro::Task<Status> changePassword(Secret current, Secret password,
                                       bool keepOtherSessions) override;
    QCoro::Task<Result<TotpOffer>> enrolTotp() override;
    QCoro::Task<Result<std::vector<Secret>>> confirmTotp(Secret code) override;
    QCoro::Task<Status> proveRecoveryCode(Secret code) override;
    QCoro::Task<Result<std::vector<Secret>>> renewRecoveryCodes() override;
    QCoro::Task<Status> removeTotp() override;
    QCoro::Task<Result<std::vector<contract::DeviceSession>>> sessions() override;
    QCoro::Task<Status> endSession(SessionId id, bool wipe) override;
    QCoro::Task<Result<std::int64_t>> endOtherSessions() override;
    QCoro::Task<Result<contract::NotMe::Response>>
    notMe(std::optional<SecurityEventId> event) override;
    QCoro::Task<Result<contract::SecurityEventPage>> events(std::string cursor) override;
    QCoro::Task<Result<std::vector<contract::ApiKey>>> apiKeys() override;
    QCoro::Task<Result<NewApiKey>> createApiKey(std::string name,
                                                std::vector<contract::Permission> scopes,
                                                std::vector<std::string> addresses,
                                                int days) override;
    QCoro::Task<Status> revokeApiKey(ApiKeyId id) override;

signals:
    /// Factor or password are others now: what the session was restricted to may be over.
    void changed();

private:
    template <contract::Endpoint E>
    QCoro::Task<Result<typename E::Response>> fresh(typename E::Request request);
    QCoro::Task<Status> stepUp();
    QCoro::Task<Status> prove(Proof proof);
    void tell(const std::vector<contract::SecurityEvent>& items, const std::string& seen);

    Parts m_parts;
    Prompter* m_prompter = nullptr;
    Turnstile m_turnstile;
    int m_proofs = 0;
    bool m_looking = false;
};

} // namespace taskward::client
