// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "tests/support/FakeAccountOpener.h"
#include "tests/support/SampleWorkspace.h"
#include "ui/shell/MainWindow.h"
#include "ui/signin/AddressPage.h"
#include "ui/signin/Fingerprint.h"
#include "ui/signin/FingerprintPage.h"
#include "ui/signin/PasswordPage.h"
#include "ui/signin/ProbeChecklist.h"
#include "ui/signin/WelcomePage.h"
#include "ui/style/Theme.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace taskward;
using namespace taskward::ui;
using client::ProbeStep;

/// From the first start to an opened workspace.
class TestSignInFlow : public QObject {
    Q_OBJECT

private:
    template <typename Page>
    Page* current() const
    {
        return qobject_cast<Page*>(m_window->currentPage());
    }

    static QPushButton* button(const QWidget& page, const QString& name)
    {
        for (QPushButton* candidate : page.findChildren<QPushButton*>()) {
            if (candidate->text() == name || candidate->accessibleName() == name)
                return candidate;
        }
        return nullptr;
    }

    static bool says(const QWidget& widget, const QString& text)
    {
        for (const QLabel* label : widget.findChildren<QLabel*>()) {
            if (label->isVisible() && label->text().contains(text))
                return true;
        }
        return false;
    }

    AddressPage* toAddress()
    {
        auto* welcome = current<WelcomePage>();
        QTest::keyClick(button(*welcome, QStringLiteral("Connect to a server")), Qt::Key_Space);
        return current<AddressPage>();
    }

    void enterAddress(const QString& text)
    {
        auto* field = toAddress()->findChild<QLineEdit*>();
        QTest::keyClicks(field, text);
        QTest::keyClick(field, Qt::Key_Return);
    }

