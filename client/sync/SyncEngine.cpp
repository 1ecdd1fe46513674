// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/sync/SyncEngine.h"

#include "client/account/FileLock.h"
#include "client/sync/Backoff.h"

#include <QPointer>
#include <charconv>

namespace taskward::client {

using Phase = SyncState::Phase;

namespace {
constexpr std::chrono::seconds kLockPatience{30};
/// Without an event stream changes are asked for at this interval, with one at the longer.
constexpr std::chrono::seconds kPollAlone{60};
constexpr std::chrono::minutes kPollListening{15};
constexpr int kMaxLoops = 50;
/// Edits of one gesture, and the news of them, travel together.
constexpr std::chrono::milliseconds kTogether{5};
constexpr std::int64_t kNoteSyncedEveryMs = 30'000;
} // namespace

SyncEngine::SyncEngine(Parts parts)
    : m_parts(parts), m_events({parts.api, parts.clock, parts.random}), m_wakeWatch(parts.clock)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(kTogether);
    connect(&m_soon, &QTimer::timeout, this, [this] { runSoon(); });
    connect(&m_wakeWatch, &WakeWatch::woke, this, &SyncEngine::wake);
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, [this] { runSoon(); });
    connect(&m_events, &EventStream::changed, this, [this](std::int64_t revision) {
        if (revision > m_revision)
            poke();
    });
    connect(&m_events, &EventStream::connectedChanged, this, [this](bool connected) {
        if (connected)
            poke();
    });
}

QCoro::Task<> SyncEngine::load()
{
    const QPointer<SyncEngine> alive(this);
    auto& replica = m_parts.replica;
    auto reading = m_parts.worker.run([&replica] { return replica.cacheMeta("synced_at"); });
    const Result<std::string> syncedAt = co_await reading;
    if (!alive)
        co_return;
    if (syncedAt && !syncedAt->empty()) {
        if (const auto time = parseRfc3339(*syncedAt))
            m_state.lastSyncedAt = *time;
    }
    auto counting = countEdits();
    co_await counting;
}

void SyncEngine::start()
{
    m_started = true;
    m_wakeWatch.start();
    if (m_state.phase == Phase::Local)
        setPhase(Phase::Connecting);
    runSoon();
}

void SyncEngine::stop()
{
    m_started = false;
    m_stopped = true;
    m_retry.stop();
    m_soon.stop();
    m_wakeWatch.stop();
    m_events.stop();
}

void SyncEngine::poke()
{
    if (m_started && m_state.phase != Phase::SignedOut && !m_replaced && !toldToWait() &&
        !m_soon.isActive())
        m_soon.start();
}

void SyncEngine::wake()
{
    m_events.reconnect();
    poke();
}

/// The server asked for a pause that is not over; m_retry goes on afterwards.
bool SyncEngine::toldToWait() const
{
    return m_parts.clock.monotonicMs() < m_notBeforeMs;
}

QCoro::Task<> SyncEngine::runSoon()
{
    if (std::exchange(m_queued, true))
        co_return;
    const QPointer<SyncEngine> alive(this);
    auto turn = m_turnstile.enter();
    const auto pass = co_await turn;
    if (!alive)
        co_return;
    m_queued = false;
    if (m_stopped)
        co_return;
    auto running = round();
    const Status status = co_await running;
    if (alive)
        finish(status);
}

QCoro::Task<Status> SyncEngine::syncNow()
{
    const QPointer<SyncEngine> alive(this);
    auto turn = m_turnstile.enter();
    const auto pass = co_await turn;
    if (!alive || m_stopped)
        co_return fail(ErrorCode::Cancelled);
    auto running = round();
    Status status = co_await running;
    if (alive)
        finish(status);
    co_return status;
}

QCoro::Task<Status> SyncEngine::round()
{
    const QPointer<SyncEngine> alive(this);
    m_retry.stop();
    m_info->requestId.clear();
    m_info->retryAfterSeconds.reset();
    if (m_replaced)
        co_return replaced("not decided yet");
    if (m_state.phase != Phase::UpToDate && m_state.phase != Phase::FirstSync)
        setPhase(Phase::Connecting);
    auto locking = lockFile(m_parts.lockFile, kLockPatience, this);
    const auto lock = co_await locking;
    if (!alive)
        co_return fail(ErrorCode::Cancelled);
    if (!lock)
        co_return fail(ErrorCode::Busy, "another program is synchronising");
    auto stepping = steps();
    Status status = co_await stepping;
    co_return status;
}

