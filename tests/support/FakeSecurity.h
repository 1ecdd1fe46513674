// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Security.h"
#include "core/base/Clock.h"
#include "core/base/Random.h"

#include <optional>
#include <string>
#include <vector>

namespace taskward::test {

/// A person's protection in memory, with real codes: the seeds are real, the codes are judged by
/// core/crypto at the test's clock, fresh proofs are asked of the prompter and judged. Answers come
/// one turn of the event loop later.
class FakeSecurity final : public client::Security {
    Q_OBJECT

public:
    explicit FakeSecurity(const Clock& clock, QObject* parent = nullptr);

    // ---- What the test sets and reads.
    client::Prompter* prompter = nullptr;
    std::string password = "seven lamps over the harbour";
    contract::GetSecurity::Response protection;
    std::vector<contract::DeviceSession> devices;
    std::vector<contract::SecurityEvent> happened; ///< newest first
    std::vector<contract::ApiKey> keys;
    std::vector<std::string> recoveryCodes;
    std::optional<Error> failAll;
    std::optional<Error> rejectPassword;
    bool isFresh = false; ///< no proof is asked for
    int proofsAsked = 0;
    int enrolments = 0; ///< offers made; each needs the one proof before it
    std::vector<std::pair<SessionId, bool>> ended;
    std::vector<std::optional<SecurityEventId>> notMes;
    int othersEnded = 0;
    /// The factor in force, or the one that is offered; empty: none.
    const Secret& seed() const { return m_offered.empty() ? m_seed : m_offered; }
    /// Turns the factor on without the wizard.
    void setUp();
    void notice(const contract::SecurityEvent& event) { emit noticed(event); }

    // ---- client::Security
    QCoro::Task<Result<contract::GetSecurity::Response>> state() override;
    QCoro::Task<Status> changePassword(Secret current, Secret fresh,
                                       bool keepOtherSessions) override;
    QCoro::Task<Result<client::TotpOffer>> enrolTotp() override;
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
    QCoro::Task<Result<client::NewApiKey>> createApiKey(std::string name,
                                                        std::vector<contract::Permission> scopes,
                                                        std::vector<std::string> addresses,
                                                        int days) override;
    QCoro::Task<Status> revokeApiKey(ApiKeyId id) override;

private:
    void fill();
    QCoro::Task<Status> answer();
    QCoro::Task<Status> proveFresh();
    Status judge(const Secret& code, const Secret& seed);
    std::vector<Secret> makeCodes();
    std::string nextId();

    const Clock& m_clock;
    SeededRandom m_random{20261125};
    Secret m_seed;
    Secret m_offered;
    std::optional<std::int64_t> m_lastStep;
    int m_ids = 0;
};

} // namespace taskward::test
