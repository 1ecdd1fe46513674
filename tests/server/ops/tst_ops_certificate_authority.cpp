// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/ops/CertificateAuthority.h"
#include "server-stub/ops/CertificateBuilder.h"
#include "server-stub/ops/DurableFile.h"

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

using namespace taskward;
using namespace taskward::ops;

class TestOpsCertificateAuthority : public QObject {
    Q_OBJECT

private slots:
    void initMakesAChainThatVerifies();
    void namesAreInTheCertificate();
    void authorityHasNoPowerOverOtherNames();
    void keysAreForTheOwnerOnly();
    void initNeverOverwrites();
    void renewKeepsThePinOrChangesIt();
    void renewMovesTheEnd();
    void badNameIsRefused_data();
    void badNameIsRefused();
    void spkiOfNonsense();
    void unwritableFolder();
};

namespace {

struct FixedClock final : Clock {
    Timestamp now() const override { return time; }
    std::int64_t monotonicMs() const override { return time.ms; }
    Timestamp time{1'900'000'000'000};
};

std::string read(const std::filesystem::path& path)
{
    return readSmallFile(path).value_or("");
}

/// X509_V_OK, or why a client with this authority would not trust `leaf` as `host`.
int verify(const Certificate& authority, const Certificate& leaf, const char* host, Timestamp now)
{
    X509_STORE* store = X509_STORE_new();
    X509_STORE_add_cert(store, authority.get());
    X509_STORE_CTX* context = X509_STORE_CTX_new();
    X509_STORE_CTX_init(context, store, leaf.get(), nullptr);
    X509_VERIFY_PARAM* parameters = X509_STORE_CTX_get0_param(context);
    X509_VERIFY_PARAM_set_purpose(parameters, X509_PURPOSE_SSL_SERVER);
    X509_VERIFY_PARAM_set_time(parameters, static_cast<time_t>(now.ms / 1000));
    if (isAddress(host))
        X509_VERIFY_PARAM_set1_ip_asc(parameters, host);
    else
        X509_VERIFY_PARAM_set1_host(parameters, host, 0);
    X509_verify_cert(context);
    const int result = X509_STORE_CTX_get_error(context);
    X509_STORE_CTX_free(context);
    X509_STORE_free(store);
    return result;
}

} // namespace

void TestOpsCertificateAuthority::initMakesAChainThatVerifies()
{
    const QTemporaryDir folder;
    const FixedClock clock;
    const CertificateAuthority ca(folder.filePath("tls").toStdString(), clock);
    QVERIFY(ca.init({"tasks.example", "192.0.2.7"}));
    const auto authority = certificateFromPem(read(ca.files().caCertificate));
    const auto leaf = certificateFromPem(read(ca.files().certificate));
    QVERIFY(authority && leaf);
    constexpr std::int64_t kDay = 24 * 3600 * 1000;
    for (const char* host : {"localhost", "127.0.0.1", "::1", "tasks.example", "192.0.2.7"})
        QCOMPARE(verify(*authority, *leaf, host, clock.now()), X509_V_OK);
    QCOMPARE(verify(*authority, *leaf, "other.example", clock.now()), X509_V_ERR_HOSTNAME_MISMATCH);
    QCOMPARE(verify(*authority, *leaf, "localhost", {clock.now().ms + 396 * kDay}), X509_V_OK);
    QCOMPARE(verify(*authority, *leaf, "localhost", {clock.now().ms + 398 * kDay}),
             X509_V_ERR_CERT_HAS_EXPIRED);
    QVERIFY(notAfter(*authority)->ms > clock.now().ms + 3650 * kDay);
    QCOMPARE(EVP_PKEY_get_bits(X509_get0_pubkey(leaf->get())), 256);
}

void TestOpsCertificateAuthority::namesAreInTheCertificate()
{
    const QTemporaryDir folder;
    const FixedClock clock;
    const CertificateAuthority ca(folder.filePath("tls").toStdString(), clock);
    QVERIFY(ca.init({"tasks.example", "localhost"}));
    const auto names = namesOf(*certificateFromPem(read(ca.files().certificate)));
    for (const char* name : {"localhost", "127.0.0.1", "::1", "tasks.example"})
        QCOMPARE(std::count(names.begin(), names.end(), name), std::ptrdiff_t{1});
}

