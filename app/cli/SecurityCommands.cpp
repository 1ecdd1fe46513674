// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "app/cli/SecurityCommands.h"

#include "app/cli/SecretFiles.h"
#include "core/contract/Json.h"

#include <cstdio>
#include <initializer_list>

namespace taskward::cli {

namespace {

/// Past every buffer that could keep it. Nothing in seeds, codes and keys has to be escaped in JSON.
void print(std::string_view text)
{
    std::fwrite(text.data(), 1, text.size(), stdout);
}

void printSecrets(std::initializer_list<std::string_view> parts)
{
    std::fflush(stdout);
    std::setvbuf(stdout, nullptr, _IONBF, 0);
    for (const auto part : parts)
        print(part);
}

std::string lineOf(const contract::DeviceSession& session)
{
    return session.sessionId.value + "  " + session.deviceName + "  " + session.platform + "  " +
           session.address + "  " + toRfc3339(session.lastUsedAt) +
           (session.thisDevice ? "  this device" : "") +
           (session.wipeRequested ? "  to be wiped" : "");
}

std::string lineOf(const contract::SecurityEvent& event)
{
    return event.id.value + "  " + toRfc3339(event.at) + "  " + event.kind + "  " +
           event.deviceName + "  " + event.address + (event.critical ? "  critical" : "");
}

std::string lineOf(const contract::ApiKey& key)
{
    std::string scopes;
    for (const auto& scope : key.scopes)
        scopes += (scopes.empty() ? "" : ",") + scope;
    return key.id.value + "  " + key.name + "  " + scopes + "  until " + toRfc3339(key.expiresAt) +
           (key.frozen ? "  frozen" : "");
}

template <typename Items>
void printAll(const Output& output, const Items& items)
{
    for (const auto& item : items)
        output.line(output.json() ? contract::toJson(item) : lineOf(item));
}

Result<std::vector<contract::Permission>> permissionsOf(const std::vector<std::string>& names)
{
    std::vector<contract::Permission> out;
    for (const auto& name : names) {
        std::size_t at = 0;
        while (at < contract::kPermissionCount &&
               contract::wireName(static_cast<contract::Permission>(at)) != name)
            ++at;
        if (at == contract::kPermissionCount)
            return fail(ErrorCode::ValidationFailed, "no permission of the name " + name);
        out.push_back(static_cast<contract::Permission>(at));
    }
    return out;
}

} // namespace

bool SecurityCommands::has(Command command)
{
    return command >= Command::TotpEnrol && command <= Command::KeyRevoke;
}

QCoro::Task<int> SecurityCommands::run()
{
    QCoro::Task<int> work;
    switch (m_arguments.command) {
    case Command::TotpEnrol:
        work = totpEnrol();
        break;
    case Command::TotpConfirm:
        work = totpConfirm();
        break;
    case Command::TotpStatus:
        work = totpStatus();
        break;
    case Command::TotpCodes:
        work = totpCodes();
        break;
    case Command::Sessions:
        work = sessions();
        break;
    case Command::SessionsEndOthers:
        work = endOthers();
        break;
    case Command::Events:
        work = events();
        break;
    case Command::NotMe:
        work = notMe();
        break;
    case Command::PasswordChange:
        work = changePassword();
        break;
    case Command::KeyCreate:
        work = createKey();
        break;
    case Command::KeyList:
        work = listKeys();
        break;
    default:
        work = plain();
        break;
    }
    const int code = co_await work;
    co_return code;
}

QCoro::Task<int> SecurityCommands::plain()
{
    QCoro::Task<Status> work;
    switch (m_arguments.command) {
    case Command::TotpRemove:
        work = m_security.removeTotp();
        break;
    case Command::SessionsEnd:
    case Command::SessionsWipe:
        work = m_security.endSession(SessionId{m_arguments.id},
                                     m_arguments.command == Command::SessionsWipe);
        break;
    default:
        work = m_security.revokeApiKey(ApiKeyId{m_arguments.id});
        break;
    }
    const Status done = co_await work;
    co_return done ? static_cast<int>(kExitOk) : m_output.refuse(done.error());
}

QCoro::Task<int> SecurityCommands::totpEnrol()
{
    auto enrolling = m_security.enrolTotp();
    const auto offer = co_await enrolling;
    if (!offer)
        co_return m_output.refuse(offer.error());
    if (m_output.json())
        printSecrets({R"({"otpauth_uri":")", offer->otpauthUri.text(), R"(","key":")",
                      offer->key.text(), "\"}\n"});
    else
        printSecrets({offer->otpauthUri.text(), "\n", offer->key.text(), "\n"});
    co_return kExitOk;
}

QCoro::Task<int> SecurityCommands::totpConfirm()
{
    auto confirming = m_security.confirmTotp(Secret::fromText(m_arguments.text));
    const auto codes = co_await confirming;
    if (!codes)
        co_return m_output.refuse(codes.error());
    printCodes(*codes);
    co_return kExitOk;
}

