// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/db/Tx.h"
#include "server-stub/http/Caller.h"

#include <optional>
#include <string>

namespace taskward::http {

/// Answers kept under the Idempotency-Key of their request for 24 hours.
struct StoredAnswer {
    std::string requestDigest;
    std::int64_t status = 0;
    std::string body;
    std::string entityTag;
};

class IdempotencyStore {
public:
    explicit IdempotencyStore(db::Tx& tx) : m_tx(tx) {}
    std::optional<StoredAnswer> find(const Caller& caller, std::string_view route, std::string_view key);
    void put(const Caller& caller, std::string_view route, std::string_view key,
             const StoredAnswer& answer, Timestamp at);
    /// A few of the oldest beyond their life, with each write: no job is needed.
    void forgetOlderThan(const Caller& caller, Timestamp limit);

private:
    db::Tx& m_tx;
};

} // namespace taskward::http
