// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Security.h"
#include "core/base/Result.h"
#include "core/base/Secret.h"
#include "core/contract/Sync.h"

#include <QCoroTask>
#include <QObject>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

/// What the window and the terminal work on. Values only cross this line; everything slow happens on
/// other threads. All classes here live on the thread of their creator (the window's).
namespace taskward::client {

enum class View { Inbox, Today, Upcoming, Project, Label, Search, All };

struct TaskQuery {
    View view = View::Inbox;
    ProjectId project; ///< View::Project
    LabelId label;     ///< View::Label
    std::string text;  ///< View::Search
    bool withCompleted = false;
    bool operator==(const TaskQuery&) const = default;
};

/// One line of a list. In Inbox and Project views the lines come in tree order: the tasks of no section
/// first, then section by section, each parent before its sub-tasks (depth 1, 2, ...); elsewhere flat,
/// by date, with `depth` 0.
struct TaskRow {
    contract::Task task;
    int depth = 0;
    int subtasks = 0;
    int subtasksDone = 0;
    bool pending = false;    ///< has an edit that the server has not confirmed
    bool clashed = false;    ///< has a conflict that nobody has settled
    std::string projectName; ///< where the view is not one project
    std::string parentTitle; ///< breadcrumb in flat views
    bool operator==(const TaskRow&) const = default;
};

struct TaskListPage {
    std::vector<TaskRow> rows;
    std::string next;       ///< token for the following page; empty at the end
    std::int64_t total = 0; ///< top-level lines in the whole list (first page only)
};

/// The small things, held complete in memory for the sidebar and the pickers.
struct Overview {
    std::vector<contract::Project> projects; ///< in order, Inbox first, archived last
    std::vector<contract::Section> sections; ///< in order
    std::vector<contract::Label> labels;     ///< by name
    std::vector<contract::Person> people;
    std::vector<contract::Conflict> conflicts;
    ProjectId inbox;
    std::int64_t inboxOpen = 0;
    std::int64_t todayOpen = 0; ///< due today or overdue
    std::int64_t overdueOpen = 0;
    std::unordered_map<std::string, std::int64_t> openByProject; ///< by project id
};

struct SyncState {
    enum class Phase {
        Local, ///< never synchronised yet
        Connecting,
        FirstSync, ///< see done and total
        Syncing,
        UpToDate,
        Waiting,   ///< offline or failed; tries again by itself at nextTryAt
        SignedOut, ///< the server refused the session; edits are kept
        Untrusted, ///< the server's identity changed: nothing is sent
        Replaced,  ///< the server is another one, or an older copy of itself: the person decides
    };
    Phase phase = Phase::Local;
    std::int64_t pendingEdits = 0;
    std::int64_t refusedEdits =
        0; ///< kept aside: the server did not take them (Workspace::refused)
    std::optional<Timestamp> lastSyncedAt;
    std::optional<Timestamp> nextTryAt;
    std::int64_t done = 0;
    std::int64_t total = 0;
    std::optional<Error> error;
    std::string requestId; ///< of the failed request, for the person to copy
    bool operator==(const SyncState&) const = default;
};

/// An edit that the server did not take. It is kept until the person decides.
struct RefusedEdit {
    OpId id;
    contract::Operation operation;
    Error error;
};

/// An opened account: cache, outbox and synchronisation. Every edit is answered when it is committed to
/// the outbox (durable), never later; its delivery is the engine's business.
class Workspace : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    virtual const Overview& overview() const = 0;
    virtual const SyncState& syncState() const = 0;
    virtual const contract::Person& me() const = 0;
    virtual const contract::Membership& membership() const = 0;
    virtual std::string serverName() const = 0;
    /// Is the permission held? Unknown counts as no. The window greys its actions by it.
    virtual bool may(contract::Permission permission) const = 0;

    virtual QCoro::Task<Result<TaskListPage>> tasks(TaskQuery query, std::string after,
                                                    int limit) = 0;
    virtual QCoro::Task<Result<std::vector<TaskRow>>> subtasks(TaskId parent) = 0;
    virtual QCoro::Task<Result<contract::Task>> task(TaskId id) = 0;

