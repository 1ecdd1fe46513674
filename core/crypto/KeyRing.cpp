// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/crypto/KeyRing.h"

#include "core/base/Assert.h"

#include <array>
#include <memory>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <utility>

namespace taskward::crypto {

namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kIdBytes = 4;
constexpr std::size_t kNonceBytes = 12;
constexpr std::size_t kTagBytes = 16;
constexpr std::size_t kHeadBytes = 1 + kIdBytes;
constexpr std::size_t kLeastBytes = kHeadBytes + kNonceBytes + kTagBytes;
constexpr std::size_t kMaxPlainBytes = std::size_t{1} << 30;

struct FreeContext {
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, FreeContext>;

/// The head, then each text behind its length: no two contexts give the same bytes.
std::vector<std::uint8_t> associatedData(std::span<const std::uint8_t> head,
                                         const SealContext& context)
{
    std::vector<std::uint8_t> data(head.begin(), head.end());
    for (const std::string_view text : {context.purpose, context.rowId}) {
        for (int shift = 56; shift >= 0; shift -= 8)
            data.push_back(static_cast<std::uint8_t>(std::uint64_t{text.size()} >> shift));
        data.insert(data.end(), text.begin(), text.end());
    }
    return data;
}

int intSize(std::span<const std::uint8_t> bytes)
{
    return static_cast<int>(bytes.size());
}

CipherContext start(const Secret& key, std::span<const std::uint8_t> nonce,
                    std::span<const std::uint8_t> associated, bool isSealing)
{
    CipherContext context(EVP_CIPHER_CTX_new());
    int written = 0;
    // The nonce's twelve bytes are GCM's default length.
    TW_ASSERT(context &&
              EVP_CipherInit_ex2(context.get(), EVP_aes_256_gcm(), key.bytes().data(), nonce.data(),
                                 isSealing ? 1 : 0, nullptr) == 1 &&
              EVP_CipherUpdate(context.get(), nullptr, &written, associated.data(),
                               intSize(associated)) == 1);
    return context;
}

} // namespace

Status KeyRing::add(std::uint32_t id, Secret key)
{
    if (id == 0 || key.size() != kKeyBytes)
        return fail(ErrorCode::ValidationFailed, "a key of 32 bytes with an id above 0 is wanted");
    if (!m_keys.emplace(id, std::move(key)).second)
        return fail(ErrorCode::ValidationFailed, "two keys with one id");
    return {};
}

std::uint32_t KeyRing::newestId() const
{
    TW_ASSERT(!m_keys.empty());
    return m_keys.rbegin()->first;
}

std::vector<std::uint8_t> KeyRing::seal(std::span<const std::uint8_t> plain,
                                        const SealContext& context, Random& random) const
{
    TW_ASSERT(!m_keys.empty() && plain.size() <= kMaxPlainBytes);
    const auto& [id, key] = *m_keys.rbegin();
    std::vector<std::uint8_t> out(kLeastBytes + plain.size());
    out[0] = kVersion;
    for (std::size_t i = 0; i < kIdBytes; ++i)
        out[1 + i] = static_cast<std::uint8_t>(id >> (8 * (kIdBytes - 1 - i)));
    const std::span all(out);
    const auto nonce = all.subspan(kHeadBytes, kNonceBytes);
    random.fill(nonce);
    const auto cipher = start(key, nonce, associatedData(all.first(kHeadBytes), context), true);
    std::uint8_t* body = nonce.data() + kNonceBytes;
    int written = 0;
    int ended = 0;
    if (!plain.empty())
        TW_ASSERT(EVP_CipherUpdate(cipher.get(), body, &written, plain.data(), intSize(plain)) ==
                  1);
    TW_ASSERT(EVP_CipherFinal_ex(cipher.get(), body + written, &ended) == 1);
    TW_ASSERT(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_GET_TAG, kTagBytes,
                                  body + plain.size()) == 1);
    return out;
}

Result<Secret> KeyRing::open(std::span<const std::uint8_t> sealed, const SealContext& context) const
{
    const auto id = keyIdOf(sealed);
    if (!id || sealed.size() > kLeastBytes + kMaxPlainBytes)
        return fail(ErrorCode::StorageCorrupt, "not a sealed value");
    const auto key = m_keys.find(*id);
    if (key == m_keys.end())
        return fail(ErrorCode::KeyNotFound, "sealed under key " + std::to_string(*id));
    const auto nonce = sealed.subspan(kHeadBytes, kNonceBytes);
    const auto body = sealed.subspan(kHeadBytes + kNonceBytes, sealed.size() - kLeastBytes);
    std::array<std::uint8_t, kTagBytes> tag{};
    std::copy(sealed.end() - kTagBytes, sealed.end(), tag.begin());
    const auto cipher =
        start(key->second, nonce, associatedData(sealed.first(kHeadBytes), context), false);
    Secret plain = Secret::ofSize(body.size());
    std::uint8_t none = 0;
    std::uint8_t* out = body.empty() ? &none : plain.data().data();
    int written = 0;
    int ended = 0;
    if ((!body.empty() &&
         EVP_CipherUpdate(cipher.get(), out, &written, body.data(), intSize(body)) != 1) ||
        EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_SET_TAG, kTagBytes, tag.data()) != 1 ||
        EVP_CipherFinal_ex(cipher.get(), out + written, &ended) != 1) {
        ERR_clear_error();
        return fail(ErrorCode::StorageCorrupt, "a sealed value does not open here");
    }
    return plain;
}

bool KeyRing::needsReseal(std::span<const std::uint8_t> sealed) const
{
    const auto id = keyIdOf(sealed);
    return !id || *id != newestId();
}

std::optional<std::uint32_t> KeyRing::keyIdOf(std::span<const std::uint8_t> sealed)
{
    if (sealed.size() < kLeastBytes || sealed[0] != kVersion)
        return std::nullopt;
    std::uint32_t id = 0;
    for (const std::uint8_t byte : sealed.subspan(1, kIdBytes))
        id = id << 8 | byte;
    return id;
}

} // namespace taskward::crypto
