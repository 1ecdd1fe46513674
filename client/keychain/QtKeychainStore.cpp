// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/keychain/QtKeychainStore.h"

#include "client/async/Later.h"
#include "client/keychain/DesktopKeychains.h"
#include "client/keychain/SecretService.h"

#include <QPointer>
#include <QTimer>
#include <qt6keychain/keychain.h>

namespace taskward::client {

namespace {

const QString kService = QStringLiteral("taskward");
constexpr std::chrono::milliseconds kReadyDeadline{5000};
constexpr std::chrono::minutes kPatience{3}; // of a person before the keychain's prompt

Error errorOf(const QKeychain::Job& job)
{
    using enum ErrorCode;
    switch (job.error()) {
    case QKeychain::EntryNotFound:
        return {KeyNotFound, "no such entry", {}};
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
    case QKeychain::CouldNotDeleteEntry:
        return {KeychainDenied, "refused", {}};
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return {KeychainAbsent, "no backend", {}};
    default:
        return {KeychainDenied, job.errorString().toStdString(), {}};
    }
}

void wipeBytes(QByteArray& bytes)
{
    wipe(bytes.data(), static_cast<std::size_t>(bytes.size()));
}

} // namespace

QtKeychainStore::QtKeychainStore(std::chrono::milliseconds deadline) : m_deadline(deadline) {}

std::string QtKeychainStore::backend() const
{
    // As QtKeychain chooses: KWallet on KDE, the Secret Service elsewhere.
    const QByteArray desktop = qgetenv("XDG_CURRENT_DESKTOP");
    return desktop.contains("KDE") ? "kwallet" : "secret-service";
}

QCoro::Task<Status> QtKeychainStore::unlock()
{
    // KWallet asks by itself when it is read.
    if (backend() != "secret-service")
        co_return Status{};
    auto turn = m_turnstile.enter();
    const auto pass = co_await turn;
    auto unlocking = unlockSecretService(kPatience);
    const Status status = co_await unlocking;
    co_return status;
}

QCoro::Task<Result<Secret>> QtKeychainStore::read(std::string entry)
{
    auto turn = m_turnstile.enter();
    const auto pass = co_await turn;
    QPointer<QKeychain::ReadPasswordJob> job = new QKeychain::ReadPasswordJob(kService, this);
    job->setAutoDelete(false);
    auto work = finish(job, std::move(entry));
    const Status status = co_await work;
    if (!job)
        co_return fail(ErrorCode::Cancelled);
    Result<Secret> result = fail(ErrorCode::KeyNotFound);
    if (status) {
        QByteArray bytes = job->binaryData();
        result = Secret({reinterpret_cast<const std::uint8_t*>(bytes.constData()),
                         static_cast<std::size_t>(bytes.size())});
        wipeBytes(bytes);
    } else {
        result = fail(status.error());
    }
    job->deleteLater();
    co_return std::move(result);
}

QCoro::Task<Result<Secret>> QtKeychainStore::peek(std::string entry)
{
    if (backend() != "secret-service") {
        auto asking = kwalletOpen(kReadyDeadline);
        const Status open = co_await asking;
        if (!open)
            co_return fail(Error(open.error()));
    }
    auto reading = read(std::move(entry));
    Result<Secret> value = co_await reading;
    co_return std::move(value);
}

QCoro::Task<KeychainsSeen> QtKeychainStore::look()
{
    return keychainsSeen(backend());
}

QCoro::Task<Status> QtKeychainStore::write(std::string entry, Secret value)
{
    auto turn = m_turnstile.enter();
    const auto pass = co_await turn;
    QPointer<QKeychain::WritePasswordJob> job = new QKeychain::WritePasswordJob(kService, this);
    job->setAutoDelete(false);
    job->setBinaryData(QByteArray(reinterpret_cast<const char*>(value.bytes().data()),
                                  static_cast<qsizetype>(value.size())));
    auto work = finish(job, std::move(entry));
    Status status = co_await work;
    if (job)
        job->deleteLater();
    co_return status;
}

QCoro::Task<Status> QtKeychainStore::remove(std::string entry)
{
    auto turn = m_turnstile.enter();
    const auto pass = co_await turn;
    QPointer<QKeychain::DeletePasswordJob> job = new QKeychain::DeletePasswordJob(kService, this);
    job->setAutoDelete(false);
    auto work = finish(job, std::move(entry));
    Status status = co_await work;
    if (job)
        job->deleteLater();
    if (!status && status.error().code == ErrorCode::KeyNotFound)
        co_return Status{};
    co_return status;
}

QCoro::Task<Status> QtKeychainStore::ready(QString entry)
{
    const auto patience = std::min(m_deadline, kReadyDeadline);
    // QtKeychain goes to another store when KWallet is slow to answer: it has to have answered before.
    if (backend() != "secret-service") {
        auto asking = kwalletReady(patience);
        const Status status = co_await asking;
        co_return status;
    }
    auto asking = secretServiceReady(patience);
    const Status status = co_await asking;
    if (!status)
        co_return status;
    auto looking = secretItemOpen(kService, std::move(entry), patience);
    const Status open = co_await looking;
    co_return open;
}

QCoro::Task<Status> QtKeychainStore::finish(QKeychain::Job* job, std::string entry)
{
    const QPointer<QKeychain::Job> guard(job);
    const auto deadline = m_deadline;
    auto asking = ready(QString::fromStdString(entry));
    const Status answers = co_await asking;
    if (!answers)
        co_return fail(Error(answers.error()));
    if (!guard)
        co_return fail(ErrorCode::Cancelled);
    Later<Status> done;
    QObject::connect(job, &QKeychain::Job::finished, job, [done](QKeychain::Job* finished) mutable {
        if (finished->error() == QKeychain::NoError)
            done.resolve(Status{});
        else
            done.resolve(fail(errorOf(*finished)));
    });
    QObject::connect(job, &QObject::destroyed,
                     [done]() mutable { done.resolve(fail(ErrorCode::Cancelled)); });
    QTimer::singleShot(deadline, job, [done]() mutable {
        done.resolve(fail(ErrorCode::KeychainSlow, "no answer within the deadline"));
    });
    job->setInsecureFallback(false);
    job->setKey(QString::fromStdString(entry));
    job->start();
    const Status status = co_await done;
    if (status || !guard || status.error().code != ErrorCode::KeychainDenied)
        co_return status;
    // libsecret has one word for "no" and for a service that went away in the middle of the call.
    auto askingAgain = ready(QString::fromStdString(entry));
    const Status still = co_await askingAgain;
    co_return still ? status : still;
}

} // namespace taskward::client
