// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/crypto/Jws.h"

#include "core/crypto/Digest.h"
#include "core/crypto/FlatObject.h"

#include <algorithm>
#include <array>
#include <span>

namespace taskward::crypto {

namespace {

std::string_view asText(std::span<const std::uint8_t> bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string encode(std::string_view text)
{
    return toBase64Url(std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

/// Header, payload, signature: exactly two dots.
Result<std::array<std::string_view, 3>> split(std::string_view compact)
{
    const std::size_t first = compact.find('.');
    const std::size_t second = first == compact.npos ? first : compact.find('.', first + 1);
    if (second == compact.npos || compact.find('.', second + 1) != compact.npos)
        return fail(ErrorCode::Malformed, "jws: not three parts");
    return std::array{compact.substr(0, first), compact.substr(first + 1, second - first - 1),
                      compact.substr(second + 1)};
}

Result<std::vector<std::uint8_t>> decode(std::string_view part, const char* what)
{
    auto bytes = fromBase64Url(part);
    if (!bytes || bytes->empty())
        return fail(ErrorCode::Malformed, std::string("jws: ") + what + " is not base64url");
    return std::move(*bytes);
}

/// Any member beyond the declared ones ends it here, so "crit", "kid", "jku" and the rest need no list.
Result<std::optional<Es256Point>> readHeader(std::string_view json, const JwsRules& rules)
{
    const auto header = FlatObject::parse(json);
    if (!header)
        return fail(ErrorCode::Malformed, "jws: header: " + header.error().detail);
    const std::size_t members = 1 + (rules.type.empty() ? 0U : 1U) + (rules.embeddedKey ? 1U : 0U);
    const std::string* algorithm = header->text("alg");
    if (!algorithm || *algorithm != "ES256")
        return fail(ErrorCode::Malformed, "jws: alg is not ES256");
    const std::string* type = header->text("typ");
    if (!rules.type.empty() && (!type || *type != rules.type))
        return fail(ErrorCode::Malformed, "jws: another typ");
    const FlatObject* jwk = header->object("jwk");
    if (rules.embeddedKey && !jwk)
        return fail(ErrorCode::Malformed, "jws: no jwk");
    if (header->size() != members)
        return fail(ErrorCode::Malformed, "jws: a header member that does not belong there");
    if (!rules.embeddedKey)
        return std::nullopt;
    const auto point = es256PointFromJwk(*jwk);
    if (!point)
        return fail(ErrorCode::Malformed, point.error().detail);
    return *point;
}

} // namespace

Result<UnverifiedJws> parseJws(std::string_view compact, const JwsRules& rules)
{
    if (compact.size() > rules.maxBytes)
        return fail(ErrorCode::Malformed, "jws: too long");
    TW_ASSIGN(const auto parts, split(compact));
    const auto& [header, payload, signature] = parts;
    TW_ASSIGN(const auto headerBytes, decode(header, "the header"));
    UnverifiedJws jws;
    TW_ASSIGN(jws.embeddedKey, readHeader(asText(headerBytes), rules));
    TW_ASSIGN(const auto payloadBytes, decode(payload, "the payload"));
    jws.payload = asText(payloadBytes);
    TW_ASSIGN(const auto signatureBytes, decode(signature, "the signature"));
    if (signatureBytes.size() != jws.signature.size())
        return fail(ErrorCode::Malformed, "jws: the signature is not 64 bytes");
    std::ranges::copy(signatureBytes, jws.signature.begin());
    jws.signingInput = compact.substr(0, header.size() + 1 + payload.size());
    return jws;
}

Result<std::string> verifyJws(std::string_view compact, const JwsRules& rules,
                              const Es256PublicKey& key)
{
    TW_ASSIGN(UnverifiedJws jws, parseJws(compact, rules));
    if (jws.embeddedKey && *jws.embeddedKey != key.point())
        return fail(ErrorCode::Unauthenticated, "jws: made with another key");
    if (!key.verify(jws.signingInput, jws.signature))
        return fail(ErrorCode::Unauthenticated, "jws: the signature is wrong");
    return std::move(jws.payload);
}

Result<std::string> signJws(std::string_view payload, const JwsRules& rules,
                            const Es256PrivateKey& key)
{
    std::string header = R"({"alg":"ES256")";
    if (rules.embeddedKey)
        header += R"(,"jwk":)" + key.publicKey().jwk();
    if (!rules.type.empty())
        header += R"(,"typ":")" + std::string(rules.type) + '"';
    header += '}';
    std::string jws = encode(header) + '.' + encode(payload);
    TW_ASSIGN(const Es256Signature signature, key.sign(jws));
    jws += '.';
    jws += toBase64Url(signature);
    return jws;
}

} // namespace taskward::crypto
