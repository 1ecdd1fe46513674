// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once


#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace taskward::contract {

/// What a person may be allowed to do. The wire name is object.action ("task.read").
enum class Permission : std::uint8_t {
    OrgRead,
    ProjectRead,
    ProjectCreate,
    ProjectUpdate,
    ProjectDelete,
    SectionRead,
    SectionCreate,
    SectionUpdate,
    SectionDelete,
    LabelRead,
    LabelCreate,
    LabelUpdate,
    LabelDelete,
    TaskRead,
    TaskCreate,
    TaskUpdate,
    TaskDelete,
    SecurityRead,   ///< sessions, locks and security events of others
    PersonReset,    ///< hand out a new password's link, take a lost factor away
    PersonDisable,
    SessionEnd,     ///< of others; with the wipe of their devices
    LockClear,
    PolicyUpdate,
};
inline constexpr std::size_t kPermissionCount = static_cast<std::size_t>(Permission::PolicyUpdate) + 1;

/// "task.read"
std::string_view wireName(Permission permission);

/// How an endpoint is protected. There is no default: an endpoint that does not say cannot be compiled.
class Access {
public:
    enum class Kind : std::uint8_t { Open, Session, Needs };

    /// Anybody, without credentials: health, metadata, signing in.
    static consteval Access open() { return {Kind::Open, Permission::OrgRead}; }
    /// Any valid session, for what belongs to the person alone.
    static consteval Access session() { return {Kind::Session, Permission::OrgRead}; }
    static consteval Access needs(Permission permission) { return {Kind::Needs, permission}; }

    constexpr Kind kind() const { return m_kind; }
    constexpr Permission permission() const { return m_permission; }

private:
    consteval Access(Kind kind, Permission permission) : m_kind(kind), m_permission(permission) {}
    Kind m_kind;
    Permission m_permission;
};

} // namespace taskward::contract
