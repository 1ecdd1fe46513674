// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/sync/Plan.h"
#include "core/base/Random.h"
#include "core/contract/Json.h"
#include "core/tasks/Merge.h"

#include <QTest>
#include <map>

using namespace taskward;
using namespace taskward::client;
using contract::Action;
using contract::EntityKind;
using contract::Operation;
using contract::OperationResult;
using contract::Outcome;

namespace {

const std::string kTask = "0190a000-0000-7000-8000-000000000001";
const UserId kMe{"0190a000-0000-7000-8000-0000000000ee"};

std::string uuid(std::uint64_t n)
{
    char text[37];
    std::snprintf(text, sizeof text, "0190b000-0000-7000-8000-%012llx",
                  static_cast<unsigned long long>(n));
    return text;
}

Operation update(const std::string& id = kTask)
{
    static std::uint64_t next = 1;
    Operation operation;
    operation.id.value = uuid(next++);
    operation.entityId = id;
    operation.task.emplace();
    return operation;
}

contract::Task row(std::int64_t version)
{
    contract::Task task;
    task.id.value = kTask;
    task.projectId.value = uuid(900);
    task.title = "milk";
    task.note = "two litres";
    task.orderKey = "a0";
    task.createdBy = kMe;
    task.version = version;
    return task;
}

QueuedOperation queued(Operation operation)
{
    return {1, OperationState::Waiting, std::move(operation), "", ""};
}

OperationResult result(Outcome outcome, std::int64_t version)
{
    OperationResult out;
    out.outcome = outcome;
    out.version = version;
    return out;
}

/// The server's rule, as sync/SyncService applies it: by member, each operation once.
class ModelServer {
public:
    OperationResult apply(const Operation& operation)
    {
        if (const auto seen = m_results.find(operation.id.value); seen != m_results.end())
            return seen->second;
        ++applied;
        OperationResult out;
        out.id = operation.id;
        const std::int64_t next = revision + 1;
        const auto report =
            tasks::mergeFields(task, *operation.task, operation.baseVersion, next, m_versions);
        if (report.changed)
            task.version = revision = next;
        clashes += report.clashes.size();
        out.outcome = !report.clashes.empty() ? Outcome::Clashed
                      : report.othersChanged  ? Outcome::Merged
                                              : Outcome::Applied;
        out.version = task.version;
        m_results[operation.id.value] = out;
        return out;
    }
    contract::Task task = row(1);
    std::int64_t revision = 1;
    std::size_t applied = 0;
    std::size_t clashes = 0;

private:
    tasks::FieldVersions m_versions;
    std::map<std::string, OperationResult> m_results;
};

/// One device: a row as the server said it, and a queue.
class ModelDevice {
public:
    contract::Task shown() const
    {
        std::vector<Operation> pending;
        for (const auto& one : m_queue)
            pending.push_back(one.operation);
        return std::get<contract::Task>(*overlay(Entity(m_base), pending, kMe));
    }
    void edit(Operation operation)
    {
        operation.baseVersion = m_base.version;
        if (!m_queue.empty() && m_queue.back().state == OperationState::Waiting &&
            foldInto(m_queue.back().operation, operation))
            return;
        m_queue.push_back(queued(std::move(operation)));
    }
    /// `lose`: the answer does not arrive, and the same operations go up again later.
    void push(ModelServer& server, bool lose)
    {
        const std::size_t length = batchLength(m_queue, {});
        for (std::size_t i = 0; i < length; ++i)
            m_queue[i].state = OperationState::Sent;
        std::vector<OperationResult> results;
        for (std::size_t i = 0; i < length; ++i)
            results.push_back(server.apply(m_queue[i].operation));
        if (lose)
            return;
        for (const auto& answered : results) {
            const Operation sent = m_queue.front().operation;
            m_base = std::get<contract::Task>(*overlay(Entity(m_base), {&sent, 1}, kMe));
            m_base.version = std::max(m_base.version, answered.version);
            m_queue.erase(m_queue.begin());
            for (auto& waiting : m_queue)
                waiting.operation.baseVersion = baseAfter(sent, answered, waiting.operation);
        }
    }
    void pull(const ModelServer& server)
    {
        if (supersedes(server.task.version, m_base.version))
            m_base = server.task;
    }
    bool idle() const { return m_queue.empty(); }

private:
    contract::Task m_base = row(1);
    std::vector<QueuedOperation> m_queue;
};

Operation randomEdit(Random& random, std::uint64_t n)
{
    Operation operation = update();
    operation.id.value = uuid(n);
    switch (random.below(5)) {
    case 0:
        operation.task->title = contract::Title("title " + std::to_string(n));
        break;
    case 1:
        operation.task->note = contract::Note("note " + std::to_string(n));
        break;
    case 2:
        operation.task->priority = contract::Priority(static_cast<std::int64_t>(random.below(5)));
        break;
    case 3:
        operation.task->due =
            std::optional(contract::When{"2026-11-" + std::to_string(10 + n % 20)});
        break;
    default:
        operation.task->projectId = ProjectId{uuid(900 + random.below(3))};
    }
    return operation;
}

} // namespace

