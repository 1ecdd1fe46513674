// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "app/window/AutoSignIn.h"

#include <QFile>

namespace taskward::window {

namespace {

Result<Secret> readPassword(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return fail(ErrorCode::StorageUnavailable, "the password file cannot be read");
    QByteArray bytes = file.read(4096);
    qsizetype end = bytes.indexOf('\n');
    end = end < 0 ? bytes.size() : end;
    while (end > 0 && bytes[end - 1] == '\r')
        --end;
    Secret secret = Secret::fromText({bytes.constData(), static_cast<std::size_t>(end)});
    wipe(bytes.data(), static_cast<std::size_t>(bytes.size()));
    return secret;
}

} // namespace

QCoro::Task<Result<std::unique_ptr<client::Workspace>>> autoSignIn(client::AccountOpener& opener,
                                                                   ConnectOptions options)
{
    Result<Secret> password = readPassword(options.passwordFile);
    if (!password)
        co_return fail(password.error());
    const std::string address = options.url.toStdString();
    std::function<void(client::ProbeResult)> quiet = [](const client::ProbeResult&) {};
    auto probing = opener.probe(address, std::move(quiet)); // see Sidebar::moveTasks on g++ 12
    Result<client::ServerIdentity> server = co_await probing;
    if (!server)
        co_return fail(server.error());
    if (!options.pin.isEmpty()) {
        const std::string pin = options.pin.toLower().toStdString();
        if (!constantTimeEqual(pin, server->spkiSha256))
            co_return fail(ErrorCode::ServerUntrusted, "the server's key is not the pinned one");
        server->pinnedByCode = true;
    }
    if (!server->pinnedByCode && !server->trustedByStore)
        co_return fail(ErrorCode::ServerUntrusted, "nothing vouches for the server: give --pin");
    const std::string email = options.email.toStdString();
    client::ServerIdentity identity = *server;
    auto signingIn = opener.signIn(std::move(identity), email, std::move(*password));
    co_return co_await signingIn;
}

} // namespace taskward::window
