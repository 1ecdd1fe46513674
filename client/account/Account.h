// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Workspace.h"
#include "client/account/AccountSecurity.h"
#include "client/account/Profile.h"
#include "client/api/ApiClient.h"
#include "client/auth/DeviceKey.h"
#include "client/auth/Session.h"
#include "client/cache/Replica.h"
#include "client/keychain/Keychain.h"
#include "client/sync/SyncEngine.h"
#include "core/base/Random.h"

#include <QFileSystemWatcher>
#include <QTimer>
#include <memory>
#include <set>

namespace taskward::client {

/// The Workspace over the real parts. Made by Opener; the window's thread. Its destructor ends every
/// call that is under way with Cancelled and lets the worker finish what is durable.
class Account final : public Workspace {
    Q_OBJECT

public:
    struct Parts {
        Profile profile;
        ProfileConfig config;
        Keychain& keychain;
        const Clock& clock;
        Random& random;
        DeviceKey& deviceKey;
        std::unique_ptr<QObject> server; ///< the local one, or null; outlives the transport
        std::unique_ptr<Transport> transport;
        std::unique_ptr<WorkerThread> worker;
        std::unique_ptr<Replica> replica;
    };
    explicit Account(Parts parts);
    ~Account() override;

    /// Reads what the window shows at once. To be awaited before the account is handed out.
    QCoro::Task<Status> load();
    Session& session() { return *m_session; }
    static std::string keychainEntry(const ProfileConfig& config);
    static std::string recoveryEntry(const std::string& accountId);
    /// All that an account keeps among the secrets; keychainEntry() is the first. Moving and erasing
    /// go by this list.
    static std::vector<std::string> keychainEntries(const ProfileConfig& config);

    struct Erased {
        std::int64_t unsentEdits = 0; ///< that the server has not confirmed, and refused ones
        bool complete = false;        ///< keys and files
    };
    /// What the server asks for by DeviceWiped: ends synchronisation, erases the keys, then every file
    /// of the profile, also those that were put aside. Never asks. What a crash interrupts is finished
    /// at the next opening. Nothing else of this object may be used afterwards.
    QCoro::Task<Erased> wipe();

    const Overview& overview() const override { return m_overview; }
    const SyncState& syncState() const override { return m_engine->state(); }
    const contract::Person& me() const override { return m_me.person; }
    const contract::Membership& membership() const override { return m_me.membership; }
    std::string serverName() const override { return m_parts.config.serverName; }
    bool may(contract::Permission permission) const override;

    QCoro::Task<Result<TaskListPage>> tasks(TaskQuery query, std::string after, int limit) override;
    QCoro::Task<Result<std::vector<TaskRow>>> subtasks(TaskId parent) override;
    QCoro::Task<Result<contract::Task>> task(TaskId id) override;

    QCoro::Task<Result<TaskId>> createTask(contract::TaskFields fields) override;
    QCoro::Task<Status> updateTask(TaskId id, contract::TaskFields fields) override;
    QCoro::Task<Status> deleteTask(TaskId id) override;
    QCoro::Task<Status> moveTask(TaskId id, contract::TaskFields place, TaskId before,
                                 TaskId after) override;
    QCoro::Task<Status> restoreTask(TaskId id, contract::TaskFields fields) override;
    QCoro::Task<Result<ProjectId>> createProject(contract::ProjectFields fields) override;
    QCoro::Task<Status> updateProject(ProjectId id, contract::ProjectFields fields) override;
    QCoro::Task<Status> deleteProject(ProjectId id) override;
    QCoro::Task<Result<SectionId>> createSection(contract::SectionFields fields) override;
    QCoro::Task<Status> updateSection(SectionId id, contract::SectionFields fields) override;
    QCoro::Task<Status> deleteSection(SectionId id) override;
    QCoro::Task<Status> moveSection(SectionId id, SectionId before) override;
    QCoro::Task<Result<LabelId>> createLabel(contract::LabelFields fields) override;
    QCoro::Task<Status> updateLabel(LabelId id, contract::LabelFields fields) override;
    QCoro::Task<Status> deleteLabel(LabelId id) override;
    QCoro::Task<Status> settleConflict(ConflictId id, bool restoreOther) override;
    QCoro::Task<Result<std::vector<RefusedEdit>>> refused() override;
    QCoro::Task<Status> settleRefused(OpId id, bool retry) override;

    void startSync() override;
    QCoro::Task<Status> syncNow() override;
    QCoro::Task<Status> adoptServer() override;
    QCoro::Task<Status> signInAgain(Secret password) override;
    QCoro::Task<Status> signOut(bool discardPending) override;
    QCoro::Task<Result<std::string>> dump() override;
    Security* security() override;
    void setPrompter(Prompter* prompter) override;
    QCoro::Task<Result<Secret>> recoveryKey() override;
    QCoro::Task<Result<std::int64_t>> recoverEdits(Secret recoveryKey) override;

private:
    /// Checks the fields as the server will, stores the edits, tells the window, wakes the engine.
    QCoro::Task<Status> submit(std::vector<contract::Operation> operations);
    contract::Operation operation(contract::EntityKind kind, contract::Action action,
                                  std::string entityId) const;
    template <typename IdType, typename Fields>
    QCoro::Task<Result<IdType>> create(contract::EntityKind kind,
                                       std::optional<Fields> contract::Operation::* member,
                                       Fields fields);
    template <typename Fields>
    QCoro::Task<Status> update(contract::EntityKind kind,
                               std::optional<Fields> contract::Operation::* member, std::string id,
                               Fields fields);
    QCoro::Task<Status> remove(contract::EntityKind kind, std::string id);
    enum class Stale { Counts, Everything };
    QCoro::Task<> reloadOverview(Stale stale);
    QCoro::Task<> reloadCounts();
    QCoro::Task<> reloadMe();
    QCoro::Task<> lookOutside();
    QCoro::Task<Status> erase(Erasing what);
    QCoro::Task<> obeyWipe();
    void lookAfterSafety();
    void watchFiles();
    std::string today() const;

    Parts m_parts;
    Prompter* m_prompter = nullptr;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<ApiClient> m_api;
    std::unique_ptr<SyncEngine> m_engine;
    std::unique_ptr<AccountSecurity> m_security;
    Overview m_overview;
    contract::GetMe::Response m_me;
    std::set<std::string, std::less<>> m_permissions;
    QFileSystemWatcher m_watcher;
    QTimer m_lookOutside;
    std::int64_t m_lookAgainAtMs = 0; ///< Clock::monotonicMs, at what happened to the account
    bool m_listening = false;
    bool m_wiping = false;
    bool m_overviewQueued = false;
    bool m_thingsStale = false;
};

} // namespace taskward::client
