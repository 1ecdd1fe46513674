// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/crypto/Es256PrivateKey.h"

#include "core/base/Assert.h"
#include "core/crypto/Es256OpenSsl.h"

#include <algorithm>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/param_build.h>
#include <openssl/x509.h>

namespace taskward::crypto {

namespace {

constexpr std::size_t kFieldBytes = 32;
constexpr std::size_t kMaxDerBytes = 72;

using detail::BignumPtr;
using detail::PkeyPtr;
using Pkcs8Ptr = std::unique_ptr<PKCS8_PRIV_KEY_INFO, detail::Release<PKCS8_PRIV_KEY_INFO_free>>;
using EcdsaSignaturePtr = std::unique_ptr<ECDSA_SIG, detail::Release<ECDSA_SIG_free>>;
using ParamBuilderPtr = std::unique_ptr<OSSL_PARAM_BLD, detail::Release<OSSL_PARAM_BLD_free>>;
using ParamsPtr = std::unique_ptr<OSSL_PARAM, detail::Release<OSSL_PARAM_free>>;

/// Uniform in [1, n): draws again in the one of 2^32 cases that are out of range.
BignumPtr drawScalar(const EC_GROUP* group, Random& random)
{
    Secret bytes = Secret::ofSize(kFieldBytes);
    for (;;) {
        random.fill(bytes.data());
        BignumPtr scalar(BN_secure_new());
        TW_ASSERT(scalar && BN_bin2bn(bytes.bytes().data(), kFieldBytes, scalar.get()) != nullptr);
        if (!BN_is_zero(scalar.get()) && BN_cmp(scalar.get(), EC_GROUP_get0_order(group)) < 0) {
            BN_set_flags(scalar.get(), BN_FLG_CONSTTIME);
            return scalar;
        }
    }
}

PkeyPtr makePair(const BIGNUM* scalar, const detail::UncompressedPoint& point)
{
    const ParamBuilderPtr builder(OSSL_PARAM_BLD_new());
    TW_ASSERT(builder &&
              OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME,
                                              "prime256v1", 0) == 1 &&
              OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, scalar) == 1 &&
              OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                               point.size()) == 1);
    const ParamsPtr params(OSSL_PARAM_BLD_to_param(builder.get()));
    const detail::PkeyContextPtr context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    EVP_PKEY* key = nullptr;
    TW_ASSERT(params && context && EVP_PKEY_fromdata_init(context.get()) == 1 &&
              EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_KEYPAIR, params.get()) == 1);
    return PkeyPtr(key);
}

bool isOnP256(const EVP_PKEY* key)
{
    std::array<char, 32> group{};
    std::size_t size = 0;
    return EVP_PKEY_is_a(key, "EC") == 1 &&
           EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_GROUP_NAME, group.data(),
                                          group.size(), &size) == 1 &&
           std::string_view(group.data(), size) == "prime256v1";
}

Result<Es256PublicKey> publicOf(const EVP_PKEY* key)
{
    Es256Point point{};
    std::uint8_t* out = point.data();
    for (const char* name : {OSSL_PKEY_PARAM_EC_PUB_X, OSSL_PKEY_PARAM_EC_PUB_Y}) {
        BIGNUM* number = nullptr;
        const bool found = EVP_PKEY_get_bn_param(key, name, &number) == 1;
        const BignumPtr coordinate(number);
        if (!found || BN_bn2binpad(coordinate.get(), out, kFieldBytes) < 0)
            return fail(ErrorCode::ValidationFailed, "private key: no public point");
        out += kFieldBytes;
    }
    return Es256PublicKey::fromPoint(point);
}

} // namespace

struct Es256PrivateKey::Impl {
    explicit Impl(PkeyPtr key) : contexts(std::move(key), EVP_PKEY_sign_init) {}
    mutable detail::ContextPool contexts;
};

Es256PrivateKey::Es256PrivateKey(std::shared_ptr<const Impl> impl, Es256PublicKey publicKey)
    : m_impl(std::move(impl)), m_public(std::move(publicKey))
{}

