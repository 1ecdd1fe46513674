// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
// Opening the two files: what is new, what is old, what is foreign.
#include "client/cache/CacheStore.h"
#include "client/cache/OutboxStore.h"
#include "client/cache/Replica.h"
#include "core/db/Migrator.h"
#include "core/db/SqlCipherDriver.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>

namespace taskward::client {

namespace cachefile {
std::vector<db::Migration> loadMigrations();
}
namespace outboxfile {
std::vector<db::Migration> loadMigrations();
}

namespace {

constexpr int kCachePageKiB = 16 * 1024;
constexpr int kOutboxPageKiB = 1024;
/// Of what makes up one database; the last is the outbox's alone.
constexpr std::array kFileSuffixes{"", "-wal", "-shm", ".sealed"};

std::uint64_t numberOf(const std::optional<std::string>& text)
{
    std::uint64_t value = 0;
    if (text)
        std::from_chars(text->data(), text->data() + text->size(), value);
    return value;
}

/// What a file must say about itself.
struct Expected {
    std::string id;
    std::uint64_t generation = 0;
};

template <typename Store>
Status identify(db::Connection& connection, const Expected& expected, bool isNew)
{
    return connection.write([&](db::Tx& tx) -> Status {
        Store store(tx);
        if (isNew) {
            store.setMeta("id", expected.id);
            store.setMeta("generation", std::to_string(expected.generation));
            return {};
        }
        if (store.meta("id") != expected.id)
            return fail(ErrorCode::StorageCorrupt, "not the file of this account, or empty");
        if (numberOf(store.meta("generation")) < expected.generation)
            return fail(ErrorCode::StorageCorrupt, "an older copy");
        return {};
    });
}

template <typename Store>
Result<std::unique_ptr<db::Connection>>
openFile(const std::filesystem::path& path, const Secret& key, const Expected& expected,
         bool create, int cacheKiB, const std::vector<db::Migration>& migrations,
         const Clock& clock)
{
    db::SqlCipherOptions options;
    options.path = path;
    options.key = key.clone();
    options.create = create;
    options.pageCacheKiB = cacheKiB;
    TW_ASSIGN(auto driver, db::openSqlCipher(options));
    auto connection = std::make_unique<db::Connection>(std::move(driver));
    TW_TRY(db::migrate(*connection, migrations, clock));
    TW_TRY(identify<Store>(*connection, expected, create));
    return connection;
}

} // namespace

Status putAside(const std::filesystem::path& file, const Clock& clock)
{
    std::string stamp = toRfc3339(clock.now()).substr(0, 19);
    std::erase_if(stamp, [](char c) { return c == '-' || c == ':'; });
    std::error_code error;
    std::filesystem::path base = file.string() + ".aside-" + stamp;
    const auto taken = [&] {
        return std::ranges::any_of(kFileSuffixes, [&](const char* suffix) {
            return std::filesystem::exists(base.string() + suffix, error) ||
                   std::filesystem::exists(base.string() + suffix + ".recovered", error);
        });
    };
    for (int n = 2; taken(); ++n)
        base = file.string() + ".aside-" + stamp + "-" + std::to_string(n);
    for (const char* suffix : kFileSuffixes) {
        const std::filesystem::path from = file.string() + suffix;
        if (!std::filesystem::exists(from, error))
            continue;
        std::filesystem::rename(from, base.string() + suffix, error);
        if (error)
            return fail(ErrorCode::StorageUnavailable,
                        "cannot put a file aside: " + error.message());
    }
    return {};
}

Replica::Replica(std::unique_ptr<db::Connection> cache, std::unique_ptr<db::Connection> outbox,
                 std::filesystem::path outboxFile)
    : m_cache(std::move(cache)), m_outbox(std::move(outbox)), m_outboxFile(std::move(outboxFile))
{}

Result<std::unique_ptr<Replica>> Replica::open(const ReplicaFiles& files, const AccountKeys& keys,
                                               OpenMode mode, const Clock& clock)
{
    const auto openOutbox = [&](bool create) {
        return openFile<OutboxStore>(files.outbox, keys.outboxKey,
                                     {keys.outboxId, keys.outboxGeneration}, create, kOutboxPageKiB,
                                     outboxfile::loadMigrations(), clock);
    };
    const auto openCache = [&](bool create) {
        return openFile<CacheStore>(files.cache, keys.cacheKey,
                                    {keys.cacheId, keys.cacheGeneration}, create, kCachePageKiB,
                                    cachefile::loadMigrations(), clock);
    };
    const auto isBad = [](const auto& opened) {
        return !opened && (opened.error().code == ErrorCode::StorageCorrupt ||
                           opened.error().code == ErrorCode::Conflict);
    };

    if (mode == OpenMode::Create)
        TW_TRY(putAside(files.outbox, clock));
    auto outbox = openOutbox(mode == OpenMode::Create);
    if (isBad(outbox) && mode == OpenMode::Rebuild) {
        TW_TRY(putAside(files.outbox, clock));
        outbox = openOutbox(true);
    }
    if (!outbox)
        return fail(ErrorCode(outbox.error().code), "outbox: " + outbox.error().detail);

    // Only with an outbox that opens are the keys known to be the right ones.
    bool isNew = mode != OpenMode::Existing;
    if (isNew)
        TW_TRY(putAside(files.cache, clock));
    auto cache = openCache(isNew);
    if (isBad(cache)) {
        TW_TRY(putAside(files.cache, clock));
        isNew = true;
        cache = openCache(true);
    }
    if (!cache)
        return fail(ErrorCode(cache.error().code), "cache: " + cache.error().detail);
    std::unique_ptr<Replica> replica(
        new Replica(std::move(*cache), std::move(*outbox), files.outbox));
    replica->m_cacheIsNew = isNew;
    TW_TRY(replica->loadAuthor());
    TW_TRY(replica->openSealed());
    TW_TRY(replica->reapply());
    return replica;
}

Status Replica::nextGeneration(AccountKeys& keys)
{
    const auto count = [](db::Connection& connection, auto makeStore) -> Result<std::uint64_t> {
        return connection.write([&](db::Tx& tx) -> Result<std::uint64_t> {
            auto store = makeStore(tx);
            const std::uint64_t next = numberOf(store.meta("generation")) + 1;
            store.setMeta("generation", std::to_string(next));
            return next;
        });
    };
    TW_ASSIGN(keys.outboxGeneration, count(*m_outbox, [](db::Tx& tx) { return OutboxStore(tx); }));
    TW_ASSIGN(keys.cacheGeneration, count(*m_cache, [](db::Tx& tx) { return CacheStore(tx); }));
    return {};
}

} // namespace taskward::client
