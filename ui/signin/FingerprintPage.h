// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Workspace.h"
#include "ui/signin/SignInPage.h"

class QCheckBox;
class QPushButton;

namespace taskward::ui {

class ServerCard;

/// First meeting with a server that nothing vouches for: the person compares its fingerprint.
/// Cancel is the default; trusting takes saying that it was compared.
class FingerprintPage final : public SignInPage {
    Q_OBJECT

public:
    explicit FingerprintPage(Theme& theme, QWidget* parent = nullptr);

    /// `known`: hosts that this profile trusted before, to warn of names that look like theirs.
    void start(const client::ServerIdentity& server, const QStringList& known = {});

signals:
    void trusted(const taskward::client::ServerIdentity& server);

private:
    client::ServerIdentity m_server;
    ServerCard* m_card;
    QLabel* m_fingerprint;
    QCheckBox* m_compared;
    QPushButton* m_cancel;
    QPushButton* m_trust;
};

} // namespace taskward::ui
