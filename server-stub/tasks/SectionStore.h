// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "server-stub/tasks/ProjectStore.h"

namespace taskward::tasks {

/// The only SQL on sections. Visible with their project.
class SectionStore {
public:
    explicit SectionStore(db::Tx& tx) : m_tx(tx) {}
    std::optional<Stored<contract::Section>> find(const OrgId& org, const UserId& user,
                                                  const SectionId& id);
    bool exists(const OrgId& org, const SectionId& id);
    void insert(const OrgId& org, const contract::Section& section);
    void update(const OrgId& org, const Stored<contract::Section>& row);
    void remove(const OrgId& org, const SectionId& id);
    void removeOf(const OrgId& org, const ProjectId& project);
    /// They come again in everybody's feed: the project became visible to more people.
    void touchOf(const OrgId& org, const ProjectId& project, std::int64_t version);
    std::string lastOrderKey(const OrgId& org, const ProjectId& project);
    std::vector<contract::Section> list(const OrgId& org, const UserId& user,
                                        const std::optional<ProjectId>& project,
                                        std::string_view afterKey, std::string_view afterId,
                                        std::int64_t limit);
    std::vector<contract::Section> feed(const OrgId& org, const UserId& user, const FeedPosition& after,
                                        std::int64_t limit);

private:
    db::Tx& m_tx;
};

/// The only SQL on labels. They belong to the organisation.
class LabelStore {
public:
    explicit LabelStore(db::Tx& tx) : m_tx(tx) {}
    std::optional<Stored<contract::Label>> find(const OrgId& org, const LabelId& id);
    void insert(const OrgId& org, const contract::Label& label);
    void update(const OrgId& org, const Stored<contract::Label>& row);
    void remove(const OrgId& org, const LabelId& id);
    std::vector<contract::Label> list(const OrgId& org, std::string_view afterName,
                                      std::string_view afterId, std::int64_t limit);
    std::vector<contract::Label> feed(const OrgId& org, const FeedPosition& after, std::int64_t limit);

private:
    db::Tx& m_tx;
};

} // namespace taskward::tasks
