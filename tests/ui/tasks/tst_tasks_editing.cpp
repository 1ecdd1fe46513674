// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "tests/support/WindowFixture.h"
#include "ui/shell/Sidebar.h"
#include "ui/shell/SidebarList.h"
#include "ui/shell/SidebarModel.h"
#include "ui/shell/Toast.h"
#include "ui/tasks/TaskDelegate.h"
#include "ui/tasks/TaskEdits.h"

#include <QDropEvent>
#include <QMimeData>
#include <QPushButton>
#include <QTest>

using namespace taskward;
using namespace taskward::ui;

/// Edits of rows by keys, by pointer and by drag, and taking them back.
class TestEditing : public QObject {
    Q_OBJECT

private:
    static QByteArray due(const test::WindowFixture& f, const char* title)
    {
        const contract::Task* task = f.workspace->find(title);
        return task && task->due ? QByteArray::fromStdString(task->due->value) : QByteArray("none");
    }

    static void undo(test::WindowFixture& f)
    {
        QTest::keyClick(f.window.get(), Qt::Key_Z, Qt::ControlModifier);
    }

    static void drop(QWidget& viewport, const QPoint& at, const TaskListModel& model, int row)
    {
        const std::unique_ptr<QMimeData> data(model.mimeData({model.index(row)}));
        QDragEnterEvent enter(at, Qt::MoveAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&viewport, &enter);
        QDragMoveEvent move(at, Qt::MoveAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&viewport, &move);
        QDropEvent drop(QPointF(at), Qt::MoveAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&viewport, &drop);
    }

