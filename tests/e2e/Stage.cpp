// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "tests/e2e/Stage.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

namespace taskward::test {

namespace {
constexpr int kPatienceMs = 60'000;
const QString kEmail = QStringLiteral("ann@example.org");
} // namespace

bool Stage::init()
{
    QFile password(path(QStringLiteral("password")));
    if (!password.open(QIODevice::WriteOnly))
        return false;
    password.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    password.write("correct horse battery staple\n");
    password.close();
    QProcess process;
    process.start(QStringLiteral(TASKWARD_SERVER),
                  {QStringLiteral("init"), QStringLiteral("--data"), path(QStringLiteral("data")),
                   QStringLiteral("--org"), QStringLiteral("Acme"), QStringLiteral("--owner"),
                   kEmail, QStringLiteral("--password-file"), password.fileName()});
    const Run run = wait(process);
    if (!run.ok())
        qWarning("%s", run.errors.constData());
    return run.ok();
}

bool Stage::startServer()
{
    m_server = std::make_unique<QProcess>();
    m_server->setStandardErrorFile(path(QStringLiteral("server.log")), QIODevice::Append);
    m_server->start(QStringLiteral(TASKWARD_SERVER),
                    {QStringLiteral("serve"), QStringLiteral("--data"),
                     path(QStringLiteral("data")), QStringLiteral("--listen"), m_listen});
    while (!m_server->canReadLine()) {
        if (!m_server->waitForReadyRead(kPatienceMs))
            return false;
    }
    const auto ready = QJsonDocument::fromJson(m_server->readLine()).object();
    m_url = ready.value(QStringLiteral("url")).toString();
    m_pin = ready.value(QStringLiteral("spki_sha256")).toString();
    m_listen = QStringLiteral("127.0.0.1:%1").arg(QUrl(m_url).port());
    return ready.value(QStringLiteral("ready")).toBool();
}

void Stage::stopServer()
{
    m_server->terminate();
    m_server->waitForFinished(kPatienceMs);
}

void Stage::killServer()
{
    m_server->kill();
    m_server->waitForFinished(kPatienceMs);
}

Stage::Run Stage::wait(QProcess& process)
{
    process.closeWriteChannel();
    if (!process.waitForFinished(kPatienceMs))
        process.kill();
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            process.readAllStandardOutput(), process.readAllStandardError()};
}

Stage::Run Stage::cli(const QString& device, const QStringList& arguments) const
{
    QProcess process;
    process.start(QStringLiteral(TASKWARD_CLI),
                  QStringList{QStringLiteral("--profile"), profile(device)} + arguments);
    return wait(process);
}

bool Stage::signIn(const QString& device) const
{
    const Run connected =
        cli(device, {QStringLiteral("connect"), m_url, QStringLiteral("--pin"), m_pin});
    const Run signedIn =
        cli(device, {QStringLiteral("login"), QStringLiteral("--email"), kEmail,
                     QStringLiteral("--password-file"), path(QStringLiteral("password"))});
    if (!signedIn.ok())
        qWarning("%s%s", connected.errors.constData(), signedIn.errors.constData());
    return connected.ok() && signedIn.ok();
}

QString Stage::add(const QString& device, const QString& title) const
{
    const Run added = cli(device, {QStringLiteral("add"), QStringLiteral("--literal"), title});
    return added.ok() ? QString::fromUtf8(added.output.trimmed()) : QString();
}

QJsonObject Stage::dump(const QString& device) const
{
    const Run run = cli(device, {QStringLiteral("dump"), QStringLiteral("--json")});
    return QJsonDocument::fromJson(run.output).object();
}

QByteArray Stage::shared(const QString& device) const
{
    auto object = dump(device);
    object.remove(QStringLiteral("local"));
    return QJsonDocument(object).toJson();
}

QStringList Stage::filesWith(const QString& where, const QString& text)
{
    const QByteArray utf8 = text.toUtf8();
    const QByteArray utf16(reinterpret_cast<const char*>(text.utf16()), text.size() * 2);
    QStringList found;
    QDirIterator files(where, QDir::Files | QDir::Hidden | QDir::NoDotAndDotDot,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray bytes = file.readAll();
        if (bytes.contains(utf8) || bytes.contains(utf16))
            found << file.fileName();
    }
    return found;
}

} // namespace taskward::test
