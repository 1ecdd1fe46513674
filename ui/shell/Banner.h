// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Workspace.h"
#include "ui/Context.h"
#include "ui/shell/SyncWords.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QToolButton;

namespace taskward::ui {

/// A line across the window while there is something to know: offline, signed out, not trusted,
/// replaced. Never a dialog: work goes on below it.
class Banner final : public QFrame {
    Q_OBJECT

public:
    explicit Banner(Context context, QWidget* parent = nullptr);

    BannerWords::Action action() const { return m_action; }

signals:
    void signInRequested();
    void adoptRequested();
    void refusedRequested();
    void setUpFactorRequested();
    void newPasswordRequested();

private:
    void refresh();
    void onButton();

    Context m_context;
    BannerWords::Action m_action = BannerWords::Action::None;
    QLabel* m_icon;
    QLabel* m_text;
    QToolButton* m_reference;
    QPushButton* m_button;
};

} // namespace taskward::ui
