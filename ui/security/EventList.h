// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Security.h"
#include "ui/Context.h"

#include <QWidget>

class QPushButton;

namespace taskward::ui {

class LineGroup;

/// What happened to the account, newest first, page after page; "Not me" beside what may not have
/// been the person.
class EventList final : public QWidget {
    Q_OBJECT

public:
    explicit EventList(Context context, QWidget* parent = nullptr);

    QCoro::Task<void> read();

signals:
    void notMeRequested(const taskward::SecurityEventId& id);

private:
    QCoro::Task<void> more();
    void addLine(const contract::SecurityEvent& event);

    Context m_context;
    client::Security& m_security;
    LineGroup* m_group;
    QPushButton* m_more;
    std::string m_next;
};

} // namespace taskward::ui
