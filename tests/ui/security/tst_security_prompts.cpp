// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "tests/support/Find.h"
#include "tests/support/WindowFixture.h"
#include "ui/security/CodeDialog.h"
#include "ui/security/CodeField.h"
#include "ui/security/NewPasswordFields.h"
#include "ui/security/PassphraseDialog.h"
#include "ui/security/ProofDialog.h"
#include "ui/security/SecretField.h"
#include "ui/security/ServerCard.h"
#include "ui/security/StrengthMeter.h"
#include "ui/security/WindowPrompter.h"
#include "ui/signin/PasswordPage.h"

#include <QLineEdit>
#include <QTest>
#include <QToolButton>

using namespace taskward;
using namespace taskward::ui;

/// The questions of the window: a fresh proof, the second step, the passphrase of the vault.
class TestPrompts : public QObject {
    Q_OBJECT

private:
    static void type(ProofDialog& dialog, const QString& password)
    {
        QLineEdit& field = dialog.findChild<SecretField*>()->edit();
        QTest::keyClicks(&field, password);
        QTest::keyClick(&field, Qt::Key_Return);
    }

    static client::ProfileState profile()
    {
        client::ProfileState state;
        state.hasAccount = true;
        state.url = "https://tasks.example.org";
        state.email = "mara@example.org";
        state.serverName = "Lindqvist & Weber";
        state.spkiSha256 = std::string(32, 'a') + std::string(32, '7');
        return state;
    }

