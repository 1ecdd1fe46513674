// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>
#include <QTcpServer>
#include <string>

namespace taskward::test {

/// key.pem and cert.pem in `directory`; the SHA-256 of the public key as openssl has it, empty on failure.
inline std::string makeCertificate(const QString& directory)
{
    QProcess openssl;
    openssl.setWorkingDirectory(directory);
    openssl.start(
        QStringLiteral("bash"),
        {QStringLiteral("-c"),
         QStringLiteral("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes "
                        "-keyout key.pem -out cert.pem -days 2 -subj /CN=test 2>/dev/null && "
                        "openssl x509 -in cert.pem -pubkey -noout | "
                        "openssl pkey -pubin -outform DER | sha256sum | cut -d' ' -f1")});
    if (!openssl.waitForFinished(30'000))
        return {};
    return openssl.readAllStandardOutput().trimmed().toStdString();
}

/// Answers every connection with the same bytes over TLS, and keeps what it was sent.
class TlsServer final : public QTcpServer {
public:
    TlsServer(const QString& directory, QSsl::SslProtocol protocol) : m_protocol(protocol)
    {
        QFile key(directory + QStringLiteral("/key.pem"));
        QFile certificate(directory + QStringLiteral("/cert.pem"));
        if (key.open(QIODevice::ReadOnly))
            m_key = QSslKey(&key, QSsl::Ec);
        if (certificate.open(QIODevice::ReadOnly))
            m_certificate = QSslCertificate(&certificate);
        listen(QHostAddress::LocalHost);
    }
    std::string url() const { return "https://127.0.0.1:" + std::to_string(serverPort()); }
    QByteArray answer;
    QByteArray received;
    bool close = true;

protected:
    void incomingConnection(qintptr handle) override
    {
        auto* socket = new QSslSocket(this);
        socket->setSocketDescriptor(handle);
        socket->setLocalCertificate(m_certificate);
        socket->setPrivateKey(m_key);
        socket->setProtocol(m_protocol);
        connect(socket, &QSslSocket::readyRead, this, [this, socket] {
            received += socket->readAll();
            if (!received.contains("\r\n\r\n") || answer.isEmpty())
                return;
            socket->write(answer);
            if (close)
                socket->disconnectFromHost();
        });
        socket->startServerEncryption();
    }

private:
    QSsl::SslProtocol m_protocol;
    QSslKey m_key;
    QSslCertificate m_certificate;
};

} // namespace taskward::test
