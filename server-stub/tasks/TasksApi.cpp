// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/tasks/TasksApi.h"

#include "server-stub/tasks/ProjectService.h"
#include "server-stub/tasks/SectionStore.h"
#include "server-stub/tasks/TaskRow.h"
#include "server-stub/tasks/TaskService.h"

namespace taskward::tasks {

using namespace contract;
using http::Caller;

namespace {

template <typename Request>
std::int64_t limitOf(const Request& request)
{
    return request.limit ? request.limit->value : static_cast<std::int64_t>(limits::kDefaultPageItems);
}

/// Cuts the one row that was read beyond the page, and seals where the next page starts.
template <typename Entity, typename KeyOf>
Page<Entity> pageOf(std::vector<Entity> rows, std::int64_t limit, const Cursor& cursor,
                    std::string_view purpose, KeyOf keyOf)
{
    Page<Entity> page;
    page.items = std::move(rows);
    if (static_cast<std::int64_t>(page.items.size()) > limit) {
        page.items.resize(static_cast<std::size_t>(limit));
        const auto& last = page.items.back();
        page.next = cursor.seal(purpose, {keyOf(last), last.id.value});
    }
    return page;
}

template <typename Request>
Result<ListPosition> positionOf(const Request& request, const Cursor& cursor, std::string_view purpose)
{
    if (!request.cursor)
        return ListPosition{};
    TW_ASSIGN(auto parts, cursor.open(purpose, *request.cursor, 2));
    return ListPosition{std::move(parts[0]), std::move(parts[1])};
}

/// Create, change and delete of one kind of entity: the same three handlers for all four.
template <typename CreateE, typename UpdateE, typename DeleteE, typename Service, typename IdType>
void addWrites(http::Api& api, TasksContext context)
{
    using Entity = typename CreateE::Response;
    api.on<CreateE>([context](db::Tx& tx, const Caller& caller,
                              const typename CreateE::Request& request) -> Result<Entity> {
        Change change(tx, caller, context.clock, context.random);
        auto created = Service().create(change, request.id.value_or(change.newId<IdType>()), request);
        if (!created)
            return fail(std::move(created).error());
        context.changes.publish(tx, caller.org, change.version());
        return std::move(created->entity);
    });
    api.on<UpdateE>([context](db::Tx& tx, const Caller& caller,
                              const typename UpdateE::Request& request) -> Result<Entity> {
        if (!request.ifMatch)
            return fail(ErrorCode::PreconditionRequired);
        Change change(tx, caller, context.clock, context.random);
        auto updated = Service().update(change, request.id, request, {*request.ifMatch, true});
        if (!updated)
            return fail(std::move(updated).error());
        context.changes.publish(tx, caller.org, change.version());
        return std::move(updated->entity);
    });
    api.on<DeleteE>([context](db::Tx& tx, const Caller& caller,
                              const typename DeleteE::Request& request) -> Result<NoBody> {
        Change change(tx, caller, context.clock, context.random);
        std::optional<Base> base;
        if (request.ifMatch)
            base = Base{*request.ifMatch, true};
        TW_TRY(Service().remove(change, request.id, base));
        context.changes.publish(tx, caller.org, change.version());
        return NoBody{};
    });
}

template <typename Entity>
Result<Entity> entityOf(std::optional<Stored<Entity>> row)
{
    if (!row)
        return fail(ErrorCode::NotFound);
    return std::move(row->entity);
}

void addProjects(http::Api& api, const TasksContext& context)
{
    addWrites<CreateProject, UpdateProject, DeleteProject, ProjectService, ProjectId>(api, context);
    api.on<GetProject>([](db::Tx& tx, const Caller& caller, const GetProject::Request& request) {
        return entityOf(ProjectStore(tx).find(caller.org, caller.user, request.id));
    });
    api.on<ListProjects>([context](db::Tx& tx, const Caller& caller, const ListProjects::Request& request)
                             -> Result<Page<Project>> {
        TW_ASSIGN(const auto after, positionOf(request, context.cursor, "projects"));
        const auto limit = limitOf(request);
        return pageOf(ProjectStore(tx).list(caller.org, caller.user, request.archived, after.key, after.id,
                                            limit + 1),
                      limit, context.cursor, "projects",
                      [](const Project& project) { return project.orderKey.str(); });
    });
}

void addSectionsAndLabels(http::Api& api, const TasksContext& context)
{
    addWrites<CreateSection, UpdateSection, DeleteSection, SectionService, SectionId>(api, context);
    addWrites<CreateLabel, UpdateLabel, DeleteLabel, LabelService, LabelId>(api, context);
    api.on<GetSection>([](db::Tx& tx, const Caller& caller, const GetSection::Request& request) {
        return entityOf(SectionStore(tx).find(caller.org, caller.user, request.id));
    });
    api.on<GetLabel>([](db::Tx& tx, const Caller& caller, const GetLabel::Request& request) {
        return entityOf(LabelStore(tx).find(caller.org, request.id));
    });
    api.on<ListSections>([context](db::Tx& tx, const Caller& caller, const ListSections::Request& request)
                             -> Result<Page<Section>> {
        TW_ASSIGN(const auto after, positionOf(request, context.cursor, "sections"));
        const auto limit = limitOf(request);
        return pageOf(SectionStore(tx).list(caller.org, caller.user, request.projectId, after.key,
                                            after.id, limit + 1),
                      limit, context.cursor, "sections",
                      [](const Section& section) { return section.orderKey.str(); });
    });
    api.on<ListLabels>([context](db::Tx& tx, const Caller& caller, const ListLabels::Request& request)
                           -> Result<Page<Label>> {
        TW_ASSIGN(const auto after, positionOf(request, context.cursor, "labels"));
        const auto limit = limitOf(request);
        return pageOf(LabelStore(tx).list(caller.org, after.key, after.id, limit + 1), limit,
                      context.cursor, "labels", [](const Label& label) { return alphabetKey(label.name); });
    });
}

void addTasks(http::Api& api, const TasksContext& context)
{
    addWrites<CreateTask, UpdateTask, DeleteTask, TaskService, TaskId>(api, context);
    api.on<GetTask>([](db::Tx& tx, const Caller& caller, const GetTask::Request& request) {
        return entityOf(TaskStore(tx).find(caller.org, caller.user, request.id));
    });
    api.on<ListTasks>([context](db::Tx& tx, const Caller& caller, const ListTasks::Request& request)
                          -> Result<Page<Task>> {
        const TaskSort sort = request.sort.value_or(TaskSort::Manual);
        const std::string purpose = "tasks " + std::string(json::enumName(sort));
        std::optional<ListPosition> after;
        if (request.cursor) {
            TW_ASSIGN(after, positionOf(request, context.cursor, purpose));
        }
        const auto limit = limitOf(request);
        return pageOf(TaskStore(tx).list(caller.org, caller.user, request, after, limit + 1), limit,
                      context.cursor, purpose,
                      [sort](const Task& task) { return TaskStore::sortKey(sort, task); });
    });
}

} // namespace

void addTasksApi(http::Api& api, const TasksContext& context)
{
    addProjects(api, context);
    addSectionsAndLabels(api, context);
    addTasks(api, context);
}

} // namespace taskward::tasks
