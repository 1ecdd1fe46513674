// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/async/Later.h"
#include "core/base/Result.h"

#include <QDBusVariant>
#include <QObject>
#include <chrono>

namespace taskward::client {

/// One prompt of the Secret Service (org.freedesktop.Secret.Prompt): shows it and waits for the
/// person's answer. `answer` ends with success, KeychainDenied (dismissed) or KeychainSlow, always.
class SecretPrompt final : public QObject {
    Q_OBJECT

public:
    SecretPrompt(QString path, std::chrono::milliseconds patience);
    ~SecretPrompt() override;

    Later<Status> show();

private slots:
    void onCompleted(bool dismissed, const QDBusVariant& result);

private:
    QString m_path;
    std::chrono::milliseconds m_patience;
    Later<Status> m_answer;
};

} // namespace taskward::client
