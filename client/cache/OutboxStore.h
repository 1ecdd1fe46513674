// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/sync/Plan.h"
#include "core/db/Tx.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace taskward::client {

/// The SQL of the outbox. A thin value over a running transaction.
class OutboxStore {
public:
    explicit OutboxStore(db::Tx& tx) : m_tx(tx) {}

    void append(const contract::Operation& operation);
    /// False: an edit with this id is here already.
    bool appendNew(const contract::Operation& operation);
    void replace(const QueuedOperation& queued);
    void remove(const OpId& id);
    void refuse(const OpId& id, std::string_view code, std::string_view pointer);
    void markSent(const OpId& id);
    /// Puts `queued` as it now is back among those that have not left.
    void putBack(const QueuedOperation& queued);
    /// A refused edit goes to the end of the queue, to be tried again.
    void retry(const OpId& id);

    /// Waiting and sent, in order, at most `limit`.
    std::vector<QueuedOperation> pending(std::size_t limit);
    std::vector<QueuedOperation> pendingOf(std::string_view entityId);
    std::vector<QueuedOperation> refused();
    /// Those and the refused ones, in order.
    std::vector<QueuedOperation> everything();
    /// What was added, changed or removed since forgetUnsealed(); see SealedEdits.
    struct Unsealed {
        std::vector<contract::Operation> changed;
        std::vector<OpId> gone;
    };
    Unsealed unsealed();
    void forgetUnsealed();
    std::int64_t pendingCount();
    std::int64_t refusedCount();

    /// Changes when another connection has committed to the same file.
    std::int64_t dataVersion();
    std::optional<std::string> meta(std::string_view key);
    void setMeta(std::string_view key, std::string_view value);

private:
    std::vector<QueuedOperation> read(db::Rows rows);

    db::Tx& m_tx;
};

} // namespace taskward::client
