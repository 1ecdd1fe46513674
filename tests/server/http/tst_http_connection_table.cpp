// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/http/ConnectionTable.h"
#include "server-stub/http/HostNames.h"

#include <QtTest>
#include <map>

using namespace taskward::http;

/// Who goes when there is no room; the sockets are in tst_http_limits.
class TestHttpConnectionTable : public QObject {
    Q_OBJECT

private slots:
    void displacesTheUnprovenFirstThenTheLongestIdle();
    void refusesWhenEverybodyIsServed();
    void addressesDoNotDisturbEachOther();
    void displacedOnesAreNotChosenTwice();
    void hostNames_data();
    void hostNames();
};

namespace {

using Phase = ConnectionTable::Phase;

struct Peers {
    explicit Peers(std::size_t perAddress, std::size_t all)
    {
        limits.connectionsPerAddress = perAddress;
        limits.connections = all;
    }

    bool come(const std::string& name, const std::string& address, std::int64_t now)
    {
        auto slot = table.admit(address, now);
        if (!slot)
            return false;
        table.setEvict(*slot, [this, name] { evicted.push_back(name); });
        held[name] = std::move(slot);
        return true;
    }

    EdgeLimits limits;
    ConnectionTable table{limits};
    std::vector<std::string> evicted;
    std::map<std::string, std::shared_ptr<ConnectionTable::Slot>> held;
};

} // namespace

void TestHttpConnectionTable::displacesTheUnprovenFirstThenTheLongestIdle()
{
    Peers peers(4, 100);
    for (const char* name : {"idle-old", "idle-new", "silent", "served"})
        QVERIFY(peers.come(name, "a", 1));
    peers.held["idle-old"]->enter(Phase::Idle, 10);
    peers.held["idle-new"]->enter(Phase::Idle, 20);
    peers.held["served"]->enter(Phase::Serving, 5);
    QVERIFY(peers.come("1", "a", 30));
    QCOMPARE(peers.evicted, (std::vector<std::string>{"silent"}));
    peers.held["1"]->enter(Phase::Receiving, 30);
    QVERIFY(peers.come("2", "a", 40));
    peers.held["2"]->enter(Phase::Receiving, 40);
    QVERIFY(peers.come("3", "a", 50));
    QCOMPARE(peers.evicted, (std::vector<std::string>{"silent", "idle-old", "idle-new"}));
}

void TestHttpConnectionTable::refusesWhenEverybodyIsServed()
{
    Peers peers(2, 100);
    for (const char* name : {"x", "y"}) {
        QVERIFY(peers.come(name, "a", 1));
        peers.held[name]->enter(Phase::Serving, 1);
    }
    QVERIFY(!peers.come("z", "a", 2));
    QCOMPARE(peers.table.size(), std::size_t{2});
    peers.held.erase("x");
    QVERIFY(peers.come("z", "a", 3));
    QVERIFY(peers.evicted.empty());
}

void TestHttpConnectionTable::addressesDoNotDisturbEachOther()
{
    Peers peers(2, 3);
    QVERIFY(peers.come("a1", "a", 1));
    QVERIFY(peers.come("a2", "a", 2));
    QVERIFY(peers.come("b1", "b", 3));
    QVERIFY(peers.evicted.empty());
    QVERIFY(peers.come("c1", "c", 4)); // all are full: the oldest of all goes
    QCOMPARE(peers.evicted, (std::vector<std::string>{"a1"}));
}

void TestHttpConnectionTable::displacedOnesAreNotChosenTwice()
{
    Peers peers(1, 100);
    QVERIFY(peers.come("1", "a", 1));
    QVERIFY(peers.come("2", "a", 2));
    QVERIFY(peers.come("3", "a", 3));
    QCOMPARE(peers.evicted, (std::vector<std::string>{"1", "2"}));
    QCOMPARE(peers.table.size(), std::size_t{1});
    peers.held.clear();
    QCOMPARE(peers.table.size(), std::size_t{0});
    QVERIFY(!peers.table.evictOne());
}

void TestHttpConnectionTable::hostNames_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<bool>("ours");
    for (const char* ours :
         {"tasks.example", "tasks.example:8443", "proxy.example:9000", "10.0.0.1:8443", "10.0.0.1",
          "[fd00::1]:8443", "192.168.1.2:8443", "192.168.1.2"})
        QTest::newRow(ours) << QByteArray(ours) << true;
    for (const char* foreign :
         {"", "tasks.example:443", "proxy.example", "proxy.example:8443", "example",
          "tasks.example.", ".tasks.example", "tasks.example:8443:8443",
          "tasks.example:", "10.0.0.2", "localhost", "[fd00::1", "fd00::1"})
        QTest::newRow(*foreign ? foreign : "empty") << QByteArray(foreign) << false;
}

void TestHttpConnectionTable::hostNames()
{
    QFETCH(QByteArray, host);
    QFETCH(bool, ours);
    const HostNames names({"Tasks.Example", "proxy.example:9000", "fd00::1"}, "10.0.0.1", 8443);
    QCOMPARE(names.matches(host.toStdString(), "192.168.1.2"), ours);
}

QTEST_GUILESS_MAIN(TestHttpConnectionTable)
#include "tst_http_connection_table.moc"
