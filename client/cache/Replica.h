// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Workspace.h"
#include "client/cache/SealedEdits.h"
#include "client/keychain/AccountKeys.h"
#include "client/sync/Plan.h"
#include "core/base/Clock.h"
#include "core/db/Connection.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace taskward::client {

struct ReplicaFiles {
    std::filesystem::path cache;
    std::filesystem::path outbox;
};

/// How to treat files that are not as expected.
enum class OpenMode {
    Create,   ///< first sign-in: both files are made; existing ones are put aside
    Existing, ///< a bad cache is put aside and made anew; a bad outbox is StorageCorrupt
    Rebuild,  ///< the person said so: a cache is made anew, a bad outbox is put aside as well
};

struct Batch {
    std::vector<QueuedOperation> operations;
};

struct Acknowledged {
    std::vector<TaskId> changed;
    std::int64_t refused = 0; ///< with those of which a part could be kept
};

struct AppliedPage {
    bool stale = false; ///< another process was faster: nothing was done
    bool many = false;  ///< too many to name in `changed`
    bool things = false; ///< something besides tasks changed
    std::vector<TaskId> changed;
};

struct QueueCounts {
    std::int64_t pending = 0;
    std::int64_t refused = 0;
};

/// The two encrypted files of an account as one thing: what the person sees (cache) and what has not
/// arrived (outbox). An edit is in the outbox, durably, before it is in the cache; the cache can be made
/// from the server and the outbox at any time. Not thread-safe: lives on one worker thread. Other
/// processes may have the same files open (WAL).
class Replica {
public:
    /// Errors: StorageCorrupt (the outbox: wrong key, damaged, missing, or an older copy),
    /// StorageUnavailable, Busy.
    static Result<std::unique_ptr<Replica>> open(const ReplicaFiles& files, const AccountKeys& keys,
                                                 OpenMode mode, const Clock& clock);

    /// The cache was put aside: the server's rows must come again.
    bool cacheIsNew() const { return m_cacheIsNew; }
    /// Who makes the edits: shown as creator until the server says so.
    Status setAuthor(UserId author);

    /// Closes both files for good; what is called afterwards ends with Cancelled.
    void close();

    // ---- the person's side
    /// Durable when it returns. The base versions are filled in here.
    Result<std::vector<TaskId>> edit(std::vector<contract::Operation> operations);
    Result<TaskListPage> page(const TaskQuery& query, const std::string& after, int limit,
                              const std::string& today);
    Result<std::vector<TaskRow>> subtasks(const TaskId& parent, const std::string& today);
    Result<contract::Task> task(const TaskId& id);
    Result<std::string> lastOrderKey(const contract::TaskFields& place);
    Result<Overview> overview();
    Result<Overview> counts(Overview overview, const std::string& today);
    Result<QueueCounts> queueCounts();
    Result<std::vector<QueuedOperation>> refused();
    /// Gives a refused edit up, or puts it at the end of the queue again.
    Status settleRefused(const OpId& id, bool retry);

    // ---- the recovery key
    /// From now on every edit lands sealed to it as well (SealedEdits), those that wait at once.
    Status setRecoveryKey(const crypto::SealedBoxKey& key);
    bool hasRecoveryKey() const { return m_sealed.has_value(); }
    /// The sealed copy has edits that the outbox has not: the outbox is an older copy, or a program died
    /// between the two. To be settled before the first edit, by one of the next two.
    bool sealedIsAhead() const { return m_sealedIsAhead; }
    Status takeSealed(const crypto::RecoveryKey& key);
    /// For recoverEdits() later on.
    Status keepSealedAside(const Clock& clock);
    /// Takes the edits of outboxes that were put aside, under their ids. Errors: KeyNotFound, Conflict.
    Result<std::int64_t> recoverEdits(const crypto::RecoveryKey& key);

    /// Everything, sorted, as JSON: see taskward-cli dump.
    Result<std::string> dump();

    // ---- synchronisation's side
    Result<ServerMark> mark();
    /// The operations that go up next; they are marked as sent.
    Result<Batch> nextBatch(const BatchLimits& limits);
    Result<Acknowledged> acknowledge(const Batch& batch,
                                     std::span<const contract::OperationResult> results);
    /// Rows and cursor in one transaction, if the cursor that is held is still `requestedCursor`.
    Result<AppliedPage> applyPage(const contract::SyncPull::Response& page,
                                  const std::string& requestedCursor);
    Status setServerId(const std::string& serverId);
    Status setPeople(const std::vector<contract::Person>& people);
    /// Forgets the server's rows, not the outbox, and shows the pending edits over nothing.
    Status adoptServer(const std::string& serverId);

    Result<std::string> cacheMeta(std::string_view key);
    Status setCacheMeta(std::string_view key, std::string_view value);
    /// Counts both files up; the numbers go into the keychain afterwards.
    Status nextGeneration(AccountKeys& keys);
    /// Has another connection (another process) committed since the last call?
    Result<bool> changedOutside();

private:
    struct Opened {
        std::unique_ptr<db::Connection> connection;
        bool isNew = false;
    };
    using PendingById = std::unordered_map<std::string, std::vector<contract::Operation>>;

    Replica(std::unique_ptr<db::Connection> cache, std::unique_ptr<db::Connection> outbox,
            std::filesystem::path outboxFile);
    Status loadAuthor();
    /// A write to the outbox with its sealed copy: both, or an error and neither.
    template <typename Work>
    Status writeOutbox(Work work)
    {
        return m_outbox->write([&](db::Tx& tx) -> Status {
            TW_TRY(work(tx));
            return sealChanges(tx);
        });
    }
    Status openSealed();
    Status sealChanges(db::Tx& tx);
    Status rewriteSealed(db::Tx& tx);
    Status reapply();
    Result<std::vector<contract::Operation>> pendingOf(const std::string& entityId);
    Result<PendingById> allPending();
    void refresh(class CacheStore& store, contract::EntityKind kind, const std::string& id,
                 std::span<const contract::Operation> pending);
    void confirm(class CacheStore& store, const contract::Operation& operation,
                 const contract::OperationResult& result,
                 std::span<const contract::Operation> remaining);
    void applyRow(class CacheStore& store, const Entity& entity, const PendingById& pending);
    void applyRemoval(class CacheStore& store, const contract::Removal& removal,
                      const PendingById& pending);
    Status settleOutbox(const Batch& batch, std::span<const contract::OperationResult> results,
                        const ProjectId& inbox);

    std::unique_ptr<db::Connection> m_cache;
    std::unique_ptr<db::Connection> m_outbox;
    std::filesystem::path m_outboxFile;
    std::optional<SealedEdits> m_sealed;
    bool m_sealedIsAhead = false;
    UserId m_author;
    bool m_cacheIsNew = false;
    bool m_hasBases = true;
    std::int64_t m_cacheVersion = -1;
    std::int64_t m_outboxVersion = -1;
};

/// cache.db -> cache.db.aside-20261125T140000, with its -wal, -shm and .sealed. Kept, never deleted by us.
Status putAside(const std::filesystem::path& file, const Clock& clock);

} // namespace taskward::client
