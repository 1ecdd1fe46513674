// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Workspace.h"
#include "client/auth/ConnectCode.h"
#include "core/base/Limits.h"

#include <QSslCertificate>

namespace taskward::client {

/// Looks at a server step by step (name, TCP, TLS, identity, version), without credentials. Each step
/// that fails has its own sentence and remedy; the first failure ends the probe. The window's thread.
class ServerProbe : public QObject {
    Q_OBJECT

public:
    using Progress = std::function<void(ProbeResult)>;

    /// `deadline` is of each step.
    explicit ServerProbe(std::chrono::milliseconds deadline = limits::kClientConnectTimeout);

    /// Errors: that of the step that failed; ValidationFailed for what is no address.
    QCoro::Task<Result<ServerIdentity>> run(std::string address, Progress progress);

private:
    struct TlsSeen {
        QSslCertificate certificate;
        std::string protocol;
        bool vouched = false; ///< by the operating system's store
    };
    QCoro::Task<Result<std::string>> resolve(std::string host);
    QCoro::Task<Status> reach(ServerAddress address);
    QCoro::Task<Result<TlsSeen>> shake(ServerAddress address);
    QCoro::Task<Result<contract::GetMeta::Response>> ask(ServerAddress address, std::string pin);

    std::chrono::milliseconds m_deadline;
};

} // namespace taskward::client
