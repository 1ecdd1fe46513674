// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/sync/Salvage.h"
#include "core/contract/Json.h"

#include <QTest>

using namespace taskward;
using namespace taskward::client;
using contract::Action;
using contract::EntityKind;
using contract::Operation;

namespace {

const ProjectId kInbox{"0190c000-0000-7000-8000-0000000000aa"};
const ProjectId kProject{"0190c000-0000-7000-8000-0000000000bb"};
const SectionId kSection{"0190c000-0000-7000-8000-0000000000cc"};
const LabelId kFirst{"0190c000-0000-7000-8000-0000000000d1"};
const LabelId kSecond{"0190c000-0000-7000-8000-0000000000d2"};

Operation edit(Action action)
{
    Operation operation;
    operation.id.value = "0190c000-0000-7000-8000-000000000001";
    operation.entityId = "0190c000-0000-7000-8000-000000000002";
    operation.action = action;
    operation.task.emplace();
    operation.task->title = contract::Title("Words that must not be lost");
    operation.task->projectId = kProject;
    operation.task->sectionId = std::optional(kSection);
    contract::LabelIds labels;
    labels.push_back(kFirst);
    labels.push_back(kSecond);
    operation.task->labelIds = std::move(labels);
    return operation;
}

} // namespace

class TestSalvage : public QObject {
    Q_OBJECT

private slots:
    void oneLabelOfTwoGoes();
    void sectionGoes_data();
    void sectionGoes();
    void withTheProjectGoesThePlace();
    void aNewTaskGoesToTheInbox();
    void nothingIsSalvaged_data();
    void nothingIsSalvaged();
    void bothPartsAreEditsOfTheContract();
};

void TestSalvage::oneLabelOfTwoGoes()
{
    const auto saved = salvage(edit(Action::Update), "/label_ids/0", kInbox);
    QVERIFY(saved);
    QCOMPARE(saved->kept.task->title.value, contract::Title("Words that must not be lost"));
    QCOMPARE(saved->kept.task->labelIds.value.size(), std::size_t{1});
    QVERIFY(saved->kept.task->labelIds.value[0] == kSecond);
    QCOMPARE(saved->dropped.task->labelIds.value.size(), std::size_t{2});
    QVERIFY(!saved->dropped.task->title.present);
}

void TestSalvage::sectionGoes_data()
{
    QTest::addColumn<QByteArray>("pointer");
    QTest::newRow("from the service") << QByteArray("/section_id");
    QTest::newRow("from the reader of the batch") << QByteArray("/operations/3/task/section_id");
}

void TestSalvage::sectionGoes()
{
    QFETCH(QByteArray, pointer);
    const auto saved = salvage(edit(Action::Create), pointer.toStdString(), kInbox);
    QVERIFY(saved);
    QVERIFY(!saved->kept.task->sectionId.present);
    QVERIFY(saved->kept.task->projectId.value == kProject);
    QVERIFY(saved->kept.action == Action::Create);
    QVERIFY(saved->dropped.action == Action::Update);
    QVERIFY(saved->dropped.task->sectionId.value == kSection);
}

void TestSalvage::withTheProjectGoesThePlace()
{
    const auto saved = salvage(edit(Action::Update), "/project_id", kInbox);
    QVERIFY(saved);
    QVERIFY(!saved->kept.task->projectId.present);
    QVERIFY(!saved->kept.task->sectionId.present);
    QVERIFY(saved->kept.task->title.present);
    QVERIFY(saved->dropped.task->projectId.value == kProject);
    QVERIFY(saved->dropped.task->sectionId.value == kSection);
}

void TestSalvage::aNewTaskGoesToTheInbox()
{
    const auto saved = salvage(edit(Action::Create), "/project_id", kInbox);
    QVERIFY(saved);
    QVERIFY(saved->kept.task->projectId.value == kInbox);
    QVERIFY(!saved->kept.task->sectionId.present);
    QVERIFY(saved->dropped.task->projectId.value == kProject);
}

void TestSalvage::nothingIsSalvaged_data()
{
    QTest::addColumn<bool>("create");
    QTest::addColumn<QByteArray>("pointer");
    QTest::newRow("no pointer") << false << QByteArray();
    QTest::newRow("an unknown member") << false << QByteArray("/colour");
    QTest::newRow("a member that was not changed") << false << QByteArray("/due");
    QTest::newRow("a label that is not there") << false << QByteArray("/label_ids/2");
    QTest::newRow("a new task's title") << true << QByteArray("/title");
    QTest::newRow("garbage") << true << QByteArray("//label_ids/-1/x");
}

void TestSalvage::nothingIsSalvaged()
{
    QFETCH(bool, create);
    QFETCH(QByteArray, pointer);
    const auto operation = edit(create ? Action::Create : Action::Update);
    QVERIFY(!salvage(operation, pointer.toStdString(), kInbox));
    Operation alone = edit(Action::Update);
    alone.task.emplace();
    alone.task->sectionId = std::optional(kSection);
    QVERIFY(!salvage(alone, "/section_id", kInbox));
}

void TestSalvage::bothPartsAreEditsOfTheContract()
{
    const auto saved = salvage(edit(Action::Update), "/label_ids/1", kInbox);
    QVERIFY(saved);
    QVERIFY(saved->dropped.id != saved->kept.id);
    QVERIFY(isUuid(saved->dropped.id.value));
    for (const auto& part : {saved->kept, saved->dropped})
        QVERIFY(contract::fromJson<Operation>(contract::toJson(part)));
    const auto again = salvage(edit(Action::Update), "/label_ids/1", kInbox);
    QVERIFY(again->dropped.id == saved->dropped.id);
    const auto other = salvage(edit(Action::Update), "/label_ids/0", kInbox);
    QVERIFY(other->kept.id == saved->kept.id);
}

QTEST_GUILESS_MAIN(TestSalvage)
#include "tst_client_salvage.moc"
