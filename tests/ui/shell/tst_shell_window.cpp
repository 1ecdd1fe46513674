// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "tests/support/WindowFixture.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/shell/Banner.h"
#include "ui/shell/ConfirmDialog.h"
#include "ui/shell/ShortcutSheet.h"
#include "ui/shell/Sidebar.h"
#include "ui/shell/SidebarList.h"
#include "ui/shell/SidebarModel.h"
#include "ui/shell/SyncFoot.h"
#include "ui/signin/SignInAgainDialog.h"
#include "ui/signin/WelcomePage.h"
#include "ui/tasks/EmptyState.h"
#include "ui/tasks/NameDialog.h"

#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace taskward;
using namespace taskward::ui;
using Phase = client::SyncState::Phase;

/// The frame of the window: places, banners, keys that work everywhere.
class TestWindow : public QObject {
    Q_OBJECT

private:
    static client::SyncState sync(Phase phase, int pending = 0)
    {
        client::SyncState state;
        state.phase = phase;
        state.pendingEdits = pending;
        return state;
    }

    static bool says(const QWidget& widget, const QString& text)
    {
        for (const QLabel* label : widget.findChildren<QLabel*>()) {
            if (label->isVisible() && label->text().contains(text))
                return true;
        }
        return false;
    }

    std::unique_ptr<Theme> m_theme;

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }

    void startsWithTodayAndSyncs()
    {
        test::WindowFixture f(*m_theme);
        QCOMPARE(f.page().list().title(), QStringLiteral("Today"));
        QVERIFY(f.model().rowCount() > 3);
        QVERIFY(f.workspace->started);
    }

    void theFirstSyncEndsInAListThatHasSomething()
    {
        test::FixedClock clock(test::sampleNow());
        test::WindowFixture f(*m_theme, test::emptyWorkspace(clock));
        client::SyncState state = sync(Phase::FirstSync);
        state.done = 3200;
        state.total = 10'000;
        f.workspace->setSync(state);
        QTRY_VERIFY(says(f.page(), QStringLiteral("Getting your tasks, ")));
        QCOMPARE(f.page().findChild<QProgressBar*>()->value(), 3200);
        const ProjectId garden = f.workspace->addProject("Garden", "green");
        f.workspace->addTask(garden, "Rake the leaves");
        f.workspace->setSync(sync(Phase::UpToDate));
        f.workspace->announce();
        QTRY_COMPARE(f.page().list().title(), QStringLiteral("Garden"));
        QTRY_COMPARE(f.model().rowCount(), 1);
    }

    void keysChangeTheView()
    {
        test::WindowFixture f(*m_theme);
        const std::pair<Qt::Key, const char*> keys[] = {
            {Qt::Key_1, "Inbox"}, {Qt::Key_2, "Today"}, {Qt::Key_3, "Upcoming"}};
        for (const auto& [key, title] : keys) {
            QTest::keyClick(f.window.get(), key, Qt::ControlModifier);
            QCOMPARE(f.page().list().title(), QLatin1String(title));
            QTRY_VERIFY(f.model().rowCount() > 0);
        }
    }

    void arrowsInTheSidebarChangeTheView()
    {
        test::WindowFixture f(*m_theme);
        SidebarList& places = f.page().sidebar().places();
        places.setFocus();
        QTest::keyClick(&places, Qt::Key_Down);
        QCOMPARE(f.page().list().title(), QStringLiteral("Upcoming"));
        QTest::keyClick(&places, Qt::Key_Down); // over the heading
        QCOMPARE(f.page().list().title(), QStringLiteral("Website relaunch"));
    }

    void searchFindsAndGoesBack()
    {
        test::WindowFixture f(*m_theme);
        QTest::keyClick(f.window.get(), Qt::Key_F, Qt::ControlModifier);
        QLineEdit& field = f.page().sidebar().search();
        QTRY_VERIFY(field.hasFocus());
        QTest::keyClicks(&field, QStringLiteral("domain"));
        QTRY_COMPARE(f.model().rowCount(), 1);
        QTest::keyClicks(&field, QStringLiteral("zzz"));
        QTRY_VERIFY(says(f.page(), QStringLiteral("Nothing found")));
        field.clear();
        QTRY_COMPARE(f.page().list().title(), QStringLiteral("Today"));
    }

    void emptyListsSaySomethingOfTheirOwn()
    {
        test::FixedClock clock(test::sampleNow());
        test::WindowFixture f(*m_theme, test::emptyWorkspace(clock));
        f.showQuery({});
        QTRY_VERIFY(says(f.page(), QStringLiteral("Your inbox is empty")));
        client::TaskQuery query;
        query.view = client::View::Today;
        f.showQuery(query);
        QTRY_VERIFY(says(f.page(), QStringLiteral("Nothing due today")));
    }

    void aListThatCannotBeReadSaysWhyAndTriesAgain()
    {
        test::WindowFixture f(*m_theme);
        f.workspace->failReads = Error{ErrorCode::StorageUnavailable, {}, {}};
        f.page().showQuery({});
        QTRY_VERIFY(says(f.page(), QStringLiteral("This list cannot be shown")));
        f.workspace->failReads.reset();
        QTest::mouseClick(f.page().findChild<EmptyState*>()->button(), Qt::LeftButton);
        QTRY_VERIFY(f.model().rowCount() > 0);
    }

    void offlineIsABannerWithAReferenceToCopy()
    {
        test::WindowFixture f(*m_theme);
        QVERIFY(!f.page().banner().isVisible());
        client::SyncState state = sync(Phase::Waiting, 3);
        state.error = Error{ErrorCode::Overloaded, {}, {}};
        state.requestId = "019a2f3c";
        f.workspace->setSync(state);
        QVERIFY(f.page().banner().isVisible());
        QCOMPARE(f.page().sidebar().foot().line(), QStringLiteral("3 changes waiting"));
        QVERIFY(says(f.page().banner(), QStringLiteral("Your changes are kept")));
        QTest::mouseClick(f.page().banner().findChild<QToolButton*>(), Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("overloaded · 019a2f3c"));
        QTest::mouseClick(f.page().banner().findChild<QPushButton*>(), Qt::LeftButton);
        QCOMPARE(f.workspace->syncs, 1);
        f.workspace->setSync(sync(Phase::UpToDate));
        QVERIFY(!f.page().banner().isVisible());
    }

    void aChangedIdentityIsNeverAQuestion()
    {
        test::WindowFixture f(*m_theme);
        f.workspace->setSync(sync(Phase::Untrusted));
        QVERIFY(f.page().banner().isVisible());
        for (const QPushButton* button : f.page().banner().findChildren<QPushButton*>())
            QVERIFY(!button->isVisible());
        QVERIFY(f.window->findChildren<QDialog*>().isEmpty());
    }

    void signedOutAsksForThePasswordAndKeepsTheWork()
    {
        test::WindowFixture f(*m_theme);
        f.workspace->setSync(sync(Phase::SignedOut, 2));
        QTest::mouseClick(f.page().banner().findChild<QPushButton*>(), Qt::LeftButton);
        auto* dialog = f.window->findChild<SignInAgainDialog*>();
        QVERIFY(dialog);
        auto* field = dialog->findChild<QLineEdit*>();
        f.workspace->failSignIn = Error{ErrorCode::Unauthenticated, {}, {}};
        field->setText(QStringLiteral("wrong"));
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY(says(*dialog, QStringLiteral("The password is not right.")));
        QCOMPARE(field->text(), QString());
        f.workspace->failSignIn.reset();
        field->setText(QStringLiteral("right enough"));
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY(!f.window->findChild<SignInAgainDialog*>());
        QCOMPARE(f.workspace->lastPassword, std::string("right enough"));
    }

    void aReplacedServerIsThePersonsToDecide()
    {
        test::WindowFixture f(*m_theme);
        f.workspace->setSync(sync(Phase::Replaced, 1));
        QTest::mouseClick(f.page().banner().findChild<QPushButton*>(), Qt::LeftButton);
        auto* dialog = f.window->findChild<ConfirmDialog*>();
        QVERIFY(dialog);
        QTest::keyClick(dialog, Qt::Key_Return); // Enter is Cancel
        QTRY_VERIFY(!f.window->findChild<ConfirmDialog*>());
        QVERIFY(!f.workspace->adopted);
        QTest::mouseClick(f.page().banner().findChild<QPushButton*>(), Qt::LeftButton);
        dialog = f.window->findChild<ConfirmDialog*>();
        QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("confirm")),
                          Qt::LeftButton);
        QTRY_VERIFY(f.workspace->adopted);
    }

    void aProjectIsAddedByKeyboard()
    {
        test::WindowFixture f(*m_theme);
        f.page().sidebar().addProject();
        auto* dialog = f.window->findChild<NameDialog*>();
        QVERIFY(dialog);
        auto* field = dialog->findChild<QLineEdit*>();
        QTRY_VERIFY(field->hasFocus());
        QTest::keyClicks(field, QStringLiteral("Choir"));
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE(f.workspace->overview().projects.back().name.str(), std::string("Choir"));
        client::TaskQuery query;
        query.view = client::View::Project;
        query.project = f.workspace->overview().projects.back().id;
        QTRY_VERIFY(f.page().sidebar().places().places().rowOf(query) > 0);
    }

    void theSheetListsEveryKey()
    {
        test::WindowFixture f(*m_theme);
        f.press(Qt::Key_F1);
        QTRY_VERIFY(f.window->findChild<ShortcutSheet*>());
        const QString all = f.window->findChild<ShortcutSheet*>()->accessibleDescription();
        for (const char* key : {"Ctrl+N", "Ctrl+Z", "Space", "Alt+Up", "Ctrl+2", "Del"})
            QVERIFY2(all.contains(QLatin1String(key)), key);
    }

    void signingOutWarnsOfUnsentChanges()
    {
        test::WindowFixture f(*m_theme);
        f.workspace->setSync(sync(Phase::Waiting, 4));
        QTest::keyClick(f.window.get(), Qt::Key_Comma, Qt::ControlModifier);
        auto* settings = f.window->findChild<SettingsDialog*>();
        QVERIFY(settings);
        for (QPushButton* button : settings->findChildren<QPushButton*>()) {
            if (button->isVisible() && button->text().startsWith(QStringLiteral("Sign out")))
                QTest::mouseClick(button, Qt::LeftButton);
        }
        auto* confirm = settings->findChild<ConfirmDialog*>();
        QVERIFY(confirm);
        QVERIFY(says(*confirm, QStringLiteral("4 changes were not sent")));
        QTest::mouseClick(confirm->findChild<QPushButton*>(QStringLiteral("confirm")),
                          Qt::LeftButton);
        QTRY_VERIFY(qobject_cast<WelcomePage*>(f.window->currentPage()));
        QVERIFY(!f.window->page());
    }
};

QTEST_MAIN(TestWindow)
#include "tst_shell_window.moc"
