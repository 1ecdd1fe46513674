// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/ops/CertificateBuilder.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cstdio>
#include <ctime>
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

namespace taskward::ops {

namespace {

struct Free {
    void operator()(BIO* bio) const { BIO_free(bio); }
    void operator()(BIGNUM* number) const { BN_free(number); }
    void operator()(X509_EXTENSION* extension) const { X509_EXTENSION_free(extension); }
    void operator()(GENERAL_NAMES* names) const { GENERAL_NAMES_free(names); }
    void operator()(std::FILE* file) const { std::fclose(file); }
};

constexpr std::int64_t kEarlyMs = 3600 * 1000;
constexpr std::int64_t kDayMs = 24 * 3600 * 1000;

tl::unexpected<Error> sslFailure(const char* what, ErrorCode code = ErrorCode::Internal)
{
    char text[256] = "";
    ERR_error_string_n(ERR_get_error(), text, sizeof text);
    ERR_clear_error();
    return fail(code, std::string(what) + ": " + text);
}

bool setSerial(X509* certificate)
{
    const std::unique_ptr<BIGNUM, Free> number(BN_new());
    return number && BN_rand(number.get(), 127, BN_RAND_TOP_ANY, BN_RAND_BOTTOM_ANY) == 1 &&
           BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool setValidity(X509* certificate, Timestamp now, int days)
{
    const auto begin = static_cast<std::time_t>((now.ms - kEarlyMs) / 1000);
    const auto end = static_cast<std::time_t>((now.ms - kEarlyMs + days * kDayMs) / 1000);
    return ASN1_TIME_set(X509_getm_notBefore(certificate), begin) != nullptr &&
           ASN1_TIME_set(X509_getm_notAfter(certificate), end) != nullptr;
}

bool addName(X509* certificate, const char* field, const char* value)
{
    return X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), field, MBSTRING_UTF8,
                                      reinterpret_cast<const unsigned char*>(value), -1, -1,
                                      0) == 1;
}

bool addExtension(X509* certificate, X509* issuer, int nid, const std::string& value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const std::unique_ptr<X509_EXTENSION, Free> extension(
        X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str()));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

/// Names go into OpenSSL's extension grammar, where a comma would begin another: only plain ones
/// may.
Status checkNames(const std::vector<std::string>& names)
{
    const bool fine = std::all_of(names.begin(), names.end(), [](const std::string& name) {
        return isAddress(name) || isHostName(name);
    });
    if (!fine)
        return fail(ErrorCode::Malformed, "neither a host name nor an address");
    return {};
}

std::string alternativeNames(const std::vector<std::string>& names)
{
    std::string value;
    for (const std::string& name : names)
        value += (value.empty() ? "" : ",") + std::string(isAddress(name) ? "IP:" : "DNS:") + name;
    return value;
}

std::string nameConstraints(const std::vector<std::string>& names)
{
    std::string value = "critical";
    for (const std::string& name : names) {
        if (!isAddress(name))
            value += ",permitted;DNS:" + name;
        else if (name.find(':') == std::string::npos)
            value += ",permitted;IP:" + name + "/255.255.255.255";
        else
            value += ",permitted;IP:" + name + "/ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff";
    }
    return value;
}

Result<Certificate> begin(const PrivateKey& key, Timestamp now, int days, const char* commonName)
{
    Certificate certificate(X509_new());
    if (!certificate || X509_set_version(certificate.get(), X509_VERSION_3) != 1 ||
        !setSerial(certificate.get()) || !setValidity(certificate.get(), now, days) ||
        !addName(certificate.get(), "O", "Taskward") ||
        !addName(certificate.get(), "CN", commonName) ||
        X509_set_pubkey(certificate.get(), key.get()) != 1)
        return sslFailure("certificate");
    return certificate;
}

} // namespace

bool isAddress(const std::string& text)
{
    std::array<unsigned char, sizeof(in6_addr)> bytes;
    return inet_pton(AF_INET, text.c_str(), bytes.data()) == 1 ||
           inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1;
}

bool isHostName(std::string_view text)
{
    return !text.empty() && text.size() <= 253 && text.front() != '-' && text.front() != '.' &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '-' || c == '.';
           });
}

Result<PrivateKey> makePrivateKey()
{
    PrivateKey key(EVP_EC_gen("P-256"));
    if (!key)
        return sslFailure("make key");
    return key;
}

Result<Certificate> makeAuthority(const PrivateKey& key, const std::vector<std::string>& names,
                                  Timestamp now, int days)
{
    TW_TRY(checkNames(names));
    TW_ASSIGN(Certificate certificate, begin(key, now, days, "Taskward local authority"));
    X509* raw = certificate.get();
    // The authorities of two installations in one trust store must not carry the same name.
    TW_ASSIGN(const std::string hash, spkiSha256(certificate));
    if (!addName(raw, "OU", hash.substr(0, 16).c_str()) ||
        X509_set_issuer_name(raw, X509_get_subject_name(raw)) != 1 ||
        !addExtension(raw, raw, NID_basic_constraints, "critical,CA:TRUE,pathlen:0") ||
        !addExtension(raw, raw, NID_key_usage, "critical,keyCertSign,cRLSign") ||
        !addExtension(raw, raw, NID_subject_key_identifier, "hash") ||
        !addExtension(raw, raw, NID_name_constraints, nameConstraints(names)) ||
        X509_sign(raw, key.get(), EVP_sha256()) == 0)
        return sslFailure("authority");
    return certificate;
}

