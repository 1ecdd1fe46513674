// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
// Renders every screen, light and dark, to PNG files in a directory; fails when one of them is
// blank.
#include "core/crypto/Totp.h"
#include "tests/support/FakeAccountOpener.h"
#include "tests/support/SampleWorkspace.h"
#include "ui/Text.h"
#include "ui/security/ApiKeyDialog.h"
#include "ui/security/ChangePasswordDialog.h"
#include "ui/security/CodeDialog.h"
#include "ui/security/LockPage.h"
#include "ui/security/NewPasswordFields.h"
#include "ui/security/NotMeDialog.h"
#include "ui/security/PassphraseDialog.h"
#include "ui/security/ProofDialog.h"
#include "ui/security/SecretField.h"
#include "ui/security/TotpWizard.h"
#include "ui/settings/KeychainDialog.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/ShortcutSheet.h"
#include "ui/shell/Toast.h"
#include "ui/shell/WorkspacePage.h"
#include "ui/signin/AddressPage.h"
#include "ui/signin/FingerprintPage.h"
#include "ui/signin/PasswordPage.h"
#include "ui/signin/TroublePage.h"
#include "ui/signin/WelcomePage.h"
#include "ui/style/Theme.h"
#include "ui/tasks/DetailPane.h"
#include "ui/tasks/QuickEntry.h"
#include "ui/tasks/TaskListModel.h"
#include "ui/tasks/TaskListPage.h"
#include "ui/tasks/TaskListView.h"
#include "ui/tasks/WhenPicker.h"

#include <QApplication>
#include <QDir>
#include <QImage>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <cstdio>
#include <functional>

using namespace taskward;
using namespace taskward::ui;

namespace {

class Shots {
public:
    Shots(QDir directory, Theme& theme) : m_directory(std::move(directory)), m_theme(theme) {}

    /// All screens in the appearance in force; false when one is blank.
    bool takeAll(const QString& suffix)
    {
        m_suffix = suffix;
        workspaceScreens();
        stateScreens();
        signInScreens();
        settingsScreens();
        wizardScreens();
        questionScreens();
        return m_good;
    }

private:
    void save(QWidget& widget, const char* name)
    {
        QTest::qWait(60);
        const QImage image = widget.grab().toImage();
        bool blank = true;
        const QRgb first = image.pixel(0, 0);
        for (int y = 0; y < image.height() && blank; y += 3) {
            for (int x = 0; x < image.width() && blank; x += 3)
                blank = image.pixel(x, y) == first;
        }
        const QString file =
            m_directory.filePath(QStringLiteral("%1-%2.png").arg(QLatin1String(name), m_suffix));
        if (blank || !image.save(file)) {
            std::fprintf(stderr, "blank or not written: %s\n", qPrintable(file));
            m_good = false;
        }
    }

    /// Opens a window on `workspace` and hands it to `show`.
    void onWorkspace(std::unique_ptr<test::FakeWorkspaceUi> workspace,
                     const std::function<void(MainWindow&, test::FakeWorkspaceUi&)>& show)
    {
        test::FakeAccountOpener opener;
        test::FakeWorkspaceUi* raw = workspace.get();
        opener.state.hasAccount = true;
        opener.make = [&] { return std::move(workspace); };
        MainWindow window(opener, m_theme, m_clock);
        window.resize(1120, 760);
        window.show();
        window.start();
        if (!QTest::qWaitFor([&] { return window.page() != nullptr; }))
            m_good = false;
        else
            show(window, *raw);
    }

