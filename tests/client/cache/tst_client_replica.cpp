// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "tests/client/AccountFixture.h"

#include <QFile>
#include <QProcess>
#include <csignal>
#include <cstdio>

using namespace taskward;
using namespace taskward::test;
using client::TaskQuery;
using client::View;

namespace {

client::AccountKeys fixedKeys()
{
    client::AccountKeys keys;
    keys.accountId = "0190e000-0000-7000-8000-000000000001";
    keys.cacheKey = Secret::fromText("cache-key-of-thirty-two-bytes-!!");
    keys.outboxKey = Secret::fromText("outbox-key-of-thirty-two-bytes-!");
    keys.cacheId = "cache-id";
    keys.outboxId = "outbox-id";
    return keys;
}

const std::string kProject = "0190e000-0000-7000-8000-0000000000aa";

std::string uuid(int n)
{
    char text[37];
    std::snprintf(text, sizeof text, "0190e000-0000-7000-9000-%012x", n);
    return text;
}

contract::Operation create(int n, const std::string& title)
{
    contract::Operation operation;
    operation.id.value = uuid(n + 0x100000);
    operation.action = contract::Action::Create;
    operation.entityId = uuid(n);
    operation.task.emplace();
    operation.task->title = contract::Title(title);
    operation.task->projectId = ProjectId{kProject};
    operation.task->orderKey = contract::OrderKey("a" + std::to_string(n));
    return operation;
}

contract::Task row(int n)
{
    contract::Task task;
    task.id.value = uuid(n);
    task.projectId.value = kProject;
    char text[32];
    std::snprintf(text, sizeof text, "Task %05d", n);
    task.title = contract::Title(text);
    std::snprintf(text, sizeof text, "b%05d", n);
    task.orderKey = contract::OrderKey(text);
    if (n % 3 == 0)
        task.due = contract::When{"2026-11-" + std::to_string(10 + n % 20)};
    if (n % 7 == 0)
        task.completedAt = Timestamp{1000};
    task.createdBy.value = uuid(0xee);
    task.version = n + 1;
    return task;
}

} // namespace

class TestReplica : public QObject {
    Q_OBJECT

private slots:
    void init();
    void pagesAreCompleteAndInOrder_data();
    void pagesAreCompleteAndInOrder();
    void countsFollowTheRows();
    void pageOfAnotherCursorIsLeftAlone();
    void olderRowsDoNotReplaceNewerOnes();
    void savedEditSurvivesKill();
    void wrongKeyChangesNothing();
    void olderCopyOfTheOutboxIsFoundOut();
    void searchFindsFolded();

private:
    client::ReplicaFiles files() const
    {
        const std::filesystem::path dir = m_directory->path().toStdString();
        return {dir / "cache.db", dir / "outbox.db"};
    }
    std::unique_ptr<client::Replica> open(client::OpenMode mode,
                                          client::AccountKeys keys = fixedKeys())
    {
        auto opened = client::Replica::open(files(), keys, mode, m_clock);
        if (!opened) {
            m_error = opened.error();
            return nullptr;
        }
        return std::move(*opened);
    }
    void fill(client::Replica& replica, int count)
    {
        contract::SyncPull::Response page;
        page.epoch = "e";
        page.cursor = "c1";
        page.revision = count;
        for (int n = 0; n < count; ++n)
            page.tasks.push_back(row(n));
        QVERIFY(replica.applyPage(page, ""));
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    SystemClock m_clock;
    Error m_error;
};

void TestReplica::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_error = {};
}

void TestReplica::pagesAreCompleteAndInOrder_data()
{
    QTest::addColumn<int>("view");
    QTest::addColumn<bool>("completed");
    QTest::addColumn<int>("limit");
    QTest::addColumn<int>("expected");
    for (const int limit : {1, 7, 500}) {
        QTest::addRow("project, open, %d", limit) << int(View::Project) << false << limit << 171;
        QTest::addRow("project, all, %d", limit) << int(View::Project) << true << limit << 200;
        QTest::addRow("all, open, %d", limit) << int(View::All) << false << limit << 171;
        QTest::addRow("all, all, %d", limit) << int(View::All) << true << limit << 200;
        QTest::addRow("search, %d", limit) << int(View::Search) << false << limit << 171;
    }
}