QCoro::Task<Status> SyncEngine::steps()
{
    const QPointer<SyncEngine> alive(this);
    if (!m_greeted) {
        auto greeting = greet();
        const Status greeted = co_await greeting;
        if (!greeted || !alive)
            co_return greeted;
    }
    for (int loop = 0; loop < kMaxLoops; ++loop) {
        auto pushing = push();
        const Status pushed = co_await pushing;
        if (!pushed || !alive)
            co_return pushed;
        auto pulling = pull();
        const Status pulled = co_await pulling;
        if (!pulled || !alive)
            co_return pulled;
        auto counting = countEdits();
        co_await counting;
        if (!alive)
            co_return fail(ErrorCode::Cancelled);
        if (m_state.pendingEdits == 0)
            break;
    }
    m_state.lastSyncedAt = m_parts.clock.now();
    auto noting = noteSyncedAt();
    co_return co_await noting;
}

/// For the next start alone: a round that follows soon after another is not worth a commit.
QCoro::Task<Status> SyncEngine::noteSyncedAt()
{
    const std::int64_t since = m_state.lastSyncedAt->ms - m_syncedAtNoted;
    if (since >= 0 && since < kNoteSyncedEveryMs)
        co_return Status{};
    m_syncedAtNoted = m_state.lastSyncedAt->ms;
    auto& replica = m_parts.replica;
    auto noting = m_parts.worker.run([&replica, at = toRfc3339(*m_state.lastSyncedAt)] {
        return replica.setCacheMeta("synced_at", at);
    });
    co_return co_await noting;
}

QCoro::Task<Status> SyncEngine::push()
{
    const QPointer<SyncEngine> alive(this);
    auto& replica = m_parts.replica;
    for (;;) {
        const BatchLimits batchLimits{m_batchLimit, BatchLimits().bytes};
        auto taking =
            m_parts.worker.run([&replica, batchLimits] { return replica.nextBatch(batchLimits); });
        Result<Batch> batch = co_await taking;
        if (!batch || !alive)
            co_return fail(batch ? Error{ErrorCode::Cancelled, {}, {}} : batch.error());
        if (batch->operations.empty())
            break;
        if (m_state.phase != Phase::FirstSync)
            setPhase(Phase::Syncing);
        auto sending = pushBatch(std::move(*batch));
        const Status sent = co_await sending;
        if (!sent || !alive)
            co_return sent;
    }
    m_batchLimit = limits::kMaxBatchOps;
    co_return Status{};
}

QCoro::Task<Status> SyncEngine::pushBatch(Batch batch)
{
    const QPointer<SyncEngine> alive(this);
    contract::SyncPush::Request request;
    bool things = false;
    for (const auto& queued : batch.operations) {
        request.operations.push_back(queued.operation);
        things = things || queued.operation.kind != contract::EntityKind::Task;
    }
    auto calling = m_parts.api.call<contract::SyncPush>(std::move(request), options());
    Result<contract::SyncPush::Response> answer = co_await calling;
    if (!alive)
        co_return fail(ErrorCode::Cancelled);
    if (!answer) {
        using enum ErrorCode;
        const auto code = answer.error().code;
        const bool unreadable =
            code == ValidationFailed || code == Malformed || code == PayloadTooLarge;
        if (!unreadable)
            co_return fail(std::move(answer.error()));
        // One of them keeps the others from being read: alone, each shows which it is.
        if (batch.operations.size() > 1) {
            m_batchLimit = 1;
            co_return Status{};
        }
        contract::OperationResult refusal;
        refusal.id = batch.operations.front().operation.id;
        refusal.outcome = contract::Outcome::Refused;
        refusal.code = std::string(errorInfo(code).wireName);
        refusal.pointer = answer.error().pointer;
        answer = contract::SyncPush::Response{{refusal}, m_revision};
    }
    auto& replica = m_parts.replica;
    auto settling = m_parts.worker.run(
        [&replica, batch = std::move(batch), results = std::move(answer->results)] {
            return replica.acknowledge(batch, results);
        });
    Result<Acknowledged> settled = co_await settling;
    if (!settled)
        co_return fail(std::move(settled.error()));
    if (alive)
        emit tasksChanged(settled->changed);
    if (alive && things)
        emit overviewChanged();
    co_return Status{};
}

