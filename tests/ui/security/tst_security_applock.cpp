// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "tests/support/Find.h"
#include "tests/support/WindowFixture.h"
#include "ui/security/AppLock.h"
#include "ui/security/LockPage.h"
#include "ui/security/PassphraseDialog.h"
#include "ui/security/ProofDialog.h"
#include "ui/security/SecretField.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/signin/TroublePage.h"
#include "ui/tasks/DetailPane.h"
#include "ui/tasks/GrowingEdit.h"
#include "ui/tasks/QuickEntry.h"

#include <QClipboard>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace taskward;
using namespace taskward::ui;

/// Locking closes the workspace and empties the window; nothing that was typed is lost.
class TestAppLock : public QObject {
    Q_OBJECT

private:
    static void lockNow(test::WindowFixture& f)
    {
        QSignalSpy locked(f.window.get(), &MainWindow::locked);
        f.window->appLock().report(LockCause::Asked);
        QVERIFY(locked.count() == 1 || locked.wait());
    }

    /// A new workspace for the next opening: the fixture's own is gone.
    void renew(test::WindowFixture& f)
    {
        f.opener.make = [this] { return test::sampleWorkspace(m_clock); };
    }

    std::unique_ptr<Theme> m_theme;
    test::FixedClock m_clock{test::sampleNow()};

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }

    void lockingClosesTheWorkspaceAndEmptiesTheWindow()
    {
        test::WindowFixture f(*m_theme);
        const QPointer<client::Workspace> workspace(f.workspace);
        QGuiApplication::clipboard()->setText(QStringLiteral("mine"));
        lockNow(f);
        QVERIFY(!workspace);
        QVERIFY(!f.window->page());
        QVERIFY(f.window->isLocked());
        QVERIFY(qobject_cast<LockPage*>(f.window->currentPage()));
        QCOMPARE(f.window->windowTitle(), QStringLiteral("Taskward"));
        for (const QLabel* label : f.window->findChildren<QLabel*>())
            QVERIFY(!label->text().contains(QStringLiteral("Draw the start page")));
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("mine"));
        QCOMPARE(f.opener.opens, 1); // asks for nothing by itself
    }

    void unlocksByTheKeychain()
    {
        test::WindowFixture f(*m_theme);
        renew(f);
        lockNow(f);
        f.opener.unlockErrors = {Error{ErrorCode::KeychainDenied, {}, {}}};
        auto* unlock = test::button(*f.window, QStringLiteral("unlock"));
        QTRY_VERIFY(unlock->hasFocus());
        QTest::keyClick(unlock, Qt::Key_Return);
        QTRY_VERIFY(test::says(*f.window, QStringLiteral("stayed locked")));
        QCOMPARE(f.opener.opens, 1);
        QTest::keyClick(unlock, Qt::Key_Return);
        QTRY_VERIFY(f.window->page());
        QVERIFY(!f.window->isLocked());
        QCOMPARE(f.opener.unlocks, 2);
    }

    void unlocksByThePassphrase()
    {
        test::WindowFixture f(*m_theme);
        renew(f);
        f.opener.state.secretPlace = client::SecretPlace::Vault;
        f.opener.passphrase = "seven lamps";
        lockNow(f);
        auto* unlock = test::button(*f.window, QStringLiteral("unlock"));
        QTest::keyClick(unlock, Qt::Key_Return);
        QTRY_VERIFY(test::dialog<PassphraseDialog>());
        QTest::keyClick(test::dialog<PassphraseDialog>(), Qt::Key_Escape);
        QTRY_VERIFY(test::says(*f.window, QStringLiteral("It stays locked.")));
        QTRY_VERIFY(!test::dialog<PassphraseDialog>());
        QTest::keyClick(unlock, Qt::Key_Return);
        QTRY_VERIFY(test::dialog<PassphraseDialog>());
        auto* field = test::dialog<PassphraseDialog>()->findChild<SecretField*>();
        QTest::keyClicks(&field->edit(), QStringLiteral("seven lamps"));
        QTest::keyClick(&field->edit(), Qt::Key_Return);
        QTRY_VERIFY(f.window->page());
        QCOMPARE(f.opener.unlocks, 0); // the keychain has no part in it
    }

    void whatIsTypedInADetailIsCommittedFirst()
    {
        test::WindowFixture f(*m_theme);
        QStringList titles;
        QObject::connect(f.workspace, &client::Workspace::tasksChanged, [&f, &titles] {
            for (const contract::Task& task : f.workspace->store())
                titles << QString::fromStdString(task.title.str());
        });
        f.page().openTask(f.workspace->find("Draw the start page")->id);
        QTRY_VERIFY(f.page().detail() && !f.page().detail()->taskId().empty());
        auto* title = f.page().detail()->findChild<GrowingEdit*>();
        title->setFocus();
        title->setPlainText(QStringLiteral("Draw the first page"));
        lockNow(f);
        QVERIFY(titles.contains(QStringLiteral("Draw the first page")));
    }

    void theLineForNewTasksIsKept()
    {
        test::WindowFixture f(*m_theme);
        renew(f);
        f.page().list().quickEntry().field()->setText(QStringLiteral("Ask for quotes"));
        lockNow(f);
        for (const QLineEdit* field : f.window->findChildren<QLineEdit*>())
            QVERIFY(!field->text().contains(QStringLiteral("quotes")));
        QTest::keyClick(test::button(*f.window, QStringLiteral("unlock")), Qt::Key_Return);
        QTRY_VERIFY(f.window->page());
        QCOMPARE(f.page().list().quickEntry().field()->text(), QStringLiteral("Ask for quotes"));
    }

    void openDialogsAndTheirQuestionsGo()
    {
        test::WindowFixture f(*m_theme);
        QTest::keyClick(f.window.get(), Qt::Key_Comma, Qt::ControlModifier);
        QVERIFY(test::dialog<SettingsDialog>());
        SessionId id = f.workspace->protection().devices.front().sessionId;
        auto ending = f.workspace->protection().endSession(std::move(id), false);
        QTRY_VERIFY(test::dialog<ProofDialog>());
        lockNow(f);
        QVERIFY(!test::dialog<ProofDialog>());
        QVERIFY(!test::dialog<SettingsDialog>());
        QVERIFY(ending.isReady());
    }

    void lockNowIsAButtonOfTheSettings()
    {
        test::WindowFixture f(*m_theme);
        auto* settings = new SettingsDialog(
            {f.workspace, m_theme.get(), &f.clock, &f.opener, &f.window->appLock()}, f.window.get(),
            SettingsDialog::Page::Lock);
        settings->open();
        QVERIFY(test::dialog<SettingsDialog>());
        QSignalSpy locked(f.window.get(), &MainWindow::locked);
        QTest::keyClick(test::button(*settings, QStringLiteral("lockNow")), Qt::Key_Space);
        QVERIFY(locked.wait());
        QVERIFY(!test::dialog<SettingsDialog>());
    }

    void idleLocksWhenItsTimeIsUp()
    {
        test::WindowFixture f(*m_theme);
        f.window->appLock().setSettings({.afterIdle = true, .idleMinutes = 1});
        QSignalSpy locked(f.window.get(), &MainWindow::locked);
        f.clock.set(f.clock.now().ms + 59'000);
        f.window->appLock().report(LockCause::Idle);
        QTest::keyClick(f.window.get(), Qt::Key_Shift); // an activity: the minute begins again
        f.clock.set(f.clock.now().ms + 59'000);
        f.window->appLock().report(LockCause::Idle);
        QCoreApplication::processEvents();
        QCOMPARE(locked.count(), 0);
        f.clock.set(f.clock.now().ms + 1'000);
        f.window->appLock().report(LockCause::Idle);
        QVERIFY(locked.wait());
    }

    void minimisingLocksWhenItIsSet()
    {
        test::WindowFixture f(*m_theme);
        QSignalSpy locked(f.window.get(), &MainWindow::locked);
        f.window->showMinimized();
        QCoreApplication::processEvents();
        QCOMPARE(locked.count(), 0);
        f.window->showNormal();
        f.window->appLock().setSettings({.onMinimise = true});
        f.window->showMinimized();
        QVERIFY(locked.count() == 1 || locked.wait());
    }

    void staysLockedAtTheStartWhenItIsSet()
    {
        test::FakeAccountOpener opener;
        opener.state.hasAccount = true;
        opener.make = [this] { return test::sampleWorkspace(m_clock); };
        MainWindow window(opener, *m_theme, m_clock);
        window.appLock().setSettings({.atStart = true});
        window.show();
        window.start();
        QVERIFY(qobject_cast<LockPage*>(window.currentPage()));
        QCOMPARE(opener.opens, 0);
        QTest::keyClick(test::button(window, QStringLiteral("unlock")), Qt::Key_Return);
        QTRY_VERIFY(window.page());
    }

    void withKeysInMemoryAloneItDoesNotLock()
    {
        test::FakeAccountOpener opener;
        opener.state.hasAccount = true;
        opener.state.secretPlace = client::SecretPlace::MemoryOnly;
        opener.make = [this] { return test::sampleWorkspace(m_clock); };
        MainWindow window(opener, *m_theme, m_clock);
        window.appLock().setSettings({.onSleep = true, .atStart = true});
        window.show();
        window.start();
        QTRY_VERIFY(window.page());
        QSignalSpy asked(&window.appLock(), &AppLock::lockRequested);
        window.appLock().report(LockCause::Sleep);
        window.appLock().report(LockCause::Asked);
        QCOMPARE(asked.count(), 0);
    }

    void troubleAtUnlockingIsTheTroublePage()
    {
        test::WindowFixture f(*m_theme);
        lockNow(f);
        f.opener.openErrors = {Error{ErrorCode::KeyNotFound, {}, {}}};
        QTest::keyClick(test::button(*f.window, QStringLiteral("unlock")), Qt::Key_Return);
        QTRY_VERIFY(qobject_cast<TroublePage*>(f.window->currentPage()));
    }
};

QTEST_MAIN(TestAppLock)
#include "tst_security_applock.moc"
