// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "tests/e2e/Stage.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTest>
#include <vector>

using taskward::test::Stage;

namespace {

const QString kA = QStringLiteral("a");
const QString kB = QStringLiteral("b");
const QString kSync = QStringLiteral("sync");

QJsonObject taskOf(const QJsonObject& dump, const QString& id)
{
    for (const auto& value : dump.value(QStringLiteral("tasks")).toArray()) {
        if (value.toObject().value(QStringLiteral("id")).toString() == id)
            return value.toObject();
    }
    return {};
}

qsizetype waiting(const QJsonObject& dump)
{
    return dump.value(QStringLiteral("local"))
        .toObject()
        .value(QStringLiteral("pending"))
        .toArray()
        .size();
}

} // namespace

#define RUN(device, ...)                                                                           \
    do {                                                                                           \
        const auto run_ = m_stage->cli(device, {__VA_ARGS__});                                     \
        QVERIFY2(run_.ok(), run_.errors.constData());                                              \
    } while (false)

class TestTwoDevices : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void offlineEditsOfBothConverge();
    void serverKilledBetweenEditAndSync();
    void noPlaintextOnDisk();
    void lostCacheComesBackAndTheOutboxStays();
    void emptiedCacheIsPutAside();
    void wrongPinSendsNothing();
    void logoutErasesTheKeyAndTheFiles();
    void manyProgramsOnOneProfile();
    void thisComputerNeedsNoServerOfOthers();

private:
    std::unique_ptr<Stage> m_stage;
};

void TestTwoDevices::init()
{
    m_stage = std::make_unique<Stage>();
    QVERIFY(m_stage->init());
    QVERIFY(m_stage->startServer());
    QVERIFY(m_stage->signIn(kA));
    QVERIFY(m_stage->signIn(kB));
}

void TestTwoDevices::cleanup()
{
    m_stage->stopServer();
    for (const auto& device : {kA, kB})
        m_stage->cli(device, {QStringLiteral("logout"), QStringLiteral("--discard")});
    m_stage.reset();
}

void TestTwoDevices::offlineEditsOfBothConverge()
{
    const QString id = m_stage->add(kA, QStringLiteral("Shared task"));
    QVERIFY(!id.isEmpty());
    RUN(kA, kSync);
    RUN(kB, kSync);
    m_stage->stopServer();

    RUN(kA, QStringLiteral("edit"), id, QStringLiteral("--title"), QStringLiteral("Title of A"));
    RUN(kA, QStringLiteral("edit"), id, QStringLiteral("--due"), QStringLiteral("2026-12-01"));
    RUN(kA, QStringLiteral("edit"), id, QStringLiteral("--note"), QStringLiteral("note of A"));
    RUN(kB, QStringLiteral("edit"), id, QStringLiteral("--priority"), QStringLiteral("2"));
    RUN(kB, QStringLiteral("edit"), id, QStringLiteral("--note"), QStringLiteral("note of B"));
    const QString ofA = m_stage->add(kA, QStringLiteral("Made by A"));
    const QString ofB = m_stage->add(kB, QStringLiteral("Made by B"));
    RUN(kB, QStringLiteral("done"), ofB);
    QCOMPARE(m_stage->cli(kA, {kSync}).exitCode, 69);
    QVERIFY(waiting(m_stage->dump(kA)) > 0);

    QVERIFY(m_stage->startServer());
    RUN(kA, kSync);
    RUN(kB, kSync);
    RUN(kA, kSync);

    QCOMPARE(m_stage->shared(kA), m_stage->shared(kB));
    const auto dump = m_stage->dump(kA);
    QCOMPARE(waiting(dump), 0);
    QCOMPARE(dump.value(QStringLiteral("tasks")).toArray().size(), 3);
    const auto task = taskOf(dump, id);
    QCOMPARE(task.value(QStringLiteral("title")).toString(), QStringLiteral("Title of A"));
    QCOMPARE(task.value(QStringLiteral("due")).toString(), QStringLiteral("2026-12-01"));
    QCOMPARE(task.value(QStringLiteral("priority")).toInt(), 2);
    // Both wrote a note: the later one holds, the other one is kept for the person to see.
    QCOMPARE(task.value(QStringLiteral("note")).toString(), QStringLiteral("note of B"));
    const auto conflicts = dump.value(QStringLiteral("conflicts")).toArray();
    QCOMPARE(conflicts.size(), 1);
    QVERIFY(conflicts.at(0)
                .toObject()
                .value(QStringLiteral("other_value"))
                .toString()
                .contains(QStringLiteral("note of A")));
    QVERIFY(!taskOf(dump, ofA).isEmpty());
    QVERIFY(taskOf(dump, ofB).contains(QStringLiteral("completed_at")));
}

void TestTwoDevices::serverKilledBetweenEditAndSync()
{
    QStringList ids;
    for (int i = 0; i < 5; ++i) {
        ids << m_stage->add(kA, QStringLiteral("Task %1").arg(i));
        m_stage->killServer();
        QCOMPARE(m_stage->cli(kA, {kSync}).exitCode, 69);
        QVERIFY(m_stage->startServer());
        RUN(kA, kSync);
    }
    RUN(kB, kSync);
    QCOMPARE(m_stage->shared(kA), m_stage->shared(kB));
    QCOMPARE(m_stage->dump(kB).value(QStringLiteral("tasks")).toArray().size(), ids.size());
}