void TestOpsCertificateAuthority::authorityHasNoPowerOverOtherNames()
{
    const FixedClock clock;
    const auto authorityKey = makePrivateKey();
    const auto key = makePrivateKey();
    const auto authority =
        makeAuthority(*authorityKey, {"tasks.example", "127.0.0.1"}, clock.now(), 100);
    for (const char* name : {"bank.example", "192.0.2.1"}) {
        const auto leaf =
            makeServerCertificate(*key, {name}, *authority, *authorityKey, clock.now(), 10);
        QCOMPARE(verify(*authority, *leaf, name, clock.now()), X509_V_ERR_PERMITTED_VIOLATION);
    }
}

void TestOpsCertificateAuthority::keysAreForTheOwnerOnly()
{
    const QTemporaryDir folder;
    const SystemClock clock;
    const CertificateAuthority ca(folder.filePath("tls").toStdString(), clock);
    QVERIFY(ca.init({}));
    constexpr auto kOwner =
        std::filesystem::perms::owner_read | std::filesystem::perms::owner_write;
    QVERIFY(std::filesystem::status(ca.files().key).permissions() == kOwner);
    QVERIFY(std::filesystem::status(ca.files().caKey).permissions() == kOwner);
    const auto entries = QDir(folder.filePath("tls")).entryList(QDir::Files);
    QCOMPARE(entries, (QStringList{"ca-key.pem", "ca.pem", "server-key.pem", "server.pem"}));
}

void TestOpsCertificateAuthority::initNeverOverwrites()
{
    const QTemporaryDir folder;
    const SystemClock clock;
    const CertificateAuthority ca(folder.filePath("tls").toStdString(), clock);
    QVERIFY(ca.init({}));
    const std::string before = read(ca.files().key);
    const auto again = ca.init({});
    QVERIFY(!again);
    QCOMPARE(again.error().code, ErrorCode::Conflict);
    QCOMPARE(read(ca.files().key), before);
}

void TestOpsCertificateAuthority::renewKeepsThePinOrChangesIt()
{
    const QTemporaryDir folder;
    const SystemClock clock;
    const CertificateAuthority ca(folder.filePath("tls").toStdString(), clock);
    QVERIFY(ca.init({"tasks.example"}));
    const std::string first = read(ca.files().certificate);
    const auto pin = spkiSha256(first);
    QVERIFY(pin);
    QCOMPARE(pin->size(), std::size_t{64});
    QCOMPARE(pin->find_first_not_of("0123456789abcdef"), std::string::npos);

    QVERIFY(ca.renew(false));
    const std::string second = read(ca.files().certificate);
    QVERIFY(second != first);
    QCOMPARE(*spkiSha256(second), *pin);
    QCOMPARE(namesOf(*certificateFromPem(second)), namesOf(*certificateFromPem(first)));

    QVERIFY(ca.renew(true));
    const std::string third = read(ca.files().certificate);
    QVERIFY(*spkiSha256(third) != *pin);
    QCOMPARE(verify(*certificateFromPem(read(ca.files().caCertificate)), *certificateFromPem(third),
                    "tasks.example", clock.now()),
             X509_V_OK);
}

void TestOpsCertificateAuthority::renewMovesTheEnd()
{
    const QTemporaryDir folder;
    FixedClock clock;
    const CertificateAuthority ca(folder.filePath("tls").toStdString(), clock);
    QVERIFY(ca.init({}));
    const Timestamp before = *ca.expires();
    clock.time.ms += 1000 * 3600 * 24;
    QVERIFY(ca.renew(false));
    QCOMPARE(ca.expires()->ms - before.ms, std::int64_t{1000 * 3600 * 24});
}

void TestOpsCertificateAuthority::badNameIsRefused_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const char* name :
         {"", "a b", "evil,DNS:bank.example", "*.example", "-x", ".x", "a/b", "t\xc3\xa4sks"})
        QTest::newRow(*name ? name : "empty") << QByteArray(name);
}

void TestOpsCertificateAuthority::badNameIsRefused()
{
    QFETCH(QByteArray, name);
    const QTemporaryDir folder;
    const SystemClock clock;
    const CertificateAuthority ca(folder.filePath("tls").toStdString(), clock);
    const auto made = ca.init({name.toStdString()});
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::Malformed);
    QVERIFY(!std::filesystem::exists(ca.files().key));
}

void TestOpsCertificateAuthority::spkiOfNonsense()
{
    QCOMPARE(spkiSha256("no certificate").error().code, ErrorCode::Malformed);
}

void TestOpsCertificateAuthority::unwritableFolder()
{
    const SystemClock clock;
    const CertificateAuthority ca("/proc/no/such/place", clock);
    QCOMPARE(ca.init({}).error().code, ErrorCode::StorageUnavailable);
}

QTEST_GUILESS_MAIN(TestOpsCertificateAuthority)
#include "tst_ops_certificate_authority.moc"
