// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/crypto/Totp.h"
#include "tests/support/WindowFixture.h"
#include "ui/security/ApiKeyDialog.h"
#include "ui/security/ChangePasswordDialog.h"
#include "ui/security/CodeDialog.h"
#include "ui/security/LockPage.h"
#include "ui/security/NotMeDialog.h"
#include "ui/security/PassphraseDialog.h"
#include "ui/security/ProofDialog.h"
#include "ui/security/TotpWizard.h"
#include "ui/settings/KeychainDialog.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/shell/ConfirmDialog.h"
#include "ui/shell/ShortcutSheet.h"
#include "ui/signin/AddressPage.h"
#include "ui/signin/FingerprintPage.h"
#include "ui/signin/PasswordPage.h"
#include "ui/signin/SignInAgainDialog.h"
#include "ui/signin/TroublePage.h"
#include "ui/signin/WelcomePage.h"
#include "ui/tasks/DetailPane.h"
#include "ui/tasks/NameDialog.h"
#include "ui/tasks/WhenPicker.h"

#include <QAbstractScrollArea>
#include <QAccessible>
#include <QLineEdit>
#include <QScrollBar>
#include <QTest>
#include <set>

using namespace taskward;
using namespace taskward::ui;

/// Walks every screen: whatever takes the focus has a name and a role, and Tab comes to it.
class TestAccessibility : public QObject {
    Q_OBJECT

private:
    static bool takesFocus(const QWidget& widget)
    {
        // Parts of Qt's own composite widgets answer for the whole.
        return widget.isVisible() && widget.isEnabled() && widget.focusPolicy() & Qt::TabFocus &&
               !widget.focusProxy() && !qobject_cast<const QScrollBar*>(&widget) &&
               !widget.objectName().startsWith(QStringLiteral("qt_"));
    }

    static QString describe(const QWidget& widget)
    {
        return QStringLiteral("%1 \"%2\" in %3")
            .arg(QLatin1String(widget.metaObject()->className()), widget.objectName(),
                 widget.parentWidget()
                     ? QLatin1String(widget.parentWidget()->metaObject()->className())
                     : QLatin1String("nothing"));
    }

    static void walk(QWidget& screen)
    {
        screen.show();
        screen.activateWindow();
        QTest::qWait(30);
        std::set<QWidget*> reachable;
        QWidget* at = &screen;
        for (int i = 0; i < 2000; ++i) {
            at = at->nextInFocusChain();
            if (!at || at == &screen)
                break;
            reachable.insert(at);
        }
        int checked = 0;
        for (QWidget* widget : screen.findChildren<QWidget*>()) {
            if (!takesFocus(*widget) || widget->window() != screen.window())
                continue;
            QAccessibleInterface* face = QAccessible::queryAccessibleInterface(widget);
            QVERIFY2(face, qPrintable(describe(*widget)));
            QVERIFY2(!face->text(QAccessible::Name).trimmed().isEmpty(),
                     qPrintable(QStringLiteral("no name: ") + describe(*widget)));
            QVERIFY2(face->role() != QAccessible::NoRole, qPrintable(describe(*widget)));
            QVERIFY2(reachable.contains(widget),
                     qPrintable(QStringLiteral("Tab does not reach ") + describe(*widget)));
            ++checked;
        }
        QVERIFY2(checked > 0, "nothing takes the focus");
    }

