// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
// The whole local state as canonical JSON: what should be equal on two converged devices, and apart from
// it what is this device's own.
#include "client/cache/CacheStore.h"
#include "client/cache/OutboxStore.h"
#include "client/cache/Replica.h"
#include "client/cache/TaskListStore.h"
#include "core/contract/Json.h"

namespace taskward::client {

namespace {

void addArray(std::string& out, std::string_view name, const std::vector<std::string>& items)
{
    out += out.size() > 1 ? ",\n" : "\n";
    out += '"' + std::string(name) + "\":[";
    bool first = true;
    for (const auto& item : items) {
        out += first ? "\n" : ",\n";
        out += item;
        first = false;
    }
    out += ']';
}

} // namespace

Result<std::string> Replica::dump()
{
    std::string out = "{";
    TW_TRY(m_cache->read([&](db::Tx& tx) -> Status {
        out = "{";
        CacheStore store(tx);
        const auto of = [&](contract::EntityKind kind) {
            return store.things(static_cast<int>(kind));
        };
        addArray(out, "projects", of(contract::EntityKind::Project));
        addArray(out, "sections", of(contract::EntityKind::Section));
        addArray(out, "labels", of(contract::EntityKind::Label));
        addArray(out, "tasks", TaskListStore(tx, "").allJson());
        addArray(out, "conflicts", of(contract::EntityKind::Conflict));
        addArray(out, "people", store.things(CacheStore::kPeople));
        return {};
    }));
    std::vector<std::string> pending;
    std::vector<std::string> refused;
    TW_TRY(m_outbox->read([&](db::Tx& tx) -> Status {
        OutboxStore store(tx);
        for (const auto& queued : store.pending(SIZE_MAX >> 1U))
            pending.push_back(contract::toJson(queued.operation));
        for (const auto& queued : store.refused())
            refused.push_back(contract::toJson(queued.operation));
        return {};
    }));
    std::string local = "{";
    addArray(local, "pending", pending);
    addArray(local, "refused", refused);
    out += ",\n\"local\":" + local + "}}\n";
    return out;
}

} // namespace taskward::client
