// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Workspace.h"
#include "client/api/ApiClient.h"
#include "client/api/EventStream.h"
#include "client/async/Turnstile.h"
#include "client/cache/Replica.h"
#include "client/sync/WakeWatch.h"
#include "core/base/Clock.h"
#include "core/base/Random.h"

#include <QTimer>
#include <optional>
#include <string>

namespace taskward::client {

/// Carries out what sync/Plan decides: pending edits up, then changes down, then listening; after a
/// failure again by itself, later and later. One round at a time, over all processes (sync.lock). The
/// window's thread; all work on rows is done on the worker. Nothing local is deleted because of an
/// answer, and nothing is sent to a server that is not the one that the rows came from.
class SyncEngine : public QObject {
    Q_OBJECT

public:
    struct Parts {
        ApiClient& api;
        WorkerThread& worker;
        Replica& replica;
        const Clock& clock;
        Random& random;
        std::string lockFile;
    };
    explicit SyncEngine(Parts parts);

    const SyncState& state() const { return m_state; }
    /// Reads the counts and the time of the last round out of the files.
    QCoro::Task<> load();
    /// Goes on by itself from here: rounds, events, retries.
    void start();
    void stop();
    /// There are edits to send.
    void poke();
    /// The computer may have slept: connections that look whole may be dead, and time has passed.
    void wake();
    QCoro::Task<Status> syncNow();
    QCoro::Task<Status> adoptServer();
    /// The session has tokens again, or lost them.
    void setSignedOut(bool signedOut);
    QCoro::Task<> countEdits();

signals:
    void stateChanged();
    /// Empty: too many to name.
    void tasksChanged(const std::vector<taskward::TaskId>& ids);
    void overviewChanged();
    void meChanged();

private:
    using PullResult = Result<contract::SyncPull::Response>;

    QCoro::Task<> runSoon();
    QCoro::Task<Status> round();
    QCoro::Task<Status> steps();
    QCoro::Task<Status> greet();
    QCoro::Task<Status> readMe();
    QCoro::Task<Status> readPeople();
    QCoro::Task<Status> checkEpoch(ServerMark mark);
    QCoro::Task<Status> push();
    QCoro::Task<Status> pushBatch(Batch batch);
    QCoro::Task<Status> pull();
    QCoro::Task<PullResult> fetch(std::string cursor, int limit);
    CallOptions options();
    void showProgress(const contract::SyncPull::Response& page);
    void finish(const Status& status);
    void setPhase(SyncState::Phase phase);
    Status replaced(const char* why);
    bool toldToWait() const;
    QCoro::Task<Status> noteSyncedAt();

    Parts m_parts;
    EventStream m_events;
    SyncState m_state;
    Turnstile m_turnstile;
    QTimer m_retry;
    QTimer m_soon;
    WakeWatch m_wakeWatch;
    std::shared_ptr<CallInfo> m_info = std::make_shared<CallInfo>();
    std::string m_answeringServer; ///< serverId of the last greeting
    std::int64_t m_revision = 0;
    std::size_t m_batchLimit = limits::kMaxBatchOps;
    std::int64_t m_notBeforeMs = 0;   ///< Clock::monotonicMs, of a Retry-After
    std::int64_t m_syncedAtNoted = 0; ///< Timestamp in the file
    int m_failures = 0;
    bool m_started = false;
    bool m_stopped = false;
    bool m_greeted = false;
    bool m_queued = false;
    bool m_replaced = false;
};

} // namespace taskward::client
