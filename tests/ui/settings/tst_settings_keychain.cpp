// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "tests/support/FakeAccountOpener.h"
#include "tests/support/Find.h"
#include "tests/support/SampleWorkspace.h"
#include "ui/security/NewPasswordFields.h"
#include "ui/security/PassphraseDialog.h"
#include "ui/security/SecretField.h"
#include "ui/security/WindowPrompter.h"
#include "ui/settings/KeychainDialog.h"
#include "ui/settings/KeychainPage.h"
#include "ui/shell/MainWindow.h"
#include "ui/signin/TroublePage.h"
#include "ui/style/Theme.h"

#include <QClipboard>
#include <QLineEdit>
#include <QRadioButton>
#include <QTest>

using namespace taskward;
using namespace taskward::ui;
using client::SecretPlace;

/// The keychain doctor's page.
class TestKeychainPage : public QObject {
    Q_OBJECT

private:
    static QRadioButton* place(const QWidget& page, const QString& text)
    {
        for (QRadioButton* candidate : page.findChildren<QRadioButton*>()) {
            if (candidate->text() == text)
                return candidate;
        }
        return nullptr;
    }

    std::unique_ptr<Theme> m_theme;
    test::FixedClock m_clock{test::sampleNow()};

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }

    void saysWhatItFound()
    {
        test::FakeAccountOpener opener;
        opener.report.backend = "secret-service";
        opener.report.answeredAfterMs = 41;
        opener.report.kept = {"key of the cache", "refresh token"};
        opener.report.otherBackends = {"kwallet"};
        KeychainPage page(opener, *m_theme);
        page.show();
        QTRY_VERIFY(test::says(page, QStringLiteral("Works")));
        QVERIFY(test::says(page, QStringLiteral("answered after 41 ms")));
        QVERIFY(test::says(page, QStringLiteral("Kept there: key of the cache, refresh token")));
        QVERIFY(test::says(page, QStringLiteral("Also on this computer: KWallet")));
        QTRY_VERIFY(test::button(page, QStringLiteral("retry"))->isEnabled());
        QVERIFY(place(page, QStringLiteral("In the keychain of your desktop"))->isChecked());
        QVERIFY(!test::button(page, QStringLiteral("move"))->isEnabled());
        QVERIFY(!test::button(page, QStringLiteral("copyCommand")));
        opener.report.condition = client::KeychainCondition::Absent;
        opener.report.command = "sudo apt install gnome-keyring";
        QTest::keyClick(test::button(page, QStringLiteral("retry")), Qt::Key_Space);
        QTRY_VERIFY(test::says(page, QStringLiteral("Not running")));
        QCOMPARE(opener.examinations, 2);
        QTest::keyClick(test::button(page, QStringLiteral("copyCommand")), Qt::Key_Space);
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 QStringLiteral("sudo apt install gnome-keyring"));
    }

    void movesOnlyWhenAskedAndTakesItBack()
    {
        test::FakeAccountOpener opener;
        KeychainPage page(opener, *m_theme);
        page.show();
        WindowPrompter prompter(*m_theme, m_clock, page);
        opener.setPrompter(&prompter);
        QTRY_VERIFY(test::says(page, QStringLiteral("Works")));
        auto* vault = place(page, QStringLiteral("In a vault with a passphrase"));
        QTRY_VERIFY(vault->isEnabled());
        QTest::keyClick(vault, Qt::Key_Space);
        QCOMPARE(opener.state.secretPlace, SecretPlace::Keychain); // choosing is not moving
        QTest::keyClick(test::button(page, QStringLiteral("move")), Qt::Key_Space);
        QTRY_VERIFY(test::dialog<PassphraseDialog>());
        auto* fields = test::dialog<PassphraseDialog>()->findChild<NewPasswordFields*>();
        fields->first().edit().setText(QStringLiteral("seven lamps over the harbour"));
        fields->second().edit().setText(QStringLiteral("seven lamps over the harbour"));
        QTest::keyClick(test::dialog<PassphraseDialog>(), Qt::Key_Return);
        QTRY_COMPARE(opener.state.secretPlace, SecretPlace::Vault);
        QTRY_VERIFY(test::says(page, QStringLiteral("Moved and read back")));
        QTRY_VERIFY(vault->isChecked() && vault->isEnabled());
        QTest::keyClick(place(page, QStringLiteral("In the keychain of your desktop")),
                        Qt::Key_Space);
        opener.moveError = Error{ErrorCode::KeychainLocked, {}, {}};
        QTRY_VERIFY(test::button(page, QStringLiteral("move"))->isEnabled());
        QTest::keyClick(test::button(page, QStringLiteral("move")), Qt::Key_Space);
        QTRY_VERIFY(test::says(page, QStringLiteral("the old place stays in force")));
        QCOMPARE(opener.state.secretPlace, SecretPlace::Vault);
        QTRY_VERIFY(vault->isChecked());
    }

    void isReachedWhenOpeningFails()
    {
        test::FakeAccountOpener opener;
        opener.state.hasAccount = true;
        opener.report.condition = client::KeychainCondition::Locked;
        opener.make = [this] { return test::sampleWorkspace(m_clock); };
        opener.openErrors = {Error{ErrorCode::KeychainSlow, {}, {}}};
        MainWindow window(opener, *m_theme, m_clock);
        window.show();
        window.start();
        QTRY_VERIFY(qobject_cast<TroublePage*>(window.currentPage()));
        QTest::keyClick(test::button(window, QStringLiteral("examine")), Qt::Key_Return);
        auto* dialog = test::dialog<KeychainDialog>();
        QVERIFY(dialog);
        QTRY_VERIFY(test::button(*dialog, QStringLiteral("unlock")));
        QTRY_VERIFY(test::button(*dialog, QStringLiteral("unlock"))->isEnabled());
        QTest::keyClick(test::button(*dialog, QStringLiteral("unlock")), Qt::Key_Space);
        QTRY_VERIFY(window.page()); // mended: it is tried again by itself
        QCOMPARE(opener.unlocks, 1);
        QTRY_VERIFY(!test::dialog<KeychainDialog>());
    }

    void damageIsNotTheKeychains()
    {
        TroublePage page(*m_theme);
        page.show();
        page.start({ErrorCode::StorageCorrupt, {}, {}});
        QVERIFY(!test::button(page, QStringLiteral("examine")));
    }
};

QTEST_MAIN(TestKeychainPage)
#include "tst_settings_keychain.moc"
