// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/contract/Identity.h"

/// Projects, sections, labels, tasks: the entities, as they travel and as both sides hold them.
namespace taskward::contract {

using Title = Text<1, limits::kMaxTitleChars>;
using Note = Text<0, limits::kMaxNoteBytes, TextKind::Block>;
/// A fractional order key (core/tasks/OrderKey.h); ties sort by id.
using OrderKey = Text<1, 200>;
/// The name of one of the palette's colours ("teal"); what is drawn is the style's to say.
using Colour = Text<0, 24>;
/// 0 none, 1 highest (p1) to 4 lowest (p4).
using Priority = Bounded<0, 4>;
using LabelIds = List<LabelId, limits::kMaxLabelsPerTask>;
using PageLimit = Bounded<1, limits::kMaxPageItems>;
using CursorText = Text<1, 512>;
/// The version that the change was made on; travels as If-Match: "<version>".
using IfMatch = std::optional<std::int64_t>;

enum class Visibility { Private, Organisation };
BOOST_DESCRIBE_ENUM(Visibility, Private, Organisation)

enum class ProjectKind { Normal, Inbox };
BOOST_DESCRIBE_ENUM(ProjectKind, Normal, Inbox)

struct Project {
    ProjectId id;
    Name name;
    Colour colour;
    ProjectKind kind = ProjectKind::Normal;
    Visibility visibility = Visibility::Private;
    std::optional<ProjectId> parentId;
    OrderKey orderKey;
    bool archived = false;
    UserId ownerId;
    Timestamp createdAt;
    Timestamp updatedAt;
    std::int64_t version = 0;  ///< the organisation's revision at the last change
    bool operator==(const Project&) const = default;
};
BOOST_DESCRIBE_STRUCT(Project, (),
                      (id, name, colour, kind, visibility, parentId, orderKey, archived, ownerId,
                       createdAt, updatedAt, version))

struct Section {
    SectionId id;
    ProjectId projectId;
    Name name;
    OrderKey orderKey;
    Timestamp createdAt;
    Timestamp updatedAt;
    std::int64_t version = 0;
    bool operator==(const Section&) const = default;
};
BOOST_DESCRIBE_STRUCT(Section, (), (id, projectId, name, orderKey, createdAt, updatedAt, version))

struct Label {
    LabelId id;
    Name name;
    Colour colour;
    Timestamp createdAt;
    Timestamp updatedAt;
    std::int64_t version = 0;
    bool operator==(const Label&) const = default;
};
BOOST_DESCRIBE_STRUCT(Label, (), (id, name, colour, createdAt, updatedAt, version))

struct Task {
    TaskId id;
    ProjectId projectId;
    std::optional<SectionId> sectionId;
    std::optional<TaskId> parentId;
    Title title;
    Note note;
    Priority priority;
    std::optional<When> start;
    std::optional<When> due;
    std::optional<Timestamp> completedAt;
    OrderKey orderKey;
    LabelIds labelIds;
    std::optional<UserId> assigneeId;
    UserId createdBy;
    Timestamp createdAt;
    Timestamp updatedAt;
    std::int64_t version = 0;
    bool operator==(const Task&) const = default;
};
BOOST_DESCRIBE_STRUCT(Task, (),
                      (id, projectId, sectionId, parentId, title, note, priority, start, due,
                       completedAt, orderKey, labelIds, assigneeId, createdBy, createdAt, updatedAt,
                       version))

// The members that a person may change, by entity; all that is not here is not writable (R45). The same
// structs serve PATCH and the operations of sync.

struct ProjectFields {
    Patch<Name> name;
    Patch<Colour> colour;
    Patch<Visibility> visibility;
    Patch<std::optional<ProjectId>> parentId;
    Patch<OrderKey> orderKey;
    Patch<bool> archived;
    bool operator==(const ProjectFields&) const = default;
};
BOOST_DESCRIBE_STRUCT(ProjectFields, (), (name, colour, visibility, parentId, orderKey, archived))

struct SectionFields {
    Patch<ProjectId> projectId;
    Patch<Name> name;
    Patch<OrderKey> orderKey;
    bool operator==(const SectionFields&) const = default;
};
BOOST_DESCRIBE_STRUCT(SectionFields, (), (projectId, name, orderKey))

struct LabelFields {
    Patch<Name> name;
    Patch<Colour> colour;
    bool operator==(const LabelFields&) const = default;
};
BOOST_DESCRIBE_STRUCT(LabelFields, (), (name, colour))

struct TaskFields {
    Patch<ProjectId> projectId;
    Patch<std::optional<SectionId>> sectionId;
    Patch<std::optional<TaskId>> parentId;
    Patch<Title> title;
    Patch<Note> note;
    Patch<Priority> priority;
    Patch<std::optional<When>> start;
    Patch<std::optional<When>> due;
    /// When it was done on the person's device; null: open again.
    Patch<std::optional<Timestamp>> completedAt;
    Patch<OrderKey> orderKey;
    Patch<LabelIds> labelIds;
    Patch<std::optional<UserId>> assigneeId;
    bool operator==(const TaskFields&) const = default;
};
BOOST_DESCRIBE_STRUCT(TaskFields, (),
                      (projectId, sectionId, parentId, title, note, priority, start, due, completedAt,
                       orderKey, labelIds, assigneeId))

// ---- CRUD. The four kinds have the same five endpoints; ids may be chosen by the client (UUIDv7), so
// that a lost reply can be repeated.

template <typename Entity>
struct Page {
    std::vector<Entity> items;
    std::optional<std::string> next;  ///< opaque, signed; absent on the last page
};
template <typename IdType>
struct ById {
    IdType id;
};
template <typename IdType>
struct DeleteById {
    IdType id;
    IfMatch ifMatch;
};

#define TASKWARD_ENTITY_ENDPOINTS(Entity, Path)                                                        \
    struct Get##Entity {                                                                               \
        static constexpr EndpointSpec kSpec{.verb = Verb::Get,                                         \
                                            .path = "/v1/" Path "/{id}",                               \
                                            .access = Access::needs(Permission::Entity##Read),         \
                                            .run = Run::Read,                                          \
                                            .summary = "One of the " Path};                            \
        struct Request : ById<Entity##Id> {};                                                          \
        using Response = Entity;                                                                       \
    };                                                                                                 \
    BOOST_DESCRIBE_STRUCT(Get##Entity::Request, (), (id))                                              \
    struct Create##Entity {                                                                            \
        static constexpr EndpointSpec kSpec{.verb = Verb::Post,                                        \
                                            .path = "/v1/" Path,                                       \
                                            .access = Access::needs(Permission::Entity##Create),       \
                                            .run = Run::Write,                                         \
                                            .summary = "Create one of the " Path,                      \
                                            .idempotencyKey = true,                                    \
                                            .successStatus = 201};                                     \
        struct Request : Entity##Fields {                                                              \
            std::optional<Entity##Id> id;                                                              \
        };                                                                                             \
        using Response = Entity;                                                                       \
    };                                                                                                 \
    BOOST_DESCRIBE_STRUCT(Create##Entity::Request, (Entity##Fields), (id))                             \
    struct Update##Entity {                                                                            \
        static constexpr EndpointSpec kSpec{.verb = Verb::Patch,                                       \
                                            .path = "/v1/" Path "/{id}",                               \
                                            .access = Access::needs(Permission::Entity##Update),       \
                                            .run = Run::Write,                                         \
                                            .summary = "Change members of one of the " Path,           \
                                            .idempotencyKey = true};                                   \
        struct Request : Entity##Fields {                                                              \
            Entity##Id id;                                                                             \
            IfMatch ifMatch;                                                                           \
        };                                                                                             \
        using Response = Entity;                                                                       \
    };                                                                                                 \
    BOOST_DESCRIBE_STRUCT(Update##Entity::Request, (Entity##Fields), (id, ifMatch))                    \
    struct Delete##Entity {                                                                            \
        static constexpr EndpointSpec kSpec{.verb = Verb::Delete,                                      \
                                            .path = "/v1/" Path "/{id}",                               \
                                            .access = Access::needs(Permission::Entity##Delete),       \
                                            .run = Run::Write,                                         \
                                            .summary = "Delete one of the " Path,                      \
                                            .idempotencyKey = true,                                    \
                                            .successStatus = 204};                                     \
        struct Request : DeleteById<Entity##Id> {};                                                    \
        using Response = NoBody;                                                                       \
    };                                                                                                 \
    BOOST_DESCRIBE_STRUCT(Delete##Entity::Request, (), (id, ifMatch))                                  \
    BOOST_DESCRIBE_STRUCT(Page<Entity>, (), (items, next))

TASKWARD_ENTITY_ENDPOINTS(Project, "projects")
TASKWARD_ENTITY_ENDPOINTS(Section, "sections")
TASKWARD_ENTITY_ENDPOINTS(Label, "labels")
TASKWARD_ENTITY_ENDPOINTS(Task, "tasks")
#undef TASKWARD_ENTITY_ENDPOINTS

struct ListProjects {
    static constexpr EndpointSpec kSpec{.verb = Verb::Get,
                                        .path = "/v1/projects",
                                        .access = Access::needs(Permission::ProjectRead),
                                        .run = Run::Read,
                                        .summary = "Projects, in their order"};
    struct Request {
        std::optional<bool> archived;
        std::optional<PageLimit> limit;
        std::optional<CursorText> cursor;
    };
    using Response = Page<Project>;
};
BOOST_DESCRIBE_STRUCT(ListProjects::Request, (), (archived, limit, cursor))

struct ListSections {
    static constexpr EndpointSpec kSpec{.verb = Verb::Get,
                                        .path = "/v1/sections",
                                        .access = Access::needs(Permission::SectionRead),
                                        .run = Run::Read,
                                        .summary = "Sections, in their order"};
    struct Request {
        std::optional<ProjectId> projectId;
        std::optional<PageLimit> limit;
        std::optional<CursorText> cursor;
    };
    using Response = Page<Section>;
};
BOOST_DESCRIBE_STRUCT(ListSections::Request, (), (projectId, limit, cursor))

struct ListLabels {
    static constexpr EndpointSpec kSpec{.verb = Verb::Get,
                                        .path = "/v1/labels",
                                        .access = Access::needs(Permission::LabelRead),
                                        .run = Run::Read,
                                        .summary = "Labels, by name"};
    struct Request {
        std::optional<PageLimit> limit;
        std::optional<CursorText> cursor;
    };
    using Response = Page<Label>;
};
BOOST_DESCRIBE_STRUCT(ListLabels::Request, (), (limit, cursor))

enum class TaskSort { Manual, DueDate, Urgency, Newest, Changed, Alphabet };
BOOST_DESCRIBE_ENUM(TaskSort, Manual, DueDate, Urgency, Newest, Changed, Alphabet)

struct ListTasks {
    static constexpr EndpointSpec kSpec{.verb = Verb::Get,
                                        .path = "/v1/tasks",
                                        .access = Access::needs(Permission::TaskRead),
                                        .run = Run::Read,
                                        .summary = "Tasks, filtered and sorted"};
    struct Request {
        std::optional<ProjectId> projectId;
        std::optional<SectionId> sectionId;
        std::optional<TaskId> parentId;
        std::optional<LabelId> labelId;
        std::optional<UserId> assigneeId;
        std::optional<bool> completed;
        std::optional<Priority> priority;
        std::optional<When> dueFrom;    ///< inclusive
        std::optional<When> dueBefore;  ///< exclusive
        std::optional<Text<1, 200>> text;  ///< in title or note, folded
        std::optional<TaskSort> sort;
        std::optional<PageLimit> limit;
        std::optional<CursorText> cursor;
    };
    using Response = Page<Task>;
};
BOOST_DESCRIBE_STRUCT(ListTasks::Request, (),
                      (projectId, sectionId, parentId, labelId, assigneeId, completed, priority,
                       dueFrom, dueBefore, text, sort, limit, cursor))

} // namespace taskward::contract
