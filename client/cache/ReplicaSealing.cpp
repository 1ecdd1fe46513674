// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
// The copy of the outbox that is sealed to the recovery key.
#include "client/cache/OutboxStore.h"
#include "client/cache/Replica.h"
#include "core/crypto/Digest.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <system_error>

namespace taskward::client {

using contract::Operation;

namespace {

// In the outbox, where nobody can swap them: the key, and how long the sealed file was at the last commit.
// A longer one knows edits that this outbox does not: the outbox is an older copy.
constexpr std::string_view kRecoveryKey = "recovery_key";
constexpr std::string_view kSealedBytes = "sealed_bytes";

Result<crypto::SealedBoxKey> keyFromHex(const std::string& hex)
{
    TW_ASSIGN(const auto bytes, crypto::fromHex(hex));
    crypto::SealedBoxKey key{};
    if (bytes.size() != key.size())
        return fail(ErrorCode::StorageCorrupt, "outbox: the recovery key's length");
    std::ranges::copy(bytes, key.begin());
    return key;
}

} // namespace

Status Replica::openSealed()
{
    return m_outbox->write([&](db::Tx& tx) -> Status {
        OutboxStore store(tx);
        const auto hex = store.meta(kRecoveryKey);
        if (!hex)
            return {};
        TW_ASSIGN(const auto key, keyFromHex(*hex));
        m_sealed.emplace(SealedEdits::fileOf(m_outboxFile), key);
        const auto noted = store.meta(kSealedBytes).value_or("0");
        std::uint64_t bytes = 0;
        std::from_chars(noted.data(), noted.data() + noted.size(), bytes);
        if (!m_sealed->fits() || m_sealed->bytes() < bytes)
            return rewriteSealed(tx);
        m_sealedIsAhead = m_sealed->bytes() > bytes;
        return m_sealedIsAhead ? Status{} : sealChanges(tx);
    });
}

Status Replica::setRecoveryKey(const crypto::SealedBoxKey& key)
{
    m_sealed.emplace(SealedEdits::fileOf(m_outboxFile), key);
    return m_outbox->write([&](db::Tx& tx) -> Status {
        OutboxStore(tx).setMeta(kRecoveryKey, crypto::toHex(key));
        return rewriteSealed(tx);
    });
}

Status Replica::rewriteSealed(db::Tx& tx)
{
    OutboxStore store(tx);
    std::vector<Operation> all;
    for (auto& queued : store.everything())
        all.push_back(std::move(queued.operation));
    store.forgetUnsealed();
    TW_TRY(m_sealed->rewrite(all, m_author));
    store.setMeta(kSealedBytes, std::to_string(m_sealed->bytes()));
    return {};
}

Status Replica::sealChanges(db::Tx& tx)
{
    OutboxStore store(tx);
    if (!m_sealed) {
        store.forgetUnsealed();
        return {};
    }
    const auto unsealed = store.unsealed();
    if (unsealed.changed.empty() && unsealed.gone.empty())
        return {};
    const bool nothingWaits = store.pendingCount() + store.refusedCount() == 0;
    if (nothingWaits || (!unsealed.gone.empty() && m_sealed->overgrown()))
        return rewriteSealed(tx);
    store.forgetUnsealed();
    TW_TRY(m_sealed->note(unsealed.changed, unsealed.gone, m_author));
    store.setMeta(kSealedBytes, std::to_string(m_sealed->bytes()));
    return {};
}

Status Replica::takeSealed(const crypto::RecoveryKey& key)
{
    TW_ASSIGN(const auto held, SealedEdits::open(SealedEdits::fileOf(m_outboxFile), key, m_author));
    TW_TRY(m_outbox->write([&](db::Tx& tx) -> Status {
        OutboxStore store(tx);
        for (const auto& operation : held.operations)
            store.appendNew(operation);
        return rewriteSealed(tx);
    }));
    m_sealedIsAhead = false;
    return reapply();
}

Status Replica::keepSealedAside(const Clock& clock)
{
    TW_TRY(putAside(SealedEdits::fileOf(m_outboxFile), clock));
    m_sealedIsAhead = false;
    return m_outbox->write([&](db::Tx& tx) -> Status { return rewriteSealed(tx); });
}

Result<std::int64_t> Replica::recoverEdits(const crypto::RecoveryKey& key)
{
    std::vector<std::filesystem::path> used;
    std::vector<Operation> found;
    UserId author = m_author;
    for (const auto& file : SealedEdits::putAsideBeside(m_outboxFile)) {
        auto held = SealedEdits::open(file, key, author);
        if (!held && held.error().code == ErrorCode::KeyNotFound)
            continue;
        if (!held)
            return fail(std::move(held.error()));
        std::ranges::move(held->operations, std::back_inserter(found));
        author = held->author;
        used.push_back(file);
    }
    if (used.empty())
        return fail(ErrorCode::KeyNotFound, "nothing here is sealed to this recovery key");
    if (author != m_author)
        TW_TRY(setAuthor(author));
    std::int64_t taken = 0;
    TW_TRY(writeOutbox([&](db::Tx& tx) -> Status {
        OutboxStore store(tx);
        taken = 0;
        for (const auto& operation : found)
            taken += store.appendNew(operation) ? 1 : 0;
        return {};
    }));
    TW_TRY(reapply());
    for (const auto& file : used) {
        std::error_code error; // a second time takes nothing: the ids are known
        std::filesystem::rename(file, file.string() + ".recovered", error);
    }
    return taken;
}

} // namespace taskward::client
