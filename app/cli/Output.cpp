// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "app/cli/Output.h"

#include "core/contract/Json.h"

#include <boost/describe/class.hpp>
#include <cstdio>

namespace taskward::cli {

namespace {

struct StatusJson {
    std::string phase;
    std::int64_t pending = 0;
    std::int64_t refused = 0;
    std::optional<Timestamp> lastSyncedAt;
    std::optional<std::string> error;
    std::optional<std::string> requestId;
};
BOOST_DESCRIBE_STRUCT(StatusJson, (), (phase, pending, refused, lastSyncedAt, error, requestId))

struct ErrorJson {
    std::string code;
    std::string sentence;
    std::string detail;
    std::optional<std::int64_t> attemptsLeft;
    std::optional<std::int64_t> driftSeconds;
    std::optional<std::vector<std::string>> reasons;
};
BOOST_DESCRIBE_STRUCT(ErrorJson, (), (code, sentence, detail, attemptsLeft, driftSeconds, reasons))

std::optional<std::int64_t> factOf(const Error& error, std::string_view name)
{
    for (const auto& [fact, value] : error.facts) {
        if (fact == name)
            return value;
    }
    return std::nullopt;
}

void print(std::FILE* stream, const std::string& text)
{
    std::fwrite(text.data(), 1, text.size(), stream);
    std::fputc('\n', stream);
}

std::string edits(std::int64_t count, const char* what)
{
    return std::to_string(count) + (count == 1 ? " change " : " changes ") + what;
}

} // namespace

int exitCodeFor(ErrorCode code)
{
    using enum ErrorCode;
    switch (code) {
    case ValidationFailed:
    case Malformed:
    case NotFound:
    case Conflict:
    case PayloadTooLarge:
    case StorageCorrupt:
    case PasswordRejected:
        return kExitData;
    case Unauthenticated:
    case PermissionDenied:
    case StepUpRequired:
    case InvalidDpopProof:
    case CodeWrong:
    case ChallengeOver:
    case DeviceWiped:
    case FactorRequired:
    case PasswordExpired:
    case KeychainDenied:
    case KeychainLocked:
    case ServerUntrusted:
        return kExitNoPermission;
    case KeychainAbsent:
    case KeychainWrongValue:
    case KeyNotFound:
    case HttpsRequired:
    case UpgradeRequired:
        return kExitConfiguration;
    case StorageUnavailable:
    case StorageFull:
        return kExitCannotCreate;
    case Internal:
        return kExitSoftware;
    default:
        return kExitUnavailable;
    }
}

std::string_view phaseName(client::SyncState::Phase phase)
{
    using enum client::SyncState::Phase;
    switch (phase) {
    case Local:
        return "local";
    case Connecting:
        return "connecting";
    case FirstSync:
        return "first-sync";
    case Syncing:
        return "syncing";
    case UpToDate:
        return "up-to-date";
    case Waiting:
        return "waiting";
    case SignedOut:
        return "signed-out";
    case Untrusted:
        return "untrusted";
    case Replaced:
        return "replaced";
    }
    return "";
}

void Output::line(const std::string& text) const
{
    print(stdout, text);
}

void Output::object(const std::string& json) const
{
    print(stdout, json);
}

void Output::task(const contract::Task& task) const
{
    if (m_json) {
        print(stdout, contract::toJson(task));
        return;
    }
    print(stdout, "id:       " + task.id.value);
    print(stdout, "title:    " + task.title.str());
    print(stdout, "project:  " + task.projectId.value);
    if (task.due)
        print(stdout, "due:      " + task.due->value);
    if (task.priority.value != 0)
        print(stdout, "priority: " + std::to_string(task.priority.value));
    if (task.completedAt)
        print(stdout, "done:     " + toRfc3339(*task.completedAt));
    if (!task.note.empty())
        print(stdout, "\n" + task.note.str());
}

void Output::row(const client::TaskRow& row) const
{
    if (m_json) {
        print(stdout, contract::toJson(row.task));
        return;
    }
    std::string text = row.task.id.value + "  ";
    text.append(static_cast<std::size_t>(row.depth) * 2, ' ');
    text += row.task.completedAt ? "[x] " : "[ ] ";
    text += row.task.title.str();
    if (row.task.due)
        text += "  (" + row.task.due->value + ")";
    if (row.task.priority.value != 0)
        text += "  p" + std::to_string(row.task.priority.value);
    if (!row.projectName.empty())
        text += "  #" + row.projectName;
    if (row.pending)
        text += "  *";
    print(stdout, text);
}

void Output::probe(const client::ProbeResult& result) const
{
    if (result.passed) {
        if (!m_json)
            print(stderr, "ok: " + result.found);
        return;
    }
    print(stderr, result.sentence + " " + result.remedy);
}

void Output::status(const client::SyncState& state) const
{
    if (m_json) {
        StatusJson json{std::string(phaseName(state.phase)),
                        state.pendingEdits,
                        state.refusedEdits,
                        state.lastSyncedAt,
                        {},
                        {}};
        if (state.error)
            json.error = std::string(errorInfo(state.error->code).wireName);
        if (!state.requestId.empty())
            json.requestId = state.requestId;
        print(stdout, contract::toJson(json));
        return;
    }
    print(stdout, edits(state.pendingEdits, "waiting") +
                      (state.lastSyncedAt ? ", last synced " + toRfc3339(*state.lastSyncedAt)
                                          : std::string(", never synced")));
    if (state.refusedEdits > 0)
        print(stdout, edits(state.refusedEdits, "not taken by the server, kept aside"));
}

int Output::refuse(const Error& error) const
{
    const auto& info = errorInfo(error.code);
    if (m_json) {
        ErrorJson json{std::string(info.wireName),     std::string(info.sentence),     error.detail,
                       factOf(error, "attempts_left"), factOf(error, "drift_seconds"), {}};
        if (!error.reasons.empty())
            json.reasons = error.reasons;
        print(stderr, contract::toJson(json));
    } else {
        print(stderr, "taskward-cli: " + std::string(info.sentence) +
                          (error.detail.empty() ? "" : " (" + error.detail + ")"));
        if (const auto drift = factOf(error, "drift_seconds"))
            print(stderr, "The clock of the authenticator is off by " + std::to_string(*drift) +
                              " seconds.");
        for (const auto& reason : error.reasons)
            print(stderr, "  " + reason);
    }
    return exitCodeFor(error.code);
}

} // namespace taskward::cli
