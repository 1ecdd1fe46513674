// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/crypto/Es256PublicKey.h"

#include "core/crypto/Digest.h"
#include "core/crypto/Es256OpenSsl.h"
#include "core/crypto/FlatObject.h"

#include <algorithm>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/params.h>

namespace taskward::crypto {

namespace {

constexpr std::size_t kFieldBytes = 32;
constexpr std::size_t kFieldChars = 43;  // of base64url
constexpr std::size_t kMaxDerBytes = 72; // a sequence of two integers of 33 bytes

Status readCoordinate(const FlatObject& jwk, std::string_view name, std::uint8_t* out)
{
    const std::string* text = jwk.text(name);
    if (!text || text->size() != kFieldChars)
        return fail(ErrorCode::ValidationFailed, "jwk: a coordinate of another length");
    TW_ASSIGN(const auto bytes, fromBase64Url(*text));
    if (bytes.size() != kFieldBytes)
        return fail(ErrorCode::ValidationFailed, "jwk: a coordinate of another length");
    std::ranges::copy(bytes, out);
    return {};
}

std::string canonicalJwk(const Es256Point& point)
{
    const auto x = std::span(point).first<kFieldBytes>();
    const auto y = std::span(point).last<kFieldBytes>();
    return R"({"crv":"P-256","kty":"EC","x":")" + toBase64Url(x) + R"(","y":")" + toBase64Url(y) +
           R"("})";
}

/// DER's integer (X.690 section 8.3): no leading zeros, one where the top bit is set.
std::uint8_t* appendDerInteger(std::uint8_t* out, std::span<const std::uint8_t> value)
{
    while (value.size() > 1 && value.front() == 0)
        value = value.subspan(1);
    const bool isPadded = (value.front() & 0x80) != 0;
    *out++ = 0x02;
    *out++ = static_cast<std::uint8_t>(value.size() + (isPadded ? 1 : 0));
    if (isPadded)
        *out++ = 0;
    return std::ranges::copy(value, out).out;
}

std::size_t writeDer(std::span<const std::uint8_t> signature,
                     std::array<std::uint8_t, kMaxDerBytes>& out)
{
    std::uint8_t* end = appendDerInteger(out.data() + 2, signature.first(kFieldBytes));
    end = appendDerInteger(end, signature.last(kFieldBytes));
    const auto size = static_cast<std::size_t>(end - out.data());
    out[0] = 0x30;
    out[1] = static_cast<std::uint8_t>(size - 2);
    return size;
}

} // namespace

Result<Es256Point> es256PointFromJwk(std::string_view json)
{
    const auto jwk = FlatObject::parse(json);
    if (!jwk)
        return fail(ErrorCode::ValidationFailed, "jwk: " + jwk.error().detail);
    return es256PointFromJwk(*jwk);
}

Result<Es256Point> es256PointFromJwk(const FlatObject& jwk)
{
    if (jwk.strangerTo({"crv", "kty", "x", "y"}))
        return fail(ErrorCode::ValidationFailed, "jwk: a member that does not belong there");
    const std::string* type = jwk.text("kty");
    const std::string* curve = jwk.text("crv");
    if (!type || *type != "EC" || !curve || *curve != "P-256")
        return fail(ErrorCode::ValidationFailed, "jwk: not a key on P-256");
    Es256Point point{};
    TW_TRY(readCoordinate(jwk, "x", point.data()));
    TW_TRY(readCoordinate(jwk, "y", point.data() + kFieldBytes));
    return point;
}

struct Es256PublicKey::Impl {
    Impl(const Es256Point& publicPoint, detail::PkeyPtr key)
        : point(publicPoint), jwk(canonicalJwk(publicPoint)),
          thumbprint(toBase64Url(detail::sha256(jwk))),
          contexts(std::move(key), EVP_PKEY_verify_init)
    {}

    Es256Point point;
    std::string jwk;
    std::string thumbprint;
    mutable detail::ContextPool contexts;
};

Es256PublicKey::Es256PublicKey(std::shared_ptr<const Impl> impl) : m_impl(std::move(impl)) {}

Result<Es256PublicKey> Es256PublicKey::fromPoint(const Es256Point& point)
{
    detail::UncompressedPoint encoded{0x04};
    std::ranges::copy(point, encoded.begin() + 1);
    std::array<char, 11> group{"prime256v1"};
    const std::array params{
        OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group.data(), 0),
        OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, encoded.data(), encoded.size()),
        OSSL_PARAM_construct_end(),
    };
    const detail::PkeyContextPtr context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    EVP_PKEY* key = nullptr;
    // Reading the point finds whether it is on the curve; as the cofactor of P-256 is 1 and infinity
    // has no such form, that is the whole validation (SEC 1 section 3.2.2.1).
    if (!context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY,
                          const_cast<OSSL_PARAM*>(params.data())) != 1) {
        ERR_clear_error();
        return fail(ErrorCode::ValidationFailed, "jwk: the point is not on the curve");
    }
    return Es256PublicKey(std::make_shared<const Impl>(point, detail::PkeyPtr(key)));
}

Result<Es256PublicKey> Es256PublicKey::fromJwk(std::string_view json)
{
    TW_ASSIGN(const Es256Point point, es256PointFromJwk(json));
    return fromPoint(point);
}

const Es256Point& Es256PublicKey::point() const
{
    return m_impl->point;
}

const std::string& Es256PublicKey::jwk() const
{
    return m_impl->jwk;
}

const std::string& Es256PublicKey::thumbprint() const
{
    return m_impl->thumbprint;
}

bool Es256PublicKey::verify(std::string_view message, std::span<const std::uint8_t> signature) const
{
    if (signature.size() != std::tuple_size_v<Es256Signature>)
        return false;
    std::array<std::uint8_t, kMaxDerBytes> der{};
    const std::size_t size = writeDer(signature, der);
    const detail::Sha256 digest = detail::sha256(message);
    detail::PkeyContextPtr context = m_impl->contexts.take();
    const bool good =
        EVP_PKEY_verify(context.get(), der.data(), size, digest.data(), digest.size()) == 1;
    if (!good)
        ERR_clear_error();
    m_impl->contexts.giveBack(std::move(context));
    return good;
}

} // namespace taskward::crypto
