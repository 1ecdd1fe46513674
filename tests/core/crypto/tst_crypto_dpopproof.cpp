// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/crypto/Digest.h"
#include "core/crypto/DpopProof.h"
#include "core/crypto/Jws.h"

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

constexpr Timestamp kNow{1'800'000'000'000};
constexpr auto kUrl = "https://tasks.example.org/v1/sync";
constexpr auto kToken = "Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU"; // RFC 9449 section 7.1

Secret nonceKey(std::uint8_t fill)
{
    return Secret(std::vector<std::uint8_t>(32, fill));
}

} // namespace

class TestDpopProof : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        SystemRandom random;
        m_key = Es256PrivateKey::generate(random);
        m_nonces = std::make_unique<DpopNonce>(nonceKey(1));
        m_hash = dpopTokenHash(kToken);
    }

    void examplesOfRfc9449()
    {
        QCOMPARE(dpopTokenHash(kToken), std::string("fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo"));
        const std::string head = "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDI"
                                 "iwieCI6Imw4dEZyaHgtMzR0Vj"
                                 "NoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX28"
                                 "2NHpiVFRsY3VOSmFqSG10NnY5"
                                 "VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19.";
        // Section 4.1: the proof for a token request.
        const std::string first =
            head +
            "eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TVCIsImh0dSI6Imh0dHBzOi8vc2VydmVyLmV4"
            "YW1wbGUuY29tL3Rva2VuIiwiaWF0IjoxNTYyMjYyNjE2fQ.2-GxA6T8lP4vfrg8v-FdWP0A0zdrj8igiMLvqRM"
            "UvwnQg4PtFLbdLXiOSsX0x7NVY-FNyJK70nfbV37xRZT3Lg";
        DpopExpectation expected{.method = "POST",
                                 .url = "https://server.example.com/token",
                                 .tokenHash = {},
                                 .thumbprint = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I",
                                 .nonces = nullptr,
                                 .now = {1'562'262'616'000},
                                 .windowMs = 60'000,
                                 .keys = nullptr};
        const auto claims = verifyDpopProof(first, expected);
        QVERIFY2(claims.has_value(), claims ? "" : claims.error().detail.c_str());
        QCOMPARE(claims->jti, std::string("-BwC3ESc6acc2lTc"));
        QCOMPARE(claims->issuedAt.ms, std::int64_t(1'562'262'616'000));
    }

    void goesRound()
    {
        Es256KeyCache cache;
        DpopExpectation expected = expectation();
        for (int i = 0; i < 3; ++i) {
            const auto claims = verifyDpopProof(proof(), expected);
            QVERIFY2(claims.has_value(), claims ? "" : claims.error().detail.c_str());
            QCOMPARE(claims->thumbprint, m_key->publicKey().thumbprint());
            QCOMPARE(claims->jti, std::string("id-1"));
            expected.keys = &cache;
        }
        QCOMPARE(cache.size(), std::size_t(1));
        SystemRandom random;
        QCOMPARE(fromBase64Url(makeDpopId(random))->size(), std::size_t(16));
    }

    void namesTheCause_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("cause");
        const int invalid = int(ErrorCode::InvalidDpopProof);
        const int again = int(ErrorCode::UseDpopNonce);
        const std::string good = quoted("'jti':'a','htm':'POST','htu':'") + std::string(kUrl) +
                                 quoted("','iat':") + std::to_string(kNow.ms / 1000);
        const std::string ath = quoted(",'ath':'") + m_hash + '"';
        const std::string nonce = quoted(",'nonce':'") + m_nonces->at(kNow) + '"';
        const auto row = [&](const char* name, const std::string& payload, int code,
                             const char* cause) {
            QTest::newRow(name) << QByteArray::fromStdString("{" + payload + "}") << code
                                << QByteArray(cause);
        };
        const auto without = [&](const std::string& piece, const std::string& instead) {
            std::string text = good + ath + nonce;
            return text.replace(text.find(piece), piece.size(), instead);
        };
        row("good", good + ath + nonce, -1, "");
        row("clock of the device is wrong", without("1800000000", "1"), -1, "");
        row("method", without("POST", "GET"), invalid, "htm is another method");
        row("method in lower case", without("POST", "post"), invalid, "htm is another method");
        row("address", without("sync", "other"), invalid, "htu is another address");
        row("host", without("tasks.", "evil."), invalid, "htu is another address");
        row("query in htu", without("sync\"", "sync?x=1\""), -1, "");
        row("no jti", without(quoted("'jti':'a',"), ""), invalid, "jti is missing");
        row("empty jti", without(quoted("'a'"), quoted("''")), invalid, "jti is missing");
        row("long jti", without(quoted("'a'"), '"' + std::string(129, 'a') + '"'), invalid,
            "jti is missing");
        row("no iat", without(quoted(",'iat':1800000000"), ""), invalid, "iat is missing");
        row("iat as text", without("1800000000", quoted("'1800000000'")), invalid,
            "iat is missing");
        row("negative iat", without("1800000000", "-1"), invalid, "iat is missing");
        row("fraction", without("1800000000", "1.5"), invalid, "payload: a fraction");
        row("no ath", good + nonce, invalid, "ath is missing");
        row("other ath", good + quoted(",'ath':'x'") + nonce, invalid, "ath is of another token");
        row("stranger", good + ath + nonce + quoted(",'exp':1"), invalid,
            "a claim that does not belong");
        row("twice", good + ath + nonce + quoted(",'jti':'b'"), invalid,
            "payload: a repeated name");
        row("no nonce", good + ath, again, "no nonce");
        row("foreign nonce", good + ath + quoted(",'nonce':'x'"), again,
            "the nonce is old or not ours");
        row("old nonce",
            good + ath + quoted(",'nonce':'") + m_nonces->at({kNow.ms - 2 * DpopNonce::kSlotMs}) +
                '"',
            again, "the nonce is old or not ours");
    }
    void namesTheCause()
    {
        QFETCH(QByteArray, payload);
        QFETCH(int, code);
        QFETCH(QByteArray, cause);
        const auto text =
            signJws(payload.toStdString(),
                    {.type = "dpop+jwt", .embeddedKey = true, .maxBytes = 4096}, *m_key);
        const auto claims = verifyDpopProof(*text, expectation());
        QCOMPARE(claims ? -1 : int(claims.error().code), code);
        if (!claims)
            QVERIFY2(claims.error().detail.starts_with("dpop: " + cause.toStdString()),
                     claims.error().detail.c_str());
    }

    void anotherKeyOrSignatureIsRefused()
    {
        SystemRandom random;
        const auto thief = Es256PrivateKey::generate(random);
        const std::string nonce = m_nonces->at(kNow);
        const auto stolen = *makeDpopProof(thief, {"POST", kUrl, kToken, nonce}, kNow, "a");
        QCOMPARE(verifyDpopProof(stolen, expectation()).error().detail,
                 std::string("dpop: the key is not the one that the token is bound to"));
        // The owner's head and claims under the thief's signature.
        const std::string own = proof();
        const std::string forged = own.substr(0, own.rfind('.')) + stolen.substr(stolen.rfind('.'));
        QCOMPARE(verifyDpopProof(forged, expectation()).error().detail,
                 std::string("dpop: the signature is wrong"));
    }

    void withoutNoncesTheTimeCounts()
    {
        DpopExpectation expected = expectation();
        expected.nonces = nullptr;
        const auto judged = [&](std::int64_t offsetMs) {
            const auto text =
                makeDpopProof(*m_key, {"POST", kUrl, kToken, {}}, {kNow.ms + offsetMs}, "a");
            return verifyDpopProof(*text, expected).has_value();
        };
        QVERIFY(judged(0) && judged(-60'000) && judged(60'000));
        QVERIFY(!judged(-61'000) && !judged(61'000));
    }

    void urls_data()
    {
        QTest::addColumn<QByteArray>("a");
        QTest::addColumn<QByteArray>("b");
        QTest::addColumn<bool>("same");
        const auto row = [](const char* a, const char* b, bool same) {
            QTest::addRow("%s %s", a, b) << QByteArray(a) << QByteArray(b) << same;
        };
        row("https://a.example/x", "https://a.example/x", true);
        row("https://a.example/x?q=1#f", "https://a.example/x", true);
        row("HTTPS://A.EXAMPLE/x", "https://a.example/x", true);
        row("https://a.example:443/x", "https://a.example/x", true);
        row("https://a.example:/x", "https://a.example/x", true);
        row("http://a.example:80/x", "http://a.example/x", true);
        row("https://a.example", "https://a.example/", true);
        row("https://a.example/%7eb", "https://a.example/~b", true);
        row("https://a.example/a/../b", "https://a.example/b", false);
        row("https://a.example/%e4x", "https://a.example/%E4x", true);
        row("https://[::1]:8443/x", "https://[::1]:8443/x", true);
        row("https://a.example:444/x", "https://a.example/x", false);
        row("http://a.example/x", "https://a.example/x", false);
        row("https://a.example/X", "https://a.example/x", false);
        row("https://a.example/x/", "https://a.example/x", false);
        row("https://a.example/%2Fx", "https://a.example//x", false);
        row("https://u@a.example/x", "https://a.example/x", false);
        row("https://u@a.example/x", "https://u@a.example/x", false);
        row("/x", "/x", false);
        row("", "", false);
        row("ftp://a.example/x", "ftp://a.example/x", false);
        row("https://", "https://", false);
    }
    void urls()
    {
        QFETCH(QByteArray, a);
        QFETCH(QByteArray, b);
        QFETCH(bool, same);
        QCOMPARE(sameDpopUrl(a.toStdString(), b.toStdString()), same);
        QCOMPARE(sameDpopUrl(b.toStdString(), a.toStdString()), same);
    }

    void noncesLiveTwoSlots()
    {
        const DpopNonce otherNode(nonceKey(1));
        const DpopNonce stranger(nonceKey(2));
        const std::int64_t slot = DpopNonce::kSlotMs;
        const Timestamp start{kNow.ms / slot * slot};
        const auto nonce = m_nonces->at(start);
        QCOMPARE(nonce.size(), std::size_t(32));
        QVERIFY(otherNode.accepts(nonce, {start.ms + slot - 1}));
        QVERIFY(!otherNode.isAgeing(nonce, {start.ms + slot - 1}));
        QVERIFY(otherNode.accepts(nonce, {start.ms + 2 * slot - 1}));
        QVERIFY(otherNode.isAgeing(nonce, {start.ms + slot}));
        QVERIFY(!otherNode.accepts(nonce, {start.ms + 2 * slot}));
        QVERIFY(!otherNode.accepts(nonce, {start.ms - 1})); // of the future
        QVERIFY(!stranger.accepts(nonce, start));
        QVERIFY(!otherNode.accepts("", start));
        QVERIFY(!otherNode.accepts(nonce + "A", start));
    }

private:
    std::string proof() const
    {
        const std::string url = std::string(kUrl) + "?cursor=1";
        const std::string nonce = m_nonces->at(kNow);
        return *makeDpopProof(*m_key, {"POST", url, kToken, nonce}, kNow, "id-1");
    }
    DpopExpectation expectation() const
    {
        return {.method = "POST",
                .url = kUrl,
                .tokenHash = m_hash,
                .thumbprint = m_key->publicKey().thumbprint(),
                .nonces = m_nonces.get(),
                .now = kNow,
                .windowMs = 60'000,
                .keys = nullptr};
    }

    std::optional<Es256PrivateKey> m_key;
    std::unique_ptr<DpopNonce> m_nonces;
    std::string m_hash;
};

QTEST_GUILESS_MAIN(TestDpopProof)

#include "tst_crypto_dpopproof.moc"
