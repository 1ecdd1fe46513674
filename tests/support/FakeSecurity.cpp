// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "tests/support/FakeSecurity.h"

#include "core/crypto/Totp.h"

#include <QCoroCore>
#include <QPointer>
#include <algorithm>
#include <chrono>
#include <cstdio>

namespace taskward::test {

using namespace std::chrono_literals;

namespace {

constexpr std::int64_t kMinute = 60'000;
constexpr std::int64_t kDay = 24 * 60 * kMinute;
constexpr int kCodes = 10;

} // namespace

FakeSecurity::FakeSecurity(const Clock& clock, QObject* parent)
    : client::Security(parent), m_clock(clock)
{
    fill();
}

std::string FakeSecurity::nextId()
{
    char text[40];
    std::snprintf(text, sizeof text, "019a0000-0000-7000-9000-%012d", ++m_ids);
    return text;
}

void FakeSecurity::fill()
{
    const std::int64_t now = m_clock.now().ms;
    protection.minPasswordChars = 15;
    protection.passwordSetAt = {now - 40 * kDay};
    const auto device = [&](const char* name, const char* platform, const char* address,
                            std::int64_t used, bool mine) {
        contract::DeviceSession session;
        session.sessionId = SessionId{nextId()};
        session.deviceId = DeviceId{nextId()};
        session.deviceName = name;
        session.platform = platform;
        session.address = address;
        session.keyThumbprint = "Kx3" + std::to_string(m_ids) + "fQ0pLm9aTz";
        session.createdAt = {now - 30 * kDay};
        session.lastUsedAt = {now - used};
        session.thisDevice = mine;
        devices.push_back(session);
    };
    device("Old laptop", "Debian 12", "192.0.2.x", 12 * kDay, false);
    device("Desk at the office", "Debian 12", "198.51.100.x", 0, true);
    device("Mara's tablet", "Windows 11", "203.0.113.x", 42 * kMinute, false);
    const auto event = [&](const char* kind, std::int64_t ago, bool critical, const char* where) {
        contract::SecurityEvent one;
        one.id = SecurityEventId{nextId()};
        one.kind = kind;
        one.at = {now - ago};
        one.critical = critical;
        one.deviceName = where;
        one.address = "203.0.113.x";
        happened.push_back(one);
    };
    event("auth.refresh.reuse", 3 * 60 * kMinute, true, "Old laptop");
    event("auth.login", kDay, false, "Mara's tablet");
    event("auth.password.change", 40 * kDay, false, "Desk at the office");
    contract::ApiKey key;
    key.id = ApiKeyId{nextId()};
    key.name = "nightly report";
    key.scopes = {"task.read", "project.read"};
    key.createdAt = {now - 20 * kDay};
    key.expiresAt = {now + 9 * kDay};
    key.lastUsedAt = Timestamp{now - 7 * 60 * kMinute};
    keys.push_back(key);
}

QCoro::Task<Status> FakeSecurity::answer()
{
    const QPointer<FakeSecurity> self(this);
    co_await QCoro::sleepFor(0ms);
    if (!self)
        co_return fail(ErrorCode::Cancelled);
    if (failAll)
        co_return fail(*failAll);
    co_return Status{};
}

Status FakeSecurity::judge(const Secret& code, const Secret& seed)
{
    const auto match = crypto::validateTotp(code.text(), seed, m_clock.now(), m_lastStep);
    if (match) {
        m_lastStep = match->step;
        return {};
    }
    Error error{ErrorCode::CodeWrong, {}, {}};
    error.facts.emplace_back("attempts_left", 4);
    if (const auto drift = crypto::measureTotpDrift(code.text(), seed, m_clock.now()))
        error.facts.emplace_back("drift_seconds", *drift);
    return fail(error);
}

QCoro::Task<Status> FakeSecurity::proveFresh()
{
    const QPointer<FakeSecurity> self(this);
    auto answering = answer();
    const Status reached = co_await answering;
    if (!reached)
        co_return reached;
    std::optional<Error> last;
    while (!isFresh) {
        if (!prompter)
            co_return fail(ErrorCode::StepUpRequired);
        ++proofsAsked;
        auto asking = prompter->proof(protection.totp, last);
        Result<client::Proof> proof = co_await asking;
        if (!self)
            co_return fail(ErrorCode::Cancelled);
        if (!proof)
            co_return fail(proof.error());
        if (proof->password.text() != password)
            last = Error{ErrorCode::Unauthenticated, {}, {}, {{"attempts_left", 4}}};
        else if (const Status code = protection.totp ? judge(proof->code, m_seed) : Status{}; !code)
            last = code.error();
        else
            isFresh = true;
    }
    co_return Status{};
}

std::vector<Secret> FakeSecurity::makeCodes()
{
    static constexpr char kLetters[] = "abcdefghjkmnpqrstuvwxyz23456789";
    recoveryCodes.clear();
    std::vector<Secret> codes;
    for (int i = 0; i < kCodes; ++i) {
        std::string code;
        for (int k = 0; k < 17; ++k)
            code += k % 6 == 5 ? '-' : kLetters[m_random.below(sizeof kLetters - 1)];
        recoveryCodes.push_back(code);
        codes.push_back(Secret::fromText(code));
    }
    protection.recoveryCodesLeft = kCodes;
    protection.recoveryCodesSaved = false;
    return codes;
}

void FakeSecurity::setUp()
{
    m_seed = crypto::makeTotpSeed(m_random);
    makeCodes();
    protection.totp = true;
    protection.totpSince = Timestamp{m_clock.now().ms - 60 * kDay};
    protection.recoveryCodesSaved = true;
}

QCoro::Task<Result<contract::GetSecurity::Response>> FakeSecurity::state()
{
    const QPointer<FakeSecurity> self(this);
    auto answering = answer();
    const Status reached = co_await answering;
    if (!reached)
        co_return fail(reached.error());
    // A copy by name: what co_return is given, QCoro moves from, members too.
    contract::GetSecurity::Response copy = protection;
    co_return copy;
}

QCoro::Task<Status> FakeSecurity::changePassword(Secret current, Secret fresh,
                                                 bool keepOtherSessions)
{
    auto answering = answer();
    const Status reached = co_await answering;
    if (!reached)
        co_return reached;
    if (current.text() != password)
        co_return fail(ErrorCode::Unauthenticated);
    if (rejectPassword)
        co_return fail(*rejectPassword);
    password = std::string(fresh.text());
    protection.passwordSetAt = m_clock.now();
    if (!keepOtherSessions)
        std::erase_if(devices, [](const auto& device) { return !device.thisDevice; });
    co_return Status{};
}

QCoro::Task<Result<client::TotpOffer>> FakeSecurity::enrolTotp()
{
    auto proving = proveFresh();
    const Status proved = co_await proving;
    if (!proved)
        co_return fail(proved.error());
    ++enrolments;
    m_offered = crypto::makeTotpSeed(m_random);
    co_return client::TotpOffer{
        crypto::totpUri(m_offered, "Taskward (tasks.example.org)", "mara@example.org"),
        crypto::totpKeyText(m_offered), m_clock.now()};
}

QCoro::Task<Result<std::vector<Secret>>> FakeSecurity::confirmTotp(Secret code)
{
    auto answering = answer();
    const Status reached = co_await answering;
    if (!reached)
        co_return fail(reached.error());
    m_lastStep.reset();
    if (const Status right = judge(code, m_offered); !right)
        co_return fail(right.error());
    m_seed = std::move(m_offered);
    m_offered = {};
    protection.totp = true;
    protection.totpSince = m_clock.now();
    co_return makeCodes();
}

QCoro::Task<Status> FakeSecurity::proveRecoveryCode(Secret code)
{
    auto answering = answer();
    const Status reached = co_await answering;
    if (!reached)
        co_return reached;
    if (std::ranges::find(recoveryCodes, std::string(code.text())) == recoveryCodes.end())
        co_return fail(ErrorCode::CodeWrong);
    protection.recoveryCodesSaved = true;
    co_return Status{};
}

QCoro::Task<Result<std::vector<Secret>>> FakeSecurity::renewRecoveryCodes()
{
    auto proving = proveFresh();
    const Status proved = co_await proving;
    if (!proved)
        co_return fail(proved.error());
    co_return makeCodes();
}

QCoro::Task<Status> FakeSecurity::removeTotp()
{
    auto proving = proveFresh();
    const Status proved = co_await proving;
    if (!proved)
        co_return proved;
    if (protection.factorRequired)
        co_return fail(ErrorCode::Conflict);
    protection.totp = false;
    m_seed = {};
    co_return Status{};
}

QCoro::Task<Result<std::vector<contract::DeviceSession>>> FakeSecurity::sessions()
{
    auto answering = answer();
    const Status reached = co_await answering;
    if (!reached)
        co_return fail(reached.error());
    std::vector<contract::DeviceSession> copy = devices;
    co_return copy;
}

QCoro::Task<Status> FakeSecurity::endSession(SessionId id, bool wipe)
{
    auto proving = proveFresh();
    const Status proved = co_await proving;
    if (!proved)
        co_return proved;
    ended.emplace_back(id, wipe);
    if (wipe) {
        for (contract::DeviceSession& device : devices)
            device.wipeRequested = device.wipeRequested || device.sessionId == id;
    } else {
        std::erase_if(devices, [&](const auto& device) { return device.sessionId == id; });
    }
    co_return Status{};
}

QCoro::Task<Result<std::int64_t>> FakeSecurity::endOtherSessions()
{
    auto proving = proveFresh();
    const Status proved = co_await proving;
    if (!proved)
        co_return fail(proved.error());
    ++othersEnded;
    const auto count =
        std::erase_if(devices, [](const auto& device) { return !device.thisDevice; });
    co_return static_cast<std::int64_t>(count);
}

QCoro::Task<Result<contract::NotMe::Response>>
FakeSecurity::notMe(std::optional<SecurityEventId> event)
{
    auto answering = answer();
    const Status reached = co_await answering;
    if (!reached)
        co_return fail(reached.error());
    notMes.push_back(event);
    contract::NotMe::Response response;
    response.endedSessions = static_cast<std::int64_t>(
        std::erase_if(devices, [](const auto& device) { return !device.thisDevice; }));
    for (contract::ApiKey& key : keys) {
        key.frozen = true;
        ++response.frozenKeys;
    }
    co_return response;
}

QCoro::Task<Result<contract::SecurityEventPage>> FakeSecurity::events(std::string cursor)
{
    auto answering = answer();
    const Status reached = co_await answering;
    if (!reached)
        co_return fail(reached.error());
    // Two pages: the first two events, then the rest.
    contract::SecurityEventPage page;
    const std::size_t from = cursor.empty() ? 0 : 2;
    const std::size_t to =
        cursor.empty() ? std::min<std::size_t>(2, happened.size()) : happened.size();
    for (std::size_t i = from; i < to; ++i)
        page.items.push_back(happened[i]);
    if (cursor.empty() && happened.size() > 2)
        page.next = "2";
    co_return page;
}

QCoro::Task<Result<std::vector<contract::ApiKey>>> FakeSecurity::apiKeys()
{
    auto answering = answer();
    const Status reached = co_await answering;
    if (!reached)
        co_return fail(reached.error());
    std::vector<contract::ApiKey> copy = keys;
    co_return copy;
}

QCoro::Task<Result<client::NewApiKey>>
FakeSecurity::createApiKey(std::string name, std::vector<contract::Permission> scopes,
                           std::vector<std::string> addresses, int days)
{
    auto proving = proveFresh();
    const Status proved = co_await proving;
    if (!proved)
        co_return fail(proved.error());
    contract::ApiKey key;
    key.id = ApiKeyId{nextId()};
    key.name = name;
    for (const contract::Permission scope : scopes)
        key.scopes.emplace_back(contract::wireName(scope));
    key.addresses = addresses;
    key.createdAt = m_clock.now();
    key.expiresAt = {m_clock.now().ms + days * kDay};
    keys.push_back(key);
    co_return client::NewApiKey{key, Secret::fromText("twk_7f3a9c_Qm4vX8pL2sT6wY0b_5d21")};
}

QCoro::Task<Status> FakeSecurity::revokeApiKey(ApiKeyId id)
{
    auto answering = answer();
    const Status reached = co_await answering;
    if (!reached)
        co_return reached;
    std::erase_if(keys, [&](const contract::ApiKey& key) { return key.id == id; });
    co_return Status{};
}

} // namespace taskward::test
