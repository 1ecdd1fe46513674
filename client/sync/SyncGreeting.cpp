// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
// Before the first round of a connection: who answers, and are we still the right pair?
#include "client/api/ClientVersion.h"
#include "client/sync/SyncEngine.h"
#include "core/base/Version.h"

#include <QPointer>

namespace taskward::client {

QCoro::Task<Status> SyncEngine::greet()
{
    const QPointer<SyncEngine> alive(this);
    auto& replica = m_parts.replica;
    auto asking = m_parts.api.call<contract::GetMeta>({}, options());
    const Result<contract::GetMeta::Response> meta = co_await asking;
    if (!meta || !alive)
        co_return fail(meta ? Error{ErrorCode::Cancelled, {}, {}} : meta.error());
    if (isOlder(kClientVersion, meta->minClientVersion))
        co_return fail(ErrorCode::UpgradeRequired, "the server wants " + meta->minClientVersion);
    m_answeringServer = meta->serverId;
    auto marking = m_parts.worker.run([&replica] { return replica.mark(); });
    const Result<ServerMark> mark = co_await marking;
    if (!mark || !alive)
        co_return fail(mark ? Error{ErrorCode::Cancelled, {}, {}} : mark.error());
    if (mark->serverId.empty()) {
        auto noting =
            m_parts.worker.run([&replica, id = meta->serverId] { return replica.setServerId(id); });
        const Status noted = co_await noting;
        if (!noted || !alive)
            co_return noted;
    } else if (mark->serverId != meta->serverId) {
        co_return replaced("another server answers");
    }
    auto checking = checkEpoch(*mark);
    const Status checked = co_await checking;
    if (!checked || !alive)
        co_return checked;
    auto reading = readMe();
    const Status read = co_await reading;
    if (!read || !alive)
        co_return read;
    m_greeted = true;
    readPeople(); // goes on beside the round; names are shown when they are there
    co_return Status{};
}

QCoro::Task<Status> SyncEngine::checkEpoch(ServerMark mark)
{
    const QPointer<SyncEngine> alive(this);
    auto counting = countEdits();
    co_await counting;
    if (!alive)
        co_return fail(ErrorCode::Cancelled);
    // Without edits the pull finds out before anything is changed.
    if (mark.epoch.empty() || m_state.pendingEdits == 0)
        co_return Status{};
    auto fetching = fetch(mark.cursor, 1);
    const PullResult page = co_await fetching;
    if (!alive)
        co_return fail(ErrorCode::Cancelled);
    if (!page) {
        if (page.error().code == ErrorCode::ValidationFailed && !mark.cursor.empty())
            co_return replaced("the server does not know our cursor");
        co_return fail(Error(page.error()));
    }
    if (!sameServer(mark, *page))
        co_return replaced("another epoch, or an older revision");
    co_return Status{};
}

QCoro::Task<Status> SyncEngine::readMe()
{
    const QPointer<SyncEngine> alive(this);
    auto& replica = m_parts.replica;
    auto asking = m_parts.api.call<contract::GetMe>({}, options());
    Result<contract::GetMe::Response> me = co_await asking;
    if (!me || !alive)
        co_return fail(me ? Error{ErrorCode::Cancelled, {}, {}} : me.error());
    auto noting = m_parts.worker.run([&replica, me = std::move(*me)]() -> Status {
        TW_TRY(replica.setCacheMeta("me", contract::toJson(me)));
        TW_TRY(replica.setCacheMeta("inbox", me.membership.inboxId.value));
        return replica.setAuthor(me.person.id);
    });
    const Status noted = co_await noting;
    if (noted && alive)
        emit meChanged();
    co_return noted;
}

QCoro::Task<Status> SyncEngine::readPeople()
{
    const QPointer<SyncEngine> alive(this);
    std::vector<contract::Person> people;
    std::optional<std::string> cursor;
    do {
        contract::ListPeople::Request request;
        request.limit = static_cast<std::int64_t>(limits::kMaxPageItems);
        if (cursor)
            request.cursor = contract::Text<1, 512>(*cursor);
        auto asking = m_parts.api.call<contract::ListPeople>(std::move(request), {});
        Result<contract::ListPeople::Response> page = co_await asking;
        if (!page || !alive)
            co_return fail(page ? Error{ErrorCode::Cancelled, {}, {}} : page.error());
        people.insert(people.end(), page->items.begin(), page->items.end());
        cursor = page->next;
    } while (cursor);
    auto& replica = m_parts.replica;
    auto noting = m_parts.worker.run(
        [&replica, people = std::move(people)] { return replica.setPeople(people); });
    const Status noted = co_await noting;
    if (noted && alive)
        emit overviewChanged();
    co_return noted;
}

} // namespace taskward::client