QCoro::Task<Status> SyncEngine::adoptServer()
{
    const QPointer<SyncEngine> alive(this);
    {
        auto turn = m_turnstile.enter();
        const auto pass = co_await turn;
        if (!alive || m_stopped)
            co_return fail(ErrorCode::Cancelled);
        auto& replica = m_parts.replica;
        auto adopting = m_parts.worker.run(
            [&replica, id = m_answeringServer] { return replica.adoptServer(id); });
        const Status adopted = co_await adopting;
        if (!adopted || !alive)
            co_return adopted;
        m_replaced = false;
        m_greeted = false;
        m_revision = 0;
        emit tasksChanged({});
        emit overviewChanged();
    }
    auto syncing = syncNow();
    Status status = co_await syncing;
    co_return status;
}

void SyncEngine::setSignedOut(bool signedOut)
{
    m_greeted = false;
    if (signedOut) {
        m_events.stop();
        m_retry.stop();
        setPhase(Phase::SignedOut);
    } else if (m_state.phase == Phase::SignedOut) {
        setPhase(Phase::Connecting);
        if (m_started)
            runSoon();
    }
}

QCoro::Task<> SyncEngine::countEdits()
{
    const QPointer<SyncEngine> alive(this);
    auto& replica = m_parts.replica;
    auto counting = m_parts.worker.run([&replica] { return replica.queueCounts(); });
    const Result<QueueCounts> counts = co_await counting;
    if (!alive || !counts)
        co_return;
    if (m_state.pendingEdits == counts->pending && m_state.refusedEdits == counts->refused)
        co_return;
    m_state.pendingEdits = counts->pending;
    m_state.refusedEdits = counts->refused;
    emit stateChanged();
}

CallOptions SyncEngine::options()
{
    return {{}, m_info, {}};
}

void SyncEngine::setPhase(Phase phase)
{
    if (m_state.phase == phase)
        return;
    m_state.phase = phase;
    emit stateChanged();
}

Status SyncEngine::replaced(const char* why)
{
    m_replaced = true;
    return fail(ErrorCode::Conflict, why);
}

void SyncEngine::finish(const Status& status)
{
    m_state.nextTryAt.reset();
    if (status) {
        m_failures = 0;
        m_notBeforeMs = 0;
        m_state.error.reset();
        m_state.requestId.clear();
        m_state.phase = Phase::UpToDate;
        if (m_started) {
            m_events.start();
            m_retry.start(m_events.connected() ? std::chrono::milliseconds(kPollListening)
                                               : std::chrono::milliseconds(kPollAlone));
        }
        emit stateChanged();
        return;
    }
    m_greeted = false;
    m_state.error = status.error();
    m_state.requestId = m_info->requestId;
    if (m_replaced) {
        m_state.phase = Phase::Replaced;
        emit stateChanged();
        return;
    }
    const auto code = status.error().code;
    if (code == ErrorCode::Unauthenticated || code == ErrorCode::DeviceWiped) {
        m_events.stop();
        m_state.phase = Phase::SignedOut;
        emit stateChanged();
        return;
    }
    m_state.phase = code == ErrorCode::ServerUntrusted ? Phase::Untrusted : Phase::Waiting;
    ++m_failures;
    const int failures = code == ErrorCode::UpgradeRequired ? 20 : m_failures;
    const auto wait = backoff(failures, m_info->retryAfterSeconds, m_parts.random);
    m_notBeforeMs = m_info->retryAfterSeconds ? m_parts.clock.monotonicMs() + wait.count() : 0;
    if (m_started) {
        m_state.nextTryAt = Timestamp{m_parts.clock.now().ms + wait.count()};
        m_retry.start(wait);
    }
    emit stateChanged();
}

} // namespace taskward::client
