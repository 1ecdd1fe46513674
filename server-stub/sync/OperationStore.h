// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/contract/Sync.h"
#include "core/db/Tx.h"
#include "server-stub/http/Caller.h"

#include <optional>
#include <string>

namespace taskward::sync {

/// The answers to operations that were applied, for a client that asks again because a reply was lost.
class OperationStore {
public:
    explicit OperationStore(db::Tx& tx) : m_tx(tx) {}
    std::optional<std::string> find(const http::Caller& caller, const OpId& id);
    void put(const http::Caller& caller, const OpId& id, std::string_view result, Timestamp at);

private:
    db::Tx& m_tx;
};

} // namespace taskward::sync