void TestTwoDevices::noPlaintextOnDisk()
{
    const QString canary = QStringLiteral("Kanarienvogel-7f3a");
    QVERIFY(!m_stage->add(kA, canary).isEmpty());
    QCOMPARE(Stage::filesWith(m_stage->profile(kA), canary), QStringList());
    RUN(kA, kSync);
    RUN(kB, kSync);
    QVERIFY(m_stage->cli(kB, {QStringLiteral("list")}).output.contains(canary.toUtf8()));
    QCOMPARE(Stage::filesWith(m_stage->path(QString()), canary), QStringList());
    QCOMPARE(Stage::filesWith(m_stage->profile(kB), QStringLiteral("twr_")), QStringList());
}

void TestTwoDevices::lostCacheComesBackAndTheOutboxStays()
{
    m_stage->add(kA, QStringLiteral("Old"));
    RUN(kA, kSync);
    m_stage->add(kA, QStringLiteral("Not sent yet"));
    QVERIFY(QFile::remove(m_stage->profile(kA) + QStringLiteral("/cache.db")));
    QFile::remove(m_stage->profile(kA) + QStringLiteral("/cache.db-wal"));
    // Offline or not, the edit that has not left is shown again.
    QVERIFY(m_stage->cli(kA, {QStringLiteral("list")}).output.contains("Not sent yet"));
    RUN(kA, kSync);
    RUN(kB, kSync);
    QCOMPARE(m_stage->shared(kA), m_stage->shared(kB));
    QCOMPARE(m_stage->dump(kB).value(QStringLiteral("tasks")).toArray().size(), 2);
}

void TestTwoDevices::emptiedCacheIsPutAside()
{
    m_stage->add(kA, QStringLiteral("Kept"));
    RUN(kA, kSync);
    QFile cache(m_stage->profile(kA) + QStringLiteral("/cache.db"));
    QVERIFY(cache.open(QIODevice::WriteOnly | QIODevice::Truncate));
    cache.close();
    RUN(kA, kSync);
    QVERIFY(m_stage->cli(kA, {QStringLiteral("list")}).output.contains("Kept"));
    const QDir profile(m_stage->profile(kA));
    QCOMPARE(profile.entryList({QStringLiteral("cache.db.aside-*")}).size(), 1);
}

void TestTwoDevices::wrongPinSendsNothing()
{
    QFile config(m_stage->profile(kA) + QStringLiteral("/config.json"));
    QVERIFY(config.open(QIODevice::ReadWrite));
    auto text = QString::fromUtf8(config.readAll());
    const auto at = text.indexOf(QStringLiteral("\"pin\":\"")) + 7;
    text[at] = text[at] == QLatin1Char('0') ? QLatin1Char('1') : QLatin1Char('0');
    config.resize(0);
    config.write(text.toUtf8());
    config.close();
    const QString id = m_stage->add(kA, QStringLiteral("Stays here"));
    QVERIFY(!id.isEmpty());
    const auto run = m_stage->cli(kA, {QStringLiteral("--json"), kSync});
    QCOMPARE(run.exitCode, 77);
    QVERIFY2(run.errors.contains("server-untrusted"), run.errors.constData());
    QCOMPARE(waiting(m_stage->dump(kA)), 1);
}

void TestTwoDevices::logoutErasesTheKeyAndTheFiles()
{
    m_stage->add(kA, QStringLiteral("Not sent"));
    QCOMPARE(m_stage->cli(kA, {QStringLiteral("logout")}).exitCode, 65);
    QVERIFY(QFile::exists(m_stage->profile(kA) + QStringLiteral("/outbox.db")));
    RUN(kA, kSync);
    RUN(kA, QStringLiteral("logout"));
    const QDir profile(m_stage->profile(kA));
    QCOMPARE(profile.entryList({QStringLiteral("*.db*"), QStringLiteral("config.json")}),
             QStringList());
    QCOMPARE(m_stage->cli(kA, {QStringLiteral("list")}).exitCode, 65);
}

void TestTwoDevices::manyProgramsOnOneProfile()
{
    std::vector<std::unique_ptr<QProcess>> programs;
    for (int i = 0; i < 12; ++i) {
        auto program = std::make_unique<QProcess>();
        QStringList arguments{QStringLiteral("--profile"), m_stage->profile(kA)};
        if (i % 2 == 0)
            arguments << QStringLiteral("add") << QStringLiteral("--literal") << QString::number(i);
        else
            arguments << kSync;
        program->start(QStringLiteral(TASKWARD_CLI), arguments);
        programs.push_back(std::move(program));
    }
    for (auto& program : programs) {
        QVERIFY(program->waitForFinished(60'000));
        QVERIFY2(program->exitCode() == 0, program->readAllStandardError().constData());
    }
    RUN(kA, kSync);
    RUN(kB, kSync);
    QCOMPARE(m_stage->shared(kA), m_stage->shared(kB));
    QCOMPARE(m_stage->dump(kB).value(QStringLiteral("tasks")).toArray().size(), 6);
}

void TestTwoDevices::thisComputerNeedsNoServerOfOthers()
{
    const QString alone = QStringLiteral("alone");
    RUN(alone, QStringLiteral("connect"), QStringLiteral("--this-computer"));
    const QString canary = QStringLiteral("Kanarienvogel-9c2d");
    QVERIFY(!m_stage->add(alone, canary).isEmpty());
    RUN(alone, kSync);
    QCOMPARE(Stage::filesWith(m_stage->profile(alone), canary), QStringList());
    // Signing out leaves the server's own data, and coming back finds it.
    RUN(alone, QStringLiteral("logout"));
    RUN(alone, QStringLiteral("connect"), QStringLiteral("--this-computer"));
    QVERIFY(m_stage->cli(alone, {QStringLiteral("list")}).output.contains(canary.toUtf8()));
    RUN(alone, QStringLiteral("logout"));
}

QTEST_GUILESS_MAIN(TestTwoDevices)
#include "tst_e2e_two_devices.moc"
