// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/crypto/DpopProof.h"

#include "core/base/Secret.h"
#include "core/crypto/Digest.h"
#include "core/crypto/Es256OpenSsl.h"
#include "core/crypto/FlatObject.h"
#include "core/crypto/Jws.h"

#include <algorithm>
#include <array>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <limits>

namespace taskward::crypto {

namespace {

constexpr JwsRules kRules{.type = "dpop+jwt", .embeddedKey = true, .maxBytes = 4096};
constexpr std::size_t kMaxIdChars = 128;
constexpr std::size_t kIdBytes = 16;

auto refuse(std::string why)
{
    return fail(ErrorCode::InvalidDpopProof, "dpop: " + std::move(why));
}

bool isUnreserved(int c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

/// RFC 3986 sections 6.2.2.1 and 6.2.2.2: escaped unreserved characters are themselves, and the digits
/// of other escapes are upper case. Never %2F, as a library's normalisation does.
std::string plainPath(std::string_view path)
{
    std::string out;
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (path[i] != '%') {
            out += path[i];
            continue;
        }
        const auto byte = fromHex(path.substr(i + 1, 2)); // two digits: the URL was parsed
        if (byte && byte->size() == 1 && isUnreserved(byte->front())) {
            out += static_cast<char>(byte->front());
        } else {
            for (const char c : path.substr(i, 3))
                out += c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
        }
        i += 2;
    }
    return out.empty() ? "/" : out;
}

/// Nothing when it is no absolute http(s) URL of a host.
std::optional<std::string> normalised(std::string_view text)
{
    const auto url = boost::urls::parse_uri(text);
    if (!url)
        return std::nullopt;
    const bool isHttps = url->scheme_id() == boost::urls::scheme::https;
    if ((!isHttps && url->scheme_id() != boost::urls::scheme::http) || url->has_userinfo() ||
        url->encoded_host().empty())
        return std::nullopt;
    std::string out = isHttps ? "https://" : "http://";
    for (const char c : std::string_view(url->encoded_host().data(), url->encoded_host().size()))
        out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    const std::string port(url->port());
    if (!port.empty() && port != (isHttps ? "443" : "80"))
        out += ":" + port;
    const auto path = url->encoded_path();
    return out + plainPath({path.data(), path.size()});
}

bool isPlainHttpUrl(std::string_view url)
{
    return (url.starts_with("https://") || url.starts_with("http://")) &&
           url.find_first_of("?#@") == url.npos && url.size() > 8;
}

void appendJsonText(std::string& out, std::string_view name, std::string_view value)
{
    constexpr std::string_view kHex = "0123456789abcdef";
    out += out.size() == 1 ? "\"" : ",\"";
    out += name;
    out += "\":\"";
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20) {
            out += "\\u00";
            out += kHex[byte >> 4];
            out += kHex[byte & 15];
        } else {
            out += c;
        }
    }
    out += '"';
}

struct Claims {
    FlatObject payload;
    const std::string* id = nullptr;
    const std::string* nonce = nullptr;
    Timestamp issuedAt;
};

Result<Timestamp> readIssuedAt(const FlatObject& payload)
{
    constexpr std::int64_t kMaxSeconds = std::numeric_limits<std::int64_t>::max() / 1000;
    const std::int64_t* seconds = payload.integer("iat");
    if (!seconds || *seconds < 0 || *seconds > kMaxSeconds)
        return refuse("iat is missing or no time");
    return Timestamp{*seconds * 1000};
}

Status checkTarget(const FlatObject& payload, const DpopExpectation& expected)
{
    const std::string* method = payload.text("htm");
    if (!method || *method != expected.method)
        return refuse("htm is another method");
    const std::string* url = payload.text("htu");
    if (!url || !sameDpopUrl(*url, expected.url))
        return refuse("htu is another address");
    const std::string* hash = payload.text("ath");
    const std::string_view presented = hash ? std::string_view(*hash) : std::string_view{};
    if (presented.empty() != expected.tokenHash.empty())
        return refuse(expected.tokenHash.empty() ? "ath without a token" : "ath is missing");
    if (!constantTimeEqual(presented, expected.tokenHash))
        return refuse("ath is of another token");
    return {};
}