class TestPlan : public QObject {
    Q_OBJECT

private slots:
    void overlayKeepsMembersThatNobodyTouched();
    void overlayOfCreateUpdateDelete();
    void foldsOnlyWhatHasNotLeft_data();
    void foldsOnlyWhatHasNotLeft();
    void batchHoldsOneOfEachEntity();
    void batchStopsAtItsLimits();
    void baseAfterAnAnswer_data();
    void baseAfterAnAnswer();
    void tellsServersApart_data();
    void tellsServersApart();
    void randomRunsConverge_data();
    void randomRunsConverge();
};

void TestPlan::overlayKeepsMembersThatNobodyTouched()
{
    Operation title = update();
    title.task->title = contract::Title("oat milk");
    Operation clear = update();
    clear.task->due = std::optional<contract::When>();
    contract::Task base = row(7);
    base.due = contract::When{"2026-11-25"};
    const std::vector<Operation> pending{title, clear};
    const auto shown = std::get<contract::Task>(*overlay(Entity(base), pending, kMe));
    QCOMPARE(shown.title, contract::Title("oat milk"));
    QCOMPARE(shown.note, contract::Note("two litres"));
    QVERIFY(!shown.due);
    QCOMPARE(shown.version, 7);
}

void TestPlan::overlayOfCreateUpdateDelete()
{
    Operation create = update();
    create.action = Action::Create;
    create.madeAt = Timestamp{1000};
    create.task->title = contract::Title("new");
    const auto made = std::get<contract::Task>(*overlay(std::nullopt, {&create, 1}, kMe));
    QCOMPARE(made.id.value, kTask);
    QCOMPARE(made.createdBy, kMe);
    QCOMPARE(made.createdAt.ms, 1000);
    Operation gone = update();
    gone.action = Action::Delete;
    gone.task.reset();
    QVERIFY(!overlay(Entity(row(3)), {&gone, 1}, kMe));
    // An update of what the server does not have any more shows nothing and does not bring it back.
    Operation late = update();
    late.task->title = contract::Title("too late");
    QVERIFY(!overlay(std::nullopt, {&late, 1}, kMe));
}

void TestPlan::foldsOnlyWhatHasNotLeft_data()
{
    QTest::addColumn<int>("action");
    QTest::addColumn<bool>("namesProject");
    QTest::addColumn<bool>("otherEntity");
    QTest::addColumn<bool>("folds");
    QTest::newRow("update into create") << int(Action::Create) << false << false << true;
    QTest::newRow("update into update") << int(Action::Update) << false << false << true;
    QTest::newRow("update into delete") << int(Action::Delete) << false << false << false;
    QTest::newRow("naming a project that may be newer")
        << int(Action::Create) << true << false << false;
    QTest::newRow("another task") << int(Action::Update) << false << true << false;
}

void TestPlan::foldsOnlyWhatHasNotLeft()
{
    QFETCH(int, action);
    QFETCH(bool, namesProject);
    QFETCH(bool, otherEntity);
    QFETCH(bool, folds);
    Operation waiting = update();
    waiting.action = static_cast<Action>(action);
    waiting.task->note = contract::Note("kept");
    const Operation before = waiting;
    Operation next = update(otherEntity ? uuid(77) : kTask);
    next.task->title = contract::Title("later");
    if (namesProject)
        next.task->projectId = ProjectId{uuid(901)};
    QCOMPARE(foldInto(waiting, next), folds);
    if (!folds) {
        QVERIFY(waiting == before);
        return;
    }
    QCOMPARE(waiting.task->title.value, contract::Title("later"));
    QCOMPARE(waiting.task->note.value, contract::Note("kept"));
    QCOMPARE(waiting.id, before.id);
}

