// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/crypto/Totp.h"
#include "tests/support/Seed.h"

#include <QProcess>
#include <QTest>

using namespace taskward;
using namespace taskward::crypto;

namespace {

constexpr Timestamp at(std::int64_t seconds)
{
    return {seconds * 1000};
}

QByteArray oathtool(const QStringList& arguments)
{
    QProcess process;
    process.start(QStringLiteral("oathtool"), arguments);
    return process.waitForFinished() && process.exitCode() == 0
               ? process.readAllStandardOutput().trimmed()
               : QByteArray("oathtool failed");
}

QByteArray text(const Secret& secret)
{
    return {secret.text().data(), qsizetype(secret.size())};
}

} // namespace

class TestTotp : public QObject {
    Q_OBJECT

private slots:
    void rfc6238_data()
    {
        // Appendix B, SHA-1: the last six of its eight digits.
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("1970") << qint64(59) << QByteArray("287082");
        QTest::newRow("2005-1") << qint64(1111111109) << QByteArray("081804");
        QTest::newRow("2005-2") << qint64(1111111111) << QByteArray("050471");
        QTest::newRow("2009") << qint64(1234567890) << QByteArray("005924");
        QTest::newRow("2033") << qint64(2000000000) << QByteArray("279037");
        QTest::newRow("2603") << qint64(20000000000) << QByteArray("353130");
    }
    void rfc6238()
    {
        QFETCH(qint64, seconds);
        QFETCH(QByteArray, code);
        const Secret seed = Secret::fromText("12345678901234567890");
        QCOMPARE(totpCode(seed, totpStepAt(at(seconds))), code.toStdString());
        const auto match = validateTotp(code.toStdString(), seed, at(seconds), std::nullopt);
        QVERIFY(match.has_value());
        QCOMPARE(match->driftSteps, 0);
    }

    void oathtoolAgrees()
    {
        SeededRandom random(test::testSeed());
        for (int i = 0; i < 10; ++i) {
            const Secret seed = makeTotpSeed(random);
            const auto seconds = std::int64_t(random.below(4'000'000'000));
            QString key = QString::fromLatin1(text(totpKeyText(seed)));
            const auto code =
                oathtool({QStringLiteral("--totp"), QStringLiteral("-b"),
                          QStringLiteral("--now=@%1").arg(seconds), key.remove(u' ')});
            QVERIFY2(validateTotp(code.toStdString(), seed, at(seconds), std::nullopt).has_value(),
                     code);
        }
    }

    void acceptsEachStepOnceAndOneAround()
    {
        const Secret seed = Secret::fromText("12345678901234567890");
        const std::int64_t step = 1000;
        const Timestamp now{step * kTotpStepMs + 7};
        for (int drift = -2; drift <= 2; ++drift) {
            const auto match = validateTotp(totpCode(seed, step + drift), seed, now, std::nullopt);
            QCOMPARE(match.has_value(), std::abs(drift) <= 1);
            if (match) {
                QCOMPARE(match->driftSteps, drift);
                QCOMPARE(match->step, step + drift);
            } else {
                QCOMPARE(int(match.error().code), int(ErrorCode::CodeWrong));
            }
        }
        const auto code = totpCode(seed, step);
        QVERIFY(validateTotp(code, seed, now, step - 1).has_value());
        QCOMPARE(validateTotp(code, seed, now, step).error().detail,
                 std::string("totp: used before"));
        // The clock stepped back by a step: what was used stays used.
        QVERIFY(!validateTotp(code, seed, {now.ms - kTotpStepMs}, step).has_value());
        QVERIFY(!validateTotp(totpCode(seed, step - 1), seed, now, step).has_value());
        QVERIFY(validateTotp(totpCode(seed, step + 1), seed, now, step).has_value());
        QVERIFY(validateTotp(totpCode(seed, 0), seed, at(0), std::nullopt).has_value());
    }

    void formOfTheCode()
    {
        const Secret seed = Secret::fromText("12345678901234567890");
        for (const char* good : {"287082", "287 082", " 287082\n", "2 8 7 0 8 2"})
            QVERIFY2(validateTotp(good, seed, at(59), std::nullopt).has_value(), good);
        for (const char* bad : {"", "28708", "2870821", "28708a", "-287082", "287-082",
                                "２８７０８２", "94287082", "0x4617a"}) {
            const auto match = validateTotp(bad, seed, at(59), std::nullopt);
            QCOMPARE(match.error().detail, std::string("totp: not six digits"));
        }
        QCOMPARE(validateTotp("287083", seed, at(59), std::nullopt).error().detail,
                 std::string("totp: wrong code"));
    }

    void tellsTheDriftAndNeverAcceptsIt()
    {
        const Secret seed = Secret::fromText("12345678901234567890");
        const std::int64_t step = 50'000'000;
        const Timestamp now{step * kTotpStepMs + 15'000};
        QCOMPARE(measureTotpDrift(totpCode(seed, step), seed, now), std::optional(0));
        QCOMPARE(measureTotpDrift(totpCode(seed, step - 3), seed, now), std::optional(-90));
        QCOMPARE(measureTotpDrift(totpCode(seed, step + 20), seed, now), std::optional(600));
        QVERIFY(!validateTotp(totpCode(seed, step - 3), seed, now, std::nullopt).has_value());
        QCOMPARE(measureTotpDrift(totpCode(seed, step - 21), seed, now), std::nullopt);
        QCOMPARE(measureTotpDrift("x", seed, now), std::nullopt);
    }

    void uriAndKeyText()
    {
        const Secret seed = Secret::fromText("12345678901234567890");
        QCOMPARE(text(totpUri(seed, "Taskward: Büro", "anna+x@example.org")),
                 QByteArray("otpauth://totp/Taskward%3A%20B%C3%BCro:anna%2Bx%40example.org?secret="
                            "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Taskward%3A%20B%C3%BCro"
                            "&algorithm=SHA1&digits=6&period=30"));
        QCOMPARE(text(totpKeyText(seed)), QByteArray("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"));
        QCOMPARE(text(*totpSeedFromText("gezd gnbv gy3t qojq gezd gnbv gy3t qojq")),
                 QByteArray("12345678901234567890"));
        QVERIFY(!totpSeedFromText("GEZD").has_value());
        QVERIFY(!totpSeedFromText("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJ1").has_value());
    }
};

QTEST_GUILESS_MAIN(TestTotp)

#include "tst_crypto_totp.moc"
