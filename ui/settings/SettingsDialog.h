// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Workspace.h"
#include "ui/Context.h"

#include <QDialog>

class QListWidget;
class QStackedWidget;

namespace taskward::ui {

class SecurityPage;

/// What the person sets, a page each: general, security, where the keys are, the lock. Made when it
/// is asked for, deletes itself.
class SettingsDialog final : public QDialog {
    Q_OBJECT

public:
    enum class Page { General, Security, Keychain, Lock };

    SettingsDialog(Context context, QWidget* parent, Page page = Page::General);

    void showPage(Page page);
    SecurityPage* security() const { return m_security; }

signals:
    /// The account is gone from this computer.
    void signedOut();

private:
    void addPage(Page page, const QString& title, const QString& icon, QWidget* widget);

    Context m_context;
    QListWidget* m_list;
    QStackedWidget* m_pages;
    SecurityPage* m_security = nullptr;
};

} // namespace taskward::ui
