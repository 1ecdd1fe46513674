// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Result.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslError>
#include <string>

namespace taskward::client {

/// SHA-256 of the certificate's SubjectPublicKeyInfo in DER, lower-case hex (RFC 7469 section 2.4); empty
/// for no certificate.
std::string spkiSha256(const QSslCertificate& certificate);

/// Whom a connection may talk to: the holder of one key, or whoever the operating system's store
/// vouches for. There is no third way.
struct ServerTrust {
    std::string pin; ///< as spkiSha256; empty: the operating system's store decides

    /// TLS 1.3 or newer, no session kept on disk or shared.
    QSslConfiguration configuration() const;
    /// May these errors be passed over? Only with a pin, and only for the certificate that carries it.
    bool excuses(const QSslCertificate& peer) const;
    /// The last word, after the handshake and before anything is sent.
    Status check(const QSslCertificate& peer) const;
};

} // namespace taskward::client
