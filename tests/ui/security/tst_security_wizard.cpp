// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/crypto/Totp.h"
#include "tests/support/Find.h"
#include "tests/support/WindowFixture.h"
#include "ui/security/CodeField.h"
#include "ui/security/ProofDialog.h"
#include "ui/security/QrView.h"
#include "ui/security/RecoveryCodesView.h"
#include "ui/security/SecretField.h"
#include "ui/security/TotpWizard.h"

#include <QAccessible>
#include <QClipboard>
#include <QFileInfo>
#include <QLineEdit>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace taskward;
using namespace taskward::ui;
using Step = TotpWizard::Step;

/// The second factor from the picture to the typed recovery code, with the real peers: zbarimg reads
/// the screen, oathtool makes the code.
class TestWizard : public QObject {
    Q_OBJECT

private:
    static QByteArray runPeer(const QString& program, const QStringList& arguments)
    {
        QProcess peer;
        peer.start(program, arguments);
        if (!peer.waitForFinished(20'000) || peer.exitCode() != 0)
            qFatal("%s failed: %s", qPrintable(program), peer.readAllStandardError().constData());
        return peer.readAllStandardOutput().trimmed();
    }

    /// What oathtool shows for the key at the moment of the test's clock.
    static QString codeOf(const QString& key, std::int64_t ms)
    {
        const QString moment = QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC)
                                   .toString(QStringLiteral("yyyy-MM-dd hh:mm:ss 'UTC'"));
        return QString::fromLatin1(
            runPeer(QStringLiteral("oathtool"), {QStringLiteral("--totp"), QStringLiteral("-b"),
                                                 QStringLiteral("--now"), moment, key}));
    }

    static QString scan(QWidget& screen, const QString& file)
    {
        screen.grab().save(file);
        return QString::fromUtf8(runPeer(
            QStringLiteral("zbarimg"), {QStringLiteral("--quiet"), QStringLiteral("--raw"), file}));
    }

    static TotpWizard* open(test::WindowFixture& f, Theme& theme, TotpWizard::Task task)
    {
        auto* wizard = new TotpWizard({f.workspace, &theme, &f.clock}, task, f.window.get());
        wizard->open();
        return test::dialog<TotpWizard>();
    }

    static void answerProof(test::WindowFixture& f, const QString& password)
    {
        QTRY_VERIFY(test::dialog<ProofDialog>());
        auto* proof = test::dialog<ProofDialog>();
        auto* field = proof->findChild<SecretField*>();
        QTest::keyClicks(&field->edit(), password);
        QTest::keyClick(&field->edit(), Qt::Key_Return);
        Q_UNUSED(f)
    }

    std::unique_ptr<Theme> m_theme;

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }

    void fromThePictureToTheTypedCode_data()
    {
        QTest::addColumn<int>("appearance");
        QTest::newRow("light") << int(Appearance::Light);
        QTest::newRow("dark") << int(Appearance::Dark);
    }

    /// By keyboard alone.
    void fromThePictureToTheTypedCode()
    {
        QFETCH(int, appearance);
        m_theme->setAppearance(static_cast<Appearance>(appearance));
        const QTemporaryDir folder;
        test::WindowFixture f(*m_theme);
        test::FakeSecurity& protection = f.workspace->protection();
        TotpWizard* wizard = open(f, *m_theme, TotpWizard::Task::SetUp);
        QTest::keyClick(wizard, Qt::Key_Return);
        answerProof(f, QString::fromStdString(protection.password));
        QTRY_COMPARE(wizard->step(), Step::Scan);
        QCOMPARE(protection.proofsAsked, 1);
        QCOMPARE(protection.enrolments, 1);

        const QString uri = scan(*wizard, folder.filePath(QStringLiteral("qr.png")));
        QCOMPARE(uri, QString::fromStdString(std::string(
                          crypto::totpUri(protection.seed(), "Taskward (tasks.example.org)",
                                          "mara@example.org")
                              .text())));
        const QString key =
            uri.section(QStringLiteral("secret="), 1).section(QLatin1Char('&'), 0, 0);
        auto* field = wizard->findChild<CodeField*>(QStringLiteral("code"));
        QCOMPARE(test::dialog<TotpWizard>(), wizard); // the window manager's part
        QTRY_VERIFY(field->hasFocus());
        QTest::keyClicks(field, codeOf(key, f.clock.now().ms));
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE(wizard->step(), Step::Keep);
        QVERIFY(protection.protection.totp);
        QVERIFY(wizard->findChild<QrView*>()->isEmpty());
        for (const std::string& code : protection.recoveryCodes)
            QVERIFY(test::says(*wizard, QString::fromStdString(code)));

        QTest::keyClick(wizard, Qt::Key_Return); // "I have kept them"
        QTRY_COMPARE(wizard->step(), Step::Prove);
        auto* proof = qobject_cast<CodeField*>(QApplication::focusWidget());
        QVERIFY(proof);
        QTest::keyClicks(proof, QStringLiteral("aaaaa-aaaaa-aaaaa"));
        QTest::keyClick(proof, Qt::Key_Return);
        QTRY_COMPARE(wizard->problem(), QStringLiteral("This is none of the ten codes. Look again "
                                                       "where you kept them."));
        QTest::keyClicks(proof, QString::fromStdString(protection.recoveryCodes[4]));
        QTest::keyClick(proof, Qt::Key_Return);
        QTRY_COMPARE(wizard->step(), Step::Done);
        QVERIFY(protection.protection.recoveryCodesSaved);
        QVERIFY(!test::says(*wizard, QString::fromStdString(protection.recoveryCodes[0])));
        QTest::keyClick(wizard, Qt::Key_Return);
        QTRY_VERIFY(!test::dialog<TotpWizard>());
    }

