// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/crypto/CommonPasswords.h"
#include "core/crypto/Passphrase.h"
#include "core/crypto/Password.h"
#include "core/crypto/PasswordPatterns.h"
#include "core/crypto/PasswordPolicy.h"
#include "core/crypto/PasswordText.h"
#include "tests/support/Seed.h"

#include <QFile>
#include <QTest>
#include <algorithm>
#include <map>

using namespace taskward;
using namespace taskward::crypto;

namespace {

std::vector<std::string> faults(const PasswordReport& report)
{
    std::vector<std::string> names;
    for (const auto& finding : report.findings) {
        names.emplace_back(passwordFaultName(finding.fault));
        if (!passwordFindingSentence(finding).ends_with('.'))
            names.emplace_back("no sentence");
    }
    return names;
}

} // namespace

class TestPasswordPolicy : public QObject {
    Q_OBJECT

private slots:
    void judges_data()
    {
        QTest::addColumn<QByteArray>("password");
        QTest::addColumn<bool>("factor");
        QTest::addColumn<QByteArray>("fault"); // the first; empty: accepted
        const auto row = [](const char* name, const QByteArray& password, const char* fault,
                            bool factor = false) {
            QTest::newRow(name) << password << factor << QByteArray(fault);
        };
        row("words", "vivid-turnip-orbit-canyon", "");
        row("no composition rules", "vividturniporbitcanyon", "");
        row("spaces", "vivid turnip orbit canyon", "");
        row("Chinese", "垂直的橙色河马在月光下跳舞唱歌", "");
        row("emoji", "🦔🌋🎻🧭🍇🛶🪁🧵🦩🌵🎲🧊🥁🪐🦥", "");
        row("64 characters",
            QByteArray("q7!Kz_").repeated(1) + "vW3pLm9xTn4RbYc8HdSf2JgQe6UaXi5" +
                "zOtPk1MrVwBhNyDlCsGjFu0ExT",
            "");
        row("empty", "", "too-short");
        row("14 characters", "vqx7kz!mpw3LtR", "too-short");
        row("8 with a factor", "vq7kz!3L", "", true);
        row("7 with a factor", "vq7kz!3", "too-short", true);
        row("14 code points of 4 bytes", QByteArray("🦔").repeated(14), "too-short");
        row("257 characters", QByteArray("vivid turnip orb ").repeated(15) + "xy", "too-long");
        row("NUL", QByteArray("vivid turnip\0orbit canyon", 25), "not-text");
        row("not UTF-8", "vivid turnip \xff orbit canyon", "not-text");
        row("common, with a factor", "baseball", "common", true);
        row("common, dressed up", "P4ssw0rd!123", "common", true);
        row("common, backwards", "drowssap", "common", true);
        row("common in fullwidth", "ｐａｓｓｗｏｒｄ", "common", true);
        row("trimmed with a run", "password1234567890", "common");
        row("product", "taskward12345678", "holds-context");
        row("organisation", "Steinbruch-2026", "holds-context");
        row("name", "Jurgensen!99999", "holds-context");
        row("address", "anna.jurgensen@steinbruch", "holds-context");
        row("name beside much else", "jurgensen vivid turnip orbit", "");
        row("one character", QByteArray(20, 'a'), "repetitive");
        row("short piece", "xk7xk7xk7xk7xk7xk7", "repetitive");
        row("run", "abcdefghijklmnop", "repetitive");
        row("backwards run", "9876543210987654", "repetitive");
        row("twice the same dictionary word", "helicopterhelicopter", "too-guessable");
    }
    void judges()
    {
        QFETCH(QByteArray, password);
        QFETCH(bool, factor);
        QFETCH(QByteArray, fault);
        const auto context = passwordContext("Steinbruch GmbH", "Anna Jurgensen",
                                             "anna.jurgensen@steinbruch.example");
        const auto report = checkPassword(password.toStdString(), {factor, context});
        const auto found = faults(report);
        QCOMPARE(QByteArray::fromStdString(found.empty() ? "" : found.front()), fault);
        QVERIFY(std::ranges::find(found, "no sentence") == found.end());
        QVERIFY(report.accepted() ? report.strength >= 3 : report.strength <= 1);
    }

