// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/tasks/ProjectStore.h"

namespace taskward::tasks {

#define PROJECT_COLUMNS                                                                                \
    "p.id, p.name, p.colour, p.kind, p.visibility, p.parent_id, p.order_key, p.archived, p.owner_id, " \
    "p.created_at, p.updated_at, p.version"
#define PROJECT_VISIBLE "(p.visibility = 1 OR p.owner_id = $2)"

namespace {

contract::Project fromRow(const db::Rows& rows)
{
    contract::Project p;
    p.id = rows.id<ProjectId>(0);
    p.name = rows.text(1);
    p.colour = rows.text(2);
    p.kind = static_cast<contract::ProjectKind>(rows.integer(3));
    p.visibility = static_cast<contract::Visibility>(rows.integer(4));
    p.parentId = rows.optionalId<ProjectId>(5);
    p.orderKey = rows.text(6);
    p.archived = rows.boolean(7);
    p.ownerId = rows.id<UserId>(8);
    p.createdAt = rows.time(9);
    p.updatedAt = rows.time(10);
    p.version = rows.integer(11);
    return p;
}

std::vector<contract::Project> allOf(db::Rows rows)
{
    std::vector<contract::Project> out;
    while (rows.next())
        out.push_back(fromRow(rows));
    return out;
}

} // namespace

std::optional<Stored<contract::Project>> ProjectStore::find(const OrgId& org, const UserId& user,
                                                            const ProjectId& id)
{
    auto rows = m_tx.query("SELECT " PROJECT_COLUMNS ", p.field_versions FROM projects p "
                           "WHERE p.org_id = $1 AND " PROJECT_VISIBLE " AND p.id = $3",
                           org, user, id);
    if (!rows.next())
        return std::nullopt;
    return Stored<contract::Project>{fromRow(rows), rows.text(12)};
}

bool ProjectStore::exists(const OrgId& org, const ProjectId& id)
{
    return m_tx.query("SELECT 1 FROM projects WHERE org_id = $1 AND id = $2", org, id).next();
}

void ProjectStore::insert(const OrgId& org, const contract::Project& p)
{
    m_tx.run("INSERT INTO projects (org_id, id, name, colour, kind, visibility, parent_id, order_key, "
             "archived, owner_id, created_at, updated_at, version) "
             "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
             org, p.id, p.name, p.colour, p.kind, p.visibility, p.parentId, p.orderKey, p.archived,
             p.ownerId, p.createdAt, p.updatedAt, p.version);
}

void ProjectStore::update(const OrgId& org, const Stored<contract::Project>& row)
{
    const auto& p = row.entity;
    m_tx.run("UPDATE projects SET name = $3, colour = $4, visibility = $5, parent_id = $6, "
             "order_key = $7, archived = $8, updated_at = $9, version = $10, field_versions = $11 "
             "WHERE org_id = $1 AND id = $2",
             org, p.id, p.name, p.colour, p.visibility, p.parentId, p.orderKey, p.archived, p.updatedAt,
             p.version, row.fieldVersions);
}

void ProjectStore::remove(const OrgId& org, const ProjectId& id)
{
    m_tx.run("DELETE FROM projects WHERE org_id = $1 AND id = $2", org, id);
}

void ProjectStore::detachChildren(const OrgId& org, const ProjectId& id, std::int64_t version,
                                  Timestamp at)
{
    m_tx.run("UPDATE projects SET parent_id = NULL, version = $3, updated_at = $4 "
             "WHERE org_id = $1 AND parent_id = $2",
             org, id, version, at);
}

std::int64_t ProjectStore::height(const OrgId& org, const ProjectId& id)
{
    auto rows = m_tx.query("WITH RECURSIVE tree (id, depth) AS ("
                           "SELECT id, 0 FROM projects WHERE org_id = $1 AND id = $2 "
                           "UNION ALL SELECT p.id, tree.depth + 1 FROM projects p "
                           "JOIN tree ON p.parent_id = tree.id "
                           "WHERE p.org_id = $1 AND tree.depth < 64) "
                           "SELECT MAX(depth) FROM tree",
                           org, id);
    return rows.next() && !rows.isNull(0) ? rows.integer(0) : 0;
}

std::string ProjectStore::lastOrderKey(const OrgId& org, const UserId& user)
{
    auto rows = m_tx.query("SELECT p.order_key FROM projects p WHERE p.org_id = $1 AND " PROJECT_VISIBLE
                           " ORDER BY p.order_key DESC, p.id DESC LIMIT 1",
                           org, user);
    return rows.next() ? rows.text(0) : std::string();
}

std::vector<contract::Project> ProjectStore::list(const OrgId& org, const UserId& user,
                                                  std::optional<bool> archived,
                                                  std::string_view afterKey, std::string_view afterId,
                                                  std::int64_t limit)
{
    const std::int64_t wanted = archived ? (*archived ? 1 : 0) : -1;
    return allOf(m_tx.query("SELECT " PROJECT_COLUMNS " FROM projects p "
                            "WHERE p.org_id = $1 AND " PROJECT_VISIBLE
                            " AND (p.order_key, p.id) > ($3, $4) "
                            "AND ($5 = -1 OR p.archived = $5) ORDER BY p.order_key, p.id LIMIT $6",
                            org, user, afterKey, afterId, wanted, limit));
}

std::vector<contract::Project> ProjectStore::feed(const OrgId& org, const UserId& user,
                                                  const FeedPosition& after, std::int64_t limit)
{
    return allOf(m_tx.query("SELECT " PROJECT_COLUMNS " FROM projects p "
                            "WHERE p.org_id = $1 AND " PROJECT_VISIBLE
                            " AND (p.version, p.id) > ($3, $4) ORDER BY p.version, p.id LIMIT $5",
                            org, user, after.version, after.id, limit));
}

} // namespace taskward::tasks
