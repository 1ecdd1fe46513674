// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
// The account's own secrets: the recovery key, and the end of all of them.
#include "client/account/Account.h"
#include "core/crypto/RecoveryKey.h"

#include <QPointer>

namespace taskward::client {

namespace {
constexpr std::int64_t kLookEveryMs = 5 * 60 * 1000;
}

std::string Account::keychainEntry(const ProfileConfig& config)
{
    return "account:" + config.accountId;
}

std::string Account::recoveryEntry(const std::string& accountId)
{
    return "recovery:" + accountId;
}

std::vector<std::string> Account::keychainEntries(const ProfileConfig& config)
{
    return {keychainEntry(config), recoveryEntry(config.accountId)};
}

QCoro::Task<Result<Secret>> Account::recoveryKey()
{
    auto reading = m_parts.keychain.read(recoveryEntry(m_parts.config.accountId));
    Result<Secret> text = co_await reading;
    co_return std::move(text);
}

QCoro::Task<Result<std::int64_t>> Account::recoverEdits(Secret recoveryKey)
{
    const QPointer<Account> alive(this);
    auto key = crypto::RecoveryKey::fromText(recoveryKey.text());
    if (!key)
        co_return fail(std::move(key.error()));
    auto& replica = *m_parts.replica;
    auto recovering = m_parts.worker->run(
        [&replica, key = std::move(*key)] { return replica.recoverEdits(key); });
    Result<std::int64_t> taken = co_await recovering;
    if (!taken || !alive)
        co_return std::move(taken);
    emit tasksChanged({});
    reloadOverview(Stale::Everything);
    auto counting = m_engine->countEdits();
    co_await counting;
    if (alive)
        m_engine->poke();
    co_return std::move(taken);
}

/// The key first: without it the files are noise already. Then the files, whatever became of the key.
QCoro::Task<Status> Account::erase(Erasing what)
{
    const QPointer<Account> alive(this);
    const Status begun = what == Erasing::Everything ? m_parts.profile.beginErasing() : Status{};
    Status keys;
    for (const auto& entry : keychainEntries(m_parts.config)) {
        auto removing = m_parts.keychain.remove(entry);
        const Status removed = co_await removing;
        if (!alive)
            co_return fail(ErrorCode::Cancelled);
        if (!removed && keys)
            keys = removed;
    }
    if (!keys && what == Erasing::Account)
        co_return keys; // nothing else has gone; the person tries again
    m_watcher.removePaths(m_watcher.files());
    auto closing = m_parts.worker->run([this, what]() -> Status {
        m_parts.replica->close();
        return m_parts.profile.eraseFiles(what);
    });
    const Status files = co_await closing;
    if (!keys)
        co_return keys;
    co_return files ? begun : files;
}

QCoro::Task<Account::Erased> Account::wipe()
{
    const QPointer<Account> alive(this);
    Erased erased;
    auto& replica = *m_parts.replica;
    m_engine->stop();
    auto counting = m_parts.worker->run([&replica] { return replica.queueCounts(); });
    const Result<QueueCounts> counts = co_await counting;
    if (!alive)
        co_return erased;
    if (counts)
        erased.unsentEdits = counts->pending + counts->refused;
    auto erasing = erase(Erasing::Everything);
    const Status done = co_await erasing;
    erased.complete = done.has_value() && counts.has_value();
    co_return erased;
}

/// The report needs nothing but the device's key, which has to be in memory before its place goes. When
/// it cannot be delivered the key stays, and the next sign-in reports (see signInSteps).
QCoro::Task<> Account::obeyWipe()
{
    if (std::exchange(m_wiping, true))
        co_return;
    const QPointer<Account> alive(this);
    auto loading = m_parts.deviceKey.load();
    const DeviceKey::Key key = co_await loading;
    if (!alive)
        co_return;
    auto wiping = wipe();
    const Erased erased = co_await wiping;
    if (!key || !alive)
        co_return;
    ApiClient api(*m_parts.transport, nullptr);
    auto reporting = api.call<contract::ReportWipe>({erased.unsentEdits, erased.complete}, {});
    const Result<contract::NoBody> reported = co_await reporting;
    if (!reported || !alive)
        co_return;
    auto erasing = m_parts.deviceKey.erase();
    co_await erasing;
}

Security* Account::security()
{
    return m_parts.config.localServer ? nullptr : m_security.get();
}

void Account::setPrompter(Prompter* prompter)
{
    m_prompter = prompter;
    m_security->setPrompter(prompter);
}

/// Once in a while, where a person is there to be told.
void Account::lookAfterSafety()
{
    const std::int64_t now = m_parts.clock.monotonicMs();
    if (!m_listening || m_parts.config.localServer || now < m_lookAgainAtMs ||
        m_engine->state().phase != SyncState::Phase::UpToDate)
        return;
    m_lookAgainAtMs = now + kLookEveryMs;
    m_security->look();
}

} // namespace taskward::client
