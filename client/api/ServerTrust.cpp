// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/api/ServerTrust.h"

#include <QCryptographicHash>
#include <QSslKey>
#include <QSslSocket>

namespace taskward::client {

std::string spkiSha256(const QSslCertificate& certificate)
{
    if (certificate.isNull())
        return {};
    const QByteArray der = certificate.publicKey().toDer();
    if (der.isEmpty())
        return {};
    return QCryptographicHash::hash(der, QCryptographicHash::Sha256).toHex().toStdString();
}

QSslConfiguration ServerTrust::configuration() const
{
    auto configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_3OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    configuration.setSslOption(QSsl::SslOptionDisableSessionPersistence, true);
    configuration.setSslOption(QSsl::SslOptionDisableSessionSharing, true);
    configuration.setSslOption(QSsl::SslOptionDisableSessionTickets, true);
    configuration.setAllowedNextProtocols({"http/1.1"});
    return configuration;
}

bool ServerTrust::excuses(const QSslCertificate& peer) const
{
    return !pin.empty() && spkiSha256(peer) == pin;
}

Status ServerTrust::check(const QSslCertificate& peer) const
{
    if (pin.empty() || spkiSha256(peer) == pin)
        return {};
    return fail(ErrorCode::ServerUntrusted, "pinned " + pin + ", found " + spkiSha256(peer));
}

} // namespace taskward::client
