// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/contract/Sync.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

/// The decisions of synchronisation as pure functions over values: what a person sees, what goes up
/// next, what an answer means. No store, no network, no clock, no Qt.
namespace taskward::client {

using Entity = std::variant<contract::Project, contract::Section, contract::Label, contract::Task>;

const std::string& idOf(const Entity& entity);
std::int64_t versionOf(const Entity& entity);
void setVersion(Entity& entity, std::int64_t version);
contract::EntityKind kindOf(const Entity& entity);
std::string entityJson(const Entity& entity);
/// Errors: as fromJson; Malformed for a kind that is no entity of a person's (Conflict).
Result<Entity> entityFromJson(contract::EntityKind kind, std::string_view json);

/// An edit in the outbox. Waiting: has never left; it may still change. Sent: may have arrived; it is
/// repeated as it is until there is an answer. Refused: kept aside for the person.
enum class OperationState { Waiting = 0, Sent = 1, Refused = 2 };

struct QueuedOperation {
    std::int64_t seq = 0;
    OperationState state = OperationState::Waiting;
    contract::Operation operation;
    std::string code;
    std::string pointer;
    bool operator==(const QueuedOperation&) const = default;
};

/// What the person sees: the server's row with the pending edits laid over it, member by member, in
/// their order. Nothing when it is deleted, or was never there. The version stays the server's.
std::optional<Entity> overlay(std::optional<Entity> base,
                              std::span<const contract::Operation> pending, const UserId& author);

/// Lets `waiting`, the last edit of an entity that has not left yet, take in a further edit of the same
/// entity. False (and nothing is changed) when it must stay an edit of its own: after a deletion, or
/// when it names another entity, which may have been made after `waiting`.
bool foldInto(contract::Operation& waiting, const contract::Operation& next);

struct BatchLimits {
    std::size_t operations = limits::kMaxBatchOps;
    std::size_t bytes = limits::kMaxBodyBytes - 64 * 1024;
};
/// How many of the queue's first operations go up together: in order, at most one for each entity (a
/// second one needs the version that the first one makes).
std::size_t batchLength(std::span<const QueuedOperation> queue, const BatchLimits& limits);

/// The base version of an edit that waited while `sent` was answered with `result`. The new version when
/// the person has seen all that it holds; the old one when others' changes came in between that the edit
/// may clash with.
std::int64_t baseAfter(const contract::Operation& sent, const contract::OperationResult& result,
                       const contract::Operation& waiting);

/// What the device knows of the server.
struct ServerMark {
    std::string serverId;
    std::string epoch;
    std::string cursor;
    std::int64_t revision = 0;
    bool operator==(const ServerMark&) const = default;
};
/// Is the answering server the one that the rows came from, and not an older copy of it? An empty mark
/// fits every server.
bool sameServer(const ServerMark& known, const contract::SyncPull::Response& page);

/// May a row of the server take the place of one that is held?
inline bool supersedes(std::int64_t incomingVersion, std::int64_t heldVersion)
{
    return incomingVersion >= heldVersion;
}

} // namespace taskward::client
