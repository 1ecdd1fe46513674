// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/identity/ProofVerifier.h"
#include "tests/support/Expect.h"
#include "tests/support/FakeClock.h"
#include "tests/support/TestDevice.h"

#include <QTest>
#include <atomic>
#include <thread>
#include <vector>

using namespace taskward;
using identity::ProofVerifier;
using identity::ReplayCache;
using test::outcomeText;
using test::TestDevice;

class TestProofVerifier : public QObject {
    Q_OBJECT

private slots:
    void remembersForTwoSlots()
    {
        ReplayCache cache;
        QCOMPARE(cache.note("key", "one", 7), ReplayCache::Seen::First);
        QCOMPARE(cache.note("key", "one", 7), ReplayCache::Seen::Again);
        QCOMPARE(cache.note("key", "two", 7), ReplayCache::Seen::First);
        QCOMPARE(cache.note("other", "one", 7), ReplayCache::Seen::First);
        QCOMPARE(cache.note("key", "one", 8), ReplayCache::Seen::Again);
        QCOMPARE(cache.note("key", "one", 7), ReplayCache::Seen::Again); // a thread that is late
        QCOMPARE(cache.note("key", "one", 9), ReplayCache::Seen::First);
    }

    void neverForgetsBeforeItMay()
    {
        ReplayCache cache(16 * 100);
        std::vector<std::string> noted;
        for (int i = 0;; ++i) {
            const auto id = std::to_string(i);
            const auto seen = cache.note("key", id, 1);
            if (seen == ReplayCache::Seen::Full)
                break;
            QCOMPARE(seen, ReplayCache::Seen::First);
            noted.push_back(id);
        }
        QVERIFY(noted.size() > 16 * 50 && noted.size() <= 16 * 100);
        for (const auto& id : noted)
            QCOMPARE(cache.note("key", id, 1), ReplayCache::Seen::Again);
        cache.clear();
        QCOMPARE(cache.note("key", noted.front(), 1), ReplayCache::Seen::First);
    }

    void aFullMemoryEndsTheNoncesAndNotTheService()
    {
        test::FakeClock clock;
        SystemRandom random;
        ProofVerifier verifier(clock, random, 16 * 2);
        TestDevice device;
        std::vector<http::Request> used;
        QString outcome;
        do {
            used.push_back(device.request("twa_token", verifier.nonce()));
            outcome = outcomeText(verifier.verify(used.back(), "twa_token"));
        } while (outcome == "ok");
        QCOMPARE(outcome, QString("use-dpop-nonce"));
        for (const auto& request : used) // none of them comes back to life
            QCOMPARE(outcomeText(verifier.verify(request, "twa_token")), QString("use-dpop-nonce"));
        const auto next = device.request("twa_token", verifier.nonce());
        QCOMPARE(outcomeText(verifier.verify(next, "twa_token")), QString("ok"));
    }

    void oneOfManyAtOnceGetsIn()
    {
        test::FakeClock clock;
        SystemRandom random;
        ProofVerifier verifier(clock, random);
        TestDevice device;
        const auto request = device.request("", verifier.nonce());
        std::atomic<int> accepted = 0;
        std::vector<std::thread> threads;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back(
                [&] { accepted += verifier.verify(request, "").has_value() ? 1 : 0; });
        for (auto& thread : threads)
            thread.join();
        QCOMPARE(accepted.load(), 1);
    }

    void readsTheAddressAsTheClientWroteIt()
    {
        test::FakeClock clock;
        SystemRandom random;
        ProofVerifier verifier(clock, random);
        TestDevice device;
        auto request = TestDevice::bare();
        request.path = "/v1/tasks/a b\xc3\xa9";
        request.query = {{"wipe", "true"}};
        request.headers.emplace_back(
            "dpop",
            device.proof("GET", "https://localhost/v1/tasks/a%20b%c3%A9", "", verifier.nonce()));
        QCOMPARE(outcomeText(verifier.verify(request, "")), QString("ok"));
    }
};

QTEST_GUILESS_MAIN(TestProofVerifier)

#include "tst_identity_proofverifier.moc"
