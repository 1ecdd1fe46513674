// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "tests/support/SampleWorkspace.h"
#include "tests/support/Seed.h"
#include "ui/style/Theme.h"
#include "ui/tasks/TaskEdits.h"
#include "ui/tasks/TaskListModel.h"
#include "ui/tasks/TaskListView.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <random>

using namespace taskward;
using namespace taskward::ui;

class TestTaskListModel : public QObject {
    Q_OBJECT

private:
    static QStringList titles(const TaskListModel& model)
    {
        QStringList list;
        for (int row = 0; row < model.rowCount(); ++row)
            list << model.index(row).data().toString();
        return list;
    }

    Context context(client::Workspace& workspace) { return {&workspace, m_theme.get(), &m_clock}; }

    test::FixedClock m_clock{test::sampleNow()};
    std::unique_ptr<Theme> m_theme;

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }

    void readsTheFirstPageFirst()
    {
        const auto workspace = test::largeWorkspace(m_clock, 1000);
        TaskListModel model(context(*workspace));
        model.setQuery({});
        QCOMPARE(model.state(), TaskListModel::State::Loading);
        QTRY_COMPARE(model.state(), TaskListModel::State::Ready);
        QCOMPARE(model.rowCount(), TaskListModel::kFirstPage);
        QCOMPARE(workspace->pageReads, 1);
        QCOMPARE(model.total(), 1000);
        QVERIFY(model.canFetchMore({}));
        model.fetchMore({});
        QVERIFY(!model.canFetchMore({})); // one reading at a time
        QTRY_COMPARE(model.rowCount(), TaskListModel::kFirstPage + TaskListModel::kPage);
        while (model.rowCount() < 1000) {
            const int before = model.rowCount();
            model.fetchMore({});
            QTRY_VERIFY(model.rowCount() > before);
        }
        QVERIFY(!model.canFetchMore({}));
        QCOMPARE(model.index(999).data().toString(), QStringLiteral("Task number 1000"));
    }

    void scrollingReadsOn()
    {
        const auto workspace = test::largeWorkspace(m_clock, 1000);
        const Context all = context(*workspace);
        TaskListModel model(all);
        TaskEdits edits(all);
        TaskListView view(all, model, edits);
        view.resize(600, 400);
        view.show();
        model.setQuery({});
        QTRY_VERIFY(model.rowCount() > 0);
        while (model.rowCount() < 1000) {
            const int before = model.rowCount();
            // Again and again: the view lays new rows out a moment after they came.
            QTRY_VERIFY((view.scrollToBottom(), model.rowCount() > before));
        }
    }

    void changesKeepTheSelection()
    {
        const auto workspace = test::largeWorkspace(m_clock, 50);
        const Context all = context(*workspace);
        TaskListModel model(all);
        QAbstractItemModelTester tester(&model);
        TaskEdits edits(all);
        TaskListView view(all, model, edits);
        model.setQuery({});
        QTRY_COMPARE(model.rowCount(), 50);
        const TaskId chosen = workspace->store()[20].id;
        view.select(chosen);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        // Others add one on top, delete one, change one and move one, all at once.
        auto& store = workspace->store();
        store[5].title = contract::Title("Changed");
        store.erase(store.begin() + 10);
        std::rotate(store.begin(), store.end() - 1, store.end());
        workspace->addTask(workspace->overview().inbox, "New one");
        workspace->announce();
        QTRY_COMPARE(titles(model), workspace->titlesOf({}));
        QCOMPARE(reset.count(), 0);
        QCOMPARE(view.currentTask(), chosen);
        QCOMPARE(view.selectedTasks().size(), std::size_t(1));
        QCOMPARE(view.selectedTasks().front().id, chosen);
    }

    /// Whatever others do to a list of several pages, it becomes what a fresh reading gives.
    void anyChangeEndsInTheSameLines()
    {
        std::mt19937_64 random(test::testSeed());
        const auto upTo = [&](std::size_t size) { return random() % size; };
        const auto workspace = test::largeWorkspace(m_clock, 700);
        TaskListModel model(context(*workspace));
        QAbstractItemModelTester tester(&model);
        model.setQuery({});
        QTRY_VERIFY(model.rowCount() > 0);
        while (model.rowCount() < 700) {
            const int before = model.rowCount();
            model.fetchMore({});
            QTRY_VERIFY(model.rowCount() > before);
        }
        auto& store = workspace->store();
        for (int round = 0; round < 12; ++round) {
            for (std::size_t i = upTo(8); i > 0; --i) {
                const auto at =
                    store.begin() + static_cast<std::ptrdiff_t>(upTo(store.size() - 40));
                switch (upTo(4)) {
                case 0:
                    store.erase(at, at + static_cast<std::ptrdiff_t>(upTo(40)));
                    break;
                case 1:
                    std::rotate(store.begin(), at, at + 1);
                    break;
                case 2:
                    at->title = contract::Title("Changed " + std::to_string(round));
                    break;
                default:
                    workspace->addTask(workspace->overview().inbox, "New");
                    std::rotate(at, store.end() - 1, store.end());
                }
            }
            workspace->announce();
            QTRY_COMPARE(titles(model), workspace->titlesOf({}));
        }
    }

    void forgetsWhatIsFarBelowTheScreen()
    {
        const auto workspace = test::largeWorkspace(m_clock, 2000);
        const Context all = context(*workspace);
        TaskListModel model(all);
        TaskEdits edits(all);
        TaskListView view(all, model, edits);
        view.resize(600, 400);
        view.show();
        model.setQuery({});
        QTRY_VERIFY(model.rowCount() > 0);
        while (model.rowCount() < 1400) {
            const int before = model.rowCount();
            model.fetchMore({});
            QTRY_VERIFY(model.rowCount() > before);
        }
        const int reads = workspace->pageReads;
        workspace->announce();
        QTRY_VERIFY(model.rowCount() < 700);
        QVERIFY(workspace->pageReads - reads < 6);
        QVERIFY(model.canFetchMore({}));
        while (model.rowCount() < 2000) { // and it is all there again when it is scrolled to
            const int before = model.rowCount();
            QTRY_VERIFY((view.scrollToBottom(), model.rowCount() > before));
        }
        QCOMPARE(titles(model), workspace->titlesOf({}));
    }

    void headingsAndEmptySections()
    {
        const auto workspace = test::sampleWorkspace(m_clock);
        TaskListModel model(context(*workspace));
        client::TaskQuery query;
        query.view = client::View::Project;
        query.project = workspace->overview().projects[1].id;
        model.setQuery(query);
        QTRY_COMPARE(model.state(), TaskListModel::State::Ready);
        QStringList headings;
        for (int row = 0; row < model.rowCount(); ++row) {
            if (!model.line(row).isTask())
                headings << model.line(row).heading;
        }
        QCOMPARE(headings, (QStringList{QStringLiteral("Design"), QStringLiteral("Launch"),
                                        QStringLiteral("Later")}));
        QCOMPARE(model.line(model.rowCount() - 1).heading, QStringLiteral("Later"));
        query = {};
        query.view = client::View::Today;
        model.setQuery(query);
        QTRY_COMPARE(model.state(), TaskListModel::State::Ready);
        QCOMPARE(model.line(0).heading, QStringLiteral("Overdue"));
    }

    void anAnswerForAnotherQueryIsDropped()
    {
        const auto workspace = test::sampleWorkspace(m_clock);
        TaskListModel model(context(*workspace));
        workspace->holdReads = true;
        model.setQuery({});
        client::TaskQuery today;
        today.view = client::View::Search;
        today.text = "domain";
        model.setQuery(today);
        QTest::qWait(0);
        workspace->release();
        QTRY_COMPARE(titles(model), QStringList{QStringLiteral("Move the domain")});
    }

    void completedStaysForAMoment()
    {
        const auto workspace = test::largeWorkspace(m_clock, 5);
        TaskListModel model(context(*workspace));
        model.setQuery({});
        QTRY_COMPARE(model.rowCount(), 5);
        const TaskId id = workspace->store()[2].id;
        model.linger(id);
        workspace->store()[2].completedAt = m_clock.now();
        workspace->announce();
        QTRY_VERIFY(model.line(2).lingering);
        QCOMPARE(model.index(2).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
        QTRY_COMPARE(model.rowCount(), 4);
        QCOMPARE(model.rowOf(id), -1);
    }

    void failureIsAState()
    {
        const auto workspace = test::sampleWorkspace(m_clock);
        workspace->failReads = Error{ErrorCode::StorageUnavailable, {}, {}};
        TaskListModel model(context(*workspace));
        model.setQuery({});
        QTRY_COMPARE(model.state(), TaskListModel::State::Failed);
        QCOMPARE(model.error().code, ErrorCode::StorageUnavailable);
        workspace->failReads.reset();
        model.refresh();
        QTRY_COMPARE(model.state(), TaskListModel::State::Ready);
        QVERIFY(model.rowCount() > 0);
    }

    void rowsSpeak()
    {
        const auto workspace = test::sampleWorkspace(m_clock);
        const Context all = context(*workspace);
        TaskListModel model(all);
        TaskEdits edits(all);
        TaskListView view(all, model, edits);
        view.show();
        model.setQuery({});
        QTRY_VERIFY(model.rowCount() > 0);
        QAccessibleInterface* list = QAccessible::queryAccessibleInterface(&view);
        QVERIFY(list);
        QCOMPARE(list->role(), QAccessible::List);
        QCOMPARE(list->childCount(), model.rowCount());
        QAccessibleInterface* row = list->child(0);
        QVERIFY(row);
        QCOMPARE(row->role(), QAccessible::ListItem);
        QVERIFY(row->text(QAccessible::Name)
                    .startsWith(QStringLiteral("Call the dentist about Thursday, due Today")));
        QVERIFY(row->state().checkable || !row->state().checked);
    }
};

QTEST_MAIN(TestTaskListModel)
#include "tst_tasks_tasklistmodel.moc"
