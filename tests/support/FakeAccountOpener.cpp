// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "tests/support/FakeAccountOpener.h"

#include <QCoroCore>
#include <QPointer>
#include <chrono>

namespace taskward::test {

using namespace std::chrono_literals;
using Opened = Result<std::unique_ptr<client::Workspace>>;

QCoro::Task<Opened> FakeAccountOpener::answer(std::deque<Error>* errors)
{
    const QPointer<FakeAccountOpener> self(this);
    co_await QCoro::sleepFor(0ms);
    if (!self)
        co_return fail(ErrorCode::Cancelled);
    if (errors && !errors->empty()) {
        const Error error = errors->front();
        errors->pop_front();
        co_return fail(error);
    }
    co_return make();
}

QCoro::Task<Opened> FakeAccountOpener::open()
{
    ++opens;
    return answer(&openErrors);
}

QCoro::Task<Status> FakeAccountOpener::unlockKeychain()
{
    ++unlocks;
    if (unlockErrors.empty())
        co_return Status{};
    const Error error = unlockErrors.front();
    unlockErrors.pop_front();
    co_return fail(error);
}

QCoro::Task<Opened> FakeAccountOpener::openOnThisComputer(std::string)
{
    return answer(&openErrors);
}

QCoro::Task<Result<client::ServerIdentity>>
FakeAccountOpener::probe(std::string address, std::function<void(client::ProbeResult)> progress)
{
    probedAddress = address;
    const QPointer<FakeAccountOpener> self(this);
    const std::vector<client::ProbeResult> results = probes;
    for (const client::ProbeResult& result : results) {
        co_await QCoro::sleepFor(0ms);
        if (!self)
            co_return fail(ErrorCode::Cancelled);
        progress(result);
    }
    co_return server;
}

QCoro::Task<Opened> FakeAccountOpener::signIn(client::ServerIdentity, std::string who,
                                              Secret secret)
{
    email = who;
    password = std::string(secret.text());
    return answer(&signInErrors);
}

QCoro::Task<Opened> FakeAccountOpener::rebuildCache()
{
    ++rebuilds;
    return answer(nullptr);
}

} // namespace taskward::test