    std::unique_ptr<Theme> m_theme;
    test::FixedClock m_clock{test::sampleNow()};
    std::unique_ptr<test::FakeAccountOpener> m_opener;
    std::unique_ptr<MainWindow> m_window;

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }

    void init()
    {
        m_opener = std::make_unique<test::FakeAccountOpener>();
        m_opener->make = [this] { return test::sampleWorkspace(m_clock); };
        m_opener->server->url = "https://tasks.example.org";
        m_opener->server->serverName = "Lindqvist & Weber";
        m_opener->server->spkiSha256 = std::string(32, 'a') + std::string(32, '7');
        for (const ProbeStep step : {ProbeStep::Name, ProbeStep::Tcp, ProbeStep::Tls,
                                     ProbeStep::Identity, ProbeStep::Version})
            m_opener->probes.push_back({step, true, "fine", {}, {}, {}});
        m_window = std::make_unique<MainWindow>(*m_opener, *m_theme, m_clock);
        m_window->show();
        m_window->start();
    }

    void cleanup() { m_window.reset(); }

    void onThisComputer()
    {
        auto* welcome = current<WelcomePage>();
        QVERIFY(welcome);
        QTest::keyClick(button(*welcome, QStringLiteral("On this computer")), Qt::Key_Space);
        QTRY_VERIFY(m_window->page());
    }

    void onThisComputerFails()
    {
        m_opener->openErrors = {Error{ErrorCode::KeychainLocked, {}, {}}};
        auto* welcome = current<WelcomePage>();
        QPushButton* here = button(*welcome, QStringLiteral("On this computer"));
        QTest::keyClick(here, Qt::Key_Space);
        QVERIFY(!here->isEnabled());
        QTRY_VERIFY(says(*welcome, QStringLiteral("Your keychain is locked")));
        QVERIFY(here->isEnabled());
    }

    void aNewServerIsComparedFirst()
    {
        enterAddress(QStringLiteral("tasks.example.org"));
        QTRY_VERIFY(current<FingerprintPage>());
        QCOMPARE(m_opener->probedAddress, std::string("tasks.example.org"));
        auto* page = current<FingerprintPage>();
        QVERIFY(says(*page, QStringLiteral("aaaa  aaaa  aaaa  aaaa\naaaa")));
        QVERIFY(says(*page, QStringLiteral("taskward-server cert fingerprint")));
        auto* trust = page->findChild<QPushButton*>(QStringLiteral("trust"));
        auto* cancel = page->findChild<QPushButton*>(QStringLiteral("cancel"));
        QVERIFY(!trust->isEnabled());
        QVERIFY(cancel->isDefault());
        QTRY_VERIFY(cancel->hasFocus());
        QTest::keyClick(cancel, Qt::Key_Space);
        QVERIFY(current<AddressPage>());
    }

    void trustThenPassword()
    {
        enterAddress(QStringLiteral("tasks.example.org"));
        QTRY_VERIFY(current<FingerprintPage>());
        auto* fingerprint = current<FingerprintPage>();
        QTest::keyClick(fingerprint->findChild<QCheckBox*>(), Qt::Key_Space);
        QTest::keyClick(fingerprint->findChild<QPushButton*>(QStringLiteral("trust")),
                        Qt::Key_Space);
        auto* page = current<PasswordPage>();
        QVERIFY(page);
        QVERIFY(says(*page, QStringLiteral("Lindqvist & Weber")));
        QVERIFY(says(*page, QStringLiteral("aaaa  aaaa  aaaa  aaaa")));
        const auto fields = page->findChildren<QLineEdit*>();
        QTest::keyClicks(fields[0], QStringLiteral("mara@example.org"));
        QTest::keyClick(fields[0], Qt::Key_Return);
        QTest::keyClicks(fields[1], QStringLiteral("correct horse battery"));
        m_opener->signInErrors = {Error{ErrorCode::Unauthenticated, {}, {}}};
        QTest::keyClick(fields[1], Qt::Key_Return);
        QCOMPARE(fields[1]->text(), QString()); // at once, not when the answer comes
        QTRY_VERIFY(says(*page, QStringLiteral("E-mail or password is not right.")));
        QTest::keyClicks(fields[1], QStringLiteral("correct horse battery"));
        QTest::keyClick(fields[1], Qt::Key_Return);
        QTRY_VERIFY(m_window->page());
        QCOMPARE(m_opener->email, std::string("mara@example.org"));
        QCOMPARE(m_opener->password, std::string("correct horse battery"));
    }

    void aCodeAsksNothing()
    {
        m_opener->server->pinnedByCode = true;
        enterAddress(QStringLiteral("taskward://connect?x"));
        QTRY_VERIFY(current<PasswordPage>());
        QVERIFY(says(*current<PasswordPage>(), QStringLiteral("Recognised by the connect code")));
    }

    void eachCheckSaysWhatIsWrong()
    {
        m_opener->probes = {{ProbeStep::Name, true, "192.0.2.1", {}, {}, {}},
                            {ProbeStep::Tcp,
                             false,
                             {},
                             "Nobody answers on port 443.",
                             "Is the server running?",
                             {}}};
        m_opener->server = fail(ErrorCode::Offline);
        enterAddress(QStringLiteral("tasks.example.org"));
        auto* page = current<AddressPage>();
        auto* field = page->findChild<QLineEdit*>();
        QTRY_VERIFY(field->isEnabled());
        const ProbeChecklist& list = page->checklist();
        QCOMPARE(list.spoken(ProbeStep::Name),
                 QStringLiteral("The name is found: passed. 192.0.2.1"));
        QCOMPARE(list.spoken(ProbeStep::Tcp),
                 QStringLiteral("The computer answers: failed. Nobody answers on port 443.\nIs the "
                                "server running?"));
        QCOMPARE(list.spoken(ProbeStep::Tls),
                 QStringLiteral("The connection is encrypted: waiting"));
        QVERIFY(says(*page, QStringLiteral("Nobody answers on port 443.")));
    }

    void notAnAddressAtAll()
    {
        m_opener->probes.clear();
        m_opener->server = fail(ErrorCode::ValidationFailed);
        enterAddress(QStringLiteral("???"));
        QTRY_VERIFY(
            says(*current<AddressPage>(), QStringLiteral("Something in this is not valid.")));
    }

    void goingBackDropsTheAnswer()
    {
        enterAddress(QStringLiteral("tasks.example.org"));
        QTest::keyClick(current<AddressPage>(), Qt::Key_Escape);
        QVERIFY(current<WelcomePage>());
        QTest::qWait(50);
        QVERIFY(current<WelcomePage>());
    }

    void fingerprintIsGrouped()
    {
        QCOMPARE(groupedFingerprint("0123456789abcdef0011"),
                 QStringLiteral("0123  4567  89ab  cdef\n0011"));
    }
};

QTEST_MAIN(TestSignInFlow)
#include "tst_signin_flow.moc"
