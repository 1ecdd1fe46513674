// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/crypto/Digest.h"
#include "core/crypto/Jws.h"

#include <QFile>
#include <QProcess>
#include <QTest>
#include <algorithm>

using namespace taskward;
using namespace taskward::crypto;

namespace {

/// JSON with single quotes, for reading.
std::string quoted(std::string text)
{
    std::ranges::replace(text, '\'', '"');
    return text;
}

// The key of Wycheproof's group "es256".
const std::string kGroupKey =
    quoted("{'kty':'EC','crv':'P-256','x':'04N0xi21hshyvBp7I167sbE_bXqyqkAPfefdklMO7wY','y':'"
           "UI8exy-C06a7DUnjIdENkxeFtHM4-l_41LqEw9nVgmw'}");
constexpr JwsRules kEmbedded{.type = "dpop+jwt", .embeddedKey = true, .maxBytes = 4096};
constexpr JwsRules kPlain{.type = "", .embeddedKey = false, .maxBytes = 4096};

std::string encode(const std::string& text)
{
    return toBase64Url(std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

QByteArray peer(const QStringList& arguments, const QByteArray& input = {})
{
    QProcess process;
    process.start(QStringLiteral(TASKWARD_SOURCE_DIR "/tests/core/crypto/jws_peer.py"), arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished() || process.exitCode() != 0)
        return "failed: " + process.readAllStandardError();
    return process.readAllStandardOutput().trimmed();
}

} // namespace

class TestJws : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        SystemRandom random;
        m_key = Es256PrivateKey::generate(random);
    }