    std::unique_ptr<Theme> m_theme;
    test::FixedClock m_clock{test::sampleNow()};

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }

    void theInterruptedActionGoesOnOnce()
    {
        test::WindowFixture f(*m_theme);
        test::FakeSecurity& protection = f.workspace->protection();
        const SessionId target = protection.devices.front().sessionId;
        auto ending = protection.endSession(target, false);
        QTRY_VERIFY(test::dialog<ProofDialog>());
        QPointer<ProofDialog> first = test::dialog<ProofDialog>();
        QVERIFY(test::says(*first, QStringLiteral("tasks.example.org")));
        type(*first, QStringLiteral("not this one"));
        // The first dialog goes, the next one says why the try was not enough.
        QTRY_VERIFY(!first && test::dialog<ProofDialog>());
        auto* second = test::dialog<ProofDialog>();
        QVERIFY(second->problem().startsWith(QStringLiteral("The password is not right.")));
        QVERIFY(protection.ended.empty());
        type(*second, QString::fromStdString(protection.password));
        QTRY_COMPARE(protection.ended.size(), std::size_t(1));
        QCOMPARE(protection.ended.front().first, target);
        QTRY_VERIFY(!test::dialog<ProofDialog>());
        QVERIFY(ending.isReady());
    }

    void cancellingDoesNothing()
    {
        test::WindowFixture f(*m_theme);
        test::FakeSecurity& protection = f.workspace->protection();
        SessionId id = protection.devices.front().sessionId;
        auto ending = protection.endSession(std::move(id), true);
        QTRY_VERIFY(test::dialog<ProofDialog>());
        QTest::keyClick(test::dialog<ProofDialog>(), Qt::Key_Escape);
        QTRY_VERIFY(ending.isReady());
        QVERIFY(protection.ended.empty());
    }

    void theCodeIsAskedForWhereAFactorIs()
    {
        test::WindowFixture f(*m_theme);
        test::FakeSecurity& protection = f.workspace->protection();
        protection.setUp();
        auto removing = protection.removeTotp();
        QTRY_VERIFY(test::dialog<ProofDialog>());
        auto* dialog = test::dialog<ProofDialog>();
        QVERIFY(dialog->findChild<CodeField*>());
        type(*dialog, QString::fromStdString(protection.password));
        QVERIFY(dialog->isVisible()); // the code is still missing, and has the focus
        QTRY_VERIFY(dialog->findChild<CodeField*>()->hasFocus());
    }

    void aWindowThatGoesEndsItsQuestion()
    {
        auto window = std::make_unique<QWidget>();
        window->show();
        WindowPrompter prompter(*m_theme, m_clock, *window);
        auto asking = prompter.proof(false, std::nullopt);
        QVERIFY(test::dialog<ProofDialog>());
        window.reset();
        QVERIFY(asking.isReady());
    }

    void theServerAndItsPinAreInSight()
    {
        ServerSight sight = ServerSight::of(profile());
        ProofDialog dialog(*m_theme, sight, QStringLiteral("mara@example.org"), true, std::nullopt,
                           nullptr);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        QVERIFY(test::says(dialog, QStringLiteral("Lindqvist & Weber")));
        QVERIFY(test::says(dialog, QStringLiteral("https://tasks.example.org")));
        QVERIFY(test::says(dialog, QStringLiteral("aaaa  aaaa  aaaa  aaaa")));
    }

    void aNameThatImitatesIsWarnedOf()
    {
        ServerCard card(*m_theme);
        ServerSight sight = ServerSight::of(profile());
        card.present(sight, {QStringLiteral("tasks.example.org")});
        QCOMPARE(card.warning(), QString());
        sight.url = QStringLiteral("https://task.example.org");
        card.present(sight, {QStringLiteral("tasks.example.org")});
        QVERIFY(card.warning().contains(QStringLiteral("looks like “tasks.example.org”")));
    }

    void signingInAsksForTheSecondStep()
    {
        test::FakeAccountOpener opener;
        opener.make = [this] { return test::sampleWorkspace(m_clock); };
        opener.code = "314159";
        opener.challenge.attemptsLeft = 5;
        opener.challenge.serverTime = m_clock.now();
        opener.challenge.expiresAt = {m_clock.now().ms + 299'000};
        QWidget window;
        window.show();
        WindowPrompter prompter(*m_theme, m_clock, window);
        prompter.setServer(ServerSight::of(profile()), {});
        opener.setPrompter(&prompter);
        auto signingIn = opener.signIn({}, "mara@example.org", Secret::fromText("right"));
        QTRY_VERIFY(test::dialog<CodeDialog>());
        QPointer<CodeDialog> dialog = test::dialog<CodeDialog>();
        QVERIFY(test::says(*dialog, QStringLiteral("Tries left: 5  ·  time left: 4:59")));
        QVERIFY(test::says(*dialog, QStringLiteral("will ever ask you for this code")));
        auto* field = dialog->findChild<CodeField*>();
        QTest::keyClicks(field, QStringLiteral("000000"));
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY(!dialog && test::dialog<CodeDialog>());
        auto* again = test::dialog<CodeDialog>();
        QVERIFY(again->problem().startsWith(QStringLiteral("Your phone is 74 s behind.")));
        QVERIFY(test::says(*again, QStringLiteral("Tries left: 4")));
        field = again->findChild<CodeField*>();
        QTest::keyClicks(field, QStringLiteral("314159"));
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY(signingIn.isReady());
        QCOMPARE(opener.codesAsked, 2);
    }

    void whenTheTimeIsOverItSaysSo()
    {
        contract::Challenge challenge;
        challenge.serverTime = m_clock.now();
        challenge.expiresAt = m_clock.now();
        CodeDialog dialog(*m_theme, m_clock, {}, challenge, std::nullopt, nullptr);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        QVERIFY(test::says(dialog, QStringLiteral("The time is over.")));
        QVERIFY(!dialog.findChild<CodeField*>()->isEnabled());
    }

    void aFreshPassphraseIsTypedTwiceOrMade()
    {
        QWidget window;
        window.show();
        WindowPrompter prompter(*m_theme, m_clock, window);
        auto asking = prompter.passphrase(true, std::nullopt);
        auto* dialog = test::dialog<PassphraseDialog>();
        QVERIFY(dialog);
        auto* fields = dialog->findChild<NewPasswordFields*>();
        QTest::keyClicks(&fields->first().edit(), QStringLiteral("password1"));
        QTest::keyClick(dialog, Qt::Key_Return);
        QVERIFY(!dialog->problem().isEmpty());
        QVERIFY(!fields->meter().isAccepted());
        fields->first().edit().setText(QStringLiteral("seven lamps over the harbour"));
        QVERIFY(fields->meter().isAccepted());
        QTest::keyClick(dialog, Qt::Key_Return);
        QCOMPARE(dialog->problem(), QStringLiteral("The two are not the same."));
        QTest::keyClick(test::button(*dialog, QStringLiteral("make")), Qt::Key_Space);
        QCOMPARE(fields->first().edit().echoMode(), QLineEdit::Normal);
        const QString made = fields->first().edit().text();
        QCOMPARE(made.split(QLatin1Char('-')).size(), 6);
        QVERIFY(fields->meter().isAccepted());
        QTest::keyClick(dialog, Qt::Key_Return);
        QTRY_VERIFY(asking.isReady());
    }

    void showingAPasswordIsAButtonOfItsOwn()
    {
        SecretField field(*m_theme, QStringLiteral("Password"));
        field.show();
        QCOMPARE(field.edit().echoMode(), QLineEdit::Password);
        auto* eye = field.findChild<QToolButton*>();
        QCOMPARE(eye->accessibleName(), QStringLiteral("Show: Password"));
        QTest::keyClick(eye, Qt::Key_Space);
        QCOMPARE(field.edit().echoMode(), QLineEdit::Normal);
        QCOMPARE(eye->accessibleName(), QStringLiteral("Hide: Password"));
        QTest::keyClicks(&field.edit(), QStringLiteral("  lamps  "));
        QCOMPARE(field.take().text(), std::string_view("  lamps  "));
        QVERIFY(field.isEmpty());
    }
};

QTEST_MAIN(TestPrompts)
#include "tst_security_prompts.moc"
