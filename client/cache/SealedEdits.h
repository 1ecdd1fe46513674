// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/contract/Sync.h"
#include "core/crypto/RecoveryKey.h"

#include <filesystem>
#include <span>
#include <vector>

namespace taskward::client {

/// The edits that have not arrived, a second time, sealed to a recovery key: losing the keychain's entry
/// must lose no edit. One text file, appended to and synced before an edit counts as saved:
///
///     taskward-sealed-edits 1 <public key, hex>
///     put <crypto_box_seal of {author, operations}, base64url>
///     done <id> <id> ...
///
/// A later `put` of an id takes the earlier one's place; a line that a power cut left incomplete is passed
/// over. Whoever writes holds the write lock of the outbox. Blocks: a worker's thread.
class SealedEdits {
public:
    SealedEdits(std::filesystem::path file, const crypto::SealedBoxKey& key);

    /// Errors: StorageUnavailable, StorageFull.
    Status note(std::span<const contract::Operation> changed, std::span<const OpId> gone,
                const UserId& author);
    /// Only these, and nothing of what was before.
    Status rewrite(std::span<const contract::Operation> all, const UserId& author);
    /// Was the file made for this key?
    bool fits() const;
    /// Of the file; 0: there is none.
    std::uint64_t bytes() const;
    /// Has it grown so much that it should be written anew?
    bool overgrown() const;

    struct Held {
        UserId author;
        std::vector<contract::Operation> operations;
    };
    /// What a file holds that was never done, in order. Errors: KeyNotFound (sealed to another key),
    /// Conflict (edits of somebody else than `author`; an empty one: anybody's), StorageCorrupt,
    /// StorageUnavailable.
    static Result<Held> open(const std::filesystem::path& file, const crypto::RecoveryKey& key,
                             const UserId& author);
    /// Files of that kind beside `outbox`, which were put aside with earlier outboxes; oldest first.
    static std::vector<std::filesystem::path> putAsideBeside(const std::filesystem::path& outbox);
    static std::filesystem::path fileOf(const std::filesystem::path& outbox);

private:
    std::string head() const;
    std::string putLine(std::span<const contract::Operation> operations,
                        const UserId& author) const;

    std::filesystem::path m_file;
    crypto::SealedBoxKey m_key;
};

} // namespace taskward::client
