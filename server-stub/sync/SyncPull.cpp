// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/base/Limits.h"
#include "server-stub/sync/SyncService.h"
#include "server-stub/tasks/SectionStore.h"
#include "server-stub/tasks/TaskStore.h"

#include <algorithm>
#include <charconv>

namespace taskward::sync {

using namespace contract;
using tasks::FeedPosition;

namespace {

constexpr std::string_view kPurpose = "sync";
constexpr std::int64_t kDefaultPage = 500;

/// Changes are ordered by (version, source, id); a source is one table of the feed.
enum class Source { Project, Section, Label, Task, Conflict, Removal };
constexpr int kSources = 6;
/// Greater than every id: "after all rows of this version".
constexpr const char* kPastIds = "~";

struct Position {
    std::int64_t version = 0;
    int source = kSources;
    std::string id = kPastIds;
};

FeedPosition positionFor(const Position& after, Source source)
{
    const int own = static_cast<int>(source);
    if (own == after.source)
        return {after.version, after.id};
    // Sources before the cut have given this version already, those behind it have not.
    return own < after.source ? FeedPosition{after.version, kPastIds} : FeedPosition{after.version, ""};
}

struct Feed {
    std::vector<Project> projects;
    std::vector<Section> sections;
    std::vector<Label> labels;
    std::vector<Task> tasks;
    std::vector<Conflict> conflicts;
    std::vector<Removal> removals;
};

Feed readFeed(db::Tx& tx, const http::Caller& caller, const Position& after, std::int64_t limit)
{
    Feed feed;
    const auto& org = caller.org;
    const auto& user = caller.user;
    feed.projects = tasks::ProjectStore(tx).feed(org, user, positionFor(after, Source::Project), limit);
    feed.sections = tasks::SectionStore(tx).feed(org, user, positionFor(after, Source::Section), limit);
    feed.labels = tasks::LabelStore(tx).feed(org, positionFor(after, Source::Label), limit);
    feed.tasks = tasks::TaskStore(tx).feed(org, user, positionFor(after, Source::Task), limit);
    feed.conflicts = tasks::ConflictStore(tx).feed(org, user, positionFor(after, Source::Conflict), limit);
    feed.removals = tasks::TombstoneStore(tx).feed(org, user, positionFor(after, Source::Removal), limit);
    return feed;
}

struct Mark {
    std::int64_t version;
    Source source;
    std::string_view id;
    auto operator<=>(const Mark&) const = default;
};

template <typename Item>
std::string_view idOf(const Item& item)
{
    if constexpr (std::is_same_v<Item, Removal>)
        return item.id;
    else
        return item.id.value;
}

template <typename Item>
void addMarks(std::vector<Mark>& marks, const std::vector<Item>& items, Source source)
{
    for (const auto& item : items)
        marks.push_back({item.version, source, idOf(item)});
}

template <typename Item>
void cut(std::vector<Item>& items, Source source, const Mark& last)
{
    std::erase_if(items, [&](const Item& item) {
        return Mark{item.version, source, idOf(item)} > last;
    });
}

} // namespace

Result<SyncPull::Response> SyncService::pull(db::Tx& tx, const http::Caller& caller,
                                             const SyncPull::Request& request)
{
    const auto state = tasks::RevisionStore(tx).state(caller.org);
    Position after;
    if (request.cursor) {
        const auto parts = m_cursor.open(kPurpose, *request.cursor, 4);
        if (parts && (*parts)[0] == state.epoch) {
            const auto& version = (*parts)[1];
            std::from_chars(version.data(), version.data() + version.size(), after.version);
            after.source = (*parts)[2].front() - '0';
            after.id = (*parts)[3];
        }
    }
    const auto limit = request.limit ? request.limit->value : kDefaultPage;
    Feed feed = readFeed(tx, caller, after, limit + 1);

    std::vector<Mark> marks;
    addMarks(marks, feed.projects, Source::Project);
    addMarks(marks, feed.sections, Source::Section);
    addMarks(marks, feed.labels, Source::Label);
    addMarks(marks, feed.tasks, Source::Task);
    addMarks(marks, feed.conflicts, Source::Conflict);
    addMarks(marks, feed.removals, Source::Removal);
    std::ranges::sort(marks);
    SyncPull::Response page;
    page.epoch = state.epoch;
    page.revision = state.revision;
    page.more = static_cast<std::int64_t>(marks.size()) > limit;
    Position end{std::max(after.version, state.revision), kSources, kPastIds};
    if (page.more) {
        const Mark last = marks[static_cast<std::size_t>(limit) - 1];
        end = {last.version, static_cast<int>(last.source), std::string(last.id)};
        // The views point into the rows: the copy of the last id must outlive the cutting.
        const Mark kept{end.version, last.source, end.id};
        cut(feed.projects, Source::Project, kept);
        cut(feed.sections, Source::Section, kept);
        cut(feed.labels, Source::Label, kept);
        cut(feed.tasks, Source::Task, kept);
        cut(feed.conflicts, Source::Conflict, kept);
        cut(feed.removals, Source::Removal, kept);
    }
    page.cursor = m_cursor.seal(kPurpose, {state.epoch, std::to_string(end.version),
                                           std::to_string(end.source), end.id});
    page.projects = std::move(feed.projects);
    page.sections = std::move(feed.sections);
    page.labels = std::move(feed.labels);
    page.tasks = std::move(feed.tasks);
    page.conflicts = std::move(feed.conflicts);
    page.removals = std::move(feed.removals);
    return page;
}

} // namespace taskward::sync
