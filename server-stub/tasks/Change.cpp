// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/tasks/Change.h"

#include "server-stub/audit/AuditStore.h"

namespace taskward::tasks {

std::int64_t Change::version()
{
    if (m_version == 0)
        m_version = RevisionStore(m_tx).next(m_caller.org);
    return m_version;
}

void Change::audit(std::string_view action, std::string_view kind, std::string_view id,
                   const std::vector<std::string>& fields)
{
    audit::AuditEntry entry{action, kind, id};
    if (!fields.empty()) {
        entry.detail = "{\"fields\":";
        contract::appendJson(entry.detail, fields);
        entry.detail += '}';
    }
    audit::AuditStore(m_tx).append(m_caller, entry, m_now,
                                   versionTaken() ? audit::Turn::Held : audit::Turn::Take);
}

void Change::tombstone(contract::EntityKind kind, std::string_view id,
                       std::optional<ProjectId> project, std::optional<UserId> except, bool deleted)
{
    TombstoneStore(m_tx).insert(
        m_caller.org,
        {version(), kind, std::string(id), std::move(project), std::move(except), deleted}, m_now);
}

void Change::keepClashes(contract::EntityKind kind, std::string_view id,
                         std::optional<ProjectId> project, const UserId& fallback,
                         const std::vector<FieldClash>& clashes)
{
    for (const auto& clash : clashes) {
        ConflictRow row;
        row.projectId = project;
        auto& c = row.conflict;
        c.id = newId<ConflictId>();
        c.entityKind = kind;
        c.entityId = id;
        c.field = clash.field;
        c.keptValue = clash.newValue;
        c.otherValue = clash.oldValue;
        c.keptBy = m_caller.user;
        c.otherBy = clash.oldAuthor.empty() ? fallback : UserId{clash.oldAuthor};
        c.at = m_now;
        c.version = version();
        ConflictStore(m_tx).insert(m_caller.org, row);
    }
}

Status checkRemoval(const std::optional<Base>& base, std::int64_t version,
                    std::string_view fieldVersions)
{
    if (!base)
        return {};
    if (base->exact && base->version != version)
        return fail(ErrorCode::VersionMismatch);
    if (!base->exact && FieldVersions::parse(fieldVersions).changedAfter(base->version))
        return fail(ErrorCode::Conflict, "changed by somebody since");
    return {};
}

contract::Outcome outcomeOf(const MergeReport& report)
{
    if (!report.clashes.empty())
        return contract::Outcome::Clashed;
    return report.othersChanged ? contract::Outcome::Merged : contract::Outcome::Applied;
}

} // namespace taskward::tasks