    void contextWords()
    {
        const auto words =
            passwordContext("Zoo & Söhne", "Jo Müller-Lüdenscheid", "jo@zoo.example.org");
        const std::vector<std::string> expected{"taskward", "söhne", "müller", "lüdenscheid",
                                                "example"};
        QCOMPARE(words, expected);
    }

    void everyPasswordOfTheListIsCommon()
    {
        QFile file(QStringLiteral(TASKWARD_SOURCE_DIR "/resources/wordlists/common-passwords.txt"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        std::size_t count = 0;
        for (QByteArray line = file.readLine(); !line.isEmpty(); line = file.readLine(), ++count)
            QVERIFY2(isCommonPassword(line.trimmed().toStdString()), line);
        QCOMPARE(count, commonPasswordCount());
        QVERIFY(count >= 100'000);
    }

    void theFilterSeldomErrs()
    {
        SeededRandom random(test::testSeed());
        int wrong = 0;
        for (int i = 0; i < 100'000; ++i)
            wrong += isCommonPassword("random " + std::to_string(random.next64())) ? 1 : 0;
        QVERIFY2(wrong <= 30, qPrintable(QString::number(wrong))); // 7 are expected
    }

    void passphrases()
    {
        const auto words = passphraseWords();
        QCOMPARE(words.size(), std::size_t(4096));
        for (std::size_t i = 1; i < words.size(); ++i) {
            QVERIFY(words[i - 1] < words[i]);
            QVERIFY2(!words[i].starts_with(words[i - 1]), words[i].data());
        }
        QCOMPARE(passphraseEntropyBits(), 72.0);
        SystemRandom random;
        for (int i = 0; i < 50; ++i) {
            const Secret phrase = makePassphrase(random);
            const std::string text(phrase.text());
            QCOMPARE(std::ranges::count(text, '-'), 5);
            QVERIFY2(checkPassword(text, {}).accepted(), text.c_str());
            std::size_t start = 0;
            for (std::size_t end = 0; start <= text.size(); start = end + 1) {
                end = std::min(text.find('-', start), text.size());
                QVERIFY(std::ranges::binary_search(
                    words, std::string_view(text).substr(start, end - start)));
            }
        }
        QCOMPARE(std::string(makePassphrase(random, 1).text()).find('-'), std::string::npos);
    }

    void drawsEvenly()
    {
        SeededRandom random(test::testSeed());
        std::map<char, int> initials;
        std::map<char, int> expected;
        for (const auto word : passphraseWords())
            ++expected[word.front()];
        for (int i = 0; i < 4096 * 4; ++i)
            ++initials[makePassphrase(random, 1).text().front()];
        for (const auto& [letter, count] : expected) // six standard deviations
            QVERIFY(std::abs(initials[letter] - 4 * count) < 6.0 * 2.0 * std::sqrt(count) + 12.0);
    }

    void composedAndDecomposedAreOnePassword()
    {
        const std::string composed = "Käsekuchen im Garten";
        const std::string decomposed =
            "Ka\xcc\x88sekuchen\xc2\xa0im Garten"; // a no-break space too
        QVERIFY(composed != decomposed);
        QCOMPARE(std::string(passwordText(composed).text()),
                 std::string(passwordText(decomposed).text()));
        const auto hash = hashPassword(composed, {1, std::size_t{8} << 20});
        QVERIFY(verifyPassword(hash, decomposed));
        QVERIFY(!verifyPassword(hash, "käsekuchen im garten"));
        QVERIFY(!verifyPassword(hash, "Kasekuchen im Garten"));
        QCOMPARE(std::string(passwordText("\xff raw").text()), std::string("\xff raw"));
        QCOMPARE(passwordCharacters(decomposed), std::optional<std::size_t>(20));
    }

    void rehashFollowsTheCost()
    {
        const PasswordCost cheap{1, std::size_t{8} << 20};
        const auto hash = hashPassword("vivid turnip orbit", cheap);
        QVERIFY(!passwordNeedsRehash(hash, cheap));
        QVERIFY(passwordNeedsRehash(hash));
        QVERIFY(passwordNeedsRehash(hash, {2, std::size_t{8} << 20}));
    }
};

QTEST_GUILESS_MAIN(TestPasswordPolicy)

#include "tst_crypto_passwordpolicy.moc"
