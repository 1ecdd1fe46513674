// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/crypto/Password.h"

#include <QTest>

#include <sodium.h>

using namespace taskward::crypto;

class TestPassword : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { m_hash = hashPassword("correct horse battery staple"); }

    void isArgon2idWithOurParameters()
    {
        QVERIFY2(m_hash.starts_with("$argon2id$v=19$m=47104,t=1,p=1$"), m_hash.c_str());
        QVERIFY(!passwordNeedsRehash(m_hash));
        QVERIFY(hashPassword("correct horse battery staple") != m_hash);
    }

    void verifies_data()
    {
        QTest::addColumn<QByteArray>("password");
        QTest::addColumn<bool>("good");
        QTest::newRow("right") << QByteArray("correct horse battery staple") << true;
        QTest::newRow("wrong") << QByteArray("correct horse battery stapld") << false;
        QTest::newRow("prefix") << QByteArray("correct horse battery stapl") << false;
        QTest::newRow("longer") << QByteArray("correct horse battery staple ") << false;
        QTest::newRow("empty") << QByteArray() << false;
        QTest::newRow("zero behind") << QByteArray("correct horse battery staple\0x", 30) << false;
    }
    void verifies()
    {
        QFETCH(QByteArray, password);
        QFETCH(bool, good);
        QCOMPARE(verifyPassword(m_hash, password.toStdString()), good);
    }

    void malformedHashesMatchNothing_data()
    {
        QTest::addColumn<QByteArray>("phc");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("plain") << QByteArray("correct horse battery staple");
        QTest::newRow("cut off") << QByteArray("$argon2id$v=19$m=47104,t=1,p=1$");
        QTest::newRow("other algorithm") << QByteArray("$2b$12$abcdefghijklmnopqrstuv");
        QTest::newRow("long") << QByteArray(1000, '$');
    }
    void malformedHashesMatchNothing()
    {
        QFETCH(QByteArray, phc);
        QVERIFY(!verifyPassword(phc.toStdString(), "correct horse battery staple"));
        QVERIFY(!verifyPassword(phc.toStdString(), ""));
    }

    void oldParametersNeedANewHash()
    {
        char weak[crypto_pwhash_STRBYTES] = {};
        QCOMPARE(crypto_pwhash_str_alg(weak, "x", 1, 1, 8192 * 1024, crypto_pwhash_ALG_ARGON2ID13), 0);
        QVERIFY(verifyPassword(weak, "x"));
        QVERIFY(passwordNeedsRehash(weak));
        QVERIFY(passwordNeedsRehash("nonsense"));
    }

    void decoyIsNobodys()
    {
        const auto& decoy = decoyPasswordHash();
        QCOMPARE(&decoy, &decoyPasswordHash());
        QVERIFY(!passwordNeedsRehash(decoy));
        QVERIFY(!verifyPassword(decoy, ""));
    }

private:
    std::string m_hash;
};

QTEST_GUILESS_MAIN(TestPassword)

#include "tst_crypto_password.moc"