Result<Claims> readClaims(std::string_view json, const DpopExpectation& expected)
{
    auto payload = FlatObject::parse(json);
    if (!payload)
        return refuse("payload: " + payload.error().detail);
    if (payload->strangerTo({"jti", "htm", "htu", "iat", "ath", "nonce"}))
        return refuse("a claim that does not belong there");
    Claims claims;
    claims.payload = std::move(*payload);
    claims.id = claims.payload.text("jti");
    if (!claims.id || claims.id->empty() || claims.id->size() > kMaxIdChars)
        return refuse("jti is missing, empty or too long");
    TW_ASSIGN(claims.issuedAt, readIssuedAt(claims.payload));
    TW_TRY(checkTarget(claims.payload, expected));
    claims.nonce = claims.payload.text("nonce");
    return claims;
}

Status checkAge(const Claims& claims, const DpopExpectation& expected)
{
    if (expected.nonces) {
        if (!claims.nonce)
            return fail(ErrorCode::UseDpopNonce, "dpop: no nonce");
        if (!expected.nonces->accepts(*claims.nonce, expected.now))
            return fail(ErrorCode::UseDpopNonce, "dpop: the nonce is old or not ours");
        return {};
    }
    if (claims.issuedAt.ms < expected.now.ms - expected.windowMs)
        return refuse("iat is too long ago");
    if (claims.issuedAt.ms > expected.now.ms + expected.windowMs)
        return refuse("iat is in the future");
    return {};
}

} // namespace

bool sameDpopUrl(std::string_view a, std::string_view b)
{
    if (a == b && isPlainHttpUrl(a))
        return true;
    const auto left = normalised(a);
    return left && left == normalised(b);
}

std::string makeDpopId(Random& random)
{
    std::array<std::uint8_t, kIdBytes> bytes{};
    random.fill(bytes);
    return toBase64Url(bytes);
}

std::string dpopTokenHash(std::string_view accessToken)
{
    return toBase64Url(detail::sha256(accessToken));
}

Result<std::string> makeDpopProof(const Es256PrivateKey& key, const DpopRequest& request,
                                  Timestamp now, std::string_view jti)
{
    const std::string_view target = request.url.substr(0, request.url.find_first_of("?#"));
    if (!isPlainHttpUrl(target))
        return fail(ErrorCode::Malformed, "dpop: not an absolute URL");
    std::string payload = "{";
    appendJsonText(payload, "jti", jti);
    appendJsonText(payload, "htm", request.method);
    appendJsonText(payload, "htu", target);
    payload += ",\"iat\":" + std::to_string(now.ms / 1000);
    if (!request.accessToken.empty())
        appendJsonText(payload, "ath", dpopTokenHash(request.accessToken));
    if (!request.nonce.empty())
        appendJsonText(payload, "nonce", request.nonce);
    payload += '}';
    return signJws(payload, kRules, key);
}

Result<DpopClaims> verifyDpopProof(std::string_view proof, const DpopExpectation& expected)
{
    const auto jws = parseJws(proof, kRules);
    if (!jws)
        return refuse(jws.error().detail);
    // What costs little comes first; the signature comes before the nonce, so that only the holder of a
    // key is told to try again.
    TW_ASSIGN(const Claims claims, readClaims(jws->payload, expected));
    const auto key = expected.keys ? expected.keys->fromPoint(*jws->embeddedKey)
                                   : Es256PublicKey::fromPoint(*jws->embeddedKey);
    if (!key)
        return refuse(key.error().detail);
    if (!expected.thumbprint.empty() && !constantTimeEqual(key->thumbprint(), expected.thumbprint))
        return refuse("the key is not the one that the token is bound to");
    if (!key->verify(jws->signingInput, jws->signature))
        return refuse("the signature is wrong");
    TW_TRY(checkAge(claims, expected));
    return DpopClaims{key->thumbprint(), *claims.id, claims.issuedAt};
}

} // namespace taskward::crypto
