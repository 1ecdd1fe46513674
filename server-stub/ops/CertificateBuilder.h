// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Clock.h"
#include "core/base/Result.h"
#include "core/base/Secret.h"

#include <filesystem>
#include <memory>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <string>
#include <string_view>
#include <vector>

namespace taskward::ops {

struct OpenSslFree {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(X509* certificate) const { X509_free(certificate); }
};
using PrivateKey = std::unique_ptr<EVP_PKEY, OpenSslFree>;
using Certificate = std::unique_ptr<X509, OpenSslFree>;

/// The steps of CertificateAuthority over OpenSSL 3, one X.509 v3 certificate at a time. Serial
/// numbers are 127 random bits of OpenSSL; validity begins an hour early, for clocks that are
/// behind.
Result<PrivateKey> makePrivateKey();
Result<Certificate> makeAuthority(const PrivateKey& key, const std::vector<std::string>& names,
                                  Timestamp now, int days);
Result<Certificate> makeServerCertificate(const PrivateKey& key,
                                          const std::vector<std::string>& names,
                                          const Certificate& authority,
                                          const PrivateKey& authorityKey, Timestamp now, int days);

Result<std::string> toPem(const Certificate& certificate);
Result<Secret> toPem(const PrivateKey& key);
Result<Certificate> certificateFromPem(std::string_view pem);
Result<PrivateKey> privateKeyFromFile(const std::filesystem::path& path);

/// Host names and addresses of the subjectAltName.
std::vector<std::string> namesOf(const Certificate& certificate);
Result<Timestamp> notAfter(const Certificate& certificate);
Result<std::string> spkiSha256(const Certificate& certificate);

bool isHostName(std::string_view text);
bool isAddress(const std::string& text);

} // namespace taskward::ops