    std::unique_ptr<Theme> m_theme;
    test::FixedClock m_clock{test::sampleNow()};

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }

    void workspace()
    {
        test::WindowFixture f(*m_theme);
        walk(*f.window);
    }

    void details()
    {
        test::WindowFixture f(*m_theme);
        f.page().openTask(f.workspace->find("Draw the start page")->id);
        QTRY_VERIFY(f.page().detail() && !f.page().detail()->taskId().empty());
        walk(*f.window);
    }

    void banner()
    {
        test::WindowFixture f(*m_theme);
        client::SyncState state;
        state.phase = client::SyncState::Phase::Waiting;
        state.error = Error{ErrorCode::Offline, {}, {}};
        state.requestId = "x";
        f.workspace->setSync(state);
        walk(*f.window);
    }

    void dialogs()
    {
        test::WindowFixture f(*m_theme);
        const Context context{f.workspace, m_theme.get(), &m_clock};
        walk(*new NameDialog(context, NameDialog::Kind::Project, {}, {}, f.window.get()));
        walk(*new ConfirmDialog(context, QStringLiteral("Sure?"), QStringLiteral("It goes."),
                                QStringLiteral("Go"), f.window.get()));
        walk(*new SettingsDialog(context, f.window.get()));
        walk(*new SignInAgainDialog(context, f.window.get()));
        walk(*new ShortcutSheet(context, {}, f.window.get()));
        walk(*new WhenPicker(context, {}, f.window.get()));
    }

    void settings()
    {
        test::WindowFixture f(*m_theme);
        f.workspace->protection().setUp();
        const Context context{f.workspace, m_theme.get(), &m_clock, &f.opener,
                              &f.window->appLock()};
        using Page = SettingsDialog::Page;
        for (const Page page : {Page::General, Page::Security, Page::Keychain, Page::Lock})
            walk(*new SettingsDialog(context, f.window.get(), page));
        walk(*new KeychainDialog(f.opener, *m_theme, f.window.get()));
    }

    void questions()
    {
        test::WindowFixture f(*m_theme);
        f.workspace->protection().isFresh = true;
        const Context context{f.workspace, m_theme.get(), &m_clock, &f.opener};
        const Error error{ErrorCode::Unauthenticated, {}, {}};
        walk(*new ProofDialog(*m_theme, {}, {}, true, error, f.window.get()));
        walk(*new CodeDialog(*m_theme, m_clock, {},
                             {{}, {m_clock.now().ms + 9'000}, 5, m_clock.now()}, error,
                             f.window.get()));
        walk(*new PassphraseDialog(*m_theme, false, error, f.window.get()));
        walk(*new PassphraseDialog(*m_theme, true, {}, f.window.get()));
        walk(*new ChangePasswordDialog(context, false, f.window.get()));
        walk(*new ApiKeyDialog(context, f.window.get()));
        walk(*new NotMeDialog(context, {}, f.window.get()));
        LockPage locked(*m_theme);
        locked.start({});
        walk(locked);
    }

    void theWizardAtEachStep()
    {
        test::WindowFixture f(*m_theme);
        test::FakeSecurity& protection = f.workspace->protection();
        protection.isFresh = true;
        auto* wizard = new TotpWizard({f.workspace, m_theme.get(), &m_clock},
                                      TotpWizard::Task::SetUp, f.window.get());
        walk(*wizard);
        QTest::keyClick(wizard, Qt::Key_Return);
        QTRY_COMPARE(wizard->step(), TotpWizard::Step::Scan);
        walk(*wizard);
        auto* code = wizard->findChild<QLineEdit*>(QStringLiteral("code"));
        code->setText(QString::fromStdString(
            crypto::totpCode(protection.seed(), crypto::totpStepAt(f.clock.now()))));
        QTest::keyClick(code, Qt::Key_Return);
        QTRY_COMPARE(wizard->step(), TotpWizard::Step::Keep);
        walk(*wizard);
        QTest::keyClick(wizard, Qt::Key_Return);
        QTRY_COMPARE(wizard->step(), TotpWizard::Step::Prove);
        walk(*wizard);
    }

    void signingIn()
    {
        test::FakeAccountOpener opener;
        WelcomePage welcome(*m_theme);
        walk(welcome);
        AddressPage address(opener, *m_theme);
        address.start();
        walk(address);
        FingerprintPage fingerprint(*m_theme);
        fingerprint.start({});
        walk(fingerprint);
        PasswordPage password(opener, *m_theme);
        password.start({});
        walk(password);
        TroublePage trouble(*m_theme);
        trouble.start({ErrorCode::KeyNotFound, {}, {}});
        walk(trouble);
    }
};

QTEST_MAIN(TestAccessibility)
#include "tst_ui_accessibility.moc"