void TestReplica::pagesAreCompleteAndInOrder()
{
    QFETCH(int, view);
    QFETCH(bool, completed);
    QFETCH(int, limit);
    QFETCH(int, expected);
    auto replica = open(client::OpenMode::Create);
    QVERIFY(replica);
    fill(*replica, 200);
    const TaskQuery query{static_cast<View>(view), ProjectId{kProject}, {}, "TÁSK", completed};
    QStringList seen;
    std::string after;
    do {
        const auto page = replica->page(query, after, limit, "2026-11-15");
        QVERIFY(page);
        if (after.empty())
            QCOMPARE(page->total, expected);
        QVERIFY(static_cast<int>(page->rows.size()) <= limit);
        for (const auto& one : page->rows)
            seen << QString::fromStdString(one.task.id.value);
        after = page->next;
    } while (!after.empty());
    QCOMPARE(seen.size(), expected);
    QCOMPARE(QSet<QString>(seen.begin(), seen.end()).size(), expected);
}

void TestReplica::countsFollowTheRows()
{
    auto replica = open(client::OpenMode::Create);
    QVERIFY(replica);
    fill(*replica, 70);
    QVERIFY(replica->edit({create(5000, "new")}));
    contract::Operation done = create(5001, "x");
    done.action = contract::Action::Update;
    done.entityId = uuid(1);
    done.task.emplace();
    done.task->completedAt = std::optional(Timestamp{5});
    QVERIFY(replica->edit({done}));
    client::Overview overview;
    const auto counted = replica->counts(overview, "2026-11-15");
    QVERIFY(counted);
    QCOMPARE(counted->openByProject.at(kProject), 60); // 70 - 10 done + 1 new - 1 completed
    const auto page =
        replica->page({View::Project, ProjectId{kProject}, {}, {}, true}, "", 500, "2026-11-15");
    QCOMPARE(page->total, 71);
}

void TestReplica::pageOfAnotherCursorIsLeftAlone()
{
    auto replica = open(client::OpenMode::Create);
    QVERIFY(replica);
    fill(*replica, 3);
    contract::SyncPull::Response page;
    page.epoch = "e";
    page.cursor = "c9";
    page.tasks.push_back(row(50));
    const auto applied = replica->applyPage(page, "c0");
    QVERIFY(applied);
    QVERIFY(applied->stale);
    QVERIFY(!replica->task(TaskId{uuid(50)}));
    QCOMPARE(replica->mark()->cursor, std::string("c1"));
}

void TestReplica::olderRowsDoNotReplaceNewerOnes()
{
    auto replica = open(client::OpenMode::Create);
    QVERIFY(replica);
    fill(*replica, 100);
    contract::SyncPull::Response page;
    page.epoch = "e";
    page.cursor = "c2";
    page.revision = 200;
    for (int n = 0; n < 100; ++n) {
        auto task = row(n);
        task.title = contract::Title("changed");
        task.version = n < 50 ? 150 : 1;
        page.tasks.push_back(task);
    }
    page.removals.push_back({contract::EntityKind::Task, uuid(3), 140});
    page.removals.push_back({contract::EntityKind::Task, uuid(99), 140});
    QVERIFY(replica->applyPage(page, "c1"));
    QCOMPARE(replica->task(TaskId{uuid(10)})->title, contract::Title("changed"));
    QCOMPARE(replica->task(TaskId{uuid(60)})->title, contract::Title("Task 00060"));
    QVERIFY(replica->task(TaskId{uuid(3)}));
    QVERIFY(!replica->task(TaskId{uuid(99)}));
}

