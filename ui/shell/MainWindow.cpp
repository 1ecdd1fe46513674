// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/shell/MainWindow.h"

#include "ui/ErrorText.h"
#include "ui/security/AppLock.h"
#include "ui/security/LockPage.h"
#include "ui/security/LookAlike.h"
#include "ui/security/WindowPrompter.h"
#include "ui/shell/WorkspacePage.h"
#include "ui/signin/AddressPage.h"
#include "ui/signin/FingerprintPage.h"
#include "ui/signin/PasswordPage.h"
#include "ui/signin/SignInAgainDialog.h"
#include "ui/signin/TroublePage.h"
#include "ui/signin/WelcomePage.h"
#include "ui/tasks/TaskListPage.h"
#include "ui/tasks/TaskListView.h"

#include <QPointer>
#include <QScreen>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace taskward::ui {

MainWindow::MainWindow(client::AccountOpener& opener, Theme& theme, const Clock& clock)
    : m_opener(opener), m_theme(theme), m_clock(clock), m_appLock(new AppLock(clock, this)),
      m_prompter(std::make_unique<WindowPrompter>(theme, clock, *this)),
      m_stack(new QStackedWidget(this))
{
    m_opener.setPrompter(m_prompter.get());
    m_appLock->watch(*this);
    // Queued: whatever asked for it (a button, a key) is off the stack when its widget goes.
    connect(m_appLock, &AppLock::lockRequested, this, &MainWindow::lock, Qt::QueuedConnection);
    m_stack->setObjectName(QStringLiteral("root"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    setWindowTitle(QStringLiteral("Taskward"));
    setMinimumSize(640, 480);
    // Not beyond the screen, which at 200 % is a small one.
    resize(QSize(1120, 760).boundedTo(screen()->availableSize() - QSize(40, 60)));
}

MainWindow::~MainWindow()
{
    closeDialogs(); // a question that waits ends before who asked goes
    closeWorkspace();
    m_opener.setPrompter(nullptr);
}

Context MainWindow::context()
{
    return {m_workspace.get(), &m_theme, &m_clock, &m_opener, m_appLock};
}

QStringList MainWindow::knownHosts() const
{
    QStringList hosts = m_knownHosts;
    const QString own = hostOf(toQt(m_opener.profile().url));
    if (!own.isEmpty())
        hosts << own;
    return hosts;
}

void MainWindow::place(const Placement& placement)
{
    m_placement = placement;
    // Checks itself whether the screen of last time is still there.
    if (!placement.geometry.isEmpty())
        restoreGeometry(placement.geometry);
}

Placement MainWindow::placement() const
{
    Placement now = m_placement;
    if (m_page)
        m_page->tellPlacement(now);
    now.geometry = saveGeometry();
    return now;
}

QWidget* MainWindow::currentPage() const
{
    return m_stack->currentWidget();
}

void MainWindow::showPage(QWidget* page)
{
    if (m_stack->indexOf(page) < 0)
        m_stack->addWidget(page);
    m_stack->setCurrentWidget(page);
}

void MainWindow::start()
{
    const client::ProfileState profile = m_opener.profile();
    m_prompter->setServer(ServerSight::of(profile), toQt(profile.email));
    if (!profile.hasAccount)
        showWelcome();
    else if (m_appLock->settings().atStart &&
             profile.secretPlace != client::SecretPlace::MemoryOnly)
        showLock();
    else
        openBy(m_opener.open());
}

QCoro::Task<void> MainWindow::openBy(Opening opening)
{
    const QPointer<MainWindow> self(this);
    Result<std::unique_ptr<client::Workspace>> opened = co_await opening;
    if (!self)
        co_return;
    if (opened)
        showWorkspace(std::move(*opened));
    else if (opened.error().code == ErrorCode::NotFound)
        showWelcome();
    else
        showTrouble(opened.error());
}

void MainWindow::showWelcome()
{
    if (!m_welcome) {
        m_welcome = new WelcomePage(m_theme, this);
        connect(m_welcome, &WelcomePage::onThisComputerChosen, this, &MainWindow::openHere);
        connect(m_welcome, &WelcomePage::serverChosen, this, &MainWindow::showAddress);
    }
    m_welcome->setBusy(false);
    showPage(m_welcome);
}

QCoro::Task<void> MainWindow::openHere()
{
    const QPointer<MainWindow> self(this);
    m_welcome->setBusy(true);
    const std::string name = fromQt(tr("My tasks"));
    auto opening = m_opener.openOnThisComputer(name);
    Result<std::unique_ptr<client::Workspace>> opened = co_await opening;
    if (!self)
        co_return;
    if (opened) {
        showWorkspace(std::move(*opened));
        co_return;
    }
    m_welcome->showError(errorSentence(opened.error()));
    emit openingFailed(opened.error());
}

void MainWindow::showAddress()
{
    if (!m_address) {
        m_address = new AddressPage(m_opener, m_theme, this);
        connect(m_address, &AddressPage::found, this, &MainWindow::onServerFound);
        connect(m_address, &AddressPage::backRequested, this, &MainWindow::showWelcome);
    }
    showPage(m_address);
    m_address->start();
}

void MainWindow::onServerFound(const client::ServerIdentity& server)
{
    if (server.pinnedByCode || server.trustedByStore)
        showPassword(server);
    else
        showFingerprint(server);
}

void MainWindow::showFingerprint(const client::ServerIdentity& server)
{
    if (!m_fingerprint) {
        m_fingerprint = new FingerprintPage(m_theme, this);
        connect(m_fingerprint, &FingerprintPage::trusted, this, &MainWindow::showPassword);
        connect(m_fingerprint, &FingerprintPage::backRequested, this, &MainWindow::showAddress);
    }
    showPage(m_fingerprint);
    m_fingerprint->start(server, knownHosts());
}

void MainWindow::showPassword(const client::ServerIdentity& server)
{
    if (!m_password) {
        m_password = new PasswordPage(m_opener, m_theme, this);
        connect(m_password, &PasswordPage::signedIn, this, [this] {
            const QString host = hostOf(toQt(m_password->server().url));
            if (!m_knownHosts.contains(host))
                m_knownHosts << host;
            emit hostTrusted(host);
            showWorkspace(m_password->takeWorkspace());
        });
        connect(m_password, &PasswordPage::backRequested, this, &MainWindow::showAddress);
    }
    showPage(m_password);
    m_prompter->setServer(ServerSight::of(server), {});
    m_password->start(server, {}, knownHosts());
}

void MainWindow::showTrouble(const Error& error, const QString& note)
{
    if (!m_trouble) {
        m_trouble = new TroublePage(m_theme, this);
        connect(m_trouble, &TroublePage::retryRequested, this, [this] {
            m_trouble->setBusy(true);
            openBy(m_opener.open());
        });
        connect(m_trouble, &TroublePage::unlockRequested, this, &MainWindow::unlock);
        connect(m_trouble, &TroublePage::examineRequested, this, &MainWindow::showKeychain);
        connect(m_trouble, &TroublePage::rebuildRequested, this, [this] {
            m_trouble->setBusy(true);
            openBy(m_opener.rebuildCache());
        });
    }
    showPage(m_trouble);
    m_trouble->start(error, note);
    emit openingFailed(error);
}

QCoro::Task<void> MainWindow::unlock()
{
    const QPointer<MainWindow> self(this);
    m_trouble->setBusy(true);
    auto unlocking = m_opener.unlockKeychain();
    const Status unlocked = co_await unlocking;
    if (!self)
        co_return;
    if (unlocked) {
        openBy(m_opener.open());
        co_return;
    }
    const bool refused = unlocked.error().code == ErrorCode::KeychainDenied;
    showTrouble({ErrorCode::KeychainLocked, unlocked.error().detail, {}},
                refused
                    ? tr("The prompt was closed, and the keychain stayed locked.")
                    : tr("The keychain did not unlock: %1").arg(errorSentence(unlocked.error())));
}

void MainWindow::showWorkspace(std::unique_ptr<client::Workspace> workspace)
{
    closeWorkspace();
    m_workspace = std::move(workspace);
    m_isLocked = false;
    const client::ProfileState profile = m_opener.profile();
    m_prompter->setServer(ServerSight::of(context()), toQt(m_workspace->me().email));
    m_workspace->setPrompter(m_prompter.get());
    m_appLock->setArmed(profile.secretPlace != client::SecretPlace::MemoryOnly);
    m_page = new WorkspacePage(context(), this);
    connect(m_page, &WorkspacePage::ready, this, &MainWindow::tasksShown);
    connect(m_page, &WorkspacePage::signInRequested, this, [this] {
        auto* dialog = new SignInAgainDialog(context(), this);
        dialog->open();
    });
    // The page and its dialog are on the call stack: they go when it is unwound.
    connect(
        m_page, &WorkspacePage::signedOut, this,
        [this] {
            closeWorkspace();
            showWelcome();
        },
        Qt::QueuedConnection);
    showPage(m_page);
    m_page->start(m_placement);
    m_page->putDraft(std::exchange(m_draft, {}));
    m_page->list().list().setFocus();
    m_workspace->startSync();
}

void MainWindow::closeWorkspace()
{
    if (m_page)
        m_page->tellPlacement(m_placement);
    // The page works on the workspace: it goes first.
    delete std::exchange(m_page, nullptr);
    m_appLock->setArmed(false);
    m_workspace.reset();
}

} // namespace taskward::ui
