// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/tasks/FeedStore.h"

#include "core/base/Assert.h"

namespace taskward::tasks {

std::int64_t RevisionStore::next(const OrgId& org)
{
    auto rows = m_tx.query("UPDATE organisations SET revision = revision + 1 WHERE org_id = $1 "
                           "RETURNING revision",
                           org);
    TW_ASSERT(rows.next());
    const std::int64_t revision = rows.integer(0);
    while (rows.next()) {
    }
    return revision;
}

RevisionStore::State RevisionStore::state(const OrgId& org)
{
    auto rows = m_tx.query("SELECT revision, epoch FROM organisations WHERE org_id = $1", org);
    TW_ASSERT(rows.next());
    return {rows.integer(0), rows.text(1)};
}

void TombstoneStore::insert(const OrgId& org, const Tombstone& t, Timestamp at)
{
    m_tx.run("INSERT INTO tombstones (org_id, version, kind, entity_id, project_id, except_user_id, "
             "deleted, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
             org, t.version, t.kind, t.entityId, t.projectId, t.exceptUser, t.deleted, at);
}

std::vector<contract::Removal> TombstoneStore::feed(const OrgId& org, const UserId& user,
                                                    const FeedPosition& after, std::int64_t limit)
{
    // A project that is gone itself has a tombstone of its own for everybody, so the join may be empty
    // without hiding anything that the person still holds.
    auto rows = m_tx.query(
        "SELECT s.kind, s.entity_id, s.version FROM tombstones s "
        "WHERE s.org_id = $1 AND (s.version, s.entity_id) > ($3, $4) "
        "AND (s.except_user_id IS NULL OR s.except_user_id <> $2) "
        "AND (s.project_id IS NULL OR EXISTS (SELECT 1 FROM projects p WHERE p.org_id = s.org_id "
        "AND p.id = s.project_id AND (p.visibility = 1 OR p.owner_id = $2))) "
        "ORDER BY s.version, s.entity_id LIMIT $5",
        org, user, after.version, after.id, limit);
    std::vector<contract::Removal> out;
    while (rows.next())
        out.push_back({static_cast<contract::EntityKind>(rows.integer(0)), rows.text(1), rows.integer(2)});
    return out;
}

void ConflictStore::insert(const OrgId& org, const ConflictRow& row)
{
    const auto& c = row.conflict;
    m_tx.run("INSERT INTO conflicts (org_id, id, entity_kind, entity_id, project_id, field, "
             "kept_value, other_value, kept_by, other_by, at, version) "
             "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
             org, c.id, c.entityKind, c.entityId, row.projectId, c.field, c.keptValue, c.otherValue,
             c.keptBy, c.otherBy, c.at, c.version);
}

namespace {

ConflictRow readConflict(const db::Rows& rows)
{
    ConflictRow row;
    auto& c = row.conflict;
    c.id = rows.id<ConflictId>(0);
    c.entityKind = static_cast<contract::EntityKind>(rows.integer(1));
    c.entityId = rows.text(2);
    c.field = rows.text(3);
    c.keptValue = rows.text(4);
    c.otherValue = rows.text(5);
    c.keptBy = rows.id<UserId>(6);
    c.otherBy = rows.id<UserId>(7);
    c.at = rows.time(8);
    c.version = rows.integer(9);
    row.projectId = rows.optionalId<ProjectId>(10);
    return row;
}

} // namespace

std::optional<ConflictRow> ConflictStore::find(const OrgId& org, const UserId& user,
                                               const ConflictId& id)
{
    auto rows = m_tx.query(
        "SELECT c.id, c.entity_kind, c.entity_id, c.field, c.kept_value, c.other_value, c.kept_by, "
        "c.other_by, c.at, c.version, c.project_id FROM conflicts c WHERE c.org_id = $1 AND c.id = $3 "
        "AND (c.project_id IS NULL OR EXISTS (SELECT 1 FROM projects p WHERE p.org_id = c.org_id "
        "AND p.id = c.project_id AND (p.visibility = 1 OR p.owner_id = $2)))",
        org, user, id);
    if (!rows.next())
        return std::nullopt;
    return readConflict(rows);
}

void ConflictStore::remove(const OrgId& org, const ConflictId& id)
{
    m_tx.run("DELETE FROM conflicts WHERE org_id = $1 AND id = $2", org, id);
}

void ConflictStore::removeOf(const OrgId& org, std::string_view entityId)
{
    m_tx.run("DELETE FROM conflicts WHERE org_id = $1 AND entity_id = $2", org, entityId);
}

void ConflictStore::follow(const OrgId& org, std::string_view entityId, const ProjectId& project,
                           std::int64_t version)
{
    m_tx.run("UPDATE conflicts SET project_id = $3, version = $4 WHERE org_id = $1 AND entity_id = $2",
             org, entityId, project, version);
}

void ConflictStore::touchOf(const OrgId& org, const ProjectId& project, std::int64_t version)
{
    m_tx.run("UPDATE conflicts SET version = $3 WHERE org_id = $1 AND project_id = $2", org, project,
             version);
}

std::vector<contract::Conflict> ConflictStore::feed(const OrgId& org, const UserId& user,
                                                    const FeedPosition& after, std::int64_t limit)
{
    auto rows = m_tx.query(
        "SELECT c.id, c.entity_kind, c.entity_id, c.field, c.kept_value, c.other_value, c.kept_by, "
        "c.other_by, c.at, c.version, c.project_id FROM conflicts c "
        "WHERE c.org_id = $1 AND (c.version, c.id) > ($3, $4) "
        "AND (c.project_id IS NULL OR EXISTS (SELECT 1 FROM projects p WHERE p.org_id = c.org_id "
        "AND p.id = c.project_id AND (p.visibility = 1 OR p.owner_id = $2))) "
        "ORDER BY c.version, c.id LIMIT $5",
        org, user, after.version, after.id, limit);
    std::vector<contract::Conflict> out;
    while (rows.next())
        out.push_back(readConflict(rows).conflict);
    return out;
}

} // namespace taskward::tasks