void TestReplica::savedEditSurvivesKill()
{
    QVERIFY(open(client::OpenMode::Create));
    for (int round = 0; round < 5; ++round) {
        // The child says "saved" and dies before it can do anything else.
        QProcess child;
        child.start(
            QCoreApplication::applicationFilePath(),
            {QStringLiteral("--save-and-die"), m_directory->path(), QString::number(round)});
        QVERIFY(child.waitForFinished(30'000));
        QCOMPARE(child.exitStatus(), QProcess::CrashExit);
        QCOMPARE(child.readAllStandardOutput().trimmed(), QByteArray("saved"));
    }
    auto replica = open(client::OpenMode::Existing);
    QVERIFY2(replica, m_error.detail.c_str());
    QCOMPARE(replica->queueCounts()->pending, 5);
    for (int round = 0; round < 5; ++round)
        QVERIFY(replica->task(TaskId{uuid(round)}));
}

void TestReplica::wrongKeyChangesNothing()
{
    {
        auto replica = open(client::OpenMode::Create);
        QVERIFY(replica);
        QVERIFY(replica->edit({create(1, "kept")}));
    }
    auto keys = fixedKeys();
    keys.cacheKey = Secret::fromText("another-key-of-thirty-two-bytes!");
    keys.outboxKey = keys.cacheKey.clone();
    QVERIFY(!open(client::OpenMode::Existing, std::move(keys)));
    QCOMPARE(int(m_error.code), int(ErrorCode::StorageCorrupt));
    QCOMPARE(QDir(m_directory->path()).entryList({QStringLiteral("*.aside-*")}), QStringList());
    auto replica = open(client::OpenMode::Existing);
    QVERIFY(replica);
    QVERIFY(replica->task(TaskId{uuid(1)}));
}

void TestReplica::olderCopyOfTheOutboxIsFoundOut()
{
    QVERIFY(open(client::OpenMode::Create));
    const QString outbox = QString::fromStdString(files().outbox.string());
    QVERIFY(QFile::copy(outbox, outbox + QStringLiteral(".old")));
    auto keys = fixedKeys();
    {
        auto replica = open(client::OpenMode::Existing);
        QVERIFY(replica);
        QVERIFY(replica->edit({create(1, "later")}));
        QVERIFY(replica->nextGeneration(keys));
    }
    QVERIFY(QFile::remove(outbox));
    QFile::remove(outbox + QStringLiteral("-wal"));
    QVERIFY(QFile::rename(outbox + QStringLiteral(".old"), outbox));
    QVERIFY(!open(client::OpenMode::Existing, keys.clone()));
    QCOMPARE(int(m_error.code), int(ErrorCode::StorageCorrupt));
    auto rebuilt = open(client::OpenMode::Rebuild, keys.clone());
    QVERIFY2(rebuilt, m_error.detail.c_str());
    QVERIFY(rebuilt->cacheIsNew());
    QCOMPARE(QDir(m_directory->path()).entryList({QStringLiteral("outbox.db.aside-*")}).size() > 0,
             true);
}

void TestReplica::searchFindsFolded()
{
    auto replica = open(client::OpenMode::Create);
    QVERIFY(replica);
    QVERIFY(replica->edit({create(1, "Café crème"), create(2, "Tea")}));
    const auto page = replica->page({View::Search, {}, {}, "CAFE", false}, "", 10, "2026-11-15");
    QVERIFY(page);
    QCOMPARE(page->rows.size(), std::size_t{1});
    QVERIFY(page->rows.front().pending);
}

/// What this program does as a child of savedEditSurvivesKill.
static int saveAndDie(const QString& directory, int round)
{
    SystemClock clock;
    const std::filesystem::path dir = directory.toStdString();
    auto replica = client::Replica::open({dir / "cache.db", dir / "outbox.db"}, fixedKeys(),
                                         client::OpenMode::Existing, clock);
    if (!replica || !(*replica)->edit({create(round, "saved")}))
        return 1;
    std::puts("saved");
    std::fflush(stdout);
    std::raise(SIGKILL);
    return 1;
}

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    const auto arguments = QCoreApplication::arguments();
    if (arguments.value(1) == QLatin1String("--save-and-die"))
        return saveAndDie(arguments.value(2), arguments.value(3).toInt());
    TestReplica test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_client_replica.moc"
