// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/ops/CertificateAuthority.h"

#include "server-stub/ops/CertificateBuilder.h"
#include "server-stub/ops/DurableFile.h"

#include <algorithm>
#include <array>
#include <sys/stat.h>
#include <unistd.h>

namespace taskward::ops {

namespace {

constexpr unsigned kKeyMode = 0600;
constexpr unsigned kCertificateMode = 0644;
constexpr int kAuthorityDays = 3652;
/// The most that browsers and Apple's systems accept of a server certificate.
constexpr int kServerDays = 397;

std::vector<std::string> allNames(const std::vector<std::string>& given)
{
    std::vector<std::string> names{"localhost", "127.0.0.1", "::1"};
    std::array<char, 256> host{};
    if (::gethostname(host.data(), host.size() - 1) == 0 && isHostName(host.data()))
        names.emplace_back(host.data());
    names.insert(names.end(), given.begin(), given.end());
    std::vector<std::string> unique;
    for (std::string& name : names) {
        if (std::find(unique.begin(), unique.end(), name) == unique.end())
            unique.push_back(std::move(name));
    }
    return unique;
}

/// A key belongs to its owner before a single byte is in it; the folder is no place for others
/// either.
Status makeFolder(const std::filesystem::path& folder)
{
    std::error_code error;
    if (std::filesystem::is_directory(folder, error))
        return {};
    std::filesystem::create_directories(folder.parent_path(), error);
    if (::mkdir(folder.c_str(), 0700) != 0)
        return fail(ErrorCode::StorageUnavailable, "create folder " + folder.string());
    return {};
}

} // namespace

CertificateFiles CertificateFiles::in(const std::filesystem::path& folder)
{
    return {folder / "ca.pem", folder / "ca-key.pem", folder / "server.pem",
            folder / "server-key.pem"};
}

CertificateAuthority::CertificateAuthority(std::filesystem::path folder, const Clock& clock)
    : m_files(CertificateFiles::in(folder)), m_clock(clock)
{}

Status CertificateAuthority::init(const std::vector<std::string>& names) const
{
    TW_TRY(makeFolder(m_files.key.parent_path()));
    for (const auto* file :
         {&m_files.caCertificate, &m_files.caKey, &m_files.certificate, &m_files.key}) {
        std::error_code error;
        if (std::filesystem::exists(*file, error))
            return fail(ErrorCode::Conflict, "already there: " + file->string());
    }
    const std::vector<std::string> all = allNames(names);
    TW_ASSIGN(const PrivateKey authorityKey, makePrivateKey());
    TW_ASSIGN(const PrivateKey key, makePrivateKey());
    TW_ASSIGN(const Certificate authority,
              makeAuthority(authorityKey, all, m_clock.now(), kAuthorityDays));
    TW_ASSIGN(const Certificate certificate,
              makeServerCertificate(key, all, authority, authorityKey, m_clock.now(), kServerDays));
    TW_ASSIGN(const std::string authorityPem, toPem(authority));
    TW_ASSIGN(const std::string certificatePem, toPem(certificate));
    TW_ASSIGN(const Secret authorityKeyPem, toPem(authorityKey));
    TW_ASSIGN(const Secret keyPem, toPem(key));
    TW_TRY(writeFileDurably(m_files.caKey, authorityKeyPem.text(), kKeyMode));
    TW_TRY(writeFileDurably(m_files.key, keyPem.text(), kKeyMode));
    TW_TRY(writeFileDurably(m_files.caCertificate, authorityPem, kCertificateMode));
    return writeFileDurably(m_files.certificate, certificatePem + authorityPem, kCertificateMode);
}

Status CertificateAuthority::renew(bool newKey) const
{
    TW_ASSIGN(const std::string authorityPem, readSmallFile(m_files.caCertificate));
    TW_ASSIGN(const Certificate authority, certificateFromPem(authorityPem));
    TW_ASSIGN(const PrivateKey authorityKey, privateKeyFromFile(m_files.caKey));
    TW_ASSIGN(const std::string oldPem, readSmallFile(m_files.certificate));
    TW_ASSIGN(const Certificate old, certificateFromPem(oldPem));
    TW_ASSIGN(const PrivateKey key, newKey ? makePrivateKey() : privateKeyFromFile(m_files.key));
    TW_ASSIGN(const Certificate fresh,
              makeServerCertificate(key, namesOf(old), authority, authorityKey, m_clock.now(),
                                    kServerDays));
    TW_ASSIGN(const std::string freshPem, toPem(fresh));
    if (newKey) {
        // Key and certificate are two files: between the two writes they do not fit, and a server
        // that starts in that instant says so. A reload keeps the old pair until both are there.
        TW_ASSIGN(const Secret keyPem, toPem(key));
        TW_TRY(writeFileDurably(m_files.key, keyPem.text(), kKeyMode));
    }
    return writeFileDurably(m_files.certificate, freshPem + authorityPem, kCertificateMode);
}

Result<Timestamp> CertificateAuthority::expires() const
{
    TW_ASSIGN(const std::string pem, readSmallFile(m_files.certificate));
    TW_ASSIGN(const Certificate certificate, certificateFromPem(pem));
    return notAfter(certificate);
}

Result<std::string> spkiSha256(std::string_view pem)
{
    TW_ASSIGN(const Certificate certificate, certificateFromPem(pem));
    return spkiSha256(certificate);
}

} // namespace taskward::ops
