// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "app/cli/KeyCommands.h"

#include "app/cli/SecretFiles.h"
#include "app/cli/TaskArguments.h"
#include "client/api/QtTransport.h"
#include "client/auth/ConnectCode.h"
#include "core/base/Clock.h"
#include "core/base/Id.h"
#include "core/base/Random.h"
#include "core/contract/Json.h"

namespace taskward::cli {

using namespace contract;

namespace {

struct IdJson {
    std::string id;
};
BOOST_DESCRIBE_STRUCT(IdJson, (), (id))

/// Of each try alike, so that a repetition of the same call changes nothing.
client::CallOptions once()
{
    SystemClock clock;
    SystemRandom random;
    return {.idempotencyKey = makeUuidV7(clock, random), .info = {}, .secrets = {}};
}

} // namespace

KeyCommands::KeyCommands(Arguments arguments)
    : m_arguments(std::move(arguments)), m_output(m_arguments.json)
{}

Status KeyCommands::connect()
{
    TW_ASSIGN(auto key, readSecretLine(m_arguments.apiKeyFile));
    if (m_arguments.server.empty())
        return fail(ErrorCode::ValidationFailed, "--api-key-file goes with --server ADDRESS");
    TW_ASSIGN(auto address, client::parseServerAddress(m_arguments.server));
    if (!m_arguments.serverPin.empty()) {
        TW_ASSIGN(auto pin, client::normalisePin(m_arguments.serverPin));
        address.pin = std::move(pin);
    }
    m_access = std::make_unique<client::ApiKeyAccess>(
        std::make_unique<client::QtTransport>(address.url(), client::ServerTrust{address.pin}),
        std::move(key));
    m_api = std::make_unique<client::ApiClient>(*m_access, m_access.get());
    return {};
}

QCoro::Task<int> KeyCommands::run()
{
    const Status connected = connect();
    if (!connected)
        co_return m_output.refuse(connected.error());
    QCoro::Task<int> work;
    switch (m_arguments.command) {
    case Command::List:
        work = list();
        break;
    case Command::Add:
        work = add();
        break;
    case Command::Show:
        work = show();
        break;
    case Command::Edit:
    case Command::Done:
        work = change();
        break;
    case Command::Remove:
        work = remove();
        break;
    default:
        co_return m_output.refuse(
            Error{ErrorCode::ValidationFailed, "with a key: list, add, show, edit, done, rm", {}});
    }
    const int code = co_await work;
    co_return code;
}

QCoro::Task<client::Overview> KeyCommands::overview()
{
    client::Overview out;
    auto asking = m_api->call<ListProjects>({}, {});
    auto projects = co_await asking;
    if (projects)
        out.projects = std::move(projects->items);
    auto askingSections = m_api->call<ListSections>({}, {});
    auto sections = co_await askingSections;
    if (sections)
        out.sections = std::move(sections->items);
    auto askingLabels = m_api->call<ListLabels>({}, {});
    auto labels = co_await askingLabels;
    if (labels)
        out.labels = std::move(labels->items);
    for (const auto& project : out.projects) {
        if (project.kind == ProjectKind::Inbox)
            out.inbox = project.id;
    }
    co_return out;
}

QCoro::Task<int> KeyCommands::list()
{
    ListTasks::Request request;
    if (!m_arguments.completed)
        request.completed = false;
    for (;;) {
        auto asking = m_api->call<ListTasks>(request, {});
        const auto page = co_await asking;
        if (!page)
            co_return m_output.refuse(page.error());
        for (const auto& task : page->items) {
            client::TaskRow row;
            row.task = task;
            m_output.row(row);
        }
        if (!page->next)
            co_return kExitOk;
        request.cursor = CursorText(*page->next);
    }
}

QCoro::Task<int> KeyCommands::add()
{
    auto looking = overview();
    const client::Overview known = co_await looking;
    auto fields = quickFields(m_arguments, known);
    if (!fields)
        co_return m_output.refuse(fields.error());
    CreateTask::Request request;
    static_cast<TaskFields&>(request) = std::move(*fields);
    if (!request.projectId && !known.inbox.value.empty())
        request.projectId = known.inbox;
    auto creating = m_api->call<CreateTask>(std::move(request), once());
    const auto task = co_await creating;
    if (!task)
        co_return m_output.refuse(task.error());
    m_output.line(m_output.json() ? contract::toJson(IdJson{task->id.value}) : task->id.value);
    co_return kExitOk;
}

QCoro::Task<int> KeyCommands::show()
{
    GetTask::Request wanted;
    wanted.id = TaskId{m_arguments.id};
    auto reading = m_api->call<GetTask>(std::move(wanted), {});
    const auto task = co_await reading;
    if (!task)
        co_return m_output.refuse(task.error());
    m_output.task(*task);
    co_return kExitOk;
}

QCoro::Task<int> KeyCommands::change()
{
    GetTask::Request wanted;
    wanted.id = TaskId{m_arguments.id};
    auto reading = m_api->call<GetTask>(std::move(wanted), {});
    const auto task = co_await reading;
    if (!task)
        co_return m_output.refuse(task.error());
    UpdateTask::Request request;
    if (m_arguments.command == Command::Done) {
        request.completedAt =
            m_arguments.undo ? std::optional<Timestamp>() : std::optional(SystemClock().now());
    } else {
        auto looking = overview();
        const client::Overview known = co_await looking;
        auto fields = taskFields(m_arguments, known);
        if (!fields)
            co_return m_output.refuse(fields.error());
        static_cast<TaskFields&>(request) = std::move(*fields);
    }
    request.id = task->id;
    request.ifMatch = task->version;
    auto updating = m_api->call<UpdateTask>(std::move(request), once());
    const auto updated = co_await updating;
    co_return updated ? static_cast<int>(kExitOk) : m_output.refuse(updated.error());
}

QCoro::Task<int> KeyCommands::remove()
{
    GetTask::Request wanted;
    wanted.id = TaskId{m_arguments.id};
    auto reading = m_api->call<GetTask>(std::move(wanted), {});
    const auto task = co_await reading;
    if (!task)
        co_return m_output.refuse(task.error());
    DeleteTask::Request request;
    request.id = task->id;
    request.ifMatch = task->version;
    auto removing = m_api->call<DeleteTask>(std::move(request), once());
    const auto removed = co_await removing;
    co_return removed ? static_cast<int>(kExitOk) : m_output.refuse(removed.error());
}

} // namespace taskward::cli
