// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
// Life of an account, and what it shows.
#include "client/account/Account.h"

#include "client/async/Pause.h"
#include "client/auth/SignInSteps.h"
#include "core/contract/Json.h"

#include <QDate>
#include <QPointer>

namespace taskward::client {

namespace {
constexpr std::chrono::milliseconds kLookOutsideAfter{120};
/// Many changes in a row end in one reading of the sidebar; nobody sees the difference.
constexpr std::chrono::milliseconds kOverviewAfter{30};
} // namespace

Account::Account(Parts parts) : m_parts(std::move(parts))
{
    Session::Parts session{*m_parts.transport,
                           m_parts.keychain,
                           m_parts.clock,
                           keychainEntry(m_parts.config),
                           m_parts.profile.authLock(),
                           {},
                           {}};
    session.beforeStore = [this](AccountKeys* keys) -> QCoro::Task<Status> {
        auto& replica = *m_parts.replica;
        auto counting =
            m_parts.worker->run([&replica, keys] { return replica.nextGeneration(*keys); });
        co_return co_await counting;
    };
    session.wipe = [this] { return obeyWipe(); };
    m_session = std::make_unique<Session>(std::move(session));
    m_api = std::make_unique<ApiClient>(*m_parts.transport, m_session.get());
    m_engine = std::make_unique<SyncEngine>(
        SyncEngine::Parts{*m_api, *m_parts.worker, *m_parts.replica, m_parts.clock, m_parts.random,
                          m_parts.profile.syncLock()});
    connect(m_engine.get(), &SyncEngine::stateChanged, this, &Account::syncStateChanged);
    connect(m_engine.get(), &SyncEngine::tasksChanged, this, &Account::tasksChanged);
    connect(m_engine.get(), &SyncEngine::tasksChanged, this,
            [this] { reloadOverview(Stale::Counts); });
    connect(m_engine.get(), &SyncEngine::overviewChanged, this,
            [this] { reloadOverview(Stale::Everything); });
    connect(m_engine.get(), &SyncEngine::meChanged, this, [this] { reloadMe(); });
    m_security = std::make_unique<AccountSecurity>(
        AccountSecurity::Parts{*m_api, *m_parts.worker, *m_parts.replica});
    connect(m_security.get(), &AccountSecurity::changed, m_engine.get(), &SyncEngine::wake);
    connect(m_engine.get(), &SyncEngine::stateChanged, this, &Account::lookAfterSafety);
    connect(m_session.get(), &Session::signedOutChanged, m_engine.get(), &SyncEngine::setSignedOut);
    m_lookOutside.setSingleShot(true);
    m_lookOutside.setInterval(kLookOutsideAfter);
    connect(&m_lookOutside, &QTimer::timeout, this, [this] { lookOutside(); });
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, [this] {
        if (!m_lookOutside.isActive())
            m_lookOutside.start();
    });
}

Account::~Account()
{
    disconnect(m_engine.get(), nullptr, this, nullptr);
    m_engine->stop();
    m_parts.worker->stop();
    // Wakes whoever waits for an answer; the engine and the session are still whole.
    m_parts.transport.reset();
}

QCoro::Task<Status> Account::load()
{
    const QPointer<Account> alive(this);
    auto& replica = *m_parts.replica;
    auto reading = m_parts.worker->run([&replica] { return replica.overview(); });
    Result<Overview> overview = co_await reading;
    if (!overview || !alive)
        co_return fail(overview ? Error{ErrorCode::Cancelled, {}, {}} : overview.error());
    m_overview = std::move(*overview);
    auto me = reloadMe();
    co_await me;
    if (!alive)
        co_return fail(ErrorCode::Cancelled);
    auto loading = m_engine->load();
    co_await loading;
    if (!alive)
        co_return fail(ErrorCode::Cancelled);
    watchFiles();
    // The window asks for its first page in this turn of the loop; the counts come after it.
    QTimer::singleShot(0, this, [this] { reloadCounts(); });
    co_return Status{};
}

QCoro::Task<> Account::reloadMe()
{
    const QPointer<Account> alive(this);
    auto& replica = *m_parts.replica;
    auto reading = m_parts.worker->run([&replica] { return replica.cacheMeta("me"); });
    const Result<std::string> text = co_await reading;
    if (!alive || !text || text->empty())
        co_return;
    auto me =
        contract::fromJson<contract::GetMe::Response>(*text, contract::json::Reading::Lenient);
    if (!me)
        co_return;
    m_me = std::move(*me);
    m_permissions = {m_me.permissions.begin(), m_me.permissions.end()};
    m_overview.inbox = m_me.membership.inboxId;
    emit overviewChanged();
}

QCoro::Task<> Account::reloadOverview(Stale stale)
{
    m_thingsStale = m_thingsStale || stale == Stale::Everything;
    if (std::exchange(m_overviewQueued, true))
        co_return;
    const QPointer<Account> alive(this);
    auto waiting = pause(kOverviewAfter, this);
    co_await waiting;
    if (!alive)
        co_return;
    m_overviewQueued = false;
    if (!std::exchange(m_thingsStale, false)) {
        reloadCounts();
        co_return;
    }
    auto& replica = *m_parts.replica;
    auto reading = m_parts.worker->run([&replica, day = today()]() -> Result<Overview> {
        TW_ASSIGN(auto overview, replica.overview());
        return replica.counts(std::move(overview), day);
    });
    Result<Overview> overview = co_await reading;
    if (!alive || !overview)
        co_return;
    m_overview = std::move(*overview);
    emit overviewChanged();
}

