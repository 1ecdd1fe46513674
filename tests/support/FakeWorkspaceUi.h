// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Workspace.h"
#include "core/base/Clock.h"
#include "tests/support/FakeSecurity.h"

#include <QStringList>
#include <optional>
#include <unordered_map>
#include <vector>

namespace taskward::test {

/// A clock that stands at the given local moment until it is set anew.
class FixedClock final : public Clock {
public:
    explicit FixedClock(std::int64_t ms) : m_ms(ms) {}
    Timestamp now() const override { return {m_ms}; }
    std::int64_t monotonicMs() const override { return m_ms; }
    void set(std::int64_t ms) { m_ms = ms; }

private:
    std::int64_t m_ms;
};

/// A workspace in memory for the window's tests: the answers come one turn of the event loop later,
/// as the real ones do. The order of `store()` is the order of the lists. Knobs make it fail or
/// wait.
class FakeWorkspaceUi final : public client::Workspace {
    Q_OBJECT

public:
    explicit FakeWorkspaceUi(const Clock& clock, QObject* parent = nullptr);

    // ---- What the test sets and reads.
    std::vector<contract::Task>& store() { return m_tasks; }
    client::Overview& mutableOverview() { return m_overview; }
    ProjectId addProject(const std::string& name, const std::string& colour);
    SectionId addSection(const ProjectId& project, const std::string& name);
    LabelId addLabel(const std::string& name, const std::string& colour);
    contract::Task& addTask(const ProjectId& project, const std::string& title);
    contract::Conflict& addConflict(const TaskId& task, const std::string& field,
                                    const std::string& kept, const std::string& other);
    void setSync(client::SyncState state);
    /// Tells the window, after store() or mutableOverview() was changed by hand.
    void announce();
    const contract::Task* find(const std::string& title) const;
    QStringList titlesOf(const client::TaskQuery& query) const;

    std::optional<Error> failReads;
    std::optional<Error> failWrites;
    std::optional<Error> failSignIn;
    bool mayWrite = true;
    bool holdReads = false; ///< reads wait for release()
    void release();
    int pageReads = 0;
    int syncs = 0;
    bool started = false;
    bool adopted = false;
    std::optional<bool> signedOut; ///< with its discardPending
    std::vector<std::pair<std::string, bool>> settled;
    std::string lastPassword;
    bool isLocal = false; ///< the server on this computer: nothing to protect
    FakeSecurity& protection() { return *m_security; }

    // ---- client::Workspace
    const client::Overview& overview() const override { return m_overview; }
    const client::SyncState& syncState() const override { return m_sync; }
    const contract::Person& me() const override { return m_me; }
    const contract::Membership& membership() const override { return m_membership; }
    std::string serverName() const override { return "tasks.example.org"; }
    bool may(contract::Permission permission) const override;
    QCoro::Task<Result<client::TaskListPage>> tasks(client::TaskQuery query, std::string after,
                                                    int limit) override;
    QCoro::Task<Result<std::vector<client::TaskRow>>> subtasks(TaskId parent) override;
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
    client::Security* security() override { return isLocal ? nullptr : m_security; }
    void setPrompter(client::Prompter* prompter) override { m_security->prompter = prompter; }
    QCoro::Task<Status> settleConflict(ConflictId id, bool restoreOther) override;
    void startSync() override { started = true; }
    QCoro::Task<Status> syncNow() override;
    QCoro::Task<Status> adoptServer() override;
    QCoro::Task<Status> signInAgain(Secret password) override;
    QCoro::Task<Status> signOut(bool discardPending) override;

signals:
    void released();

private:
    std::string nextId();
    QCoro::Task<Status> beforeWrite();
    std::vector<client::TaskRow> rowsOf(const client::TaskQuery& query) const;
    void addTree(std::vector<client::TaskRow>& rows, const client::TaskQuery& query,
                 const std::optional<TaskId>& parent, int depth,
                 const std::unordered_multimap<std::string, const contract::Task*>& children,
                 const std::optional<SectionId>& section) const;
    client::TaskRow rowOf(const contract::Task& task, bool flat) const;
    bool matches(const contract::Task& task, const client::TaskQuery& query) const;
    void apply(contract::Task& task, const contract::TaskFields& fields);
    void count();
    std::vector<contract::Task>::iterator at(const TaskId& id);

    const Clock& m_clock;
    FakeSecurity* m_security;
    contract::Person m_me;
    contract::Membership m_membership;
    client::Overview m_overview;
    client::SyncState m_sync;
    std::vector<contract::Task> m_tasks;
    std::unordered_map<std::string, std::pair<int, int>> m_subtasks;
    int m_ids = 0;
};

} // namespace taskward::test
