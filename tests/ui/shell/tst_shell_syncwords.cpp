// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "tests/support/SampleWorkspace.h"
#include "ui/shell/SyncWords.h"

#include <QDateTime>
#include <QTest>

using namespace taskward;
using namespace taskward::ui;
using Phase = client::SyncState::Phase;

class TestSyncWords : public QObject {
    Q_OBJECT

private:
    static SyncWords words(Phase phase, int pending)
    {
        client::SyncState state;
        state.phase = phase;
        state.pendingEdits = pending;
        state.lastSyncedAt = Timestamp{test::sampleNow()};
        const QDateTime now = QDateTime::fromMSecsSinceEpoch(test::sampleNow()).addSecs(3600);
        return syncWords(state, now, QLocale(QLocale::English));
    }

private slots:
    void theStateInWords()
    {
        QCOMPARE(words(Phase::UpToDate, 0).line, QStringLiteral("Up to date"));
        QCOMPARE(words(Phase::UpToDate, 0).detail, QStringLiteral("last synced 09:12"));
        QCOMPARE(words(Phase::Waiting, 3).line, QStringLiteral("3 changes waiting"));
        QCOMPARE(words(Phase::Waiting, 1).line, QStringLiteral("1 change waiting"));
        QCOMPARE(words(Phase::Waiting, 0).line, QStringLiteral("Offline"));
        QCOMPARE(words(Phase::Untrusted, 3).line, QStringLiteral("Server not trusted"));
    }

    void anOlderSyncHasItsDay()
    {
        client::SyncState state;
        state.phase = Phase::Waiting;
        state.lastSyncedAt = Timestamp{test::sampleNow()};
        const QDateTime later = QDateTime::fromMSecsSinceEpoch(test::sampleNow()).addDays(2);
        QCOMPARE(syncWords(state, later, QLocale(QLocale::English)).detail,
                 QStringLiteral("last synced 25 Nov, 09:12"));
        state.lastSyncedAt.reset();
        QCOMPARE(syncWords(state, later, QLocale(QLocale::English)).detail,
                 QStringLiteral("not synced yet"));
    }

    void theFirstSyncCounts()
    {
        client::SyncState state;
        state.phase = Phase::FirstSync;
        state.done = 3200;
        state.total = 10000;
        QCOMPARE(syncWords(state, {}, QLocale(QLocale::English)).detail,
                 QStringLiteral("3,200 of 10,000"));
    }

    void bannersOnlyWhenThereIsSomethingToKnow()
    {
        client::SyncState state;
        for (const Phase phase :
             {Phase::Local, Phase::Connecting, Phase::FirstSync, Phase::Syncing, Phase::UpToDate}) {
            state.phase = phase;
            QVERIFY(bannerWords(state, QStringLiteral("x")).isEmpty());
        }
        using Action = BannerWords::Action;
        state.phase = Phase::Waiting;
        QCOMPARE(bannerWords(state, QStringLiteral("x")).action, Action::SyncNow);
        state.phase = Phase::SignedOut;
        QCOMPARE(bannerWords(state, QStringLiteral("x")).action, Action::SignIn);
        state.phase = Phase::Replaced;
        QCOMPARE(bannerWords(state, QStringLiteral("x")).action, Action::Adopt);
        // A changed identity is told, never asked about.
        state.phase = Phase::Untrusted;
        QCOMPARE(bannerWords(state, QStringLiteral("x")).action, Action::None);
        QVERIFY(bannerWords(state, QStringLiteral("x")).danger);
    }
};

QTEST_GUILESS_MAIN(TestSyncWords)
#include "tst_shell_syncwords.moc"