QCoro::Task<int> SecurityCommands::totpCodes()
{
    auto renewing = m_security.renewRecoveryCodes();
    const auto codes = co_await renewing;
    if (!codes)
        co_return m_output.refuse(codes.error());
    printCodes(*codes);
    co_return kExitOk;
}

void SecurityCommands::printCodes(const std::vector<Secret>& codes) const
{
    printSecrets({m_output.json() ? R"({"recovery_codes":[)" : ""});
    for (std::size_t i = 0; i < codes.size(); ++i) {
        if (m_output.json())
            printSecrets({i == 0 ? "\"" : ",\"", codes[i].text(), "\""});
        else
            printSecrets({codes[i].text(), "\n"});
    }
    printSecrets({m_output.json() ? "]}\n" : ""});
}

QCoro::Task<int> SecurityCommands::totpStatus()
{
    auto asking = m_security.state();
    const auto state = co_await asking;
    if (!state)
        co_return m_output.refuse(state.error());
    if (m_output.json()) {
        m_output.object(contract::toJson(*state));
        co_return kExitOk;
    }
    m_output.line(state->totp
                      ? "An authenticator is set up; " + std::to_string(state->recoveryCodesLeft) +
                            " recovery codes are left."
                      : std::string("No authenticator is set up."));
    if (state->factorRequired && state->factorDeadline)
        m_output.line("One is asked for from " + toRfc3339(*state->factorDeadline) + " on.");
    co_return kExitOk;
}

QCoro::Task<int> SecurityCommands::sessions()
{
    auto asking = m_security.sessions();
    const auto sessions = co_await asking;
    if (!sessions)
        co_return m_output.refuse(sessions.error());
    printAll(m_output, *sessions);
    co_return kExitOk;
}

QCoro::Task<int> SecurityCommands::endOthers()
{
    auto ending = m_security.endOtherSessions();
    const auto ended = co_await ending;
    if (!ended)
        co_return m_output.refuse(ended.error());
    m_output.line(m_output.json() ? contract::toJson(contract::Count{*ended})
                                  : std::to_string(*ended) + " sessions ended");
    co_return kExitOk;
}

QCoro::Task<int> SecurityCommands::events()
{
    std::string cursor;
    do {
        auto asking = m_security.events(cursor);
        const auto page = co_await asking;
        if (!page)
            co_return m_output.refuse(page.error());
        printAll(m_output, page->items);
        cursor = page->next.value_or(std::string());
    } while (!cursor.empty());
    co_return kExitOk;
}

QCoro::Task<int> SecurityCommands::notMe()
{
    auto reporting = m_security.notMe(
        m_arguments.id.empty() ? std::nullopt : std::optional(SecurityEventId{m_arguments.id}));
    const auto done = co_await reporting;
    if (!done)
        co_return m_output.refuse(done.error());
    m_output.line(m_output.json()
                      ? contract::toJson(*done)
                      : std::to_string(done->endedSessions) + " sessions ended, " +
                            std::to_string(done->frozenKeys) +
                            " keys frozen. Choose a new password: taskward-cli password change");
    co_return kExitOk;
}

QCoro::Task<int> SecurityCommands::changePassword()
{
    auto current = readSecretLine(m_arguments.passwordFile);
    if (!current)
        co_return m_output.refuse(current.error());
    auto next = readSecretLine(m_arguments.newPasswordFile);
    if (!next)
        co_return m_output.refuse(next.error());
    auto changing =
        m_security.changePassword(std::move(*current), std::move(*next), m_arguments.keepOthers);
    const Status changed = co_await changing;
    co_return changed ? static_cast<int>(kExitOk) : m_output.refuse(changed.error());
}

QCoro::Task<int> SecurityCommands::createKey()
{
    auto scopes = permissionsOf(m_arguments.scopes);
    if (!scopes)
        co_return m_output.refuse(scopes.error());
    auto creating =
        m_security.createApiKey(m_arguments.text, std::move(*scopes), m_arguments.addresses,
                                static_cast<int>(m_arguments.days));
    const auto made = co_await creating;
    if (!made)
        co_return m_output.refuse(made.error());
    if (m_output.json()) {
        const std::string key = contract::toJson(made->key);
        printSecrets({R"({"key":)", key, R"(,"secret":")", made->secret.text(), "\"}\n"});
    } else {
        printSecrets({made->secret.text(), "\n"});
    }
    co_return kExitOk;
}

QCoro::Task<int> SecurityCommands::listKeys()
{
    auto asking = m_security.apiKeys();
    const auto keys = co_await asking;
    if (!keys)
        co_return m_output.refuse(keys.error());
    printAll(m_output, *keys);
    co_return kExitOk;
}

} // namespace taskward::cli
