// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/security/LockPolicy.h"

#include <QTest>

using namespace taskward;
using namespace taskward::ui;

namespace {

/// The two clocks apart from each other: sleep stops one, a correction moves the other.
class TwoClocks final : public Clock {
public:
    Timestamp now() const override { return {wall}; }
    std::int64_t monotonicMs() const override { return steady; }
    void pass(std::int64_t ms)
    {
        wall += ms;
        steady += ms;
    }
    std::int64_t wall = 1'700'000'000'000;
    std::int64_t steady = 5'000;
};

constexpr std::int64_t kMinute = 60'000;

} // namespace

/// When to lock.
class TestLockPolicy : public QObject {
    Q_OBJECT

private slots:
    void eachCauseHasItsOwnSwitch_data()
    {
        QTest::addColumn<int>("cause");
        QTest::newRow("screen") << int(LockCause::ScreenLock);
        QTest::newRow("sleep") << int(LockCause::Sleep);
        QTest::newRow("minimise") << int(LockCause::Minimise);
        QTest::newRow("start") << int(LockCause::Start);
    }

    void eachCauseHasItsOwnSwitch()
    {
        QFETCH(int, cause);
        TwoClocks clock;
        LockPolicy policy(clock);
        policy.setSettings({false, 5, cause == int(LockCause::ScreenLock),
                            cause == int(LockCause::Sleep), cause == int(LockCause::Minimise),
                            cause == int(LockCause::Start)});
        for (const LockCause each : {LockCause::ScreenLock, LockCause::Sleep, LockCause::Minimise,
                                     LockCause::Start, LockCause::Idle})
            QCOMPARE(policy.locks(each), int(each) == cause);
        QVERIFY(policy.locks(LockCause::Asked));
    }

    void asItComesTheDesktopLeads()
    {
        TwoClocks clock;
        const LockPolicy policy(clock);
        QVERIFY(policy.locks(LockCause::ScreenLock));
        QVERIFY(policy.locks(LockCause::Sleep));
        QVERIFY(!policy.locks(LockCause::Minimise));
        QVERIFY(!policy.locks(LockCause::Start));
        QVERIFY(!policy.idleLeftMs());
    }

    void idleCountsFromTheLastActivity()
    {
        TwoClocks clock;
        LockPolicy policy(clock);
        policy.setSettings({.afterIdle = true, .idleMinutes = 5});
        clock.pass(4 * kMinute);
        QCOMPARE(*policy.idleLeftMs(), kMinute);
        QVERIFY(!policy.locks(LockCause::Idle));
        policy.onActivity();
        clock.pass(5 * kMinute - 1);
        QVERIFY(!policy.locks(LockCause::Idle));
        clock.pass(1);
        QVERIFY(policy.locks(LockCause::Idle));
    }

    void sleepCountsAndAClockSetBackDoesNotStretchIt()
    {
        TwoClocks clock;
        LockPolicy policy(clock);
        policy.setSettings({.afterIdle = true, .idleMinutes = 5});
        clock.wall += 60 * kMinute; // asleep: the steady clock stood still
        QVERIFY(policy.locks(LockCause::Idle));
        policy.onActivity();
        clock.wall -= 3 * 60 * kMinute;
        clock.steady += 5 * kMinute;
        QVERIFY(policy.locks(LockCause::Idle));
    }

    void minutesAreKeptInsideTheirRange()
    {
        TwoClocks clock;
        LockPolicy policy(clock);
        policy.setSettings({.afterIdle = true, .idleMinutes = 0});
        QCOMPARE(policy.settings().idleMinutes, 1);
        policy.setSettings({.afterIdle = true, .idleMinutes = 100'000});
        QCOMPARE(policy.settings().idleMinutes, LockPolicy::kMaxIdleMinutes);
    }
};

QTEST_MAIN(TestLockPolicy)
#include "tst_security_lockpolicy.moc"
