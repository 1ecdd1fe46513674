// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Security.h"
#include "ui/Context.h"

#include <QFrame>
#include <deque>

class QLabel;

namespace taskward::ui {

/// "Was this you?", a line across the window for what was noticed, one after the other. Answers with
/// two buttons; never with a field: no code is ever asked for in a notification.
class NoticeBanner final : public QFrame {
    Q_OBJECT

public:
    explicit NoticeBanner(Context context, QWidget* parent = nullptr);

signals:
    /// "Not me": the receiver guides on.
    void notMeRequested(const taskward::SecurityEventId& id);

private:
    void onNoticed(const contract::SecurityEvent& event);
    void refresh();
    void answer(bool wasMe);

    Context m_context;
    std::deque<contract::SecurityEvent> m_events;
    QLabel* m_icon;
    QLabel* m_text;
};

} // namespace taskward::ui