    void aPhoneThatIsBehindIsTold()
    {
        test::WindowFixture f(*m_theme);
        test::FakeSecurity& protection = f.workspace->protection();
        protection.isFresh = true;
        TotpWizard* wizard = open(f, *m_theme, TotpWizard::Task::SetUp);
        QTest::keyClick(wizard, Qt::Key_Return);
        QTRY_COMPARE(wizard->step(), Step::Scan);
        auto* field = wizard->findChild<CodeField*>(QStringLiteral("code"));
        const std::int64_t step = crypto::totpStepAt(f.clock.now());
        QTest::keyClicks(field,
                         QString::fromStdString(crypto::totpCode(protection.seed(), step - 4)));
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY2(wizard->problem().contains(QStringLiteral("behind")),
                     qPrintable(wizard->problem()));
        QCOMPARE(wizard->step(), Step::Scan);
        QTRY_VERIFY(field->hasFocus());
        QCOMPARE(field->text(), QString());
    }

    void aPastedCodeLosesItsBlanks()
    {
        CodeField field(*m_theme, CodeField::Takes::Digits);
        QGuiApplication::clipboard()->setText(QStringLiteral(" 123 456\n"));
        field.paste();
        QCOMPARE(field.text(), QStringLiteral("123456"));
        QVERIFY(field.isComplete());
        QCOMPARE(field.take().text(), std::string_view("123456"));
        QVERIFY(field.text().isEmpty());
        field.setTakes(CodeField::Takes::Either);
        QTest::keyClicks(&field, QStringLiteral("k7wq4-p2mx9"));
        QVERIFY(field.isComplete());
        QCOMPARE(field.text(), QStringLiteral("k7wq4-p2mx9"));
    }

    void theKeyIsCopiedAsASecret()
    {
        test::WindowFixture f(*m_theme);
        f.workspace->protection().isFresh = true;
        TotpWizard* wizard = open(f, *m_theme, TotpWizard::Task::SetUp);
        QTest::keyClick(wizard, Qt::Key_Return);
        QTRY_COMPARE(wizard->step(), Step::Scan);
        QTest::keyClick(test::button(*wizard, QStringLiteral("copyKey")), Qt::Key_Space);
        const QString copied = QGuiApplication::clipboard()->text();
        QCOMPARE(copied.size(), 32);
        const auto seed = crypto::totpSeedFromText(copied.toStdString());
        QVERIFY(seed);
        QVERIFY(constantTimeEqual(seed->bytes(), f.workspace->protection().seed().bytes()));
    }

    void newCodesReplaceTheOld()
    {
        test::WindowFixture f(*m_theme);
        test::FakeSecurity& protection = f.workspace->protection();
        protection.setUp();
        protection.isFresh = true;
        const std::vector<std::string> old = protection.recoveryCodes;
        TotpWizard* wizard = open(f, *m_theme, TotpWizard::Task::RenewCodes);
        QTest::keyClick(wizard, Qt::Key_Return);
        QTRY_COMPARE(wizard->step(), Step::Keep);
        QVERIFY(protection.recoveryCodes != old);
        QVERIFY(test::says(*wizard, QString::fromStdString(protection.recoveryCodes.back())));
    }

    void savedCodesAreForThePersonAlone()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("codes.txt"));
        RecoveryCodesView view(*m_theme, QStringLiteral("mara@example.org"));
        std::vector<Secret> codes;
        codes.push_back(Secret::fromText("k7wq4-p2mx9-aaaaa"));
        view.present(std::move(codes));
        QVERIFY(view.saveTo(file));
        QCOMPARE(QFileInfo(file).permissions() &
                     (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
                 QFile::Permissions());
        QFile saved(file);
        QVERIFY(saved.open(QIODevice::ReadOnly));
        const QByteArray text = saved.readAll();
        QVERIFY(text.contains("k7wq4-p2mx9-aaaaa"));
        QVERIFY(text.contains("mara@example.org"));
        QVERIFY(!view.saveTo(folder.filePath(QStringLiteral("nowhere/codes.txt"))));
    }
};

QTEST_MAIN(TestWizard)
#include "tst_security_wizard.moc"