    std::unique_ptr<Theme> m_theme;

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }

    void spaceCompletesAndUndoOpensAgain()
    {
        test::WindowFixture f(*m_theme);
        f.showQuery({});
        f.choose("Renew the passport");
        f.press(Qt::Key_Space);
        QTRY_VERIFY(f.workspace->find("Renew the passport")->completedAt);
        QTRY_VERIFY(f.page().toast().isVisible());
        QVERIFY(f.page().toast().text().contains(QStringLiteral("Renew the passport")));
        QTRY_COMPARE(f.model().rowOf(f.workspace->find("Renew the passport")->id), -1);
        QTest::mouseClick(f.page().toast().button(), Qt::LeftButton);
        QTRY_VERIFY(!f.workspace->find("Renew the passport")->completedAt);
        QTRY_VERIFY(f.model().rowOf(f.workspace->find("Renew the passport")->id) >= 0);
        QVERIFY(!f.page().toast().isVisible());
    }

    void clickOnTheCircleCompletes()
    {
        test::WindowFixture f(*m_theme);
        f.showQuery({});
        const int row = f.model().rowOf(f.workspace->find("Return the library books")->id);
        const QRect rect = f.list().visualRect(f.model().index(row));
        QTest::mouseClick(f.list().viewport(), Qt::LeftButton, {},
                          TaskDelegate::checkRect(rect, 0).center());
        QTRY_VERIFY(f.workspace->find("Return the library books")->completedAt);
        QVERIFY(!f.page().detail()); // the circle does not open it
    }

    void keysSetDateAndPriority()
    {
        test::WindowFixture f(*m_theme);
        f.showQuery({});
        const char* const title = "Idea: a shared reading list for the team";
        f.choose(title);
        f.press(Qt::Key_T);
        QTRY_COMPARE(due(f, title), QByteArray("2026-11-25"));
        f.press(Qt::Key_T, Qt::ShiftModifier);
        QTRY_COMPARE(due(f, title), QByteArray("2026-11-26"));
        f.press(Qt::Key_D, Qt::ShiftModifier);
        QTRY_COMPARE(due(f, title), QByteArray("none"));
        f.press(Qt::Key_1);
        QTRY_COMPARE(int(f.workspace->find(title)->priority), 1);
        f.press(Qt::Key_0);
        QTRY_COMPARE(int(f.workspace->find(title)->priority), 0);
        for (const char* expected : {"1", "0"}) {
            undo(f);
            QTRY_COMPARE(int(f.workspace->find(title)->priority), QByteArray(expected).toInt());
        }
        undo(f);
        QTRY_COMPARE(due(f, title), QByteArray("2026-11-26"));
        QTest::keyClick(f.window.get(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(due(f, title), QByteArray("none"));
    }

    void deleteComesBackWithItsChildren()
    {
        test::WindowFixture f(*m_theme);
        f.showProject(1);
        f.choose("Draw the start page");
        const std::size_t before = f.workspace->store().size();
        const TaskId id = f.workspace->find("Draw the start page")->id;
        f.press(Qt::Key_Delete);
        QTRY_COMPARE(f.workspace->store().size(), before - 4);
        QTRY_VERIFY(f.page().toast().isVisible());
        undo(f);
        QTRY_COMPARE(f.workspace->store().size(), before);
        const contract::Task* parent = f.workspace->find("Draw the start page");
        QVERIFY(parent);
        QCOMPARE(parent->id, id); // others still know it by its id
        QVERIFY(!parent->note.empty());
        QCOMPARE(f.workspace->find("Write the first sentence")->parentId, parent->id);
        QVERIFY(f.workspace->find("Choose the three photos")->completedAt);
        // And the deletion can be done again.
        QTest::keyClick(f.window.get(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(f.workspace->store().size(), before - 4);
    }

    void altArrowsMove()
    {
        test::WindowFixture f(*m_theme);
        f.showQuery({});
        const QStringList before = f.workspace->titlesOf({});
        f.choose(before[1].toStdString());
        f.press(Qt::Key_Down, Qt::AltModifier);
        QStringList moved = before;
        moved.swapItemsAt(1, 2);
        QTRY_COMPARE(f.workspace->titlesOf({}), moved);
        QTRY_COMPARE(f.model().index(2).data().toString(), before[1]);
        QCOMPARE(f.list().currentIndex().row(), 2);
        f.press(Qt::Key_Up, Qt::AltModifier);
        QTRY_COMPARE(f.workspace->titlesOf({}), before);
        QTRY_COMPARE(f.model().index(1).data().toString(), before[1]);
        f.press(Qt::Key_Right, Qt::AltModifier);
        moved = before;
        moved[1].prepend(QStringLiteral("  "));
        QTRY_COMPARE(f.workspace->titlesOf({}), moved);
        QTRY_COMPARE(f.model().line(1).row.depth, 1);
        f.press(Qt::Key_Left, Qt::AltModifier);
        QTRY_COMPARE(f.workspace->titlesOf({}), before);
    }

    void dragReorders()
    {
        test::WindowFixture f(*m_theme);
        f.showQuery({});
        const QStringList before = f.workspace->titlesOf({});
        const QRect first = f.list().visualRect(f.model().index(0));
        drop(*f.list().viewport(), first.topLeft() + QPoint(20, 3), f.model(), 3);
        QStringList moved = before;
        moved.move(3, 0);
        QTRY_COMPARE(f.workspace->titlesOf({}), moved);
    }

    void dropOnProjectAndOnToday()
    {
        test::WindowFixture f(*m_theme);
        f.showQuery({});
        const char* const title = "Idea: a shared reading list for the team";
        const int row = f.model().rowOf(f.workspace->find(title)->id);
        SidebarList& places = f.page().sidebar().places();
        const auto at = [&](SidebarModel::Kind kind, const QString& name) {
            for (int i = 0; i < places.places().rowCount(); ++i) {
                const SidebarModel::Entry& entry = places.places().entry(i);
                if (entry.kind == kind && entry.name == name)
                    return places.visualRect(places.places().index(i)).center();
            }
            return QPoint();
        };
        drop(*places.viewport(), at(SidebarModel::Kind::Today, QStringLiteral("Today")), f.model(),
             row);
        QTRY_COMPARE(due(f, title), QByteArray("2026-11-25"));
        QTRY_VERIFY(f.model().rowOf(f.workspace->find(title)->id) >= 0);
        drop(*places.viewport(), at(SidebarModel::Kind::Project, QStringLiteral("Garden")),
             f.model(), f.model().rowOf(f.workspace->find(title)->id));
        QTRY_COMPARE(f.workspace->find(title)->projectId, f.workspace->overview().projects[3].id);
        undo(f);
        QTRY_COMPARE(f.workspace->find(title)->projectId, f.workspace->overview().inbox);
    }

    void aFailedEditSaysSoAndIsNotOnTheStack()
    {
        test::WindowFixture f(*m_theme);
        f.showQuery({});
        f.choose("Renew the passport");
        f.workspace->failWrites = Error{ErrorCode::StorageFull, {}, {}};
        f.press(Qt::Key_T);
        QTRY_VERIFY(f.page().toast().isVisible());
        QVERIFY(f.page().toast().text().contains(QStringLiteral("no space left")));
        QCOMPARE(f.page().edits().stack()->count(), 0);
        QCOMPARE(due(f, "Renew the passport"), QByteArray("2026-12-03"));
    }

    void aViewerChangesNothing()
    {
        test::WindowFixture f(*m_theme);
        f.workspace->mayWrite = false;
        f.showQuery({});
        f.choose("Renew the passport");
        f.press(Qt::Key_Space);
        f.press(Qt::Key_Delete);
        QTest::qWait(20);
        QVERIFY(f.workspace->find("Renew the passport"));
        QVERIFY(!f.workspace->find("Renew the passport")->completedAt);
    }
};

QTEST_MAIN(TestEditing)
#include "tst_tasks_editing.moc"
