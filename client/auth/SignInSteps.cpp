// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/auth/SignInSteps.h"

#include <QSysInfo>

namespace taskward::client {

using contract::AnswerChallenge;
using contract::Challenge;
using contract::Login;
using contract::SignedIn;
using contract::SignInStep;

namespace {

CallOptions withSecret(std::string name, Secret value)
{
    auto members = std::make_shared<SecretMembers>();
    members->push_back({std::move(name), std::move(value)});
    return {.idempotencyKey = {}, .info = {}, .secrets = std::move(members)};
}

CallOptions withChallenge(const Challenge& challenge, Secret code)
{
    auto members = std::make_shared<SecretMembers>();
    members->push_back({"code", std::move(code)});
    members->push_back({"challenge", Secret::fromText(challenge.token)});
    return {.idempotencyKey = {}, .info = {}, .secrets = std::move(members)};
}

/// Worth another code; everything else ends the sign-in.
bool canTryAgain(const Error& error)
{
    return error.code == ErrorCode::CodeWrong || error.code == ErrorCode::ValidationFailed;
}

void note(Challenge& challenge, const Error& error)
{
    for (const auto& [name, value] : error.facts) {
        if (name == "attempts_left")
            challenge.attemptsLeft = value;
    }
}

QCoro::Task<Result<SignedIn>> answer(ApiClient& api, Prompter& prompter, Challenge challenge)
{
    std::optional<Error> last;
    for (;;) {
        auto asking = prompter.code(challenge, last);
        Result<Secret> code = co_await asking;
        if (!code)
            co_return fail(std::move(code.error()));
        AnswerChallenge::Request request;
        request.challenge = contract::ChallengeText(std::string(kSecretPlace));
        request.code = contract::CodeText(std::string(kSecretPlace));
        auto calling = api.call<AnswerChallenge>(std::move(request),
                                                 withChallenge(challenge, std::move(*code)));
        Result<SignInStep> step = co_await calling;
        if (step && step->signedIn)
            co_return std::move(*step->signedIn);
        if (step)
            co_return fail(ErrorCode::ProtocolError, "a code was right, but no session came");
        if (!canTryAgain(step.error()))
            co_return fail(std::move(step.error()));
        note(challenge, step.error());
        last = std::move(step.error());
    }
}

} // namespace

Secret takeSecret(std::string& text)
{
    Secret secret = Secret::fromText(text);
    wipe(text.data(), text.size());
    text.clear();
    return secret;
}

QCoro::Task<Result<SignedIn>> signInSteps(SignInParts parts, std::string email, Secret password)
{
    auto readying = parts.key.loadOrMake();
    const DeviceKey::Key key = co_await readying;
    if (!key)
        co_return fail(Error(key.error()));
    Login::Request request;
    request.email = contract::Email(std::move(email));
    request.password = contract::PasswordText(std::string(kSecretPlace));
    request.deviceName = contract::Name(QSysInfo::machineHostName().toStdString());
    request.platform = contract::Name(QSysInfo::prettyProductName().toStdString());
    ApiClient api(parts.transport, nullptr);
    auto calling = api.call<Login>(request, withSecret("password", password.clone()));
    Result<SignInStep> step = co_await calling;
    if (!step && step.error().code == ErrorCode::DeviceWiped && parts.nothingHere) {
        // Erased long ago, but the report did not arrive.
        auto reporting = api.call<contract::ReportWipe>({0, true}, {});
        const Result<contract::NoBody> reported = co_await reporting;
        if (!reported)
            co_return fail(Error(reported.error()));
        auto again = api.call<Login>(request, withSecret("password", std::move(password)));
        step = co_await again;
    }
    if (!step)
        co_return fail(std::move(step.error()));
    if (step->signedIn)
        co_return std::move(*step->signedIn);
    if (!step->challenge)
        co_return fail(ErrorCode::ProtocolError, "neither a session nor a challenge");
    if (!parts.prompter)
        co_return fail(ErrorCode::StepUpRequired, "a code of the authenticator is asked for");
    auto answering = answer(api, *parts.prompter, std::move(*step->challenge));
    Result<SignedIn> signedIn = co_await answering;
    co_return std::move(signedIn);
}

} // namespace taskward::client
