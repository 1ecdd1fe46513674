// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/keychain/VaultFile.h"

#include "core/base/Assert.h"
#include "core/crypto/Digest.h"
#include "core/crypto/PasswordText.h"

#include <algorithm>
#include <sodium.h>
#include <string_view>
#include <utility>

namespace taskward::client {

namespace {

constexpr std::string_view kMagic = "TWV1";
constexpr std::size_t kPassesAt = 4;
constexpr std::size_t kMemoryAt = 8;
constexpr std::size_t kSaltAt = 12;
constexpr std::size_t kCheckAt = kSaltAt + crypto_pwhash_SALTBYTES;
constexpr std::size_t kCheckBytes = 16;
constexpr std::size_t kSumAt = kCheckAt + kCheckBytes;
constexpr std::size_t kSumBytes = 8;
static_assert(kSumAt + kSumBytes == VaultFile::kHeadBytes);
constexpr std::size_t kKeyBytes = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;

// A file that asks for more or less than this was not made by us.
constexpr std::uint32_t kMaxPasses = 16;
constexpr std::uint32_t kMinMemoryKiB = 8;
constexpr std::uint32_t kMaxMemoryKiB = 1024 * 1024;

void putNumber(std::span<std::uint8_t> out, std::uint32_t value)
{
    for (std::size_t i = 0; i < 4; ++i)
        out[i] = static_cast<std::uint8_t>(value >> (24 - 8 * i));
}

std::uint32_t number(std::span<const std::uint8_t> in)
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value = (value << 8U) | in[i];
    return value;
}

std::string_view asText(std::span<const std::uint8_t> bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::span<const std::uint8_t> asBytes(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::vector<std::uint8_t> sumOf(const VaultFile::Head& head)
{
    auto sum =
        crypto::hmacSha256(asBytes("taskward vault: head"), asText(std::span(head).first(kSumAt)));
    sum.resize(kSumBytes);
    return sum;
}

std::vector<std::uint8_t> checkOf(std::span<const std::uint8_t> half)
{
    auto check = crypto::hmacSha256(half, "taskward vault: passphrase");
    check.resize(kCheckBytes);
    return check;
}

/// Sixty-four bytes: one half checks the passphrase, the other is the key.
Result<Secret> stretch(const VaultFile::Head& head, const Secret& passphrase)
{
    const Secret text = crypto::passwordText(passphrase.text());
    Secret out = Secret::ofSize(2 * kKeyBytes);
    const auto all = std::span(head);
    const int done = crypto_pwhash(out.data().data(), out.size(), text.text().data(), text.size(),
                                   all.subspan(kSaltAt).data(), number(all.subspan(kPassesAt)),
                                   std::size_t{number(all.subspan(kMemoryAt))} * 1024,
                                   crypto_pwhash_ALG_ARGON2ID13);
    if (done != 0)
        return fail(ErrorCode::StorageUnavailable, "no memory to try the passphrase");
    return out;
}

Secret pack(const VaultEntries& entries)
{
    std::size_t size = 0;
    for (const auto& [name, value] : entries)
        size += 8 + name.size() + value.size();
    Secret out = Secret::ofSize(size);
    auto rest = out.data();
    for (const auto& [name, value] : entries) {
        for (const auto field : {asBytes(name), value.bytes()}) {
            putNumber(rest, static_cast<std::uint32_t>(field.size()));
            std::ranges::copy(field, rest.begin() + 4);
            rest = rest.subspan(4 + field.size());
        }
    }
    return out;
}

tl::unexpected<Error> damaged(const char* what)
{
    return fail(ErrorCode::KeychainWrongValue, std::string("the vault is damaged: ") + what);
}

Result<VaultEntries> unpack(std::span<const std::uint8_t> rest)
{
    VaultEntries out;
    while (!rest.empty()) {
        std::array<std::span<const std::uint8_t>, 2> fields;
        for (auto& field : fields) {
            const std::size_t size = rest.size() < 4 ? VaultFile::kMaxBytes : number(rest);
            if (rest.size() < 4 + size)
                return damaged("its entries");
            field = rest.subspan(4, size);
            rest = rest.subspan(4 + size);
        }
        out.insert_or_assign(std::string(asText(fields[0])), Secret(fields[1]));
    }
    return out;
}

} // namespace

Result<std::pair<VaultFile, Secret>> VaultFile::make(const VaultCost& cost,
                                                     const Secret& passphrase, Random& random)
{
    VaultFile file;
    auto head = std::span(file.m_head);
    std::ranges::copy(kMagic, head.begin());
    putNumber(head.subspan(kPassesAt), cost.passes);
    putNumber(head.subspan(kMemoryAt), cost.memoryKiB);
    random.fill(head.subspan(kSaltAt, crypto_pwhash_SALTBYTES));
    TW_ASSIGN(const Secret both, stretch(file.m_head, passphrase));
    std::ranges::copy(checkOf(both.bytes().first(kKeyBytes)), head.begin() + kCheckAt);
    std::ranges::copy(sumOf(file.m_head), head.begin() + kSumAt);
    Secret key(both.bytes().subspan(kKeyBytes));
    return std::pair(std::move(file), std::move(key));
}

Result<VaultFile> VaultFile::parse(std::span<const std::uint8_t> bytes)
{
    if (bytes.size() < kHeadBytes + kNonceBytes + kTagBytes || bytes.size() > kMaxBytes)
        return damaged("its size");
    VaultFile file;
    std::ranges::copy(bytes.first(kHeadBytes), file.m_head.begin());
    const auto head = std::span(std::as_const(file.m_head));
    if (asText(head.first(kMagic.size())) != kMagic)
        return damaged("its first bytes");
    if (!constantTimeEqual(sumOf(file.m_head), head.subspan(kSumAt)))
        return damaged("its head");
    const auto passes = number(head.subspan(kPassesAt));
    const auto memory = number(head.subspan(kMemoryAt));
    if (passes < 1 || passes > kMaxPasses || memory < kMinMemoryKiB || memory > kMaxMemoryKiB)
        return damaged("its parameters");
    file.m_sealed.assign(bytes.begin() + kHeadBytes, bytes.end());
    return file;
}

Result<Secret> VaultFile::keyFrom(const Secret& passphrase) const
{
    TW_ASSIGN(const Secret both, stretch(m_head, passphrase));
    const auto check = checkOf(both.bytes().first(kKeyBytes));
    if (!constantTimeEqual(check, std::span(m_head).subspan(kCheckAt, kCheckBytes)))
        return fail(ErrorCode::KeychainDenied, "this is not the passphrase of the vault");
    return Secret(both.bytes().subspan(kKeyBytes));
}

Result<VaultEntries> VaultFile::open(const Secret& key) const
{
    TW_ASSERT(key.size() == kKeyBytes);
    const auto sealed = std::span(m_sealed).subspan(kNonceBytes);
    Secret plain = Secret::ofSize(sealed.size() - kTagBytes);
    std::uint8_t none = 0;
    const int opened = crypto_aead_xchacha20poly1305_ietf_decrypt(
        plain.empty() ? &none : plain.data().data(), nullptr, nullptr, sealed.data(), sealed.size(),
        m_head.data(), m_head.size(), m_sealed.data(), key.bytes().data());
    if (opened != 0)
        return damaged("its entries do not open");
    return unpack(plain.bytes());
}

std::vector<std::uint8_t> VaultFile::seal(const VaultEntries& entries, const Secret& key,
                                          Random& random) const
{
    TW_ASSERT(key.size() == kKeyBytes);
    const Secret plain = pack(entries);
    std::vector<std::uint8_t> out(kHeadBytes + kNonceBytes + plain.size() + kTagBytes);
    std::ranges::copy(m_head, out.begin());
    const auto nonce = std::span(out).subspan(kHeadBytes, kNonceBytes);
    random.fill(nonce);
    const std::uint8_t none = 0;
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        nonce.data() + kNonceBytes, nullptr, plain.empty() ? &none : plain.bytes().data(),
        plain.size(), m_head.data(), m_head.size(), nullptr, nonce.data(), key.bytes().data());
    return out;
}

} // namespace taskward::client
