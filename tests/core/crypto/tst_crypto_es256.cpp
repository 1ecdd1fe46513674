// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/crypto/Digest.h"
#include "core/crypto/Es256KeyCache.h"
#include "core/crypto/Es256PrivateKey.h"
#include "core/crypto/Es256PublicKey.h"
#include "tests/support/Seed.h"

#include <QFile>
#include <QProcess>
#include <QTest>
#include <algorithm>
#include <atomic>
#include <thread>

using namespace taskward;
using namespace taskward::crypto;

namespace {

/// JSON with single quotes, for reading.
std::string quoted(std::string text)
{
    std::ranges::replace(text, '\'', '"');
    return text;
}

constexpr auto kGoodX = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"; // RFC 7515 appendix A.3
constexpr auto kGoodY = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0";

std::string jwk(const std::string& x, const std::string& y)
{
    return quoted("{'kty':'EC','crv':'P-256','x':'") + x + quoted("','y':'") + y + quoted("'}");
}

QList<QByteArray> peer(const QStringList& arguments, const QByteArray& input = {})
{
    QProcess process;
    process.start(QStringLiteral(TASKWARD_SOURCE_DIR "/tests/core/crypto/jws_peer.py"), arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished() || process.exitCode() != 0)
        return {};
    return process.readAllStandardOutput().trimmed().split('\n');
}

std::vector<std::uint8_t> bytes(const QByteArray& hex)
{
    return *fromHex(hex.toStdString());
}

} // namespace

