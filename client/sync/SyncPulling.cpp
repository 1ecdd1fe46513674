// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
// Changes come down, page by page.
#include "client/sync/SyncEngine.h"

#include <QPointer>
#include <algorithm>

namespace taskward::client {

using Phase = SyncState::Phase;

QCoro::Task<SyncEngine::PullResult> SyncEngine::fetch(std::string cursor, int limit)
{
    contract::SyncPull::Request request;
    if (!cursor.empty())
        request.cursor = contract::CursorText(std::move(cursor));
    request.limit = limit;
    auto calling = m_parts.api.call<contract::SyncPull>(std::move(request), options());
    PullResult page = co_await calling;
    co_return std::move(page);
}

QCoro::Task<Status> SyncEngine::pull()
{
    const QPointer<SyncEngine> alive(this);
    constexpr int kLimit = static_cast<int>(limits::kMaxSyncPageItems);
    auto& replica = m_parts.replica;
    auto marking = m_parts.worker.run([&replica] { return replica.mark(); });
    const Result<ServerMark> mark = co_await marking;
    if (!mark || !alive)
        co_return fail(mark ? Error{ErrorCode::Cancelled, {}, {}} : mark.error());
    std::string cursor = mark->cursor;
    if (cursor.empty()) {
        m_state.done = 0;
        setPhase(Phase::FirstSync);
    }
    auto fetching = fetch(cursor, kLimit);
    for (;;) {
        PullResult page = co_await fetching;
        if (!alive)
            co_return fail(ErrorCode::Cancelled);
        if (!page) {
            // A cursor that the server does not know is one that another server gave.
            if (!cursor.empty() && page.error().code == ErrorCode::ValidationFailed)
                co_return replaced("the server does not know our cursor");
            co_return fail(std::move(page.error()));
        }
        if (!sameServer(*mark, *page))
            co_return replaced("another epoch, or an older revision");
        const bool more = page->more;
        const std::string next = page->cursor;
        showProgress(*page);
        m_revision = std::max(m_revision, page->revision);
        if (more) // the server works on the next page while this one is put away
            fetching = fetch(next, kLimit);
        const bool nothing = !more && next == cursor;
        if (nothing)
            co_return Status{};
        auto applying = m_parts.worker.run(
            [&replica, page = std::move(*page), cursor] { return replica.applyPage(page, cursor); },
            WorkerThread::Urgency::Background);
        Result<AppliedPage> applied = co_await applying;
        if (!applied || !alive)
            co_return fail(applied ? Error{ErrorCode::Cancelled, {}, {}} : applied.error());
        if (applied->stale)
            co_return Status{};
        if (applied->many || !applied->changed.empty())
            emit tasksChanged(applied->many ? std::vector<TaskId>{} : applied->changed);
        if (applied->things)
            emit overviewChanged();
        if (!more)
            co_return Status{};
        cursor = next;
    }
}

void SyncEngine::showProgress(const contract::SyncPull::Response& page)
{
    if (m_state.phase != Phase::FirstSync)
        return;
    m_state.done += static_cast<std::int64_t>(page.tasks.size() + page.projects.size() +
                                              page.sections.size() + page.labels.size());
    m_state.total = std::max(page.revision, m_state.done);
    emit stateChanged();
}

} // namespace taskward::client