    /// An order key is chosen when none is given: at the end of its list.
    virtual QCoro::Task<Result<TaskId>> createTask(contract::TaskFields fields) = 0;
    virtual QCoro::Task<Status> updateTask(TaskId id, contract::TaskFields fields) = 0;
    /// With its sub-tasks.
    virtual QCoro::Task<Status> deleteTask(TaskId id) = 0;
    /// Puts it between two neighbours of its new place (either may be empty), e.g. after a drag.
    virtual QCoro::Task<Status> moveTask(TaskId id, contract::TaskFields place, TaskId before,
                                         TaskId after) = 0;
    /// Makes a deleted task again under the id that it had.
    virtual QCoro::Task<Status> restoreTask(TaskId id, contract::TaskFields fields) = 0;
    virtual QCoro::Task<Result<ProjectId>> createProject(contract::ProjectFields fields) = 0;
    virtual QCoro::Task<Status> updateProject(ProjectId id, contract::ProjectFields fields) = 0;
    virtual QCoro::Task<Status> deleteProject(ProjectId id) = 0;
    virtual QCoro::Task<Result<SectionId>> createSection(contract::SectionFields fields) = 0;
    virtual QCoro::Task<Status> updateSection(SectionId id, contract::SectionFields fields) = 0;
    /// Its tasks stay, in no section.
    virtual QCoro::Task<Status> deleteSection(SectionId id) = 0;
    /// Puts it before another section of its project; an empty id: at the end.
    virtual QCoro::Task<Status> moveSection(SectionId id, SectionId before) = 0;
    virtual QCoro::Task<Result<LabelId>> createLabel(contract::LabelFields fields) = 0;
    virtual QCoro::Task<Status> updateLabel(LabelId id, contract::LabelFields fields) = 0;
    virtual QCoro::Task<Status> deleteLabel(LabelId id) = 0;
    /// Dismisses the conflict; with `restoreOther` the other value is put back first.
    virtual QCoro::Task<Status> settleConflict(ConflictId id, bool restoreOther) = 0;

    /// The person's protection; null where there is none to manage (the server on this computer).
    virtual Security* security() { return nullptr; }
    /// Who is asked when an action needs a fresh proof. Not owned; may be null.
    virtual void setPrompter(Prompter*) {}

    /// The edits that the server did not take, in their order.
    virtual QCoro::Task<Result<std::vector<RefusedEdit>>> refused()
    {
        co_return std::vector<RefusedEdit>{};
    }
    /// Gives one up, or puts it at the end of the queue again.
    virtual QCoro::Task<Status> settleRefused(OpId, bool /*retry*/) { co_return Status{}; }
    /// The whole local state, sorted, as JSON: equal on two devices that have converged, except for the
    /// member "local".
    virtual QCoro::Task<Result<std::string>> dump() { co_return std::string("{}\n"); }

    /// What opens the sealed copy of edits that have not arrived, to be printed or saved while all is
    /// well: with it, losing the keychain's entry loses no edit. Errors: those of the keychain.
    virtual QCoro::Task<Result<Secret>> recoveryKey()
    {
        co_return fail(ErrorCode::KeyNotFound, "no recovery key");
    }
    /// Takes what earlier outboxes of this profile left sealed into this account's outbox, under the ids
    /// that the edits had, so that none is applied twice. Gives how many. Errors: ValidationFailed (a
    /// typing error), KeyNotFound (nothing here is sealed to this key), Conflict (another person's).
    virtual QCoro::Task<Result<std::int64_t>> recoverEdits(Secret recoveryKey)
    {
        static_cast<void>(recoveryKey);
        co_return std::int64_t{0};
    }

    /// Starts the engine: pushes, pulls, listens for changes, and goes on until the object goes.
    virtual void startSync() = 0;
    /// One round now; ends with its outcome.
    virtual QCoro::Task<Status> syncNow() = 0;
    /// The person's answer to Phase::Replaced: take the server's state; pending edits are sent to it.
    virtual QCoro::Task<Status> adoptServer() = 0;
    /// Signs in again after SignedOut, keeping cache and outbox.
    virtual QCoro::Task<Status> signInAgain(Secret password) = 0;
    /// Tells the server (best effort), erases the key, then the files. Refused with Conflict while edits
    /// wait, unless `discardPending`.
    virtual QCoro::Task<Status> signOut(bool discardPending) = 0;

signals:
    void overviewChanged();
    void syncStateChanged();
    /// Tasks changed, by the person or by others: views read again what they show. The list is empty
    /// when there are too many to name.
    void tasksChanged(const std::vector<taskward::TaskId>& ids);
};