Es256PrivateKey Es256PrivateKey::generate(Random& random)
{
    const detail::GroupPtr group(EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1));
    TW_ASSERT(group != nullptr);
    const BignumPtr scalar = drawScalar(group.get(), random);
    const detail::PointPtr point(EC_POINT_new(group.get()));
    detail::UncompressedPoint encoded{};
    TW_ASSERT(point &&
              EC_POINT_mul(group.get(), point.get(), scalar.get(), nullptr, nullptr, nullptr) ==
                  1 &&
              EC_POINT_point2oct(group.get(), point.get(), POINT_CONVERSION_UNCOMPRESSED,
                                 encoded.data(), encoded.size(), nullptr) == encoded.size());
    Es256Point publicPoint{};
    std::copy(encoded.begin() + 1, encoded.end(), publicPoint.begin());
    auto publicKey = Es256PublicKey::fromPoint(publicPoint);
    TW_ASSERT(publicKey.has_value());
    return {std::make_shared<const Impl>(makePair(scalar.get(), encoded)), std::move(*publicKey)};
}

Result<Es256PrivateKey> Es256PrivateKey::fromPkcs8(const Secret& der)
{
    const std::uint8_t* next = der.bytes().data();
    const std::uint8_t* const end = next + der.size();
    const Pkcs8Ptr info(
        der.empty() ? nullptr
                    : d2i_PKCS8_PRIV_KEY_INFO(nullptr, &next, static_cast<long>(der.size())));
    PkeyPtr key(info && next == end ? EVP_PKCS82PKEY(info.get()) : nullptr);
    const detail::PkeyContextPtr context(
        key && isOnP256(key.get()) ? EVP_PKEY_CTX_new_from_pkey(nullptr, key.get(), nullptr)
                                   : nullptr);
    // Also that the public half belongs to the private one: signing under another point leaks the key.
    if (!context || EVP_PKEY_check(context.get()) != 1) {
        ERR_clear_error();
        return fail(ErrorCode::ValidationFailed, "not a PKCS #8 private key on P-256");
    }
    TW_ASSIGN(Es256PublicKey publicKey, publicOf(key.get()));
    return Es256PrivateKey(std::make_shared<const Impl>(std::move(key)), std::move(publicKey));
}

Secret Es256PrivateKey::pkcs8() const
{
    const Pkcs8Ptr info(EVP_PKEY2PKCS8(m_impl->contexts.key()));
    const int size = info ? i2d_PKCS8_PRIV_KEY_INFO(info.get(), nullptr) : -1;
    TW_ASSERT(size > 0);
    Secret der = Secret::ofSize(static_cast<std::size_t>(size));
    std::uint8_t* out = der.data().data();
    TW_ASSERT(i2d_PKCS8_PRIV_KEY_INFO(info.get(), &out) == size);
    return der;
}

Result<Es256Signature> Es256PrivateKey::sign(std::string_view message) const
{
    const detail::Sha256 digest = detail::sha256(message);
    std::array<std::uint8_t, kMaxDerBytes> der{};
    std::size_t size = der.size();
    detail::PkeyContextPtr context = m_impl->contexts.take();
    const bool done =
        EVP_PKEY_sign(context.get(), der.data(), &size, digest.data(), digest.size()) == 1;
    m_impl->contexts.giveBack(std::move(context));
    const std::uint8_t* next = der.data();
    const EcdsaSignaturePtr pair(done ? d2i_ECDSA_SIG(nullptr, &next, static_cast<long>(size))
                                      : nullptr);
    Es256Signature signature{};
    if (!pair || BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), signature.data(), kFieldBytes) < 0 ||
        BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), signature.data() + kFieldBytes, kFieldBytes) <
            0) {
        ERR_clear_error();
        return fail(ErrorCode::Internal, "signing failed");
    }
    return signature;
}

} // namespace taskward::crypto
