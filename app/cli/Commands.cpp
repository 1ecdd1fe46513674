// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "app/cli/Commands.h"

#include "app/cli/SecretFiles.h"
#include "app/cli/SecurityCommands.h"
#include "app/cli/TaskArguments.h"
#include "client/auth/ConnectCode.h"
#include "core/contract/Json.h"

#include <QFile>
#include <QSaveFile>
#include <algorithm>
#include <cstdio>
#include <system_error>

namespace taskward::cli {

namespace {

constexpr int kPageRows = 500;

/// What `connect` leaves for `login`.
struct RememberedServer {
    std::string url;
    std::string spkiSha256;
    std::string serverName;
    std::string serverId;
    bool pinned = false;
    bool vouched = false;
};
BOOST_DESCRIBE_STRUCT(RememberedServer, (),
                      (url, spkiSha256, serverName, serverId, pinned, vouched))

struct WhoAmIJson {
    std::string email;
    std::string name;
    std::string organisation;
    std::string role;
    std::string server;
};
BOOST_DESCRIBE_STRUCT(WhoAmIJson, (), (email, name, organisation, role, server))

struct IdJson {
    std::string id;
};
BOOST_DESCRIBE_STRUCT(IdJson, (), (id))

} // namespace

Commands::Commands(Arguments arguments, client::AccountOpener& opener,
                   std::filesystem::path profile)
    : m_arguments(std::move(arguments)), m_opener(opener), m_profile(std::move(profile)),
      m_output(m_arguments.json)
{}

QCoro::Task<int> Commands::run()
{
    if (m_arguments.command == Command::Connect)
        return connectServer();
    if (m_arguments.command == Command::Login)
        return login();
    if (m_arguments.command == Command::Doctor)
        return doctor();
    if (m_arguments.command == Command::Secrets)
        return moveSecrets();
    if (m_arguments.command == Command::Recover)
        return recover();
    return withAccount();
}

QCoro::Task<int> Commands::connectServer()
{
    if (m_arguments.thisComputer) {
        auto opening = m_opener.openOnThisComputer({});
        auto opened = co_await opening;
        if (!opened)
            co_return m_output.refuse(opened.error());
        m_workspace = std::move(*opened);
        auto syncing = sync(false);
        const int code = co_await syncing;
        co_return code;
    }
    auto address = client::parseServerAddress(m_arguments.url);
    if (!address)
        co_return m_output.refuse(address.error());
    if (!m_arguments.pin.empty()) {
        auto pin = client::normalisePin(m_arguments.pin);
        if (!pin)
            co_return m_output.refuse(pin.error());
        address->pin = std::move(*pin);
    }
    const std::string named = address->pin.empty() ? address->url() : client::connectCode(*address);
    auto probing = m_opener.probe(
        named, [this](const client::ProbeResult& result) { m_output.probe(result); });
    const auto server = co_await probing;
    if (!server)
        co_return m_output.refuse(server.error());
    if (!server->pinnedByCode && !server->trustedByStore) {
        // A window shows the fingerprint and asks; without a person only a given one will do.
        m_output.line("The server's fingerprint is " + server->spkiSha256 +
                      ". If it is the right one: taskward-cli connect " + address->url() +
                      " --pin " + server->spkiSha256);
        co_return kExitNoPermission;
    }
    const Status remembered = rememberServer(*server);
    if (!remembered)
        co_return m_output.refuse(remembered.error());
    m_output.line(m_output.json() ? "{\"connected\":true}" : "Connected to " + server->url);
    co_return kExitOk;
}

QCoro::Task<int> Commands::login()
{
    auto password = readSecretLine(m_arguments.passwordFile);
    if (!password)
        co_return m_output.refuse(password.error());
    if (m_opener.profile().hasAccount && !m_arguments.newKeys) {
        auto opening = m_opener.open();
        auto opened = co_await opening;
        if (!opened)
            co_return m_output.refuse(opened.error());
        m_workspace = std::move(*opened);
        auto signing = m_workspace->signInAgain(std::move(*password));
        const Status signedIn = co_await signing;
        if (!signedIn)
            co_return m_output.refuse(signedIn.error());
    } else {
        const auto server = rememberedServer();
        if (!server)
            co_return m_output.refuse(server.error());
        if (m_arguments.place == "vault") {
            auto choosing = m_opener.moveSecrets(client::SecretPlace::Vault);
            const Status chosen = co_await choosing;
            if (!chosen && !m_arguments.newKeys)
                co_return m_output.refuse(chosen.error());
        }
        const std::string email =
            m_arguments.email.empty() ? m_opener.profile().email : m_arguments.email;
        auto signing = m_opener.signIn(*server, email, std::move(*password));
        auto opened = co_await signing;
        if (!opened)
            co_return m_output.refuse(opened.error());
        m_workspace = std::move(*opened);
    }
    auto syncing = sync(false);
    const int code = co_await syncing;
    co_return code;
}

QCoro::Task<int> Commands::withAccount()
{
    const bool rebuild = m_arguments.command == Command::Rebuild;
    auto opening = rebuild ? m_opener.rebuildCache() : m_opener.open();
    auto opened = co_await opening;
    if (!opened)
        co_return m_output.refuse(opened.error());
    m_workspace = std::move(*opened);
    if (SecurityCommands::has(m_arguments.command)) {
        auto securing = secure();
        const int code = co_await securing;
        co_return code;
    }
    if (m_arguments.command == Command::WhoAmI)
        co_return whoAmI();
    if (m_arguments.command == Command::Status) {
        m_output.status(m_workspace->syncState());
        co_return kExitOk;
    }
    auto working = work();
    const int code = co_await working;
    co_return code;
}

QCoro::Task<int> Commands::work()
{
    switch (m_arguments.command) {
    case Command::Add:
        return add();
    case Command::List:
        return list();
    case Command::Show:
        return show();
    case Command::Edit:
        return edit();
    case Command::Done:
    case Command::Remove:
        return done();
    case Command::Sync:
    case Command::Rebuild:
        return sync(false);
    case Command::Adopt:
        return sync(true);
    case Command::Dump:
        return dump();
    case Command::Logout:
        return logout();
    case Command::Project:
        return project();
    case Command::RecoveryKey:
        return recoveryKey();
    default:
        break;
    }
    return []() -> QCoro::Task<int> { co_return kExitSoftware; }();
}

QCoro::Task<int> Commands::secure()
{
    auto* security = m_workspace->security();
    if (!security) {
        co_return m_output.refuse(
            Error{ErrorCode::Conflict, "the server on this computer has nothing of this kind", {}});
    }
    SecurityCommands commands(m_arguments, m_output, *security);
    auto running = commands.run();
    const int code = co_await running;
    co_return code;
}

int Commands::ended(const Status& status) const
{
    return status ? kExitOk : m_output.refuse(status.error());
}

QCoro::Task<int> Commands::add()
{
    auto fields = quickFields(m_arguments, m_workspace->overview());
    if (!fields)
        co_return m_output.refuse(fields.error());
    auto creating = m_workspace->createTask(std::move(*fields));
    const auto id = co_await creating;
    if (!id)
        co_return m_output.refuse(id.error());
    m_output.line(m_output.json() ? contract::toJson(IdJson{id->value}) : id->value);
    co_return kExitOk;
}

QCoro::Task<int> Commands::list()
{
    const auto query = queryOf(m_arguments, m_workspace->overview());
    if (!query)
        co_return m_output.refuse(query.error());
    std::string after;
    do {
        auto reading = m_workspace->tasks(*query, after, kPageRows);
        const auto page = co_await reading;
        if (!page)
            co_return m_output.refuse(page.error());
        for (const auto& row : page->rows)
            m_output.row(row);
        after = page->next;
    } while (!after.empty());
    co_return kExitOk;
}

QCoro::Task<int> Commands::show()
{
    auto reading = m_workspace->task(TaskId{m_arguments.id});
    const auto task = co_await reading;
    if (!task)
        co_return m_output.refuse(task.error());
    m_output.task(*task);
    co_return kExitOk;
}

QCoro::Task<int> Commands::edit()
{
    auto fields = taskFields(m_arguments, m_workspace->overview());
    if (!fields)
        co_return m_output.refuse(fields.error());
    auto reading = m_workspace->task(TaskId{m_arguments.id});
    const auto task = co_await reading;
    if (!task)
        co_return m_output.refuse(task.error());
    auto updating = m_workspace->updateTask(task->id, std::move(*fields));
    const Status status = co_await updating;
    co_return ended(status);
}

QCoro::Task<int> Commands::done()
{
    auto reading = m_workspace->task(TaskId{m_arguments.id});
    const auto task = co_await reading;
    if (!task)
        co_return m_output.refuse(task.error());
    if (m_arguments.command == Command::Remove) {
        auto removing = m_workspace->deleteTask(task->id);
        const Status removed = co_await removing;
        co_return ended(removed);
    }
    contract::TaskFields fields;
    fields.completedAt =
        m_arguments.undo ? std::optional<Timestamp>() : std::optional(SystemClock().now());
    auto updating = m_workspace->updateTask(task->id, std::move(fields));
    const Status status = co_await updating;
    co_return ended(status);
}

QCoro::Task<int> Commands::sync(bool adopt)
{
    auto syncing = adopt ? m_workspace->adoptServer() : m_workspace->syncNow();
    const Status status = co_await syncing;
    if (status || m_output.json())
        m_output.status(m_workspace->syncState());
    co_return ended(status);
}

QCoro::Task<int> Commands::dump()
{
    auto dumping = m_workspace->dump();
    const auto text = co_await dumping;
    if (!text)
        co_return m_output.refuse(text.error());
    std::fwrite(text->data(), 1, text->size(), stdout);
    co_return kExitOk;
}

QCoro::Task<int> Commands::logout()
{
    auto leaving = m_workspace->signOut(m_arguments.discard);
    const Status status = co_await leaving;
    co_return ended(status);
}

QCoro::Task<int> Commands::project()
{
    contract::ProjectFields fields;
    fields.name = contract::Name(m_arguments.text);
    auto creating = m_workspace->createProject(std::move(fields));
    const auto id = co_await creating;
    if (!id)
        co_return m_output.refuse(id.error());
    m_output.line(m_output.json() ? contract::toJson(IdJson{id->value}) : id->value);
    co_return kExitOk;
}

int Commands::whoAmI()
{
    const auto& me = m_workspace->me();
    const auto& membership = m_workspace->membership();
    const WhoAmIJson who{me.email, me.name, membership.orgName,
                         std::string(contract::json::enumName(membership.role)),
                         m_workspace->serverName()};
    m_output.line(m_output.json() ? contract::toJson(who)
                                  : who.email + " (" + who.role + " of " + who.organisation + ")");
    return kExitOk;
}

Result<client::ServerIdentity> Commands::rememberedServer() const
{
    QFile file(QString::fromStdString(serverFile().string()));
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::NotFound, "no server yet: taskward-cli connect URL");
    TW_ASSIGN(const auto server,
              contract::fromJson<RememberedServer>(file.readAll().toStdString()));
    return client::ServerIdentity{server.url, server.spkiSha256, server.serverName, server.serverId,
                                  {},         server.pinned,     server.vouched};
}

Status Commands::rememberServer(const client::ServerIdentity& server) const
{
    std::error_code error;
    std::filesystem::create_directories(m_profile, error);
    if (!error)
        std::filesystem::permissions(m_profile, std::filesystem::perms::owner_all, error);
    QSaveFile file(QString::fromStdString(serverFile().string()));
    if (error || !file.open(QIODevice::WriteOnly))
        return fail(ErrorCode::StorageUnavailable, "the profile cannot be written");
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    const std::string text = contract::toJson(
        RememberedServer{server.url, server.spkiSha256, server.serverName, server.serverId,
                         server.pinnedByCode, server.trustedByStore});
    file.write(text.data(), static_cast<qint64>(text.size()));
    if (!file.commit())
        return fail(ErrorCode::StorageUnavailable, "the profile cannot be written");
    return {};
}

} // namespace taskward::cli
