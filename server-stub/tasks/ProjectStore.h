// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "server-stub/tasks/FeedStore.h"

namespace taskward::tasks {

/// An entity as it is stored: what travels, and who changed which member when.
template <typename Entity>
struct Stored {
    Entity entity;
    std::string fieldVersions;
};

/// The only SQL on projects. Every read says for whom: a project is visible when it is the
/// organisation's or the person's own.
class ProjectStore {
public:
    explicit ProjectStore(db::Tx& tx) : m_tx(tx) {}
    std::optional<Stored<contract::Project>> find(const OrgId& org, const UserId& user,
                                                  const ProjectId& id);
    /// Any id of the organisation, visible or not: is it taken?
    bool exists(const OrgId& org, const ProjectId& id);
    void insert(const OrgId& org, const contract::Project& project);
    void update(const OrgId& org, const Stored<contract::Project>& row);
    void remove(const OrgId& org, const ProjectId& id);
    /// Those that hang below it lose their parent.
    void detachChildren(const OrgId& org, const ProjectId& id, std::int64_t version, Timestamp at);
    /// Levels below the project: 0 without children, visible or not.
    std::int64_t height(const OrgId& org, const ProjectId& id);
    std::string lastOrderKey(const OrgId& org, const UserId& user);
    std::vector<contract::Project> list(const OrgId& org, const UserId& user,
                                        std::optional<bool> archived, std::string_view afterKey,
                                        std::string_view afterId, std::int64_t limit);
    std::vector<contract::Project> feed(const OrgId& org, const UserId& user, const FeedPosition& after,
                                        std::int64_t limit);

private:
    db::Tx& m_tx;
};

} // namespace taskward::tasks
