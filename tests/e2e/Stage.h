// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>
#include <memory>

namespace taskward::test {

/// A server and any number of devices in one temporary directory.
class Stage {
public:
    struct Run {
        int exitCode = -1;
        QByteArray output;
        QByteArray errors;
        bool ok() const { return exitCode == 0; }
    };

    bool init();
    /// On the port of the first time, so that the devices find it again.
    bool startServer();
    void stopServer();
    void killServer();

    Run cli(const QString& device, const QStringList& arguments) const;
    bool signIn(const QString& device) const;
    QString add(const QString& device, const QString& title) const;
    QJsonObject dump(const QString& device) const;
    /// The dump without the member that is the device's own, as text.
    QByteArray shared(const QString& device) const;
    QString path(const QString& name) const { return m_directory.filePath(name); }
    QString profile(const QString& device) const { return path(device); }
    /// Files below `where` that hold `text` in UTF-8 or UTF-16.
    static QStringList filesWith(const QString& where, const QString& text);

private:
    static Run wait(QProcess& process);

    QTemporaryDir m_directory;
    std::unique_ptr<QProcess> m_server;
    QString m_url;
    QString m_pin;
    QString m_listen = QStringLiteral("127.0.0.1:0");
};

} // namespace taskward::test
