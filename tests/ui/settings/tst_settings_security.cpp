// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "tests/support/Find.h"
#include "tests/support/WindowFixture.h"
#include "ui/security/ApiKeyDialog.h"
#include "ui/security/ChangePasswordDialog.h"
#include "ui/security/DeviceList.h"
#include "ui/security/Line.h"
#include "ui/security/NewPasswordFields.h"
#include "ui/security/NotMeDialog.h"
#include "ui/security/NoticeBanner.h"
#include "ui/security/SecretField.h"
#include "ui/security/TotpWizard.h"
#include "ui/settings/SecurityPage.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/shell/Banner.h"
#include "ui/shell/ConfirmDialog.h"

#include <QCheckBox>
#include <QClipboard>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTest>

using namespace taskward;
using namespace taskward::ui;

/// The security page, "Was this you?", and what they lead to.
class TestSecuritySettings : public QObject {
    Q_OBJECT

private:
    SettingsDialog* open(test::WindowFixture& f)
    {
        auto* settings = new SettingsDialog(
            {f.workspace, m_theme.get(), &f.clock, &f.opener, &f.window->appLock()}, f.window.get(),
            SettingsDialog::Page::Security);
        settings->open();
        if (!QTest::qWaitFor([&] {
                return line(*settings, QStringLiteral("Password")) &&
                       line(*settings, QStringLiteral("Desk at the office")) &&
                       line(*settings, QStringLiteral("nightly report")) &&
                       line(*settings, QStringLiteral("Signed in"));
            }))
            qFatal("the page was not read");
        return test::dialog<SettingsDialog>();
    }

    static Line* line(const QWidget& in, const QString& title)
    {
        for (Line* candidate : in.findChildren<Line*>()) {
            if (candidate->isVisible() && candidate->title() == title)
                return candidate;
        }
        return nullptr;
    }

    /// With the focus on it, as after Tab: elsewhere the space bar is the list's.
    static void press(QPushButton* button)
    {
        button->setFocus();
        QTRY_VERIFY(button->hasFocus());
        QTest::keyClick(button, Qt::Key_Space);
    }

    static void confirm()
    {
        QTRY_VERIFY(test::dialog<ConfirmDialog>());
        QTest::keyClick(test::button(*test::dialog<ConfirmDialog>(), QStringLiteral("confirm")),
                        Qt::Key_Space);
    }

