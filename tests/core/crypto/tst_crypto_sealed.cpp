// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/crypto/ApiKey.h"
#include "core/crypto/Base32.h"
#include "core/crypto/Digest.h"
#include "core/crypto/KeyRing.h"
#include "core/crypto/RecoveryCodes.h"
#include "core/crypto/RecoveryKey.h"
#include "tests/support/Seed.h"

#include <QTest>
#include <algorithm>
#include <set>

using namespace taskward;
using namespace taskward::crypto;

namespace {

constexpr auto kSalt = "0123456789abcdef";

std::span<const std::uint8_t> bytes(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

Secret key(std::uint8_t fill)
{
    return Secret(std::vector<std::uint8_t>(32, fill));
}

} // namespace

/// Values that are sealed, written down or shown once.
class TestSealed : public QObject {
    Q_OBJECT

private slots:
    void ringSealsForOnePlaceOnly()
    {
        SystemRandom random;
        KeyRing ring;
        QVERIFY(ring.add(7, key(1)).has_value());
        const auto sealed = ring.seal(bytes("seed"), {"totp", "row-1"}, random);
        QCOMPARE(sealed.size(), std::size_t(4 + 33));
        QCOMPARE(std::string(ring.open(sealed, {"totp", "row-1"})->text()), std::string("seed"));
        QVERIFY(sealed != ring.seal(bytes("seed"), {"totp", "row-1"}, random));
        for (const SealContext& other :
             {SealContext{"totp", "row-2"}, SealContext{"mail", "row-1"},
              SealContext{"totpr", "ow-1"}, SealContext{"", "totprow-1"}})
            QCOMPARE(int(ring.open(sealed, other).error().code), int(ErrorCode::StorageCorrupt));
        const auto empty = ring.seal({}, {"totp", "r"}, random);
        QVERIFY(ring.open(empty, {"totp", "r"})->empty());
        QVERIFY(!ring.open(empty, {"totp", "s"}).has_value());
    }

    void everyFlippedBitIsFound()
    {
        SystemRandom random;
        KeyRing ring;
        QVERIFY(ring.add(7, key(1)).has_value());
        const auto sealed = ring.seal(bytes("seed"), {"totp", "row-1"}, random);
        for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
            auto changed = sealed;
            changed[bit / 8] ^= std::uint8_t(1U << bit % 8);
            QVERIFY(!ring.open(changed, {"totp", "row-1"}).has_value());
        }
        for (std::size_t size = 0; size < sealed.size(); ++size)
            QVERIFY(!ring.open(std::span(sealed).first(size), {"totp", "row-1"}).has_value());
    }

    void ringTurns()
    {
        SystemRandom random;
        KeyRing ring;
        QVERIFY(ring.add(1, key(1)).has_value());
        const auto old = ring.seal(bytes("x"), {"p", "r"}, random);
        QVERIFY(!ring.needsReseal(old));
        QVERIFY(ring.add(3, key(3)).has_value());
        QVERIFY(ring.add(2, key(2)).has_value());
        QCOMPARE(ring.newestId(), 3U);
        QVERIFY(ring.needsReseal(old));
        QVERIFY(ring.open(old, {"p", "r"}).has_value());
        const auto fresh = ring.seal(bytes("x"), {"p", "r"}, random);
        QCOMPARE(KeyRing::keyIdOf(fresh), std::optional<std::uint32_t>(3));
        KeyRing without;
        QVERIFY(without.add(1, key(1)).has_value());
        QCOMPARE(int(without.open(fresh, {"p", "r"}).error().code), int(ErrorCode::KeyNotFound));
        QVERIFY(!ring.add(3, key(4)).has_value());
        QVERIFY(!ring.add(0, key(4)).has_value());
        QVERIFY(!ring.add(9, Secret(bytes("short"))).has_value());
    }

    void gcmVector()
    {
        // One of our own makes, opened by hand: the format must not change by accident.
        KeyRing ring;
        QVERIFY(ring.add(1, key(0)).has_value());
        SeededRandom random(1);
        SeededRandom same(1);
        const auto sealed = ring.seal(bytes("taskward"), {"a", "b"}, random);
        std::array<std::uint8_t, 12> nonce{};
        same.fill(nonce);
        QVERIFY(std::equal(nonce.begin(), nonce.end(), sealed.begin() + 5));
        QCOMPARE(toHex(std::span(sealed).first(5)), std::string("0100000001"));
    }

    void recoveryKeyOpensWhatOthersSeal()
    {
        SystemRandom random;
        const auto recovery = RecoveryKey::generate(random);
        const Secret written = recovery.text();
        QCOMPARE(written.size(), std::size_t(49));
        const auto sealed = sealForRecovery(recovery.publicKey(), bytes("outbox"));
        std::string typed(written.text());
        for (char& c : typed)
            c = c == '-'   ? ' '
                : c == '0' ? 'o'
                : c == '1' ? 'l'
                           : static_cast<char>(std::tolower(c));
        const auto again = RecoveryKey::fromText(typed);
        QVERIFY(again.has_value());
        QCOMPARE(again->publicKey(), recovery.publicKey());
        QCOMPARE(std::string(again->open(sealed)->text()), std::string("outbox"));
        QVERIFY(again->open(sealForRecovery(recovery.publicKey(), {}))->empty());
        auto damaged = sealed;
        damaged.back() ^= 1;
        QVERIFY(!again->open(damaged).has_value());
        QVERIFY(!again->open(std::span(sealed).first(47)).has_value());
        QVERIFY(!RecoveryKey::generate(random).open(sealed).has_value());
    }

