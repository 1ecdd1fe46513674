// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/ops/SealKey.h"

#include "core/crypto/Digest.h"
#include "server-stub/identity/FactorStore.h"
#include "server-stub/ops/DurableFile.h"
#include "server-stub/ops/ServerMetaStore.h"

namespace taskward::ops {

namespace {

constexpr std::uint32_t kKeyId = 1;
constexpr std::string_view kCheckName = "seal_key_check";

struct InStore {
    std::optional<std::string> check;
    bool anySealed = false;
};

Result<InStore> readStore(db::Database& database)
{
    return database.read({}, [](db::Tx& tx) -> Result<InStore> {
        return InStore{ServerMetaStore(tx).find(kCheckName), identity::FactorStore(tx).anySealed()};
    });
}

std::string checkOf(const Secret& key)
{
    return crypto::toHex(crypto::hmacSha256(key.bytes(), "seal key check"));
}

tl::unexpected<Error> refusal(const DataDir& dir, std::string_view what)
{
    return fail(ErrorCode::Conflict,
                "the key file " + dir.sealKeyFile().string() + ' ' + std::string(what) +
                    ": second factors of this server are sealed with the one that init made. Put "
                    "it back from the backup, or copy it from the other node");
}

bool exists(const DataDir& dir)
{
    std::error_code ignored;
    return std::filesystem::exists(dir.sealKeyFile(), ignored);
}

Status makeKey(const DataDir& dir, Random& random)
{
    Secret key = Secret::ofSize(crypto::KeyRing::kKeyBytes);
    random.fill(key.data());
    std::string text = crypto::toHex(key.bytes()) + '\n';
    const Status written = writeFileDurably(dir.sealKeyFile(), text, 0600);
    wipe(text.data(), text.size());
    return written;
}

} // namespace

Status ensureSealKey(const DataDir& dir, db::Database& database, Random& random)
{
    TW_ASSIGN(const auto stored, readStore(database));
    if (stored.check) {
        TW_TRY(openSealKeys(dir, database));
        return {};
    }
    if (!exists(dir))
        TW_TRY(makeKey(dir, random));
    TW_ASSIGN(const auto key, dir.readSealKey());
    return database.write({}, [&](db::Tx& tx) -> Status {
        ServerMetaStore(tx).put(kCheckName, checkOf(key));
        return {};
    });
}

Result<crypto::KeyRing> openSealKeys(const DataDir& dir, db::Database& database)
{
    TW_ASSIGN(const auto stored, readStore(database));
    crypto::KeyRing ring;
    if (!exists(dir)) {
        if (stored.anySealed)
            return refusal(dir, "is missing");
        return ring;
    }
    TW_ASSIGN(auto key, dir.readSealKey());
    if (stored.check && !constantTimeEqual(*stored.check, checkOf(key)))
        return refusal(dir, "is not the one of this server");
    TW_TRY(ring.add(kKeyId, std::move(key)));
    return ring;
}

} // namespace taskward::ops
