// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "server-stub/tasks/Change.h"

namespace taskward::tasks {

/// The rules of projects, sections and labels. Every function runs inside the transaction of its Change
/// and checks every id it is given. Errors: NotFound (also for what is not visible), VersionMismatch,
/// ValidationFailed with a pointer, Conflict.
class ProjectService {
public:
    Result<Changed<contract::Project>> create(Change& change, ProjectId id,
                                              const contract::ProjectFields& fields);
    Result<Changed<contract::Project>> update(Change& change, const ProjectId& id,
                                              const contract::ProjectFields& fields, Base base);
    Status remove(Change& change, const ProjectId& id, std::optional<Base> base);
    /// A person's own private project, made with the membership.
    contract::Project createInbox(Change& change, const ProjectId& id, const UserId& owner);

private:
    Status checkParent(Change& change, const ProjectId& id, const contract::ProjectFields& fields);
    void spreadVisibility(Change& change, const contract::Project& project);
    void tellDeletion(Change& change, const contract::Project& project);
};

class SectionService {
public:
    Result<Changed<contract::Section>> create(Change& change, SectionId id,
                                              const contract::SectionFields& fields);
    Result<Changed<contract::Section>> update(Change& change, const SectionId& id,
                                              const contract::SectionFields& fields, Base base);
    Status remove(Change& change, const SectionId& id, std::optional<Base> base);
};

class LabelService {
public:
    Result<Changed<contract::Label>> create(Change& change, LabelId id,
                                            const contract::LabelFields& fields);
    Result<Changed<contract::Label>> update(Change& change, const LabelId& id,
                                            const contract::LabelFields& fields, Base base);
    Status remove(Change& change, const LabelId& id, std::optional<Base> base);
};

} // namespace taskward::tasks
