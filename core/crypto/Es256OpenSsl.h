// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/crypto/Es256PublicKey.h"

#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <string_view>
#include <vector>

/// OpenSSL's names, for the .cpp files of the ES256 keys alone.
namespace taskward::crypto::detail {

template <auto release>
struct Release {
    template <typename T>
    void operator()(T* pointer) const
    {
        release(pointer);
    }
};

using PkeyPtr = std::unique_ptr<EVP_PKEY, Release<EVP_PKEY_free>>;
using PkeyContextPtr = std::unique_ptr<EVP_PKEY_CTX, Release<EVP_PKEY_CTX_free>>;
using BignumPtr = std::unique_ptr<BIGNUM, Release<BN_clear_free>>;
using GroupPtr = std::unique_ptr<EC_GROUP, Release<EC_GROUP_free>>;
using PointPtr = std::unique_ptr<EC_POINT, Release<EC_POINT_free>>;

/// SEC 1: four, x, y.
using UncompressedPoint = std::array<std::uint8_t, 65>;
using Sha256 = std::array<std::uint8_t, 32>;

Sha256 sha256(std::string_view text);
/// Contexts that are ready for one operation, kept between calls: making one costs a tenth of a
/// verification. A context serves one thread at a time, so there are as many as were ever at work.
class ContextPool {
public:
    using Prepare = int (*)(EVP_PKEY_CTX*);
    ContextPool(PkeyPtr key, Prepare prepare) : m_key(std::move(key)), m_prepare(prepare) {}

    EVP_PKEY* key() const { return m_key.get(); }
    PkeyContextPtr take();
    void giveBack(PkeyContextPtr context);

private:
    PkeyPtr m_key;
    Prepare m_prepare;
    std::mutex m_mutex;
    std::vector<PkeyContextPtr> m_idle;
};

} // namespace taskward::crypto::detail