    void workspaceScreens()
    {
        onWorkspace(test::sampleWorkspace(m_clock), [this](MainWindow& window, auto& workspace) {
            WorkspacePage& page = *window.page();
            save(window, "today");
            page.list().list().setFocus();
            page.showQuery({});
            save(window, "inbox");
            client::TaskQuery query;
            query.view = client::View::Upcoming;
            page.showQuery(query);
            save(window, "upcoming");
            query = {};
            query.view = client::View::Project;
            query.project = workspace.overview().projects[1].id;
            page.showQuery(query);
            save(window, "project");
            const TaskId start = workspace.find("Draw the start page")->id;
            page.list().list().select(start);
            page.openTask(start);
            page.toast().showUndo(QStringLiteral("Completed “Choose the three photos”"));
            save(window, "detail");
            auto* picker =
                new WhenPicker({&workspace, &m_theme, &m_clock}, QDate(2026, 11, 27), &page);
            picker->openAt(window);
            save(*picker, "calendar");
            picker->close();
            page.closeTask();
            page.list().quickEntry().field()->setFocus();
            page.list().quickEntry().field()->setText(
                QStringLiteral("Ask for quotes friday 10:00 p2 #Office @phone"));
            save(window, "quick-entry");
            window.resize(700, 700);
            page.list().list().select(start);
            save(window, "narrow");
        });
        onWorkspace(test::largeWorkspace(m_clock, 10'000), [this](MainWindow& window, auto&) {
            window.page()->showQuery({});
            save(window, "full");
        });
        onWorkspace(test::emptyWorkspace(m_clock), [this](MainWindow& window, auto&) {
            window.page()->showQuery({});
            save(window, "empty-inbox");
            client::TaskQuery query;
            query.view = client::View::Today;
            window.page()->showQuery(query);
            save(window, "empty-today");
        });
    }

    void stateScreens()
    {
        using Phase = client::SyncState::Phase;
        const auto state = [&](Phase phase, const char* name) {
            onWorkspace(test::sampleWorkspace(m_clock), [&](MainWindow& window, auto& workspace) {
                client::SyncState sync = workspace.syncState();
                sync.phase = phase;
                sync.pendingEdits = 3;
                if (phase == Phase::Waiting) {
                    sync.error = Error{ErrorCode::Overloaded, {}, {}};
                    sync.requestId = "019a2f3c-77aa";
                }
                workspace.setSync(sync);
                save(window, name);
            });
        };
        state(Phase::Waiting, "offline");
        state(Phase::SignedOut, "signed-out");
        state(Phase::Untrusted, "untrusted");
        state(Phase::Replaced, "replaced");
        onWorkspace(test::emptyWorkspace(m_clock), [this](MainWindow& window, auto& workspace) {
            client::SyncState sync;
            sync.phase = Phase::FirstSync;
            sync.done = 3200;
            sync.total = 10'000;
            workspace.setSync(sync);
            save(window, "first-sync");
            workspace.failReads = Error{ErrorCode::StorageUnavailable, {}, {}};
            workspace.announce();
            save(window, "list-error");
            workspace.failReads.reset();
            workspace.holdReads = true;
            window.page()->showQuery({});
            QTest::qWait(200);
            save(window, "loading");
            workspace.release();
        });
    }

    void signInScreens()
    {
        test::FakeAccountOpener opener;
        const auto page = [this](SignInPage& widget, const char* name) {
            widget.resize(1120, 760);
            widget.setAttribute(Qt::WA_StyledBackground);
            widget.setObjectName(QStringLiteral("page"));
            widget.setAutoFillBackground(true);
            widget.show();
            save(widget, name);
        };
        WelcomePage welcome(m_theme);
        page(welcome, "welcome");
        using client::ProbeStep;
        opener.probes = {{ProbeStep::Name, true, "192.0.2.17", {}, {}, {}},
                         {ProbeStep::Tcp, true, "port 443", {}, {}, {}},
                         {ProbeStep::Tls,
                          false,
                          {},
                          "The certificate ended on 20 November.",
                          "Ask whoever runs the server to renew it: taskward-server cert renew.",
                          {}}};
        opener.server = fail(ErrorCode::ServerUntrusted);
        AddressPage address(opener, m_theme);
        address.start(QStringLiteral("tasks.example.org"));
        QTest::keyClick(address.findChild<QLineEdit*>(), Qt::Key_Return);
        page(address, "address");
        client::ServerIdentity server;
        server.url = "https://tasks.example.org";
        server.serverName = "Lindqvist & Weber";
        server.spkiSha256 = "5a1c9f0e3b7d62488ee1f4a05c2b9d7714fe80c96a3d5b21770c4e9fd86ab312";
        FingerprintPage fingerprint(m_theme);
        fingerprint.start(server);
        page(fingerprint, "fingerprint");
        opener.signInErrors = {Error{ErrorCode::Unauthenticated, {}, {}}};
        PasswordPage password(opener, m_theme);
        password.start(server, QStringLiteral("mara@example.org"));
        page(password, "password");
        auto* field = password.findChildren<QLineEdit*>().last();
        field->setText(QStringLiteral("not it"));
        QTest::keyClick(field, Qt::Key_Return);
        page(password, "password-wrong");
        for (const auto& [code, name] : {std::pair{ErrorCode::KeychainLocked, "keychain-locked"},
                                         std::pair{ErrorCode::KeyNotFound, "key-not-found"},
                                         std::pair{ErrorCode::StorageCorrupt, "damaged"}}) {
            TroublePage trouble(m_theme);
            trouble.start({code, {}, {}});
            page(trouble, name);
        }
    }

