// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Workspace.h"
#include "ui/Context.h"
#include "ui/security/LockPolicy.h"
#include "ui/shell/Placement.h"

#include <QStringList>
#include <QWidget>
#include <memory>

class QStackedWidget;

namespace taskward {
class Clock;
}

namespace taskward::ui {

class AddressPage;
class AppLock;
class FingerprintPage;
class LockPage;
class PasswordPage;
class Theme;
class TroublePage;
class WelcomePage;
class WindowPrompter;
class WorkspacePage;

/// The window: signing in, trouble, or the opened workspace, which it owns. Pages are made when
/// they are first needed.
class MainWindow final : public QWidget {
    Q_OBJECT

public:
    using Opening = QCoro::Task<Result<std::unique_ptr<client::Workspace>>>;

    MainWindow(client::AccountOpener& opener, Theme& theme, const Clock& clock);
    ~MainWindow() override;

    /// As the window was left last time; before it is shown.
    void place(const Placement& placement);
    /// As it is now, or was before the workspace was closed.
    Placement placement() const;
    /// Opens the account of the profile, or welcomes; stays locked if that is the setting.
    void start();
    /// Keeps what is being typed, empties the window, closes the workspace: its keys are gone.
    QCoro::Task<void> lock();
    bool isLocked() const { return m_isLocked; }
    AppLock& appLock() const { return *m_appLock; }
    /// Hosts that were trusted before, beside the one of the profile.
    void setKnownHosts(const QStringList& hosts) { m_knownHosts = hosts; }
    /// Opens in another way, e.g. signing in by command line.
    QCoro::Task<void> openBy(Opening opening);
    /// Null while none is open.
    WorkspacePage* page() const { return m_page; }
    QWidget* currentPage() const;
    /// Null while none is open.
    client::Workspace* workspace() const { return m_workspace.get(); }

signals:
    /// The first rows of the workspace are on the screen.
    void tasksShown();
    /// The workspace could not be opened; a page says why.
    void openingFailed(const taskward::Error& error);
    /// Nothing of the tasks is in memory any more.
    void locked();
    /// The person signed in to a server there.
    void hostTrusted(const QString& host);

private:
    void showWelcome();
    void showAddress();
    void showFingerprint(const client::ServerIdentity& server);
    void showPassword(const client::ServerIdentity& server);
    void showTrouble(const Error& error, const QString& note = {});
    QCoro::Task<void> unlock();
    void showKeychain();
    void showLock();
    void closeDialogs();
    QCoro::Task<void> unlockApp();
    Context context();
    QStringList knownHosts() const;
    void showWorkspace(std::unique_ptr<client::Workspace> workspace);
    void closeWorkspace();
    void onServerFound(const client::ServerIdentity& server);
    QCoro::Task<void> openHere();
    void showPage(QWidget* page);

    client::AccountOpener& m_opener;
    Theme& m_theme;
    const Clock& m_clock;
    AppLock* m_appLock;
    std::unique_ptr<WindowPrompter> m_prompter;
    std::unique_ptr<client::Workspace> m_workspace;
    QStackedWidget* m_stack;
    WelcomePage* m_welcome = nullptr;
    AddressPage* m_address = nullptr;
    FingerprintPage* m_fingerprint = nullptr;
    PasswordPage* m_password = nullptr;
    TroublePage* m_trouble = nullptr;
    LockPage* m_lockPage = nullptr;
    WorkspacePage* m_page = nullptr;
    Placement m_placement;
    QStringList m_knownHosts;
    bool m_isLocked = false;
    Secret m_draft; ///< what stood in the line for new tasks when the window locked
};

} // namespace taskward::ui
