// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/security/LookAlike.h"

#include <QTest>

using namespace taskward::ui;
using Kind = LookAlike::Kind;

/// Names made to be taken for others.
class TestLookAlike : public QObject {
    Q_OBJECT

private slots:
    void judges_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<int>("kind");
        const auto row = [](const char* name, const QString& host, Kind kind) {
            QTest::newRow(name) << host << int(kind);
        };
        // Known: tasks.example.org, bücher.example, paypal.example, 192.0.2.7
        row("known", QStringLiteral("tasks.example.org"), Kind::None);
        row("known in capitals", QStringLiteral("Tasks.Example.ORG"), Kind::None);
        row("quite another", QStringLiteral("garden.example.net"), Kind::None);
        row("address", QStringLiteral("192.0.2.8"), Kind::None);
        row("address v6", QStringLiteral("2001:db8::8"), Kind::None);
        row("cyrillic a", QStringLiteral("tаsks.example.org"), Kind::Imitates);
        row("cyrillic a in punycode", QStringLiteral("xn--tsks-53d.example.org"), Kind::Imitates);
        row("whole word in cyrillic", QStringLiteral("раураl.example"), Kind::Imitates);
        row("rn for m", QStringLiteral("tasks.exarnple.org"), Kind::Imitates);
        row("digit one for l", QStringLiteral("tasks.examp1e.org"), Kind::Imitates);
        row("digit nought for o", QStringLiteral("tasks.example.0rg"), Kind::Imitates);
        row("accent", QStringLiteral("tásks.example.org"), Kind::Imitates);
        row("letter left out", QStringLiteral("tasks.exmple.org"), Kind::Imitates);
        row("letter doubled", QStringLiteral("taskss.example.org"), Kind::Imitates);
        row("letters swapped", QStringLiteral("tasks.exmaple.org"), Kind::Imitates);
        row("letter replaced", QStringLiteral("tasks.exanple.org"), Kind::Imitates);
        row("umlaut dropped", QStringLiteral("bucher.example"), Kind::Imitates);
        row("known umlaut", QStringLiteral("xn--bcher-kva.example"), Kind::None);
        row("mixed scripts", QStringLiteral("gаrden.example.net"), Kind::Mixed);
        row("one foreign script", QStringLiteral("сад.example.net"), Kind::Foreign);
        row("japanese", QStringLiteral("東京のタスク.example"), Kind::Foreign);
        row("umlaut", QStringLiteral("gärten.example.net"), Kind::Foreign);
        row("two slips", QStringLiteral("task.exmple.org"), Kind::None);
        row("empty", QString(), Kind::None);
    }

    void judges()
    {
        QFETCH(QString, host);
        const LookAlike judgement =
            judgeHost(host, {QStringLiteral("tasks.example.org"), QStringLiteral("bücher.example"),
                             QStringLiteral("paypal.example"), QStringLiteral("192.0.2.7")});
        QTEST(int(judgement.kind), "kind");
        QCOMPARE(judgement.kind == Kind::Imitates, !judgement.known.isEmpty());
    }

    void tellsHowItReadsAndWhatItImitates()
    {
        const LookAlike judgement = judgeHost(QStringLiteral("xn--tsks-53d.example.org"),
                                              {QStringLiteral("tasks.example.org")});
        QCOMPARE(judgement.shown, QStringLiteral("tаsks.example.org"));
        QCOMPARE(judgement.known, QStringLiteral("tasks.example.org"));
    }

    void nothingKnownNothingImitated()
    {
        QCOMPARE(judgeHost(QStringLiteral("tasks.examp1e.org"), {}).kind, Kind::None);
    }

    void takesTheHostOutOfAnAddress()
    {
        QCOMPARE(hostOf(QStringLiteral("https://Tasks.example.org:8443/x")),
                 QStringLiteral("tasks.example.org"));
        QCOMPARE(hostOf(QStringLiteral("tasks.example.org")), QStringLiteral("tasks.example.org"));
        QCOMPARE(hostOf(QString()), QString());
    }
};

QTEST_MAIN(TestLookAlike)
#include "tst_security_lookalike.moc"