    void wycheproof()
    {
        const auto key = Es256PublicKey::fromJwk(kGroupKey);
        QVERIFY(key.has_value());
        QFile file(
            QStringLiteral(TASKWARD_SOURCE_DIR "/tests/core/crypto/vectors/wycheproof-jws.txt"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        int seen = 0;
        for (QByteArray line = file.readLine(); !line.isEmpty(); line = file.readLine(), ++seen) {
            const auto parts = line.chopped(1).split(' ');
            const std::string token = parts[3].toStdString();
            // Its valid tokens carry "kid", which we refuse by rule: all of the file is refused.
            QVERIFY2(!verifyJws(token, kPlain, *key).has_value(), line);
            QVERIFY2(!parseJws(token, kEmbedded).has_value(), line);
        }
        QCOMPARE(seen, 17);
    }

    void theValidTokenOfWycheproofHasAGoodSignature()
    {
        const auto key = Es256PublicKey::fromJwk(kGroupKey);
        const std::string input = "eyJhbGciOiJFUzI1NiIsImtpZCI6ImtpZC1lYy1zaWduIn0.Zm9v";
        const auto signature =
            fromBase64Url("5cA0OHyMP7ezamUd5c9kV-FrGxdx4hbGXOdplQkutrqWrte5P-pAvsE3V"
                          "e6xSyU3YDQwUHjVVOtvcrEbbnZ8yA");
        QVERIFY(key->verify(input, *signature));
        const auto refused = verifyJws(input + "." + toBase64Url(*signature), kPlain, *key);
        QCOMPARE(refused.error().detail,
                 std::string("jws: a header member that does not belong there"));
    }

    void goesRound()
    {
        for (const JwsRules& rules : {kEmbedded, kPlain}) {
            const auto token = signJws(quoted("{'a':1}"), rules, *m_key);
            QVERIFY(token.has_value());
            QCOMPARE(*verifyJws(*token, rules, m_key->publicKey()), (quoted("{'a':1}")));
            const auto other = verifyJws(*token, &rules == &kPlain ? kEmbedded : rules,
                                         *Es256PublicKey::fromJwk(kGroupKey));
            QCOMPARE(int(other.error().code), int(ErrorCode::Unauthenticated));
        }
        const auto token = *signJws("{}", kEmbedded, *m_key);
        QVERIFY(!parseJws(token, kPlain).has_value());
        QVERIFY(!parseJws(*signJws("{}", kPlain, *m_key), kEmbedded).has_value());
        QCOMPARE(*parseJws(token, kEmbedded)->embeddedKey, m_key->publicKey().point());
    }

    void pythonReadsOursAndWeReadPythons()
    {
        const auto ours = *signJws(quoted("{'who':'us'}"), kEmbedded, *m_key);
        QCOMPARE(peer({QStringLiteral("verify")}, QByteArray::fromStdString(ours)),
                 QByteArray::fromStdString(quoted("{'who':'us'}")));
        QByteArray broken = QByteArray::fromStdString(ours);
        broken[broken.size() - 10] = broken.at(broken.size() - 10) == 'A' ? 'B' : 'A';
        QVERIFY(peer({QStringLiteral("verify")}, broken).startsWith("failed"));

        const auto theirs = peer({QStringLiteral("sign"), QStringLiteral("dpop+jwt"),
                                  QStringLiteral("{\"who\":\"py\"}")})
                                .toStdString();
        const auto read = parseJws(theirs, kEmbedded);
        QVERIFY2(read.has_value(), theirs.c_str());
        const auto key = Es256PublicKey::fromPoint(*read->embeddedKey);
        QCOMPARE(*verifyJws(theirs, kEmbedded, *key), (quoted("{'who':'py'}")));
    }

    void refusesHeaders_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<bool>("good");
        const std::string jwk = quoted("'jwk':") + m_key->publicKey().jwk();
        const auto row = [](const char* name, const std::string& header, bool good = false) {
            QTest::newRow(name) << QByteArray::fromStdString(header) << good;
        };
        const std::string rest = quoted(",'typ':'dpop+jwt',") + jwk;
        const std::string full = quoted("'alg':'ES256'") + rest;
        row("good", "{" + full + "}", true);
        row("good, other order and spaces",
            "{ " + jwk + quoted(", 'typ' : 'dpop+jwt', 'alg':'ES256' }"), true);
        row("escaped name of a good one", quoted("{'\\u0061lg':'ES256'") + rest + "}", true);
        row("none", quoted("{'alg':'none'") + rest + "}");
        row("None", quoted("{'alg':'None'") + rest + "}");
        row("HS256", quoted("{'alg':'HS256'") + rest + "}");
        row("ES384", quoted("{'alg':'ES384'") + rest + "}");
        row("es256", quoted("{'alg':'es256'") + rest + "}");
        row("ES256 and more", quoted("{'alg':'ES256\\u0000'") + rest + "}");
        row("no alg", "{" + rest.substr(1) + "}");
        row("alg twice", "{" + full + quoted(",'alg':'ES256'}"));
        row("alg twice, escaped", "{" + full + quoted(",'\\u0061lg':'ES256'}"));
        row("alg in a list", quoted("{'alg':['ES256']") + rest + "}");
        row("other typ", quoted("{'alg':'ES256','typ':'JWT',") + jwk + "}");
        row("no typ", quoted("{'alg':'ES256',") + jwk + "}");
        row("crit", "{" + full + quoted(",'crit':['exp']}"));
        row("crit as text", "{" + full + quoted(",'crit':'b64'}"));
        row("b64", "{" + full + quoted(",'b64':false}"));
        row("kid", "{" + full + quoted(",'kid':'../../dev/null'}"));
        row("jku", "{" + full + quoted(",'jku':'https://example.org/'}"));
        row("x5u", "{" + full + quoted(",'x5u':'https://example.org/'}"));
        row("x5c", "{" + full + quoted(",'x5c':['MII']}"));
        row("x5t", "{" + full + quoted(",'x5t':'MII'}"));
        row("zip", "{" + full + quoted(",'zip':'DEF'}"));
        row("jwk as text", quoted("{'alg':'ES256','typ':'dpop+jwt','jwk':'{}'}"));
        row("jwk empty", quoted("{'alg':'ES256','typ':'dpop+jwt','jwk':{}}"));
        row("jwk null", quoted("{'alg':'ES256','typ':'dpop+jwt','jwk':null}"));
        row("jwk twice", "{" + full + "," + jwk + "}");
        row("nested deep", quoted("{'alg':'ES256','typ':'dpop+jwt','jwk':{'x':{'x':1}}}"));
        row("text behind", "{" + full + "}x");
        row("not JSON", full);
        row("array", "[{" + full + "}]");
        row("bare text", quoted("'ES256'"));
        row("not UTF-8", "{" + full + ",\"\xff\":\"\"}");
        row("BOM", "\xef\xbb\xbf{" + full + "}");
    }
    void refusesHeaders()
    {
        QFETCH(QByteArray, header);
        QFETCH(bool, good);
        // Each is signed rightly, so that nothing but the header can be the reason.
        std::string token = encode(header.toStdString()) + "." + encode("{}");
        token += "." + toBase64Url(*m_key->sign(token));
        const auto read = verifyJws(token, kEmbedded, m_key->publicKey());
        QVERIFY2(read.has_value() == good, read ? "accepted" : read.error().detail.c_str());
    }

    void refusesForms()
    {
        const std::string token = *signJws("{}", kEmbedded, *m_key);
        const auto refused = [&](const std::string& text) {
            return !verifyJws(text, kEmbedded, m_key->publicKey()).has_value();
        };
        QVERIFY(!refused(token));
        for (const char* more : {" ", "\n", "=", ".", "A", "\t"}) {
            QVERIFY2(refused(token + more), more);
            QVERIFY2(refused(more + token), more);
        }
        for (std::size_t size = 0; size < token.size(); ++size)
            QVERIFY(refused(token.substr(0, size)));
        // 64 bytes leave two bits in the last character: they must be zero.
        std::string stray = token;
        stray.back() = stray.back() == 'A' ? 'B' : static_cast<char>(stray.back() + 1);
        QVERIFY(refused(stray));
        JwsRules tight = kEmbedded;
        tight.maxBytes = token.size() - 1;
        QCOMPARE(parseJws(token, tight).error().detail, std::string("jws: too long"));
    }

private:
    std::optional<Es256PrivateKey> m_key;
};

QTEST_GUILESS_MAIN(TestJws)

#include "tst_crypto_jws.moc"