class TestEs256 : public QObject {
    Q_OBJECT

private slots:
    void wycheproof()
    {
        QFile file(
            QStringLiteral(TASKWARD_SOURCE_DIR "/tests/core/crypto/vectors/wycheproof-es256.txt"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        int valid = 0;
        int invalid = 0;
        for (QByteArray line = file.readLine(); !line.isEmpty(); line = file.readLine()) {
            const auto parts = line.trimmed().split(' ');
            QCOMPARE(parts.size(), 6);
            Es256Point point{};
            std::ranges::copy(bytes(parts[2] + parts[3]), point.begin());
            const auto key = Es256PublicKey::fromPoint(point);
            QVERIFY2(key.has_value(), parts[0]);
            const auto message = bytes(parts[4]);
            const bool isGood = key->verify(
                {reinterpret_cast<const char*>(message.data()), message.size()}, bytes(parts[5]));
            QVERIFY2(isGood == (parts[1] == "valid"), line);
            ++(isGood ? valid : invalid);
        }
        QCOMPARE(valid, 19);
        QCOMPARE(invalid, 59);
    }

    void rfc7515Example()
    {
        const auto key = Es256PublicKey::fromJwk(jwk(kGoodX, kGoodY));
        QVERIFY(key.has_value());
        const std::string input = "eyJhbGciOiJFUzI1NiJ9."
                                  "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFt"
                                  "cGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
        const auto signature =
            *fromBase64Url("DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxL"
                           "a8ISlSApmWQxfKTUJqPP3-Kg6NU1Q");
        QVERIFY(key->verify(input, signature));
        QVERIFY(!key->verify(input + "x", signature));
    }

    void thumbprintOfRfc9449()
    {
        // RFC 9449 sections 4.1 and 6.1: the key of its proofs and its "jkt".
        const auto key =
            Es256PublicKey::fromJwk(jwk("l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs",
                                        "9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA"));
        QVERIFY(key.has_value());
        QCOMPARE(key->thumbprint(), std::string("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"));
        QCOMPARE(
            key->jwk(),
            (quoted("{'crv':'P-256','kty':'EC','x':'l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs','"
                    "y':'9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA'}")));
    }

    void refusesJwk_data()
    {
        QTest::addColumn<QByteArray>("text");
        const std::string x = kGoodX;
        const std::string y = kGoodY;
        const auto row = [](const char* name, const std::string& text) {
            QTest::newRow(name) << QByteArray::fromStdString(text);
        };
        const std::string good = jwk(x, y);
        const std::string open = good.substr(0, good.size() - 1);
        row("empty", "");
        row("not an object", "\"EC\"");
        row("array", "[" + good + "]");
        row("private", open + quoted(",'d':'jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI'}"));
        row("kid", open + quoted(",'kid':'1'}"));
        row("alg", open + quoted(",'alg':'ES256'}"));
        row("twice", open + quoted(",'x':'") + x + "\"}");
        row("behind", good + "x");
        row("not on the curve", jwk(x, x));
        row("zero", jwk(std::string(43, 'A'), std::string(43, 'A')));
        row("short", jwk(x.substr(0, 42), y));
        row("long", jwk(x + "AA", y));
        row("padded", jwk(x.substr(0, 42) + "=", y));
        row("bits left over", jwk(x.substr(0, 42) + "V", y));
        row("standard alphabet", jwk(x, "x/" + y.substr(2)));
        row("beyond the field", jwk("_____wAAAAEAAAAAAAAAAAAAAAD_______________8", y));
        row("no y", quoted("{'kty':'EC','crv':'P-256','x':'") + x + "\"}");
        row("number", quoted("{'kty':'EC','crv':'P-256','y':'") + y + quoted("','x':1}"));
        row("P-384", quoted("{'kty':'EC','crv':'P-384','x':'") + x + quoted("','y':'") + y + "\"}");
        row("OKP", quoted("{'kty':'OKP','crv':'P-256','x':'") + x + quoted("','y':'") + y + "\"}");
    }
    void refusesJwk()
    {
        QFETCH(QByteArray, text);
        const auto key = Es256PublicKey::fromJwk(text.toStdString());
        QVERIFY(!key.has_value());
        QCOMPARE(int(key.error().code), int(ErrorCode::ValidationFailed));
    }

    void signsAndVerifies()
    {
        SeededRandom random(test::testSeed());
        const auto key = Es256PrivateKey::generate(random);
        const auto other = Es256PrivateKey::generate(random);
        for (int i = 0; i < 300; ++i) {
            const std::string message = std::to_string(i);
            auto signature = *key.sign(message);
            QVERIFY(key.publicKey().verify(message, signature));
            QVERIFY(!other.publicKey().verify(message, signature));
            signature[random.below(64)] ^= std::uint8_t(1U << random.below(8));
            QVERIFY(!key.publicKey().verify(message, signature));
        }
        QVERIFY(!key.publicKey().verify("", {}));
    }

    void pkcs8Travels()
    {
        SystemRandom random;
        const auto key = Es256PrivateKey::generate(random);
        const Secret der = key.pkcs8();
        const auto back = Es256PrivateKey::fromPkcs8(der);
        QVERIFY(back.has_value());
        QCOMPARE(back->publicKey().thumbprint(), key.publicKey().thumbprint());
        QVERIFY(key.publicKey().verify("x", *back->sign("x")));
        QCOMPARE(
            peer({QStringLiteral("thumbprint")}, QByteArray::fromStdString(toHex(der.bytes()))),
            QList<QByteArray>{QByteArray::fromStdString(key.publicKey().thumbprint())});

        const auto made = peer({QStringLiteral("pkcs8")});
        QCOMPARE(made.size(), 2);
        const auto theirs = Es256PrivateKey::fromPkcs8(Secret(bytes(made[0])));
        QVERIFY(theirs.has_value());
        QCOMPARE(QByteArray::fromStdString(theirs->publicKey().thumbprint()), made[1]);
    }

    void refusesPkcs8()
    {
        SystemRandom random;
        const Secret der = Es256PrivateKey::generate(random).pkcs8();
        const std::vector<std::uint8_t> good(der.bytes().begin(), der.bytes().end());
        QVERIFY(!Es256PrivateKey::fromPkcs8(Secret()).has_value());
        for (std::size_t size = 1; size < good.size(); ++size)
            QVERIFY(!Es256PrivateKey::fromPkcs8(Secret(std::span(good).first(size))).has_value());
        auto changed = good;
        changed.push_back(0);
        QVERIFY(!Es256PrivateKey::fromPkcs8(Secret(changed)).has_value());
        changed = good;
        changed.back() ^= 1; // the public half no longer belongs to the private one
        QVERIFY(!Es256PrivateKey::fromPkcs8(Secret(changed)).has_value());
    }

    void oneKeyServesManyThreads()
    {
        SystemRandom random;
        const auto key = Es256PrivateKey::generate(random);
        std::atomic<int> good = 0;
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&] {
                for (int i = 0; i < 100; ++i)
                    good += key.publicKey().verify("m", *key.sign("m")) ? 1 : 0;
            });
        }
        for (auto& thread : threads)
            thread.join();
        QCOMPARE(good.load(), 400);
    }

    void cacheKeepsTheLatest()
    {
        SystemRandom random;
        Es256KeyCache cache(2);
        const auto a = Es256PrivateKey::generate(random).publicKey();
        const auto b = Es256PrivateKey::generate(random).publicKey();
        const auto c = Es256PrivateKey::generate(random).publicKey();
        const auto first = cache.fromPoint(a.point());
        QVERIFY(cache.fromPoint(b.point()).has_value());
        QCOMPARE(&cache.fromPoint(a.point())->thumbprint(), &first->thumbprint());
        QVERIFY(cache.fromPoint(c.point()).has_value()); // b goes: it was not asked for since
        QCOMPARE(cache.size(), std::size_t(2));
        QCOMPARE(&cache.fromPoint(a.point())->thumbprint(), &first->thumbprint());
        Es256Point bad = a.point();
        bad[63] ^= 1;
        QVERIFY(!cache.fromPoint(bad).has_value());
        QCOMPARE(cache.size(), std::size_t(2));
    }
};

QTEST_GUILESS_MAIN(TestEs256)

#include "tst_crypto_es256.moc"