Result<Certificate> makeServerCertificate(const PrivateKey& key,
                                          const std::vector<std::string>& names,
                                          const Certificate& authority,
                                          const PrivateKey& authorityKey, Timestamp now, int days)
{
    TW_TRY(checkNames(names));
    TW_ASSIGN(Certificate certificate, begin(key, now, days, "Taskward server"));
    X509* raw = certificate.get();
    if (X509_set_issuer_name(raw, X509_get_subject_name(authority.get())) != 1 ||
        !addExtension(raw, authority.get(), NID_basic_constraints, "critical,CA:FALSE") ||
        !addExtension(raw, authority.get(), NID_key_usage, "critical,digitalSignature") ||
        !addExtension(raw, authority.get(), NID_ext_key_usage, "serverAuth") ||
        !addExtension(raw, authority.get(), NID_subject_key_identifier, "hash") ||
        !addExtension(raw, authority.get(), NID_authority_key_identifier, "keyid:always") ||
        !addExtension(raw, authority.get(), NID_subject_alt_name, alternativeNames(names)) ||
        X509_sign(raw, authorityKey.get(), EVP_sha256()) == 0)
        return sslFailure("server certificate");
    return certificate;
}

Result<std::string> toPem(const Certificate& certificate)
{
    const std::unique_ptr<BIO, Free> bio(BIO_new(BIO_s_mem()));
    if (!bio || PEM_write_bio_X509(bio.get(), certificate.get()) != 1)
        return sslFailure("write certificate");
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    return std::string(data, static_cast<std::size_t>(size));
}

Result<Secret> toPem(const PrivateKey& key)
{
    // Memory of the secure heap's kind is wiped when the BIO goes.
    const std::unique_ptr<BIO, Free> bio(BIO_new(BIO_s_secmem()));
    if (!bio || PEM_write_bio_PKCS8PrivateKey(bio.get(), key.get(), nullptr, nullptr, 0, nullptr,
                                              nullptr) != 1)
        return sslFailure("write key");
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    return Secret::fromText({data, static_cast<std::size_t>(size)});
}

Result<Certificate> certificateFromPem(std::string_view pem)
{
    const std::unique_ptr<BIO, Free> bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    Certificate certificate(bio ? PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)
                                : nullptr);
    if (!certificate)
        return sslFailure("read certificate", ErrorCode::Malformed);
    return certificate;
}

Result<PrivateKey> privateKeyFromFile(const std::filesystem::path& path)
{
    const std::unique_ptr<std::FILE, Free> file(std::fopen(path.c_str(), "rb"));
    if (!file)
        return fail(ErrorCode::StorageUnavailable, "open key " + path.string());
    PrivateKey key(PEM_read_PrivateKey(file.get(), nullptr, nullptr, nullptr));
    if (!key)
        return sslFailure("read key", ErrorCode::StorageUnavailable);
    return key;
}

std::vector<std::string> namesOf(const Certificate& certificate)
{
    const std::unique_ptr<GENERAL_NAMES, Free> names(static_cast<GENERAL_NAMES*>(
        X509_get_ext_d2i(certificate.get(), NID_subject_alt_name, nullptr, nullptr)));
    std::vector<std::string> found;
    for (int i = 0; names && i < sk_GENERAL_NAME_num(names.get()); ++i) {
        const GENERAL_NAME* name = sk_GENERAL_NAME_value(names.get(), i);
        if (name->type != GEN_DNS && name->type != GEN_IPADD)
            continue;
        const ASN1_STRING* value = name->type == GEN_DNS ? name->d.dNSName : name->d.iPAddress;
        const unsigned char* bytes = ASN1_STRING_get0_data(value);
        const auto size = static_cast<std::size_t>(ASN1_STRING_length(value));
        if (name->type == GEN_DNS) {
            found.emplace_back(reinterpret_cast<const char*>(bytes), size);
        } else {
            std::array<char, INET6_ADDRSTRLEN> text{};
            inet_ntop(size == 4 ? AF_INET : AF_INET6, bytes, text.data(), text.size());
            found.emplace_back(text.data());
        }
    }
    return found;
}

Result<Timestamp> notAfter(const Certificate& certificate)
{
    std::tm tm{};
    if (ASN1_TIME_to_tm(X509_get0_notAfter(certificate.get()), &tm) != 1)
        return sslFailure("validity");
    return Timestamp{static_cast<std::int64_t>(timegm(&tm)) * 1000};
}

Result<std::string> spkiSha256(const Certificate& certificate)
{
    unsigned char* der = nullptr;
    const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate.get()), &der);
    std::array<unsigned char, 32> digest{};
    const bool done = size > 0 && EVP_Digest(der, static_cast<std::size_t>(size), digest.data(),
                                             nullptr, EVP_sha256(), nullptr) == 1;
    OPENSSL_free(der);
    if (!done)
        return sslFailure("public key");
    static constexpr char kHex[] = "0123456789abcdef";
    std::string text;
    for (const unsigned char byte : digest) {
        text.push_back(kHex[byte >> 4U]);
        text.push_back(kHex[byte & 0x0fU]);
    }
    return text;
}

} // namespace taskward::ops
