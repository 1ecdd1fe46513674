// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/crypto/Digest.h"

#include "tests/support/Seed.h"

#include <QTest>

#include <set>

using namespace taskward;
using namespace taskward::crypto;

namespace {

std::vector<std::uint8_t> bytesOf(const QByteArray& bytes)
{
    return {bytes.begin(), bytes.end()};
}

} // namespace

class TestDigest : public QObject {
    Q_OBJECT

private slots:
    void sha256_data()
    {
        // FIPS 180-4 examples.
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("hex");
        QTest::newRow("empty") << QByteArray("")
                               << QByteArray("e3b0c44298fc1c149afbf4c8996fb924"
                                             "27ae41e4649b934ca495991b7852b855");
        QTest::newRow("abc") << QByteArray("abc")
                             << QByteArray("ba7816bf8f01cfea414140de5dae2223"
                                           "b00361a396177a9cb410ff61f20015ad");
        QTest::newRow("two blocks") << QByteArray("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnop"
                                                  "nopq")
                                    << QByteArray("248d6a61d20638b8e5c026930c3e6039"
                                                  "a33ce45964ff2167f6ecedd419db06c1");
        QTest::newRow("a million a") << QByteArray(1'000'000, 'a')
                                     << QByteArray("cdc76e5c9914fb9281a1c7e284d73e67"
                                                   "f1809a48a497200e046d39ccc7112cd0");
    }
    void sha256()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, hex);
        QCOMPARE(QByteArray::fromStdString(sha256Hex(text.toStdString())), hex);
    }

    void hmac_data()
    {
        // RFC 4231 section 4, cases 1 to 4, 6 and 7.
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("hex");
        QTest::newRow("1") << QByteArray(20, '\x0b') << QByteArray("Hi There")
                           << QByteArray("b0344c61d8db38535ca8afceaf0bf12b"
                                         "881dc200c9833da726e9376c2e32cff7");
        QTest::newRow("2") << QByteArray("Jefe") << QByteArray("what do ya want for nothing?")
                           << QByteArray("5bdcc146bf60754e6a042426089575c7"
                                         "5a003f089d2739839dec58b964ec3843");
        QTest::newRow("3") << QByteArray(20, '\xaa') << QByteArray(50, '\xdd')
                           << QByteArray("773ea91e36800e46854db8ebd09181a7"
                                         "2959098b3ef8c122d9635514ced565fe");
        QTest::newRow("4") << QByteArray::fromHex("0102030405060708090a0b0c0d0e0f10111213141516171819")
                           << QByteArray(50, '\xcd')
                           << QByteArray("82558a389a443c0ea4cc819899f2083a"
                                         "85f0faa3e578f8077a2e3ff46729665b");
        QTest::newRow("6") << QByteArray(131, '\xaa')
                           << QByteArray("Test Using Larger Than Block-Size Key - Hash Key First")
                           << QByteArray("60e431591ee0b67f0d8a26aacbf5b77f"
                                         "8e0bc6213728c5140546040f0ee37f54");
        QTest::newRow("7") << QByteArray(131, '\xaa')
                           << QByteArray("This is a test using a larger than block-size key and a larger "
                                         "than block-size data. The key needs to be hashed before being "
                                         "used by the HMAC algorithm.")
                           << QByteArray("9b09ffa71b942fcb27635fbcd5b0e944"
                                         "bfdc63644f0713938a7f51535c3a35e2");
    }
    void hmac()
    {
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, hex);
        QCOMPARE(QByteArray::fromStdString(toHex(hmacSha256(bytesOf(key), text.toStdString()))), hex);
    }

    void base64Url_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("good");
        QTest::addColumn<QByteArray>("bytes");
        const auto row = [](const char* name, const char* text, bool good, QByteArray bytes = {}) {
            QTest::newRow(name) << QByteArray(text) << good << bytes;
        };
        row("empty", "", true);  // RFC 4648 section 10
        row("f", "Zg", true, "f");
        row("fo", "Zm8", true, "fo");
        row("foobar", "Zm9vYmFy", true, "foobar");
        row("url alphabet", "-_-_", true, QByteArray::fromHex("fbffbf"));
        row("padded", "Zg==", false);
        row("standard alphabet", "+/+/", false);
        row("one left over", "Z", false);
        row("bits left over", "Zh", false);
        row("more bits left over", "Zm9", false);
        row("space", "Zm 8", false);
        row("line break", "Zm8\n", false);
        row("foreign", "Zm8\xc3\xa9", false);
    }
    void base64Url()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, good);
        QFETCH(QByteArray, bytes);
        const auto read = fromBase64Url(text.toStdString());
        QCOMPARE(read.has_value(), good);
        if (!good)
            return;
        QVERIFY(*read == bytesOf(bytes));
        QCOMPARE(QByteArray::fromStdString(toBase64Url(*read)), text);
    }

    void base64UrlIsOneToOne()
    {
        SeededRandom random(test::testSeed());
        for (std::size_t size = 0; size < 200; ++size) {
            std::vector<std::uint8_t> bytes(size);
            random.fill(bytes);
            const auto text = toBase64Url(bytes);
            QVERIFY(*fromBase64Url(text) == bytes);
            const QByteArray raw(reinterpret_cast<const char*>(bytes.data()), qsizetype(size));
            QCOMPARE(QByteArray::fromStdString(text),
                     raw.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
        }
    }

    void hex()
    {
        QCOMPARE(toHex(bytesOf(QByteArray("\x00\xff\x1a", 3))), std::string("00ff1a"));
        QVERIFY(*fromHex("00FF1a") == bytesOf(QByteArray("\x00\xff\x1a", 3)));
        QVERIFY(fromHex("")->empty());
        for (const char* bad : {"0", "0g", "00 1", "0x00", "é0"})
            QVERIFY2(!fromHex(bad), bad);
    }

    void tokensAreLongAndDiffer()
    {
        SystemRandom random;
        std::set<std::string> seen;
        for (int i = 0; i < 1000; ++i) {
            const auto token = makeToken("twa_", random);
            QVERIFY(token.starts_with("twa_"));
            QCOMPARE(fromBase64Url(token.substr(4))->size(), std::size_t(32));
            QVERIFY(seen.insert(token).second);
        }
    }
};

QTEST_GUILESS_MAIN(TestDigest)

#include "tst_crypto_digest.moc"
