// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Result.h"
#include "core/base/Secret.h"

#include <QCoroTask>
#include <QObject>
#include <QProcess>
#include <filesystem>
#include <memory>
#include <string>

namespace taskward::client {

/// "On this computer": the bundled taskward-server as a child on a loopback port. Its key and password
/// travel over its standard input, never as an argument or in the environment; it ends when that pipe
/// closes, so a client that was killed leaves no orphan.
class LocalServer : public QObject {
    Q_OBJECT

public:
    struct Ready {
        std::string url;
        std::string spkiSha256;
    };

    LocalServer(std::filesystem::path directory, Secret key);
    ~LocalServer() override;

    bool isInitialised() const;
    /// Makes the server's directory. Errors: StorageUnavailable with the program's own words.
    QCoro::Task<Status> init(std::string organisation, std::string email, Secret password);
    /// Ends when it answers. Errors: StorageUnavailable, Timeout.
    QCoro::Task<Result<Ready>> start();

    /// Beside this program, in the build tree's place, or in PATH; empty without one.
    static std::string program();

signals:
    /// It ended without having been told to.
    void died();

private:
    std::unique_ptr<QProcess> makeProcess(const QStringList& arguments);
    void writeKey(QProcess& process) const;

    std::filesystem::path m_directory;
    Secret m_key;
    std::unique_ptr<QProcess> m_process;
    QByteArray m_errors;
};

} // namespace taskward::client
