// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "tests/support/FakeAccountOpener.h"
#include "tests/support/SampleWorkspace.h"
#include "ui/shell/MainWindow.h"
#include "ui/signin/TroublePage.h"
#include "ui/signin/TroubleWords.h"
#include "ui/style/Theme.h"

#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace taskward;
using namespace taskward::ui;

/// The tasks of the profile cannot be opened.
class TestTrouble : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<Theme> m_theme;
    test::FixedClock m_clock{test::sampleNow()};

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }

    void saysWhatIsWrongAndTriesAgain_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("heading");
        QTest::addColumn<bool>("mayRebuild");
        const auto row = [](ErrorCode code, const char* heading, bool mayRebuild) {
            QTest::newRow(heading) << int(code) << heading << mayRebuild;
        };
        row(ErrorCode::KeychainAbsent, "No keychain is running", false);
        row(ErrorCode::KeychainLocked, "Your keychain is locked", false);
        row(ErrorCode::KeychainSlow, "Your keychain does not answer", false);
        row(ErrorCode::KeychainDenied, "Your keychain refused", false);
        row(ErrorCode::KeychainWrongValue, "The keychain holds another key", true);
        row(ErrorCode::KeyNotFound, "The key is not in your keychain", true);
        row(ErrorCode::StorageCorrupt, "The file of your tasks is damaged", true);
        row(ErrorCode::Busy, "Already open", false);
        row(ErrorCode::StorageUnavailable, "Your tasks cannot be opened", false);
    }

    void saysWhatIsWrongAndTriesAgain()
    {
        QFETCH(int, code);
        QFETCH(bool, mayRebuild);
        test::FakeAccountOpener opener;
        opener.state.hasAccount = true;
        opener.make = [this] { return test::sampleWorkspace(m_clock); };
        const Error error{static_cast<ErrorCode>(code), {}, {}};
        opener.openErrors = {error, error};
        MainWindow window(opener, *m_theme, m_clock);
        window.show();
        window.start();
        QTRY_VERIFY(qobject_cast<TroublePage*>(window.currentPage()));
        auto* page = qobject_cast<TroublePage*>(window.currentPage());
        QTEST(page->heading(), "heading");
        QVERIFY(!page->accessibleDescription().isEmpty());
        auto* rebuild = page->findChild<QPushButton*>(QStringLiteral("rebuild"));
        QCOMPARE(rebuild->isVisible(), mayRebuild);
        auto* retry = page->findChild<QPushButton*>(QStringLiteral("retry"));
        QTest::keyClick(retry, Qt::Key_Space);
        QVERIFY(!retry->isEnabled());
        QTRY_VERIFY(retry->isEnabled());
        QCOMPARE(opener.opens, 2);
        QTest::keyClick(retry, Qt::Key_Space);
        QTRY_VERIFY(window.page());
    }

    void unlocksByTheKeychainsOwnPrompt()
    {
        test::FakeAccountOpener opener;
        opener.state.hasAccount = true;
        opener.make = [this] { return test::sampleWorkspace(m_clock); };
        opener.openErrors = {Error{ErrorCode::KeychainLocked, {}, {}}};
        opener.unlockErrors = {Error{ErrorCode::KeychainDenied, {}, {}}};
        MainWindow window(opener, *m_theme, m_clock);
        window.show();
        window.start();
        QTRY_VERIFY(qobject_cast<TroublePage*>(window.currentPage()));
        auto* unlock = window.currentPage()->findChild<QPushButton*>(QStringLiteral("unlock"));
        QVERIFY(unlock->isVisible());
        QTest::keyClick(unlock, Qt::Key_Return);
        QTRY_COMPARE(opener.unlocks, 1);
        // The person closed the prompt: said in words, and it can be tried again.
        QTRY_VERIFY(unlock->isEnabled());
        bool said = false;
        for (const QLabel* label : window.currentPage()->findChildren<QLabel*>())
            said = said || label->text().contains(QStringLiteral("stayed locked"));
        QVERIFY(said);
        QCOMPARE(opener.opens, 1);
        QTest::keyClick(unlock, Qt::Key_Return);
        QTRY_VERIFY(window.page());
        QCOMPARE(opener.unlocks, 2);
    }

    void rebuilds()
    {
        test::FakeAccountOpener opener;
        opener.state.hasAccount = true;
        opener.make = [this] { return test::sampleWorkspace(m_clock); };
        opener.openErrors = {Error{ErrorCode::StorageCorrupt, {}, {}}};
        MainWindow window(opener, *m_theme, m_clock);
        window.show();
        window.start();
        QTRY_VERIFY(qobject_cast<TroublePage*>(window.currentPage()));
        QTest::mouseClick(window.currentPage()->findChild<QPushButton*>(QStringLiteral("rebuild")),
                          Qt::LeftButton);
        QTRY_VERIFY(window.page());
        QCOMPARE(opener.rebuilds, 1);
    }
};

QTEST_MAIN(TestTrouble)
#include "tst_signin_trouble.moc"
