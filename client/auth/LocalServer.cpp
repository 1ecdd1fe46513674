// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/auth/LocalServer.h"

#include "client/async/Later.h"
#include "client/async/Pause.h"
#include "core/contract/Json.h"
#include "core/crypto/Digest.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QPointer>
#include <QStandardPaths>
#include <QThread>
#include <boost/describe/class.hpp>
#include <system_error>

namespace taskward::client {

namespace {

constexpr std::chrono::seconds kStartDeadline{20};
constexpr std::chrono::seconds kInitDeadline{60};
constexpr int kStopMs = 3000;

struct ReadyLine {
    bool ready = false;
    std::string url;
    std::string spkiSha256;
};
BOOST_DESCRIBE_STRUCT(ReadyLine, (), (ready, url, spkiSha256))

Result<LocalServer::Ready> readLine(const QByteArray& line)
{
    auto text = line.trimmed().toStdString();
    auto parsed = contract::fromJson<ReadyLine>(text, contract::json::Reading::Lenient);
    if (!parsed || !parsed->ready)
        return fail(ErrorCode::StorageUnavailable,
                    "the local server said something else than ready");
    return LocalServer::Ready{parsed->url, parsed->spkiSha256};
}

} // namespace

LocalServer::LocalServer(std::filesystem::path directory, Secret key)
    : m_directory(std::move(directory)), m_key(std::move(key))
{}

LocalServer::~LocalServer()
{
    if (!m_process)
        return;
    // Closing the pipe tells it to end.
    QProcess* process = m_process.release();
    process->disconnect();
    process->closeWriteChannel();
    if (QThread::currentThread()->loopLevel() == 0) {
        // The program is ending: nothing can be blocked any more, and nobody else would wait for it.
        process->waitForFinished(kStopMs);
        delete process;
        return;
    }
    connect(process, &QProcess::finished, process, &QObject::deleteLater);
    QTimer::singleShot(kStopMs, process, &QProcess::kill);
    process->setParent(QCoreApplication::instance());
}

std::string LocalServer::program()
{
    const QString name = QStringLiteral("taskward-server");
    const QString here = QCoreApplication::applicationDirPath();
    for (const char* place :
         {"/", "/../server-stub/", "/../../server-stub/", "/../libexec/taskward/"}) {
        const QFileInfo file(here + QLatin1String(place) + name);
        if (file.isExecutable())
            return file.canonicalFilePath().toStdString();
    }
    return QStandardPaths::findExecutable(name).toStdString();
}

bool LocalServer::isInitialised() const
{
    std::error_code error;
    return std::filesystem::exists(m_directory / "taskward.db", error) ||
           (std::filesystem::exists(m_directory, error) &&
            !std::filesystem::is_empty(m_directory, error));
}

std::unique_ptr<QProcess> LocalServer::makeProcess(const QStringList& arguments)
{
    auto process = std::make_unique<QProcess>();
    process->setProgram(QString::fromStdString(program()));
    process->setArguments(arguments);
    m_errors.clear();
    auto* raw = process.get();
    connect(raw, &QProcess::readyReadStandardError, this,
            [this, raw] { m_errors = (m_errors + raw->readAllStandardError()).right(2000); });
    return process;
}

void LocalServer::writeKey(QProcess& process) const
{
    QByteArray line = QByteArray::fromStdString(crypto::toHex(m_key.bytes()));
    line.append('\n');
    process.write(line);
    wipe(line.data(), static_cast<std::size_t>(line.size()));
}

QCoro::Task<Status> LocalServer::init(std::string organisation, std::string email, Secret password)
{
    const QPointer<LocalServer> alive(this);
    if (program().empty())
        co_return fail(ErrorCode::StorageUnavailable, "taskward-server is not installed");
    const auto process =
        makeProcess({QStringLiteral("init"), QStringLiteral("--data"),
                     QString::fromStdString(m_directory.string()), QStringLiteral("--org"),
                     QString::fromStdString(organisation), QStringLiteral("--owner"),
                     QString::fromStdString(email), QStringLiteral("--key-stdin"),
                     QStringLiteral("--second-factor"), QStringLiteral("off"),
                     QStringLiteral("--password-file"), QStringLiteral("-")});
    Later<int> ended;
    connect(process.get(), &QProcess::finished, process.get(),
            [ended](int code) mutable { ended.resolve(code); });
    connect(process.get(), &QProcess::errorOccurred, process.get(),
            [ended](QProcess::ProcessError) mutable { ended.resolve(-1); });
    QTimer::singleShot(kInitDeadline, process.get(), [ended]() mutable { ended.resolve(-2); });
    connect(this, &QObject::destroyed, process.get(), [ended]() mutable { ended.resolve(-3); });
    process->start();
    writeKey(*process);
    process->write(password.text().data(), static_cast<qint64>(password.size()));
    process->write("\n");
    process->closeWriteChannel();
    const int code = co_await ended;
    if (!alive)
        co_return fail(ErrorCode::Cancelled);
    if (code != 0) {
        co_return fail(ErrorCode::StorageUnavailable,
                       "taskward-server init: " + m_errors.trimmed().toStdString());
    }
    co_return Status{};
}

QCoro::Task<Result<LocalServer::Ready>> LocalServer::start()
{
    const QPointer<LocalServer> alive(this);
    if (program().empty())
        co_return fail(ErrorCode::StorageUnavailable, "taskward-server is not installed");
    m_process =
        makeProcess({QStringLiteral("serve"), QStringLiteral("--data"),
                     QString::fromStdString(m_directory.string()), QStringLiteral("--listen"),
                     QStringLiteral("127.0.0.1:0"), QStringLiteral("--key-stdin")});
    QProcess* process = m_process.get();
    Later<Result<Ready>> ready;
    connect(process, &QProcess::readyReadStandardOutput, this, [process, ready]() mutable {
        if (!ready.resolved() && process->canReadLine())
            ready.resolve(readLine(process->readLine()));
        else if (ready.resolved())
            process->readAllStandardOutput();
    });
    connect(process, &QProcess::finished, this, [this, ready]() mutable {
        if (ready.resolved())
            emit died();
        ready.resolve(fail(ErrorCode::StorageUnavailable,
                           "taskward-server serve: " + m_errors.trimmed().toStdString()));
    });
    connect(process, &QProcess::errorOccurred, this, [ready](QProcess::ProcessError) mutable {
        ready.resolve(fail(ErrorCode::StorageUnavailable, "taskward-server cannot be started"));
    });
    QTimer::singleShot(kStartDeadline, this, [ready]() mutable {
        ready.resolve(fail(ErrorCode::Timeout, "the local server does not get ready"));
    });
    connect(this, &QObject::destroyed,
            [ready]() mutable { ready.resolve(fail(ErrorCode::Cancelled)); });
    process->start();
    writeKey(*process);
    Result<Ready> result = co_await ready;
    if (!alive)
        co_return fail(ErrorCode::Cancelled);
    co_return std::move(result);
}

} // namespace taskward::client
