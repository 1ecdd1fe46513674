// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/tasks/SectionStore.h"

#include "core/contract/Types.h"

namespace taskward::tasks {

#define SECTION_COLUMNS                                                                                \
    "s.id, s.project_id, s.name, s.order_key, s.created_at, s.updated_at, s.version"
#define SECTION_VISIBLE                                                                                \
    "EXISTS (SELECT 1 FROM projects p WHERE p.org_id = s.org_id AND p.id = s.project_id "              \
    "AND (p.visibility = 1 OR p.owner_id = $2))"
#define LABEL_COLUMNS "id, name, colour, created_at, updated_at, version"

namespace {

contract::Section sectionFrom(const db::Rows& rows)
{
    return {rows.id<SectionId>(0), rows.id<ProjectId>(1), rows.text(2), rows.text(3),
            rows.time(4),          rows.time(5),          rows.integer(6)};
}

contract::Label labelFrom(const db::Rows& rows)
{
    return {rows.id<LabelId>(0), rows.text(1), rows.text(2),
            rows.time(3),        rows.time(4), rows.integer(5)};
}

template <typename Entity>
std::vector<Entity> allOf(db::Rows rows, Entity (*fromRow)(const db::Rows&))
{
    std::vector<Entity> out;
    while (rows.next())
        out.push_back(fromRow(rows));
    return out;
}

} // namespace

std::optional<Stored<contract::Section>> SectionStore::find(const OrgId& org, const UserId& user,
                                                            const SectionId& id)
{
    auto rows = m_tx.query("SELECT " SECTION_COLUMNS ", s.field_versions FROM sections s "
                           "WHERE s.org_id = $1 AND s.id = $3 AND " SECTION_VISIBLE,
                           org, user, id);
    if (!rows.next())
        return std::nullopt;
    return Stored<contract::Section>{sectionFrom(rows), rows.text(7)};
}

bool SectionStore::exists(const OrgId& org, const SectionId& id)
{
    return m_tx.query("SELECT 1 FROM sections WHERE org_id = $1 AND id = $2", org, id).next();
}

void SectionStore::insert(const OrgId& org, const contract::Section& s)
{
    m_tx.run("INSERT INTO sections (org_id, id, project_id, name, order_key, created_at, updated_at, "
             "version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
             org, s.id, s.projectId, s.name, s.orderKey, s.createdAt, s.updatedAt, s.version);
}

void SectionStore::update(const OrgId& org, const Stored<contract::Section>& row)
{
    const auto& s = row.entity;
    m_tx.run("UPDATE sections SET project_id = $3, name = $4, order_key = $5, updated_at = $6, "
             "version = $7, field_versions = $8 WHERE org_id = $1 AND id = $2",
             org, s.id, s.projectId, s.name, s.orderKey, s.updatedAt, s.version, row.fieldVersions);
}

void SectionStore::remove(const OrgId& org, const SectionId& id)
{
    m_tx.run("DELETE FROM sections WHERE org_id = $1 AND id = $2", org, id);
}

void SectionStore::removeOf(const OrgId& org, const ProjectId& project)
{
    m_tx.run("DELETE FROM sections WHERE org_id = $1 AND project_id = $2", org, project);
}

void SectionStore::touchOf(const OrgId& org, const ProjectId& project, std::int64_t version)
{
    m_tx.run("UPDATE sections SET version = $3 WHERE org_id = $1 AND project_id = $2", org, project,
             version);
}

std::string SectionStore::lastOrderKey(const OrgId& org, const ProjectId& project)
{
    auto rows = m_tx.query("SELECT order_key FROM sections WHERE org_id = $1 AND project_id = $2 "
                           "ORDER BY order_key DESC, id DESC LIMIT 1",
                           org, project);
    return rows.next() ? rows.text(0) : std::string();
}

std::vector<contract::Section> SectionStore::list(const OrgId& org, const UserId& user,
                                                  const std::optional<ProjectId>& project,
                                                  std::string_view afterKey, std::string_view afterId,
                                                  std::int64_t limit)
{
    const std::string wanted = project ? project->value : std::string();
    return allOf(m_tx.query("SELECT " SECTION_COLUMNS " FROM sections s WHERE s.org_id = $1 "
                            "AND ($3 = '' OR s.project_id = $3) AND " SECTION_VISIBLE
                            " AND (s.order_key, s.id) > ($4, $5) ORDER BY s.order_key, s.id LIMIT $6",
                            org, user, wanted, afterKey, afterId, limit),
                 sectionFrom);
}

std::vector<contract::Section> SectionStore::feed(const OrgId& org, const UserId& user,
                                                  const FeedPosition& after, std::int64_t limit)
{
    return allOf(m_tx.query("SELECT " SECTION_COLUMNS " FROM sections s WHERE s.org_id = $1 AND "
                            SECTION_VISIBLE " AND (s.version, s.id) > ($3, $4) "
                            "ORDER BY s.version, s.id LIMIT $5",
                            org, user, after.version, after.id, limit),
                 sectionFrom);
}

std::optional<Stored<contract::Label>> LabelStore::find(const OrgId& org, const LabelId& id)
{
    auto rows = m_tx.query("SELECT " LABEL_COLUMNS ", field_versions FROM labels "
                           "WHERE org_id = $1 AND id = $2",
                           org, id);
    if (!rows.next())
        return std::nullopt;
    return Stored<contract::Label>{labelFrom(rows), rows.text(6)};
}

void LabelStore::insert(const OrgId& org, const contract::Label& l)
{
    const std::string folded = contract::foldText(l.name);
    m_tx.run("INSERT INTO labels (org_id, id, name, name_folded, colour, created_at, updated_at, "
             "version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
             org, l.id, l.name, folded, l.colour, l.createdAt, l.updatedAt, l.version);
}

void LabelStore::update(const OrgId& org, const Stored<contract::Label>& row)
{
    const auto& l = row.entity;
    const std::string folded = contract::foldText(l.name);
    m_tx.run("UPDATE labels SET name = $3, name_folded = $4, colour = $5, updated_at = $6, "
             "version = $7, field_versions = $8 WHERE org_id = $1 AND id = $2",
             org, l.id, l.name, folded, l.colour, l.updatedAt, l.version, row.fieldVersions);
}

void LabelStore::remove(const OrgId& org, const LabelId& id)
{
    m_tx.run("DELETE FROM labels WHERE org_id = $1 AND id = $2", org, id);
}

std::vector<contract::Label> LabelStore::list(const OrgId& org, std::string_view afterName,
                                              std::string_view afterId, std::int64_t limit)
{
    return allOf(m_tx.query("SELECT " LABEL_COLUMNS " FROM labels WHERE org_id = $1 "
                            "AND (substr(name_folded, 1, 64), id) > ($2, $3) "
                            "ORDER BY substr(name_folded, 1, 64), id LIMIT $4",
                            org, afterName, afterId, limit),
                 labelFrom);
}

std::vector<contract::Label> LabelStore::feed(const OrgId& org, const FeedPosition& after,
                                              std::int64_t limit)
{
    return allOf(m_tx.query("SELECT " LABEL_COLUMNS " FROM labels WHERE org_id = $1 "
                            "AND (version, id) > ($2, $3) ORDER BY version, id LIMIT $4",
                            org, after.version, after.id, limit),
                 labelFrom);
}

} // namespace taskward::tasks
