// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Security.h"
#include "ui/Context.h"

#include <QWidget>

class QPushButton;

namespace taskward::ui {

class LineGroup;

/// The person's devices: which is this one, when each was last used; end one, erase one, end all
/// others.
class DeviceList final : public QWidget {
    Q_OBJECT

public:
    explicit DeviceList(Context context, QWidget* parent = nullptr);

    QCoro::Task<void> read();

signals:
    void failed(const taskward::Error& error);

private:
    void addLine(const contract::DeviceSession& session);
    void askToEnd(const contract::DeviceSession& session);
    void askToErase(const contract::DeviceSession& session);
    void askToEndOthers();
    QCoro::Task<void> end(SessionId id, bool wipe);
    QCoro::Task<void> endOthers();

    Context m_context;
    client::Security& m_security;
    LineGroup* m_group;
    QPushButton* m_endOthers;
};

} // namespace taskward::ui
