// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/ErrorText.h"
#include "ui/security/AppLock.h"
#include "ui/security/ClipboardGuard.h"
#include "ui/security/LockPage.h"
#include "ui/security/WindowPrompter.h"
#include "ui/settings/KeychainDialog.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/WorkspacePage.h"
#include "ui/tasks/TaskEdits.h"

#include <QCoroCore>
#include <QDialog>
#include <QMenu>
#include <QPointer>
#include <chrono>

namespace taskward::ui {

namespace {

using namespace std::chrono_literals;

/// Longer than any commit to the outbox takes; logind waits five seconds before it sleeps.
constexpr auto kEditsMayTake = 3s;

} // namespace

void MainWindow::closeDialogs()
{
    // Deleted, not closed: none of them may look at a workspace that is gone. A question among them
    // ends as Cancelled.
    QList<QPointer<QWidget>> open;
    for (QDialog* dialog : findChildren<QDialog*>())
        open << dialog;
    for (QMenu* menu : findChildren<QMenu*>())
        menu->close();
    for (const QPointer<QWidget>& dialog : open)
        delete dialog.data();
}

void MainWindow::showLock()
{
    m_isLocked = true;
    if (!m_lockPage) {
        m_lockPage = new LockPage(m_theme, this);
        connect(m_lockPage, &LockPage::unlockRequested, this, &MainWindow::unlockApp);
    }
    showPage(m_lockPage);
    m_lockPage->start(m_opener.profile().secretPlace);
}

QCoro::Task<void> MainWindow::lock()
{
    const QPointer<MainWindow> self(this);
    if (!m_workspace || m_isLocked)
        co_return;
    m_draft = m_page->takeEdits();
    closeDialogs();
    m_page->tellPlacement(m_placement);
    showLock();
    // At once, so that the preview of the task switcher shows the empty page too.
    repaint();
    ClipboardGuard::clearNow();
    const QPointer<TaskEdits> edits(&m_page->edits());
    if (edits->isBusy()) {
        auto settling = qCoro(edits.data(), &TaskEdits::settled, kEditsMayTake);
        co_await settling;
        // Out of the frame of the edit that told it.
        if (self)
            co_await QCoro::sleepFor(0ms);
    }
    if (!self || !m_isLocked)
        co_return;
    closeWorkspace();
    emit locked();
}

QCoro::Task<void> MainWindow::unlockApp()
{
    const QPointer<MainWindow> self(this);
    if (m_workspace)
        co_return; // still closing
    m_lockPage->setBusy(true);
    m_lockPage->showProblem({});
    if (m_opener.profile().secretPlace == client::SecretPlace::Keychain) {
        auto unlocking = m_opener.unlockKeychain();
        const Status unlocked = co_await unlocking;
        if (!self)
            co_return;
        if (!unlocked && unlocked.error().code == ErrorCode::KeychainDenied) {
            m_lockPage->setBusy(false);
            m_lockPage->showProblem(tr("The prompt was closed, and the keychain stayed locked."));
            co_return;
        }
    }
    auto opening = m_opener.open();
    Result<std::unique_ptr<client::Workspace>> opened = co_await opening;
    if (!self)
        co_return;
    m_lockPage->setBusy(false);
    if (opened) {
        showWorkspace(std::move(*opened));
        co_return;
    }
    if (opened.error().code == ErrorCode::Cancelled) {
        m_lockPage->showProblem(tr("It stays locked."));
        co_return;
    }
    m_isLocked = false;
    showTrouble(opened.error());
}

void MainWindow::showKeychain()
{
    auto* dialog = new KeychainDialog(m_opener, m_theme, this);
    connect(dialog, &KeychainDialog::mended, dialog, &QDialog::accept);
    connect(dialog, &KeychainDialog::mended, this, [this] {
        if (!m_workspace)
            openBy(m_opener.open());
    });
    dialog->open();
}

} // namespace taskward::ui