    void recoveryKeyTellsTypingErrors()
    {
        SystemRandom random;
        const Secret written = RecoveryKey::generate(random).text();
        for (std::size_t i = 0; i < written.size(); ++i) {
            std::string typed(written.text());
            if (typed[i] == '-')
                continue;
            typed[i] = typed[i] == 'X' ? 'Y' : 'X';
            QVERIFY(!RecoveryKey::fromText(typed).has_value());
        }
        QVERIFY(!RecoveryKey::fromText("").has_value());
        QVERIFY(!RecoveryKey::fromText(written.text().substr(0, 44)).has_value());
        QVERIFY(!RecoveryKey::fromText(std::string(written.text()) + "-0000").has_value());
    }

    void recoveryCodes()
    {
        SystemRandom random;
        const auto made = makeRecoveryCodes(kSalt, random);
        QCOMPARE(made.codes.size(), kRecoveryCodeCount);
        std::set<std::string> seen;
        for (std::size_t i = 0; i < made.codes.size(); ++i) {
            std::string code(made.codes[i].text());
            QCOMPARE(code.size(), std::size_t(19));
            QVERIFY(code.find_first_not_of("0123456789ABCDEFGHJKMNPQRSTVWXYZ-") == code.npos);
            QVERIFY(seen.insert(code).second);
            QCOMPARE(findRecoveryCode(code, kSalt, made.digests), std::optional(i));
            for (char& c : code)
                c = c == '0' ? 'O' : c == '1' ? 'i' : static_cast<char>(std::tolower(c));
            std::erase(code, '-');
            QCOMPARE(findRecoveryCode(" " + code, kSalt, made.digests), std::optional(i));
            QCOMPARE(findRecoveryCode(code, "another salt....", made.digests), std::nullopt);
        }
        for (const char* bad : {"", "0000-0000-0000-0000", "0000-0000-0000", "UUUU-UUUU-UUUU-UUUU",
                                "0000-0000-0000-00000"})
            QCOMPARE(findRecoveryCode(bad, kSalt, made.digests), std::nullopt);
    }

    void base32()
    {
        // RFC 4648 section 10, without padding.
        const std::pair<const char*, const char*> vectors[] = {{"", ""},
                                                               {"f", "MY"},
                                                               {"fo", "MZXQ"},
                                                               {"foo", "MZXW6"},
                                                               {"foob", "MZXW6YQ"},
                                                               {"fooba", "MZXW6YTB"},
                                                               {"foobar", "MZXW6YTBOI"}};
        for (const auto& [plain, encoded] : vectors) {
            QCOMPARE(std::string(toBase32(bytes(plain), Base32::Rfc4648).text()),
                     std::string(encoded));
            QCOMPARE(std::string(fromBase32(encoded, Base32::Rfc4648)->text()), std::string(plain));
        }
        for (const char* bad : {"M", "MZX", "MZ", "MZXW61", "MZXW6===", "MZXW6Y\xc3\xa9"})
            QVERIFY2(!fromBase32(bad, Base32::Rfc4648).has_value(), bad);
        SeededRandom random(test::testSeed());
        for (std::size_t size = 0; size < 60; ++size) {
            Secret plain = Secret::ofSize(size);
            random.fill(plain.data());
            const Secret encoded = toBase32(plain.bytes(), Base32::Crockford, 4);
            QVERIFY(std::ranges::equal(fromBase32(encoded.text(), Base32::Crockford)->bytes(),
                                       plain.bytes()));
        }
    }

    void apiKeys()
    {
        SystemRandom random;
        const auto made = makeApiKey(random);
        const std::string text(made.text.text());
        QCOMPARE(text.size(), std::size_t(73));
        const auto read = parseApiKey(text);
        QVERIFY(read.has_value());
        QCOMPARE(read->id, made.id);
        QCOMPARE(read->digest, made.digest);
        QVERIFY(looksLikeApiKey(text) && !looksLikeApiKey("twa_x"));
        for (std::size_t i = 0; i < text.size(); ++i) {
            std::string changed = text;
            changed[i] = changed[i] == '5' ? '6' : '5';
            const auto refused = parseApiKey(changed);
            QVERIFY(!refused.has_value());
            QCOMPARE(int(refused.error().code), int(ErrorCode::Unauthenticated));
        }
        QVERIFY(!parseApiKey(text.substr(0, 72)).has_value() &&
                !parseApiKey(text + "0").has_value());
        std::string upper = text;
        std::ranges::transform(upper, upper.begin(), [](char c) { return char(std::toupper(c)); });
        QVERIFY(!parseApiKey(upper).has_value());
    }
};

QTEST_GUILESS_MAIN(TestSealed)

#include "tst_crypto_sealed.moc"