    void settingsScreens()
    {
        onWorkspace(test::sampleWorkspace(m_clock), [this](MainWindow& window, auto& workspace) {
            workspace.protection().isFresh = true;
            test::FakeAccountOpener opener;
            opener.report.backend = "secret-service";
            opener.report.answeredAfterMs = 41;
            opener.report.kept = {"key of the cache", "refresh token", "key of this device"};
            const Context context{&workspace, &m_theme, &m_clock, &opener, &window.appLock()};
            using Page = SettingsDialog::Page;
            for (const auto& [page, name] : {std::pair{Page::General, "settings-general"},
                                             std::pair{Page::Security, "settings-security"},
                                             std::pair{Page::Keychain, "settings-keychain"},
                                             std::pair{Page::Lock, "settings-lock"}}) {
                SettingsDialog settings(context, &window, page);
                settings.setAttribute(Qt::WA_DeleteOnClose, false);
                settings.show();
                QTest::qWait(200); // what is read comes a turn later
                save(settings, name);
            }
            workspace.protection().setUp();
            workspace.protection().protection.recoveryCodesLeft = 2;
            SettingsDialog settings(context, &window, Page::Security);
            settings.setAttribute(Qt::WA_DeleteOnClose, false);
            settings.show();
            QTest::qWait(200);
            save(settings, "settings-factor-on");
            opener.report.condition = client::KeychainCondition::Absent;
            opener.report.backend.clear();
            opener.report.kept.clear();
            opener.report.command = "sudo apt install gnome-keyring";
            KeychainDialog keychain(opener, m_theme, &window);
            keychain.setAttribute(Qt::WA_DeleteOnClose, false);
            keychain.show();
            QTest::qWait(100);
            save(keychain, "keychain-absent");
            contract::SecurityEvent event;
            event.kind = "auth.device.new";
            event.newDevice = true;
            event.deviceName = "Unknown laptop";
            event.address = "203.0.113.x";
            event.at = {m_clock.now().ms - 120'000};
            workspace.protection().notice(event);
            save(window, "was-this-you");
        });
    }

    void wizardScreens()
    {
        onWorkspace(test::sampleWorkspace(m_clock), [this](MainWindow& window, auto& workspace) {
            workspace.protection().isFresh = true;
            const Context context{&workspace, &m_theme, &m_clock};
            TotpWizard wizard(context, TotpWizard::Task::SetUp, &window);
            wizard.setAttribute(Qt::WA_DeleteOnClose, false);
            wizard.show();
            save(wizard, "wizard-1-begin");
            QTest::keyClick(&wizard, Qt::Key_Return);
            save(wizard, "wizard-2-scan");
            const std::int64_t step = crypto::totpStepAt(m_clock.now());
            const test::FakeSecurity& protection = workspace.protection();
            auto* code = wizard.findChild<QLineEdit*>(QStringLiteral("code"));
            const auto enter = [&](QLineEdit& field, const std::string& text) {
                field.setText(QString::fromStdString(text));
                QTest::keyClick(&field, Qt::Key_Return);
                QTest::qWait(30);
            };
            enter(*code, crypto::totpCode(protection.seed(), step - 4));
            save(wizard, "wizard-3-drift");
            enter(*code, crypto::totpCode(protection.seed(), step));
            save(wizard, "wizard-4-codes");
            QTest::keyClick(&wizard, Qt::Key_Return);
            save(wizard, "wizard-5-prove");
            enter(*wizard.findChild<QLineEdit*>(QStringLiteral("proof")),
                  protection.recoveryCodes[0]);
            save(wizard, "wizard-6-done");
        });
    }

    template <typename Dialog, typename... Arguments>
    void question(const char* name, Arguments&&... arguments)
    {
        Dialog dialog(std::forward<Arguments>(arguments)...);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        save(dialog, name);
    }

    void questionScreens()
    {
        const ServerSight sight{
            QStringLiteral("Lindqvist & Weber"), QStringLiteral("https://tasks.example.org"),
            QStringLiteral("5a1c9f0e3b7d62488ee1f4a05c2b9d7714fe80c96a3d5b21770c4e9fd86ab312"),
            false};
        const std::optional<Error> wrong =
            Error{ErrorCode::Unauthenticated, {}, {}, {{"attempts_left", 3}}};
        question<ProofDialog>("proof", m_theme, sight, QStringLiteral("mara@example.org"), true,
                              wrong, nullptr);
        contract::Challenge challenge;
        challenge.attemptsLeft = 4;
        challenge.serverTime = m_clock.now();
        challenge.expiresAt = {m_clock.now().ms + 272'000};
        const std::optional<Error> late =
            Error{ErrorCode::CodeWrong, {}, {}, {{"drift_seconds", -74}, {"attempts_left", 4}}};
        question<CodeDialog>("second-step", m_theme, m_clock, sight, challenge, late, nullptr);
        question<PassphraseDialog>("passphrase", m_theme, false, std::nullopt, nullptr);
        PassphraseDialog fresh(m_theme, true, std::nullopt, nullptr);
        fresh.setAttribute(Qt::WA_DeleteOnClose, false);
        fresh.show();
        fresh.findChild<NewPasswordFields*>()->first().edit().setText(QStringLiteral("letmein1"));
        save(fresh, "passphrase-fresh");
        LockPage locked(m_theme);
        locked.resize(1120, 760);
        locked.setObjectName(QStringLiteral("page"));
        locked.setAutoFillBackground(true);
        locked.start(client::SecretPlace::Keychain);
        locked.show();
        save(locked, "locked");
        onWorkspace(test::sampleWorkspace(m_clock), [this](MainWindow& window, auto& workspace) {
            const Context context{&workspace, &m_theme, &m_clock};
            question<NotMeDialog>("not-me", context, std::nullopt, &window);
            question<ApiKeyDialog>("api-key", context, &window);
            ChangePasswordDialog change(context, false, &window);
            change.setAttribute(Qt::WA_DeleteOnClose, false);
            change.show();
            QTest::keyClick(change.findChild<QPushButton*>(QStringLiteral("make")), Qt::Key_Space);
            save(change, "change-password");
        });
    }

    QDir m_directory;
    Theme& m_theme;
    test::FixedClock m_clock{test::sampleNow()};
    QString m_suffix;
    bool m_good = true;
};

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    if (argc != 2) {
        std::fprintf(stderr, "usage: %s DIRECTORY\n", argv[0]);
        return 64;
    }
    QDir directory(QString::fromLocal8Bit(argv[1]));
    if (!directory.mkpath(QStringLiteral("."))) {
        std::fprintf(stderr, "cannot create %s\n", argv[1]);
        return 73;
    }
    Theme theme(application);
    const QString scale = QString::number(qRound(application.devicePixelRatio() * 100));
    Shots shots(directory, theme);
    bool good = true;
    for (const auto& [appearance, name] :
         {std::pair{Appearance::Light, "light"}, std::pair{Appearance::Dark, "dark"}}) {
        theme.setAppearance(appearance);
        good = shots.takeAll(QStringLiteral("%1-%2").arg(QLatin1String(name), scale)) && good;
    }
    return good ? 0 : 1;
}
