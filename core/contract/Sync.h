// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/contract/Tasks.h"

/// Synchronisation: one revision for each organisation; pending operations go up before changes come
/// down. See docs/sync-protocol.md.
namespace taskward::contract {

enum class EntityKind { Project, Section, Label, Task, Conflict };
BOOST_DESCRIBE_ENUM(EntityKind, Project, Section, Label, Task, Conflict)

enum class Action { Create, Update, Delete };
BOOST_DESCRIBE_ENUM(Action, Create, Update, Delete)

/// One edit of a person, with only the members that changed. Exactly one of the four is present for
/// Create and Update, none for Delete. Applied once, ever, by its id.
struct Operation {
    OpId id;
    EntityKind kind = EntityKind::Task;
    Action action = Action::Update;
    Text<36, 36> entityId;
    /// The version of the entity that the person saw when editing; 0 for Create.
    std::int64_t baseVersion = 0;
    Timestamp madeAt;
    std::optional<ProjectFields> project;
    std::optional<SectionFields> section;
    std::optional<LabelFields> label;
    std::optional<TaskFields> task;
    bool operator==(const Operation&) const = default;
};
BOOST_DESCRIBE_STRUCT(Operation, (),
                      (id, kind, action, entityId, baseVersion, madeAt, project, section, label, task))

/// What became of an operation. Merged: applied, though others had changed other members meanwhile.
/// Clashed: a member had been changed by somebody else as well; the operation's value is in force and
/// the other one is kept in a Conflict. Refused: nothing was changed, `code` says why.
enum class Outcome { Applied, Merged, Clashed, Refused };
BOOST_DESCRIBE_ENUM(Outcome, Applied, Merged, Clashed, Refused)

struct OperationResult {
    OpId id;
    Outcome outcome = Outcome::Applied;
    std::int64_t version = 0;               ///< of the entity afterwards
    std::optional<std::string> code;        ///< wire name of the error when refused
    std::optional<std::string> pointer;
    bool operator==(const OperationResult&) const = default;
};
BOOST_DESCRIBE_STRUCT(OperationResult, (), (id, outcome, version, code, pointer))

/// A member that two people changed without having seen each other's value. Visible to all who see the
/// task, until somebody dismisses it or restores the other value (an ordinary update plus Delete of the
/// conflict).
struct Conflict {
    ConflictId id;
    EntityKind entityKind = EntityKind::Task;
    std::string entityId;
    std::string field;       ///< wire name of the member: "title"
    std::string keptValue;   ///< JSON of the value in force at that time
    std::string otherValue;  ///< JSON of the value that was replaced
    UserId keptBy;
    UserId otherBy;
    Timestamp at;
    std::int64_t version = 0;
    bool operator==(const Conflict&) const = default;
};
BOOST_DESCRIBE_STRUCT(Conflict, (),
                      (id, entityKind, entityId, field, keptValue, otherValue, keptBy, otherBy, at,
                       version))

/// The entity is deleted, or no longer visible to the person. A project goes with its sections and tasks;
/// a task goes alone (its sub-tasks have removals of their own); a section or label goes alone (the tasks
/// that named it come as changes of their own). What is held at this version or a higher one stays.
/// Conflicts about an entity go with it.
struct Removal {
    EntityKind kind = EntityKind::Task;
    std::string id;
    std::int64_t version = 0;
    bool operator==(const Removal&) const = default;
};
BOOST_DESCRIBE_STRUCT(Removal, (), (kind, id, version))

struct SyncPull {
    static constexpr EndpointSpec kSpec{.verb = Verb::Get,
                                        .path = "/v1/sync",
                                        .access = Access::needs(Permission::TaskRead),
                                        .run = Run::Read,
                                        .summary = "What changed since a cursor"};
    struct Request {
        std::optional<CursorText> cursor;  ///< absent: from the beginning
        std::optional<Bounded<1, limits::kMaxSyncPageItems>> limit;
    };
    struct Response {
        /// Changes with its organisation and epoch: when it differs from the one the client has, the
        /// server was restored or replaced, and the client asks before it drops anything.
        std::string epoch;
        std::string cursor;
        bool more = false;
        std::int64_t revision = 0;  ///< of the organisation now; the rest of a first sync is estimated from it
        std::vector<Project> projects;
        std::vector<Section> sections;
        std::vector<Label> labels;
        std::vector<Task> tasks;
        std::vector<Conflict> conflicts;
        std::vector<Removal> removals;
    };
};
BOOST_DESCRIBE_STRUCT(SyncPull::Request, (), (cursor, limit))
BOOST_DESCRIBE_STRUCT(SyncPull::Response, (),
                      (epoch, cursor, more, revision, projects, sections, labels, tasks, conflicts,
                       removals))

/// Each operation is authorised by itself (R7), whatever the permission of the endpoint.
struct SyncPush {
    static constexpr EndpointSpec kSpec{.verb = Verb::Post,
                                        .path = "/v1/sync",
                                        .access = Access::needs(Permission::TaskRead),
                                        .run = Run::Write,
                                        .summary = "Apply operations, each once"};
    struct Request {
        List<Operation, limits::kMaxBatchOps> operations;
    };
    struct Response {
        std::vector<OperationResult> results;  ///< in the order of the operations
        std::int64_t revision = 0;
    };
};
BOOST_DESCRIBE_STRUCT(SyncPush::Request, (), (operations))
BOOST_DESCRIBE_STRUCT(SyncPush::Response, (), (results, revision))

/// The data of each event on GET /v1/events ("event: changed").
struct ChangedEvent {
    std::int64_t revision = 0;
    bool operator==(const ChangedEvent&) const = default;
};
BOOST_DESCRIBE_STRUCT(ChangedEvent, (), (revision))

inline constexpr std::string_view kEventsPath = "/v1/events";

} // namespace taskward::contract
