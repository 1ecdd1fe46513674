// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "tests/support/SampleWorkspace.h"
#include "ui/security/ClipboardGuard.h"
#include "ui/security/KeychainWords.h"
#include "ui/security/SecurityWords.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

using namespace taskward;
using namespace taskward::ui;
using namespace std::chrono_literals;

/// What is said, and what is put on the clipboard.
class TestSecurityWords : public QObject {
    Q_OBJECT

private:
    static QDateTime now() { return QDateTime::fromMSecsSinceEpoch(test::sampleNow()); }
    static QString when(std::int64_t ago)
    {
        return whenWords({test::sampleNow() - ago}, now(), QLocale::c());
    }

private slots:
    void agesAreSaidAsPeopleDo()
    {
        constexpr std::int64_t kMinute = 60'000;
        QCOMPARE(when(20'000), QStringLiteral("just now"));
        QCOMPARE(when(12 * kMinute), QStringLiteral("12 min ago"));
        QCOMPARE(when(3 * 60 * kMinute), QStringLiteral("today, 06:12:00"));
        QCOMPARE(when(24 * 60 * kMinute), QStringLiteral("yesterday, 09:12:00"));
        QCOMPARE(when(5 * 24 * 60 * kMinute), QStringLiteral("5 days ago"));
        QCOMPARE(when(40LL * 24 * 60 * kMinute), QStringLiteral("16 Oct 2026"));
        QCOMPARE(when(-5 * kMinute), QStringLiteral("just now")); // a clock that is ahead
    }

    void theDriftIsSaidWithItsDirection()
    {
        Error error{ErrorCode::CodeWrong, {}, {}, {{"drift_seconds", -74}, {"attempts_left", 3}}};
        QVERIFY(proofProblem(error).startsWith(QStringLiteral("Your phone is 74 s behind.")));
        QVERIFY(proofProblem(error).endsWith(QStringLiteral("3 tries are left.")));
        error.facts = {{"drift_seconds", 190}, {"attempts_left", 1}};
        QVERIFY(proofProblem(error).startsWith(QStringLiteral("Your phone is 3 min 10 s ahead.")));
        QVERIFY(proofProblem(error).endsWith(QStringLiteral("One try is left.")));
        error.facts.clear();
        QCOMPARE(proofProblem(error),
                 QStringLiteral("This code does not fit. Wait for the next one and type that."));
        QCOMPARE(proofProblem({ErrorCode::RateLimited, {}, {}, {{"retry_after_seconds", 240}}}),
                 QStringLiteral("Too many requests in a short time. It goes on by itself in a "
                                "moment. Try again in 4 min."));
    }

    void aRejectionSaysItsReasons()
    {
        Error error{ErrorCode::PasswordRejected, {}, {}};
        error.reasons = {"too-short", "common"};
        const QString words = rejectionWords(error);
        QCOMPARE(words.split(QLatin1Char('\n')).size(), 2);
        QVERIFY(words.contains(QStringLiteral("too short")));
        QVERIFY(words.contains(QStringLiteral("list of common passwords")));
        error.reasons = {"of-tomorrow"};
        QCOMPARE(rejectionWords(error), QStringLiteral("This password is not strong enough."));
    }

    void unknownEventsAreTold()
    {
        contract::SecurityEvent event;
        event.kind = "auth.something";
        QCOMPARE(eventWords(event), QStringLiteral("auth.something"));
        event.kind = "auth.login";
        QCOMPARE(eventWords(event), QStringLiteral("Signed in"));
        event.newDevice = true;
        QCOMPARE(eventWords(event), QStringLiteral("Signed in on a new device"));
    }

    void everyConditionHasWords()
    {
        QStringList seen;
        for (int i = 0; i <= int(client::KeychainCondition::OtherBackend); ++i) {
            client::KeychainReport report;
            report.condition = static_cast<client::KeychainCondition>(i);
            report.backend = "kwallet";
            report.rememberedBackend = "secret-service";
            const QString words = conditionWords(report.condition) + conditionMeaning(report);
            QVERIFY(words.size() > 30);
            QVERIFY(!words.contains(QStringLiteral("ncryption"))); // riddles
            QVERIFY(!seen.contains(words));
            seen << words;
        }
    }

    void theClipboardForgets()
    {
        QClipboard& clipboard = *QGuiApplication::clipboard();
        ClipboardGuard& guard = ClipboardGuard::copy(Secret::fromText("JBSWY3DPEHPK3PXP"), 50ms);
        QSignalSpy cleared(&guard, &ClipboardGuard::cleared);
        QCOMPARE(clipboard.text(), QStringLiteral("JBSWY3DPEHPK3PXP"));
        QCOMPARE(clipboard.mimeData()->data(QStringLiteral("x-kde-passwordManagerHint")),
                 QByteArray("secret"));
        QVERIFY(cleared.wait());
        QCOMPARE(clipboard.text(), QString());
    }

    void theClipboardKeepsWhatOthersPutThere()
    {
        QClipboard& clipboard = *QGuiApplication::clipboard();
        ClipboardGuard& guard = ClipboardGuard::copy(Secret::fromText("secret"), 50ms);
        QSignalSpy cleared(&guard, &ClipboardGuard::cleared);
        clipboard.setText(QStringLiteral("a poem"));
        QVERIFY(cleared.wait());
        QCOMPARE(clipboard.text(), QStringLiteral("a poem"));
    }

    void aLaterCopyHasItsOwnTime()
    {
        QClipboard& clipboard = *QGuiApplication::clipboard();
        ClipboardGuard::copy(Secret::fromText("first"), 1h);
        ClipboardGuard::copy(Secret::fromText("second"), 1h);
        QCOMPARE(clipboard.findChildren<ClipboardGuard*>().size(), 1);
        ClipboardGuard::clearNow();
        QCOMPARE(clipboard.text(), QString());
        QVERIFY(clipboard.findChildren<ClipboardGuard*>().isEmpty());
    }
};

QTEST_MAIN(TestSecurityWords)
#include "tst_security_words.moc"