/// Most changes are of tasks: projects, sections, labels and people stay as they are held.
QCoro::Task<> Account::reloadCounts()
{
    const QPointer<Account> alive(this);
    auto& replica = *m_parts.replica;
    Overview counted;
    counted.inbox = m_overview.inbox;
    auto reading = m_parts.worker->run([&replica, counted = std::move(counted), day = today()] {
        return replica.counts(counted, day);
    });
    Result<Overview> counts = co_await reading;
    if (!alive || !counts)
        co_return;
    const bool same = m_overview.inboxOpen == counts->inboxOpen &&
                      m_overview.todayOpen == counts->todayOpen &&
                      m_overview.overdueOpen == counts->overdueOpen &&
                      m_overview.openByProject == counts->openByProject;
    if (same)
        co_return;
    m_overview.inboxOpen = counts->inboxOpen;
    m_overview.todayOpen = counts->todayOpen;
    m_overview.overdueOpen = counts->overdueOpen;
    m_overview.openByProject = std::move(counts->openByProject);
    emit overviewChanged();
}

bool Account::may(contract::Permission permission) const
{
    return m_permissions.contains(contract::wireName(permission));
}

std::string Account::today() const
{
    return QDate::currentDate().toString(Qt::ISODate).toStdString();
}

// ---- another program on the same profile

void Account::watchFiles()
{
    for (const auto& file : {m_parts.profile.cacheFile(), m_parts.profile.outboxFile()})
        m_watcher.addPath(QString::fromStdString(file.string() + "-wal"));
    lookOutside();
}

QCoro::Task<> Account::lookOutside()
{
    const QPointer<Account> alive(this);
    auto& replica = *m_parts.replica;
    auto looking = m_parts.worker->run([&replica] { return replica.changedOutside(); },
                                       WorkerThread::Urgency::Background);
    const Result<bool> changed = co_await looking;
    if (!alive || !changed || !*changed)
        co_return;
    emit tasksChanged({});
    reloadOverview(Stale::Everything);
    auto counting = m_engine->countEdits();
    co_await counting;
    if (alive && m_engine->state().pendingEdits > 0)
        m_engine->poke();
}

// ---- reading

QCoro::Task<Result<TaskListPage>> Account::tasks(TaskQuery query, std::string after, int limit)
{
    auto& replica = *m_parts.replica;
    auto reading =
        m_parts.worker->run([&replica, query = std::move(query), after = std::move(after), limit,
                             day = today()] { return replica.page(query, after, limit, day); });
    Result<TaskListPage> page = co_await reading;
    co_return std::move(page);
}

QCoro::Task<Result<std::vector<TaskRow>>> Account::subtasks(TaskId parent)
{
    auto& replica = *m_parts.replica;
    auto reading = m_parts.worker->run([&replica, parent = std::move(parent), day = today()] {
        return replica.subtasks(parent, day);
    });
    Result<std::vector<TaskRow>> rows = co_await reading;
    co_return std::move(rows);
}

QCoro::Task<Result<contract::Task>> Account::task(TaskId id)
{
    auto& replica = *m_parts.replica;
    auto reading = m_parts.worker->run([&replica, id = std::move(id)] { return replica.task(id); });
    Result<contract::Task> task = co_await reading;
    co_return std::move(task);
}

QCoro::Task<Result<std::string>> Account::dump()
{
    auto& replica = *m_parts.replica;
    auto reading = m_parts.worker->run([&replica] { return replica.dump(); });
    Result<std::string> text = co_await reading;
    co_return std::move(text);
}

// ---- synchronisation and session

void Account::startSync()
{
    m_listening = true;
    m_engine->start();
}

QCoro::Task<Status> Account::syncNow()
{
    auto syncing = m_engine->syncNow();
    Status status = co_await syncing;
    co_return status;
}

QCoro::Task<Status> Account::adoptServer()
{
    auto adopting = m_engine->adoptServer();
    Status status = co_await adopting;
    co_return status;
}

QCoro::Task<Status> Account::signInAgain(Secret password)
{
    const QPointer<Account> alive(this);
    auto signing = signInSteps({*m_parts.transport, m_parts.deviceKey, m_prompter, false},
                               m_parts.config.email, std::move(password));
    Result<contract::SignedIn> answer = co_await signing;
    if (!answer && alive && answer.error().code == ErrorCode::DeviceWiped) {
        auto wiping = obeyWipe();
        co_await wiping;
    }
    if (!answer || !alive)
        co_return fail(answer ? Error{ErrorCode::Cancelled, {}, {}} : answer.error());
    contract::TokenPair tokens = std::move(answer->tokens);
    auto storing = m_session->storeRefreshToken(takeSecret(tokens.refreshToken));
    const Status stored = co_await storing;
    if (!stored || !alive)
        co_return stored;
    m_session->adopt(std::move(tokens));
    co_return Status{};
}

QCoro::Task<Status> Account::signOut(bool discardPending)
{
    const QPointer<Account> alive(this);
    auto counting = m_engine->countEdits();
    co_await counting;
    if (!alive)
        co_return fail(ErrorCode::Cancelled);
    const auto waiting = m_engine->state().pendingEdits + m_engine->state().refusedEdits;
    if (waiting > 0 && !discardPending)
        co_return fail(ErrorCode::Conflict, std::to_string(waiting) + " edits have not arrived");
    m_engine->stop();
    auto ending = m_session->end();
    co_await ending;
    if (!alive)
        co_return fail(ErrorCode::Cancelled);
    auto erasing = erase(Erasing::Account);
    const Status erased = co_await erasing;
    co_return erased;
}

} // namespace taskward::client