void TestPlan::batchHoldsOneOfEachEntity()
{
    const std::vector<QueuedOperation> queue{queued(update()), queued(update(uuid(50))),
                                             queued(update()), queued(update(uuid(51)))};
    QCOMPARE(batchLength(queue, {}), std::size_t{2});
    QCOMPARE(batchLength(std::span(queue).subspan(1), {}), std::size_t{3});
    QCOMPARE(batchLength({}, {}), std::size_t{0});
}

void TestPlan::batchStopsAtItsLimits()
{
    std::vector<QueuedOperation> queue;
    for (std::uint64_t i = 0; i < 20; ++i) {
        Operation operation = update(uuid(100 + i));
        operation.task->note = contract::Note(std::string(1000, 'x'));
        queue.push_back(queued(std::move(operation)));
    }
    QCOMPARE(batchLength(queue, {7, 1 << 20}), std::size_t{7});
    QVERIFY(batchLength(queue, {500, 5000}) < std::size_t{5});
    QCOMPARE(batchLength(queue, {500, 10}), std::size_t{1}); // one always goes
}

void TestPlan::baseAfterAnAnswer_data()
{
    QTest::addColumn<int>("outcome");
    QTest::addColumn<bool>("sameMember");
    QTest::addColumn<qint64>("base");
    QTest::newRow("nobody else: the new version") << int(Outcome::Applied) << false << qint64{12};
    QTest::newRow("merged, another member: may clash")
        << int(Outcome::Merged) << false << qint64{5};
    QTest::newRow("merged, our own member: does not") << int(Outcome::Merged) << true << qint64{12};
    QTest::newRow("clashed, our own member") << int(Outcome::Clashed) << true << qint64{12};
    QTest::newRow("refused: nothing happened") << int(Outcome::Refused) << true << qint64{5};
}

void TestPlan::baseAfterAnAnswer()
{
    QFETCH(int, outcome);
    QFETCH(bool, sameMember);
    QFETCH(qint64, base);
    Operation sent = update();
    sent.task->title = contract::Title("a");
    Operation waiting = update();
    waiting.baseVersion = 5;
    if (sameMember)
        waiting.task->title = contract::Title("b");
    else
        waiting.task->note = contract::Note("b");
    QCOMPARE(qint64{baseAfter(sent, result(static_cast<Outcome>(outcome), 12), waiting)}, base);
}

void TestPlan::tellsServersApart_data()
{
    QTest::addColumn<QString>("epoch");
    QTest::addColumn<qint64>("revision");
    QTest::addColumn<bool>("same");
    QTest::newRow("the same, later") << "e1" << qint64{20} << true;
    QTest::newRow("the same, nothing new") << "e1" << qint64{10} << true;
    QTest::newRow("an older copy") << "e1" << qint64{9} << false;
    QTest::newRow("another epoch") << "e2" << qint64{30} << false;
}

void TestPlan::tellsServersApart()
{
    QFETCH(QString, epoch);
    QFETCH(qint64, revision);
    QFETCH(bool, same);
    contract::SyncPull::Response page;
    page.epoch = epoch.toStdString();
    page.revision = revision;
    QCOMPARE(sameServer({"s", "e1", "c", 10}, page), same);
    QVERIFY(sameServer({}, page));
}

void TestPlan::randomRunsConverge_data()
{
    QTest::addColumn<quint64>("seed");
    for (quint64 seed = 1; seed <= 200; ++seed)
        QTest::addRow("seed %llu", static_cast<unsigned long long>(seed)) << seed;
}

void TestPlan::randomRunsConverge()
{
    QFETCH(quint64, seed);
    SeededRandom random(seed);
    ModelServer server;
    std::vector<ModelDevice> devices(2 + random.below(3));
    std::uint64_t edits = 0;
    for (int step = 0; step < 60; ++step) {
        auto& device = devices[random.below(devices.size())];
        switch (random.below(4)) {
        case 0:
        case 1:
            device.edit(randomEdit(random, ++edits + seed * 1000));
            break;
        case 2:
            device.push(server, random.below(3) == 0);
            break;
        default:
            device.pull(server);
        }
    }
    for (auto& device : devices) {
        while (!device.idle())
            device.push(server, random.below(3) == 0);
    }
    for (auto& device : devices)
        device.pull(server);
    QVERIFY(server.applied <= edits);
    for (const auto& device : devices) {
        const auto shown = device.shown();
        QCOMPARE(QByteArray::fromStdString(contract::toJson(shown)),
                 QByteArray::fromStdString(contract::toJson(server.task)));
    }
}

QTEST_APPLESS_MAIN(TestPlan)
#include "tst_client_plan.moc"
