// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Clock.h"
#include "core/base/Result.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace taskward::ops {

/// The files of one installation, all in one folder. Keys are 0600, certificates 0644.
struct CertificateFiles {
    std::filesystem::path caCertificate; ///< ca.pem: what clients trust
    std::filesystem::path caKey;         ///< ca-key.pem
    std::filesystem::path certificate;   ///< server.pem: leaf, then CA
    std::filesystem::path key;           ///< server-key.pem

    static CertificateFiles in(const std::filesystem::path& folder);
};

/// The certificate authority that an installation makes for itself, and the server certificate
/// under it: EC P-256, 10 years and 397 days. The authority is constrained (RFC 5280 section
/// 4.2.1.10) to the names that it was made for and to what stands below them, so that trusting it
/// gives nobody power over other sites. Every file is written durably: a crash leaves the old one
/// or the new one. Blocking; not for I/O threads. Errors: Conflict (already there),
/// StorageUnavailable, Malformed (a name that is neither a host name nor an address), Internal
/// (OpenSSL).
class CertificateAuthority {
public:
    CertificateAuthority(std::filesystem::path folder, const Clock& clock);

    /// Makes authority, key and certificate. `names`: host names and addresses besides localhost,
    /// 127.0.0.1, ::1 and this machine's name. Never overwrites a file.
    Status init(const std::vector<std::string>& names) const;
    /// A new certificate with the names of the old one. With the same key, clients that have pinned
    /// it stay connected; with a new one they have to be told its fingerprint.
    Status renew(bool newKey) const;
    /// The end of the present server certificate's validity.
    Result<Timestamp> expires() const;
    const CertificateFiles& files() const { return m_files; }

private:
    CertificateFiles m_files;
    const Clock& m_clock;
};

/// SHA-256 of the SubjectPublicKeyInfo (DER) of the first certificate in `pem`, 64 lower-case hex
/// digits: what clients pin. Malformed when there is none.
Result<std::string> spkiSha256(std::string_view pem);

} // namespace taskward::ops
