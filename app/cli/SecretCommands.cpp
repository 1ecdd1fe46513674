// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
// Where the secrets are, and what to do when they are gone.
#include "app/cli/Commands.h"
#include "app/cli/SecretFiles.h"
#include "client/keychain/KeychainDoctor.h"
#include "core/contract/Json.h"

#include <cstdio>

namespace taskward::cli {

namespace {

struct DoctorJson {
    std::string place;
    std::string backend;
    std::string remembered;
    std::vector<std::string> others;
    std::string condition;
    std::int64_t answeredAfterMs = 0;
    std::vector<std::string> kept;
    std::string sentence;
    std::string remedy;
    std::string command;
};
BOOST_DESCRIBE_STRUCT(DoctorJson, (),
                      (place, backend, remembered, others, condition, answeredAfterMs, kept,
                       sentence, remedy, command))

struct RecoveredJson {
    std::int64_t recovered = 0;
};
BOOST_DESCRIBE_STRUCT(RecoveredJson, (), (recovered))

std::string joined(const std::vector<std::string>& texts)
{
    std::string out;
    for (const auto& text : texts)
        out += (out.empty() ? "" : ", ") + text;
    return out.empty() ? "-" : out;
}

void printReport(const Output& output, const client::KeychainReport& report)
{
    if (output.json()) {
        output.object(contract::toJson(DoctorJson{
            std::string(client::placeName(report.place)), report.backend, report.rememberedBackend,
            report.otherBackends, std::string(client::conditionName(report.condition)),
            report.answeredAfterMs, report.kept, report.sentence, report.remedy, report.command}));
        return;
    }
    output.line("kept in:      " + std::string(client::placeName(report.place)) + ", " +
                report.backend);
    if (!report.rememberedBackend.empty())
        output.line("was put into: " + report.rememberedBackend);
    output.line("also here:    " + joined(report.otherBackends));
    output.line("condition:    " + std::string(client::conditionName(report.condition)) +
                ", after " + std::to_string(report.answeredAfterMs) + " ms");
    output.line("holds:        " + joined(report.kept));
    output.line("");
    output.line(report.sentence);
    output.line(report.remedy);
    if (!report.command.empty())
        output.line("    " + report.command);
}

int exitCodeOf(client::KeychainCondition condition)
{
    using enum client::KeychainCondition;
    switch (condition) {
    case Works:
        return kExitOk;
    case Slow:
        return kExitUnavailable;
    case Locked:
    case Denied:
        return kExitNoPermission;
    case Absent:
    case WrongValue:
    case Missing:
    case OtherBackend:
        break;
    }
    return kExitConfiguration;
}

} // namespace

QCoro::Task<int> Commands::doctor()
{
    auto examining = m_opener.examineKeychain();
    const auto report = co_await examining;
    if (!report)
        co_return m_output.refuse(report.error());
    printReport(m_output, *report);
    co_return exitCodeOf(report->condition);
}

QCoro::Task<int> Commands::moveSecrets()
{
    if (!m_opener.profile().hasAccount)
        co_return m_output.refuse(
            Error{ErrorCode::NotFound, "no account yet: choose with login --secrets", {}});
    const auto place =
        m_arguments.place == "vault" ? client::SecretPlace::Vault : client::SecretPlace::Keychain;
    auto moving = m_opener.moveSecrets(place);
    const Status moved = co_await moving;
    if (!moved)
        co_return m_output.refuse(moved.error());
    auto reporting = doctor();
    const int code = co_await reporting;
    co_return code;
}

QCoro::Task<int> Commands::recoveryKey()
{
    auto reading = m_workspace->recoveryKey();
    const Result<Secret> key = co_await reading;
    if (!key)
        co_return m_output.refuse(key.error());
    // Past every buffer that could keep it.
    std::fflush(stdout);
    std::setvbuf(stdout, nullptr, _IONBF, 0);
    std::fwrite(key->text().data(), 1, key->size(), stdout);
    std::fputc('\n', stdout);
    co_return kExitOk;
}

/// With the account as it is, or after a new sign-in where its keys are lost.
QCoro::Task<int> Commands::recover()
{
    auto key = readSecretLine(m_arguments.recoveryKeyFile);
    if (!key)
        co_return m_output.refuse(key.error());
    auto opening = m_opener.open();
    auto opened = co_await opening;
    const bool keysLost = !opened && (opened.error().code == ErrorCode::KeyNotFound ||
                                      opened.error().code == ErrorCode::KeychainWrongValue);
    if (keysLost && !m_arguments.passwordFile.empty()) {
        auto password = readSecretLine(m_arguments.passwordFile);
        const auto server = rememberedServer();
        if (!password || !server)
            co_return m_output.refuse(password ? server.error() : password.error());
        auto signing = m_opener.signIn(*server, m_opener.profile().email, std::move(*password));
        opened = co_await signing;
    }
    if (!opened)
        co_return m_output.refuse(opened.error());
    m_workspace = std::move(*opened);
    auto recovering = m_workspace->recoverEdits(std::move(*key));
    const auto taken = co_await recovering;
    if (!taken)
        co_return m_output.refuse(taken.error());
    m_output.line(m_output.json() ? contract::toJson(RecoveredJson{*taken})
                                  : std::to_string(*taken) + " changes came back");
    auto syncing = m_workspace->syncNow();
    const Status synced = co_await syncing;
    co_return ended(synced);
}

} // namespace taskward::cli