// ---- Opening: from a profile on disk to a Workspace.

/// One check of a server's address, in the order of the list; the window shows them as a checklist.
enum class ProbeStep { Name, Tcp, Tls, Identity, Version };

struct ProbeResult {
    ProbeStep step = ProbeStep::Name;
    bool passed = false;
    std::string found;    ///< what was seen: an address, a protocol, a version
    std::string sentence; ///< when it failed: what is wrong
    std::string remedy;   ///< and what to do
    Error error;
};

/// A server that answered all probes. `spkiSha256` is lower-case hex of its certificate's public key.
struct ServerIdentity {
    std::string url; ///< https://host:port
    std::string spkiSha256;
    std::string serverName;
    std::string serverId;
    std::string version;
    bool pinnedByCode = false;   ///< the connect code or --pin named the fingerprint: no question
    bool trustedByStore = false; ///< the operating system's store vouches for it
};

/// What is in the profile before anything is opened; reading it needs no keychain.
struct ProfileState {
    bool hasAccount = false;
    bool localServer = false; ///< "On this computer"
    std::string url;
    std::string email;
    std::string serverName;
    std::string spkiSha256; ///< the pinned key; empty: the operating system's store vouches
    SecretPlace secretPlace = SecretPlace::Keychain;
};

/// The door: knows profile directory, keychain, the bundled server. One per program.
class AccountOpener : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    virtual ProfileState profile() const = 0;
    /// Opens the account of the profile. Works offline. Errors: KeyNotFound, the five Keychain* codes,
    /// StorageCorrupt, Busy (another program has this profile open), NotFound (no account yet).
    virtual QCoro::Task<Result<std::unique_ptr<Workspace>>> open() = 0;
    /// Asks the keychain to unlock itself, with its own prompt, and waits for the person's answer.
    /// Errors: KeychainDenied (the person said no), KeychainAbsent, KeychainSlow.
    virtual QCoro::Task<Status> unlockKeychain() = 0;
    /// Starts the bundled server as a child, its key handed over a pipe, and signs in to it.
    virtual QCoro::Task<Result<std::unique_ptr<Workspace>>>
    openOnThisComputer(std::string name) = 0;
    /// Accepts host, host:port, https:// address or a connect code. `progress` is called per step.
    virtual QCoro::Task<Result<ServerIdentity>>
    probe(std::string address, std::function<void(ProbeResult)> progress) = 0;
    /// Who is asked for the second step of a sign-in and for the vault's passphrase. Not owned.
    virtual void setPrompter(Prompter*) {}
    /// The keychain doctor: reads, times, explains. Never writes.
    virtual QCoro::Task<Result<KeychainReport>> examineKeychain()
    {
        co_return fail(ErrorCode::KeychainAbsent);
    }
    /// Moves the account's secrets, only when asked to: read from where they are, written, read back,
    /// then removed from the old place. On any error the old place stays in force. Before there is an
    /// account: where the coming sign-in will put them. From Vault to Vault: a new passphrase.
    virtual QCoro::Task<Status> moveSecrets(SecretPlace to)
    {
        static_cast<void>(to);
        co_return fail(ErrorCode::KeychainAbsent);
    }
    /// After the person trusts `server` (or a code did): signs in, makes key, cache and outbox.
    virtual QCoro::Task<Result<std::unique_ptr<Workspace>>>
    signIn(ServerIdentity server, std::string email, Secret password) = 0;
    /// Puts a damaged or foreign-key cache aside (kept, renamed) and starts a new one from the server.
    virtual QCoro::Task<Result<std::unique_ptr<Workspace>>> rebuildCache() = 0;
};

} // namespace taskward::client
