// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/crypto/RecoveryKey.h"

#include "core/base/Assert.h"
#include "core/crypto/Base32.h"
#include "core/crypto/Digest.h"

#include <algorithm>
#include <sodium.h>
#include <utility>

namespace taskward::crypto {

namespace {

constexpr std::size_t kEntropyBytes = 20;
constexpr std::size_t kCheckBytes = 5;
constexpr std::size_t kTextBytes = kEntropyBytes + kCheckBytes;
constexpr std::size_t kGroup = 4;

void initialise()
{
    static const int initialised = sodium_init();
    TW_ASSERT(initialised >= 0);
}

/// The entropy with the first bits of its digest behind it.
Secret withChecksum(const Secret& entropy)
{
    Secret out = Secret::ofSize(kTextBytes);
    std::ranges::copy(entropy.bytes(), out.data().begin());
    const auto digest = hmacSha256(entropy.bytes(), "taskward recovery key: checksum v1");
    std::copy_n(digest.begin(), kCheckBytes, out.data().begin() + kEntropyBytes);
    return out;
}

} // namespace

std::vector<std::uint8_t> sealForRecovery(const SealedBoxKey& key,
                                          std::span<const std::uint8_t> plain)
{
    initialise();
    std::vector<std::uint8_t> sealed(plain.size() + crypto_box_SEALBYTES);
    const int done = crypto_box_seal(sealed.data(), plain.data(), plain.size(), key.data());
    TW_ASSERT(done == 0);
    return sealed;
}

RecoveryKey::RecoveryKey(Secret entropy)
    : m_entropy(std::move(entropy)), m_private(Secret::ofSize(crypto_box_SECRETKEYBYTES))
{
    initialise();
    static_assert(crypto_box_SEEDBYTES == 32 && crypto_box_PUBLICKEYBYTES == 32);
    Secret seed = Secret::ofSize(crypto_box_SEEDBYTES);
    auto derived = hmacSha256(m_entropy.bytes(), "taskward recovery key: x25519 seed v1");
    std::ranges::copy(derived, seed.data().begin());
    wipe(derived.data(), derived.size());
    crypto_box_seed_keypair(m_public.data(), m_private.data().data(), seed.bytes().data());
}

RecoveryKey RecoveryKey::generate(Random& random)
{
    Secret entropy = Secret::ofSize(kEntropyBytes);
    random.fill(entropy.data());
    return RecoveryKey(std::move(entropy));
}

Result<RecoveryKey> RecoveryKey::fromText(std::string_view text)
{
    auto bytes = fromBase32(text, Base32::Crockford);
    if (!bytes)
        return fail(ErrorCode::ValidationFailed, "recovery key: not its form");
    if (bytes->size() != kTextBytes)
        return fail(ErrorCode::ValidationFailed, "recovery key: not its length");
    Secret entropy(bytes->bytes().first(kEntropyBytes));
    const Secret expected = withChecksum(entropy);
    if (!constantTimeEqual(expected.bytes(), bytes->bytes()))
        return fail(ErrorCode::ValidationFailed,
                    "recovery key: the checksum tells of a typing error");
    return RecoveryKey(std::move(entropy));
}

Secret RecoveryKey::text() const
{
    return toBase32(withChecksum(m_entropy).bytes(), Base32::Crockford, kGroup);
}

Result<Secret> RecoveryKey::open(std::span<const std::uint8_t> sealed) const
{
    if (sealed.size() < crypto_box_SEALBYTES)
        return fail(ErrorCode::StorageCorrupt, "sealed box: too short");
    Secret plain = Secret::ofSize(sealed.size() - crypto_box_SEALBYTES);
    std::uint8_t none = 0;
    if (crypto_box_seal_open(plain.empty() ? &none : plain.data().data(), sealed.data(),
                             sealed.size(), m_public.data(), m_private.bytes().data()) != 0)
        return fail(ErrorCode::StorageCorrupt, "sealed box: made for another key, or damaged");
    return plain;
}

} // namespace taskward::crypto
