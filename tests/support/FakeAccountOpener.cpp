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
    const QPointer<FakeAccountOpener> self(this);
    ++opens;
    if (state.secretPlace == client::SecretPlace::Vault) {
        auto asking = askForPassphrase();
        const Status known = co_await asking;
        if (!known)
            co_return fail(known.error());
    }
    auto answering = answer(&openErrors);
    co_return co_await answering;
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
    auto asking = askForCode();
    const Status known = co_await asking;
    if (!known)
        co_return fail(known.error());
    auto answering = answer(&signInErrors);
    co_return co_await answering;
}

QCoro::Task<Status> FakeAccountOpener::askForCode()
{
    const QPointer<FakeAccountOpener> self(this);
    std::optional<Error> last;
    while (!code.empty()) {
        ++codesAsked;
        contract::Challenge asked = challenge;
        auto asking = prompter->code(std::move(asked), last);
        Result<Secret> typed = co_await asking;
        if (!self)
            co_return fail(ErrorCode::Cancelled);
        if (!typed)
            co_return fail(typed.error());
        if (typed->text() == code)
            break;
        --challenge.attemptsLeft;
        last = Error{ErrorCode::CodeWrong,
                     {},
                     {},
                     {{"attempts_left", challenge.attemptsLeft}, {"drift_seconds", -74}}};
    }
    co_return Status{};
}

QCoro::Task<Status> FakeAccountOpener::askForPassphrase()
{
    const QPointer<FakeAccountOpener> self(this);
    std::optional<Error> last;
    for (;;) {
        auto asking = prompter->passphrase(false, last);
        Result<Secret> typed = co_await asking;
        if (!self)
            co_return fail(ErrorCode::Cancelled);
        if (!typed)
            co_return fail(typed.error());
        if (typed->text() == passphrase)
            co_return Status{};
        last = Error{ErrorCode::KeychainWrongValue, {}, {}};
    }
}

QCoro::Task<Result<client::KeychainReport>> FakeAccountOpener::examineKeychain()
{
    const QPointer<FakeAccountOpener> self(this);
    ++examinations;
    co_await QCoro::sleepFor(0ms);
    if (!self)
        co_return fail(ErrorCode::Cancelled);
    client::KeychainReport found = report;
    found.place = state.secretPlace;
    co_return found;
}

QCoro::Task<Status> FakeAccountOpener::moveSecrets(client::SecretPlace to)
{
    const QPointer<FakeAccountOpener> self(this);
    co_await QCoro::sleepFor(0ms);
    if (!self)
        co_return fail(ErrorCode::Cancelled);
    if (moveError)
        co_return fail(*moveError);
    if (to == client::SecretPlace::Vault) {
        auto asking = prompter->passphrase(true, std::nullopt);
        Result<Secret> typed = co_await asking;
        if (!self || !typed)
            co_return fail(ErrorCode::Cancelled);
        passphrase = std::string(typed->text());
    }
    state.secretPlace = to;
    co_return Status{};
}

QCoro::Task<Opened> FakeAccountOpener::rebuildCache()
{
    ++rebuilds;
    return answer(nullptr);
}

} // namespace taskward::test
