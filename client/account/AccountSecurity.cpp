// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/account/AccountSecurity.h"

#include "client/auth/SignInSteps.h"
#include "core/contract/Permission.h"

#include <QPointer>
#include <ranges>

namespace taskward::client {

using namespace contract;

namespace {

constexpr const char* kSeen = "security_seen"; ///< in the cache: the newest event that was told
constexpr std::int64_t kLookItems = 50;

CallOptions with(std::shared_ptr<SecretMembers> members)
{
    return {.idempotencyKey = {}, .info = {}, .secrets = std::move(members)};
}

CallOptions withOne(std::string name, Secret value)
{
    auto members = std::make_shared<SecretMembers>();
    members->push_back({std::move(name), std::move(value)});
    return with(std::move(members));
}

template <typename Response>
Status statusOf(const Result<Response>& answer)
{
    return answer ? Status{} : Status(fail(Error(answer.error())));
}

std::vector<Secret> takeSecrets(std::vector<std::string>& texts)
{
    std::vector<Secret> out;
    for (auto& text : texts)
        out.push_back(takeSecret(text));
    return out;
}

bool isWorthAnotherTry(const Error& error)
{
    return error.code == ErrorCode::CodeWrong || error.code == ErrorCode::ValidationFailed;
}

} // namespace

template <Endpoint E>
QCoro::Task<Result<typename E::Response>> AccountSecurity::fresh(typename E::Request request)
{
    const QPointer<AccountSecurity> alive(this);
    auto calling = m_parts.api.call<E>(request, {});
    Result<typename E::Response> answer = co_await calling;
    if (answer || answer.error().code != ErrorCode::StepUpRequired || !alive)
        co_return std::move(answer);
    auto stepping = stepUp();
    const Status proven = co_await stepping;
    if (!proven || !alive)
        co_return fail(proven ? Error{ErrorCode::Cancelled, {}, {}} : proven.error());
    auto again = m_parts.api.call<E>(std::move(request), {});
    Result<typename E::Response> last = co_await again;
    co_return std::move(last);
}

QCoro::Task<Status> AccountSecurity::stepUp()
{
    const QPointer<AccountSecurity> alive(this);
    const int before = m_proofs;
    auto turn = m_turnstile.enter();
    const auto pass = co_await turn;
    if (!alive)
        co_return fail(ErrorCode::Cancelled);
    if (m_proofs != before)
        co_return Status{}; // the person has just answered for another call
    auto asking = state();
    const Result<GetSecurity::Response> known = co_await asking;
    if (!known || !alive)
        co_return fail(known ? Error{ErrorCode::Cancelled, {}, {}} : known.error());
    std::optional<Error> last;
    while (m_prompter) {
        auto prompting = m_prompter->proof(known->totp, last);
        Result<Proof> proof = co_await prompting;
        if (!proof || !alive)
            co_return fail(proof ? Error{ErrorCode::Cancelled, {}, {}} : proof.error());
        auto proving = prove(std::move(*proof));
        Status proven = co_await proving;
        if (!alive)
            co_return fail(ErrorCode::Cancelled);
        if (proven)
            ++m_proofs;
        if (proven || !isWorthAnotherTry(proven.error()))
            co_return proven;
        last = proven.error();
    }
    co_return fail(ErrorCode::StepUpRequired, "nobody to ask");
}

QCoro::Task<Status> AccountSecurity::prove(Proof proof)
{
    StepUp::Request request;
    request.password = PasswordText(std::string(kSecretPlace));
    auto members = std::make_shared<SecretMembers>();
    members->push_back({"password", std::move(proof.password)});
    if (!proof.code.empty()) {
        request.code = CodeText(std::string(kSecretPlace));
        members->push_back({"code", std::move(proof.code)});
    }
    auto calling = m_parts.api.call<StepUp>(std::move(request), with(std::move(members)));
    const Result<StepUp::Response> answer = co_await calling;
    co_return statusOf(answer);
}

QCoro::Task<Result<GetSecurity::Response>> AccountSecurity::state()
{
    return m_parts.api.call<GetSecurity>({}, {});
}

QCoro::Task<Status> AccountSecurity::changePassword(Secret current, Secret password,
                                                    bool keepOtherSessions)
{
    const QPointer<AccountSecurity> alive(this);
    ChangePassword::Request request;
    request.current = PasswordText(std::string(kSecretPlace));
    request.password = PasswordText(std::string(kSecretPlace));
    request.keepOtherSessions = keepOtherSessions;
    auto members = std::make_shared<SecretMembers>();
    members->push_back({"current", std::move(current)});
    members->push_back({"password", std::move(password)});
    auto calling = m_parts.api.call<ChangePassword>(std::move(request), with(std::move(members)));
    const Result<NoBody> answer = co_await calling;
    if (answer && alive)
        emit changed();
    co_return statusOf(answer);
}

QCoro::Task<Result<TotpOffer>> AccountSecurity::enrolTotp()
{
    auto calling = fresh<EnrolTotp>({});
    Result<EnrolTotp::Response> answer = co_await calling;
    if (!answer)
        co_return fail(std::move(answer.error()));
    co_return TotpOffer{takeSecret(answer->otpauthUri), takeSecret(answer->key),
                        answer->serverTime};
}

QCoro::Task<Result<std::vector<Secret>>> AccountSecurity::confirmTotp(Secret code)
{
    const QPointer<AccountSecurity> alive(this);
    auto calling = m_parts.api.call<ConfirmTotp>({CodeText(std::string(kSecretPlace))},
                                                 withOne("code", std::move(code)));
    Result<ConfirmTotp::Response> answer = co_await calling;
    if (!answer)
        co_return fail(std::move(answer.error()));
    if (alive)
        emit changed();
    co_return takeSecrets(answer->recoveryCodes);
}

QCoro::Task<Status> AccountSecurity::proveRecoveryCode(Secret code)
{
    auto calling = m_parts.api.call<ProveRecoveryCodes>({CodeText(std::string(kSecretPlace))},
                                                        withOne("code", std::move(code)));
    const Result<NoBody> answer = co_await calling;
    co_return statusOf(answer);
}

QCoro::Task<Result<std::vector<Secret>>> AccountSecurity::renewRecoveryCodes()
{
    auto calling = fresh<RenewRecoveryCodes>({});
    Result<ConfirmTotp::Response> answer = co_await calling;
    if (!answer)
        co_return fail(std::move(answer.error()));
    co_return takeSecrets(answer->recoveryCodes);
}

QCoro::Task<Status> AccountSecurity::removeTotp()
{
    auto calling = fresh<RemoveTotp>({});
    const Result<NoBody> answer = co_await calling;
    co_return statusOf(answer);
}

QCoro::Task<Result<std::vector<DeviceSession>>> AccountSecurity::sessions()
{
    auto calling = m_parts.api.call<ListSessions>({}, {});
    Result<ListSessions::Response> answer = co_await calling;
    if (!answer)
        co_return fail(std::move(answer.error()));
    co_return std::move(answer->items);
}

QCoro::Task<Status> AccountSecurity::endSession(SessionId id, bool wipe)
{
    auto calling = fresh<EndSession>({std::move(id), wipe ? std::optional(true) : std::nullopt});
    const Result<NoBody> answer = co_await calling;
    co_return statusOf(answer);
}

QCoro::Task<Result<std::int64_t>> AccountSecurity::endOtherSessions()
{
    auto calling = fresh<EndOtherSessions>({});
    const Result<Count> answer = co_await calling;
    if (!answer)
        co_return fail(Error(answer.error()));
    co_return answer->ended;
}

QCoro::Task<Result<NotMe::Response>> AccountSecurity::notMe(std::optional<SecurityEventId> event)
{
    const QPointer<AccountSecurity> alive(this);
    auto calling = m_parts.api.call<NotMe>({std::move(event)}, {});
    Result<NotMe::Response> answer = co_await calling;
    if (answer && alive)
        emit changed();
    co_return std::move(answer);
}

QCoro::Task<Result<SecurityEventPage>> AccountSecurity::events(std::string cursor)
{
    ListSecurityEvents::Request request;
    if (!cursor.empty())
        request.cursor = Text<1, 512>(std::move(cursor));
    return m_parts.api.call<ListSecurityEvents>(std::move(request), {});
}

QCoro::Task<Result<std::vector<ApiKey>>> AccountSecurity::apiKeys()
{
    auto calling = m_parts.api.call<ListApiKeys>({}, {});
    Result<ListApiKeys::Response> answer = co_await calling;
    if (!answer)
        co_return fail(std::move(answer.error()));
    co_return std::move(answer->items);
}

QCoro::Task<Result<NewApiKey>> AccountSecurity::createApiKey(std::string name,
                                                             std::vector<Permission> scopes,
                                                             std::vector<std::string> addresses,
                                                             int days)
{
    CreateApiKey::Request request;
    request.name = Name(std::move(name));
    for (const auto scope : scopes)
        request.scopes.emplace_back(std::string(wireName(scope)));
    for (auto& address : addresses)
        request.addresses.emplace_back(std::move(address));
    request.days = days;
    auto calling = fresh<CreateApiKey>(std::move(request));
    Result<CreateApiKey::Response> answer = co_await calling;
    if (!answer)
        co_return fail(std::move(answer.error()));
    Secret secret = takeSecret(answer->secret);
    co_return NewApiKey{std::move(answer->key), std::move(secret)};
}

QCoro::Task<Status> AccountSecurity::revokeApiKey(ApiKeyId id)
{
    auto calling = m_parts.api.call<RevokeApiKey>({std::move(id)}, {});
    const Result<NoBody> answer = co_await calling;
    co_return statusOf(answer);
}

QCoro::Task<> AccountSecurity::look()
{
    if (std::exchange(m_looking, true))
        co_return;
    const QPointer<AccountSecurity> alive(this);
    auto& replica = m_parts.replica;
    auto reading = m_parts.worker.run([&replica] { return replica.cacheMeta(kSeen); });
    const Result<std::string> seen = co_await reading;
    if (!alive)
        co_return;
    ListSecurityEvents::Request request;
    request.limit = Bounded<1, limits::kMaxPageItems>(kLookItems);
    auto calling = m_parts.api.call<ListSecurityEvents>(std::move(request), {});
    const Result<SecurityEventPage> page = co_await calling;
    if (!alive)
        co_return;
    m_looking = false;
    if (!seen || !page || page->items.empty() || page->items.front().id.value <= *seen)
        co_return;
    auto noting = m_parts.worker.run(
        [&replica, id = page->items.front().id.value] { return replica.setCacheMeta(kSeen, id); });
    co_await noting;
    if (alive && !seen->empty())
        tell(page->items, *seen);
}

/// Ids are in the order of time (UUIDv7); the oldest is told first.
void AccountSecurity::tell(const std::vector<SecurityEvent>& items, const std::string& seen)
{
    const QPointer<AccountSecurity> alive(this);
    for (const auto& event : items | std::views::reverse) {
        if (alive && event.id.value > seen && (event.critical || event.newDevice))
            emit noticed(event);
    }
}

} // namespace taskward::client