    std::unique_ptr<Theme> m_theme;

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }

    void devicesSayWhichIsThisAndWhenTheyWereUsed()
    {
        test::WindowFixture f(*m_theme);
        SettingsDialog* settings = open(f);
        auto* here = line(*settings, QStringLiteral("Desk at the office"));
        QVERIFY(here);
        QVERIFY(test::says(*here, QStringLiteral("This device")));
        QVERIFY(here->findChildren<QPushButton*>().isEmpty());
        auto* tablet = line(*settings, QStringLiteral("Mara's tablet"));
        QVERIFY(test::says(*tablet, QStringLiteral("last used 42 min ago")));
        QCOMPARE(test::button(*tablet, QStringLiteral("Sign out…"))->accessibleDescription(),
                 QStringLiteral("Mara's tablet"));
    }

    void endingOneAndErasingOne()
    {
        test::WindowFixture f(*m_theme);
        test::FakeSecurity& protection = f.workspace->protection();
        protection.isFresh = true;
        SettingsDialog* settings = open(f);
        const SessionId laptop = protection.devices[0].sessionId;
        const SessionId tablet = protection.devices[2].sessionId;
        QTest::keyClick(
            test::button(*line(*settings, QStringLiteral("Old laptop")), QStringLiteral("Erase…")),
            Qt::Key_Space);
        confirm();
        QTRY_VERIFY(line(*settings, QStringLiteral("Old laptop")) &&
                    test::says(*line(*settings, QStringLiteral("Old laptop")),
                               QStringLiteral("Will be erased")));
        QTRY_VERIFY(!test::dialog<ConfirmDialog>());
        QTest::keyClick(test::button(*line(*settings, QStringLiteral("Mara's tablet")),
                                     QStringLiteral("Sign out…")),
                        Qt::Key_Space);
        confirm();
        QTRY_VERIFY(!line(*settings, QStringLiteral("Mara's tablet")));
        QCOMPARE(protection.ended,
                 (std::vector<std::pair<SessionId, bool>>{{laptop, true}, {tablet, false}}));
    }

    void endingAllOthers()
    {
        test::WindowFixture f(*m_theme);
        f.workspace->protection().isFresh = true;
        SettingsDialog* settings = open(f);
        QTest::keyClick(test::button(*settings, QStringLiteral("endOthers")), Qt::Key_Space);
        confirm();
        QTRY_COMPARE(f.workspace->protection().othersEnded, 1);
        QTRY_VERIFY(!line(*settings, QStringLiteral("Old laptop")));
        QTRY_VERIFY(!test::button(*settings, QStringLiteral("endOthers")));
    }

    void theStateOfTheFactor()
    {
        test::WindowFixture f(*m_theme);
        SettingsDialog* settings = open(f);
        QVERIFY(test::says(*settings, QStringLiteral("Not set up")));
        f.workspace->protection().setUp();
        f.workspace->protection().protection.recoveryCodesLeft = 2;
        settings->close();
        QTRY_VERIFY(!test::dialog<SettingsDialog>());
        settings = open(f);
        QVERIFY(test::says(*settings, QStringLiteral("Few left")));
        f.workspace->protection().isFresh = true;
        QTest::keyClick(test::button(*settings, QStringLiteral("removeFactor")), Qt::Key_Space);
        confirm();
        QTRY_VERIFY(test::says(*settings, QStringLiteral("Not set up")));
    }

    void whatThePolicyAsksForCannotBeRemoved()
    {
        test::WindowFixture f(*m_theme);
        f.workspace->protection().setUp();
        f.workspace->protection().protection.factorRequired = true;
        SettingsDialog* settings = open(f);
        QVERIFY(!test::button(*settings, QStringLiteral("removeFactor")));
    }

    void changingThePasswordSaysWhyNot()
    {
        test::WindowFixture f(*m_theme);
        test::FakeSecurity& protection = f.workspace->protection();
        SettingsDialog* settings = open(f);
        QTest::keyClick(test::button(*settings, QStringLiteral("changePassword")), Qt::Key_Space);
        auto* dialog = test::dialog<ChangePasswordDialog>();
        QVERIFY(dialog);
        auto* current = dialog->findChild<SecretField*>();
        auto* fresh = dialog->findChild<NewPasswordFields*>();
        const auto fill = [&](const QString& now, const QString& next) {
            current->edit().setText(now);
            fresh->first().edit().setText(next);
            fresh->second().edit().setText(next);
            QTest::keyClick(dialog, Qt::Key_Return);
        };
        fill(QStringLiteral("x"), QStringLiteral("lindqvist lindqvist"));
        QVERIFY(!dialog->problem().isEmpty()); // judged here already: her own name
        QCOMPARE(current->edit().text(), QStringLiteral("x"));
        fill(QStringLiteral("wrong"), QStringLiteral("nine kettles in the rain"));
        QTRY_COMPARE(dialog->problem(), QStringLiteral("The password is not right."));
        protection.rejectPassword = Error{ErrorCode::PasswordRejected, {}, {}, {}, {"common"}};
        const QString right = QString::fromStdString(protection.password);
        fill(right, QStringLiteral("nine kettles in the rain"));
        QTRY_VERIFY(dialog->problem().contains(QStringLiteral("list of common passwords")));
        protection.rejectPassword.reset();
        fill(right, QStringLiteral("nine kettles in the rain"));
        QTRY_VERIFY(!test::dialog<ChangePasswordDialog>());
        QCOMPARE(protection.password, std::string("nine kettles in the rain"));
        QTRY_VERIFY(!line(*settings, QStringLiteral("Old laptop"))); // the others are signed out
    }

    void aKeyIsMadeWithNothingTickedAndShownOnce()
    {
        test::WindowFixture f(*m_theme);
        test::FakeSecurity& protection = f.workspace->protection();
        protection.isFresh = true;
        SettingsDialog* settings = open(f);
        QTest::keyClick(test::button(*settings, QStringLiteral("makeKey")), Qt::Key_Space);
        auto* dialog = test::dialog<ApiKeyDialog>();
        QVERIFY(dialog);
        auto* name = dialog->findChild<QLineEdit*>(QStringLiteral("name"));
        for (const QCheckBox* box : dialog->findChildren<QCheckBox*>())
            QVERIFY(!box->isChecked());
        QTest::keyClicks(name, QStringLiteral("backup"));
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(dialog->problem(), QStringLiteral("Tick what it may do."));
        QTest::keyClick(dialog->findChild<QCheckBox*>(), Qt::Key_Space);
        auto* from = dialog->findChild<QPlainTextEdit*>();
        from->setPlainText(QStringLiteral("somewhere"));
        QTest::keyClick(name, Qt::Key_Return);
        QVERIFY(dialog->problem().contains(QStringLiteral("“somewhere”")));
        from->setPlainText(QStringLiteral("192.0.2.0/24\n\n2001:db8::7\n"));
        QTest::keyClick(name, Qt::Key_Return);
        QTRY_VERIFY(test::button(*dialog, QStringLiteral("copySecret")));
        QTest::keyClick(test::button(*dialog, QStringLiteral("copySecret")), Qt::Key_Space);
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("twk_")));
        QCOMPARE(protection.keys.back().scopes, std::vector<std::string>{"task.read"});
        QCOMPARE(protection.keys.back().addresses.size(), std::size_t(2));
        QTRY_VERIFY(line(*settings, QStringLiteral("backup")));
        dialog->accept();
        QTest::keyClick(test::button(*line(*settings, QStringLiteral("nightly report")),
                                     QStringLiteral("End it…")),
                        Qt::Key_Space);
        confirm();
        QTRY_VERIFY(!line(*settings, QStringLiteral("nightly report")));
    }

    void wasThisYou()
    {
        test::WindowFixture f(*m_theme);
        test::FakeSecurity& protection = f.workspace->protection();
        contract::SecurityEvent event;
        event.id = SecurityEventId{"019a0000-0000-7000-9000-00000000abcd"};
        event.kind = "auth.device.new";
        event.newDevice = true;
        event.deviceName = "Unknown";
        event.address = "203.0.113.x";
        event.at = f.clock.now();
        NoticeBanner& notices = f.page().notices();
        QVERIFY(!notices.isVisible());
        protection.notice(event);
        protection.notice(event);
        QVERIFY(notices.isVisible());
        QVERIFY(test::says(notices, QStringLiteral("Was this you? Signed in on a new device")));
        QVERIFY(notices.findChildren<QLineEdit*>().isEmpty()); // never asks for a code
        press(test::button(notices, QStringLiteral("me")));
        QVERIFY(notices.isVisible()); // the second one
        press(test::button(notices, QStringLiteral("notMe")));
        QVERIFY(!notices.isVisible());
        auto* dialog = test::dialog<NotMeDialog>();
        QVERIFY(dialog);
        QVERIFY(protection.notMes.empty()); // not before it is confirmed
        QTest::keyClick(dialog, Qt::Key_Return);
        QTRY_VERIFY(test::says(*dialog, QStringLiteral("Devices signed out: 2. Keys frozen: 1.")));
        QCOMPARE(*protection.notMes.front(), event.id);
        QTest::keyClick(test::button(*dialog, QStringLiteral("verb")), Qt::Key_Space);
        QVERIFY(test::dialog<ChangePasswordDialog>());
        test::dialog<ChangePasswordDialog>()->reject();
        QTRY_VERIFY(!test::dialog<ChangePasswordDialog>());
        QTest::keyClick(test::button(*dialog, QStringLiteral("factor")), Qt::Key_Space);
        QVERIFY(test::dialog<TotpWizard>());
    }

    void eventsComePageAfterPage()
    {
        test::WindowFixture f(*m_theme);
        SettingsDialog* settings = open(f);
        QVERIFY(line(*settings, QStringLiteral("A copied session was used and was ended")));
        QVERIFY(!line(*settings, QStringLiteral("Password changed")));
        QTest::keyClick(test::button(*settings, QStringLiteral("Earlier")), Qt::Key_Space);
        QTRY_VERIFY(line(*settings, QStringLiteral("Password changed")));
        QTRY_VERIFY(!test::button(*settings, QStringLiteral("Earlier")));
    }

    void offlineSaysSo()
    {
        test::WindowFixture f(*m_theme);
        f.workspace->protection().failAll = Error{ErrorCode::Offline, {}, {}};
        auto* page = new SecurityPage({f.workspace, m_theme.get(), &f.clock}, nullptr);
        const std::unique_ptr<QWidget> owner(page);
        page->show();
        QTRY_VERIFY(test::says(*page, QStringLiteral("The server cannot be reached.")));
    }

    void aLocalAccountHasNothingToSet()
    {
        test::WindowFixture f(*m_theme);
        f.workspace->isLocal = true;
        SecurityPage page({f.workspace, m_theme.get(), &f.clock});
        page.show();
        QVERIFY(test::says(page, QStringLiteral("on this computer alone")));
        QVERIFY(page.findChildren<QPushButton*>().isEmpty());
    }

    void aRestrictedSessionLeadsToTheWizard()
    {
        test::WindowFixture f(*m_theme);
        client::SyncState state = f.workspace->syncState();
        state.phase = client::SyncState::Phase::Waiting;
        state.error = Error{ErrorCode::FactorRequired, {}, {}};
        f.workspace->setSync(state);
        press(test::button(f.page().banner(), QStringLiteral("Set it up")));
        QTRY_VERIFY(test::dialog<TotpWizard>());
    }
};

QTEST_MAIN(TestSecuritySettings)
#include "tst_settings_security.moc"
