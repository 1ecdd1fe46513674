// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "tests/support/WindowFixture.h"
#include "ui/tasks/ConflictBox.h"
#include "ui/tasks/DetailPane.h"
#include "ui/tasks/GrowingEdit.h"
#include "ui/tasks/SubtaskList.h"
#include "ui/tasks/TaskFieldButtons.h"
#include "ui/tasks/WhenPicker.h"

#include <QCalendarWidget>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace taskward;
using namespace taskward::ui;

class TestDetail : public QObject {
    Q_OBJECT

private:
    static DetailPane* open(test::WindowFixture& f, const char* title)
    {
        f.showProject(1);
        f.choose(title);
        f.press(Qt::Key_Return);
        const TaskId id = f.workspace->find(title)->id;
        const bool there =
            QTest::qWaitFor([&] { return f.page().detail() && f.page().detail()->taskId() == id; });
        return there ? f.page().detail() : nullptr;
    }

    std::unique_ptr<Theme> m_theme;

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }

    void isMadeWhenItIsFirstNeeded()
    {
        test::WindowFixture f(*m_theme);
        QVERIFY(!f.page().detail());
        QVERIFY(open(f, "Move the domain"));
        QTest::keyClick(f.page().detail(), Qt::Key_Escape);
        QTRY_VERIFY(!f.page().detail()->isVisible());
        QTRY_VERIFY(f.list().hasFocus());
    }

    void titleAndNoteAreSavedAndUndone()
    {
        test::WindowFixture f(*m_theme);
        DetailPane* pane = open(f, "Move the domain");
        QVERIFY(pane);
        auto* title = pane->findChildren<GrowingEdit*>().at(0);
        QCOMPARE(title->toPlainText(), QStringLiteral("Move the domain"));
        title->setFocus();
        title->selectAll();
        QTest::keyClicks(title, QStringLiteral("Move it"));
        QTest::keyClick(title, Qt::Key_Return);
        QTRY_VERIFY(f.workspace->find("Move it"));
        auto* note = pane->findChildren<GrowingEdit*>().at(1);
        note->setFocus();
        QTest::keyClicks(note, QStringLiteral("on a Sunday"));
        title->setFocus(); // leaving saves
        QTRY_COMPARE(f.workspace->find("Move it")->note.str(), std::string("on a Sunday"));
        QTest::keyClick(f.window.get(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(note->toPlainText(), QString());
    }

    void anEmptyTitleIsNotTaken()
    {
        test::WindowFixture f(*m_theme);
        DetailPane* pane = open(f, "Move the domain");
        auto* title = pane->findChildren<GrowingEdit*>().at(0);
        title->setFocus();
        title->selectAll();
        QTest::keyClick(title, Qt::Key_Delete);
        QTest::keyClick(title, Qt::Key_Return);
        QCOMPARE(title->toPlainText(), QStringLiteral("Move the domain"));
        QVERIFY(f.workspace->find("Move the domain"));
    }

    void othersChangesShowButNotOverTyping()
    {
        test::WindowFixture f(*m_theme);
        DetailPane* pane = open(f, "Move the domain");
        auto* title = pane->findChildren<GrowingEdit*>().at(0);
        auto* note = pane->findChildren<GrowingEdit*>().at(1);
        note->setFocus();
        QTest::keyClicks(note, QStringLiteral("half a tho"));
        auto& store = f.workspace->store();
        for (contract::Task& task : store) {
            if (task.title.str() == "Move the domain") {
                task.title = contract::Title("Move the domain tonight");
                task.note = contract::Note("by somebody else");
            }
        }
        f.workspace->announce();
        QTRY_COMPARE(title->toPlainText(), QStringLiteral("Move the domain tonight"));
        QCOMPARE(note->toPlainText(), QStringLiteral("half a tho"));
    }

    void theCalendarSetsTheDate()
    {
        test::WindowFixture f(*m_theme);
        DetailPane* pane = open(f, "Check the contrast of all texts");
        QTest::mouseClick(pane->fieldButtons().due(), Qt::LeftButton);
        auto* picker = pane->findChild<WhenPicker*>();
        QVERIFY(picker);
        auto* calendar = picker->findChild<QCalendarWidget*>();
        calendar->setSelectedDate(QDate(2026, 12, 24));
        emit calendar->activated(QDate(2026, 12, 24));
        QTRY_VERIFY(f.workspace->find("Check the contrast of all texts")->due);
        QCOMPARE(f.workspace->find("Check the contrast of all texts")->due->value,
                 std::string("2026-12-24"));
        QTRY_VERIFY(pane->fieldButtons().due()->accessibleName().contains(QStringLiteral("24 ")));
    }

    void quickPicksSetTheDate()
    {
        test::WindowFixture f(*m_theme);
        DetailPane* pane = open(f, "Check the contrast of all texts");
        QTest::mouseClick(pane->fieldButtons().due(), Qt::LeftButton);
        auto* picker = pane->findChild<WhenPicker*>();
        for (QPushButton* button : picker->findChildren<QPushButton*>()) {
            if (button->accessibleName() == QStringLiteral("Tomorrow")) {
                QTest::keyClick(button, Qt::Key_Space);
                break;
            }
        }
        QTRY_VERIFY(f.workspace->find("Check the contrast of all texts")->due);
        QCOMPARE(f.workspace->find("Check the contrast of all texts")->due->value,
                 std::string("2026-11-26"));
    }

    void subtasksAreAddedAndCompleted()
    {
        test::WindowFixture f(*m_theme);
        DetailPane* pane = open(f, "Draw the start page");
        auto* list = pane->findChild<SubtaskList*>();
        QTRY_COMPARE(
            list->findChildren<QAbstractButton*>(QString(), Qt::FindChildrenRecursively).size(), 6);
        auto* field = list->findChild<QLineEdit*>();
        field->setFocus();
        QTest::keyClicks(field, QStringLiteral("Ask the printer"));
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY(f.workspace->find("Ask the printer"));
        QCOMPARE(f.workspace->find("Ask the printer")->parentId,
                 f.workspace->find("Draw the start page")->id);
    }

    void aConflictIsShownAndSettled()
    {
        test::WindowFixture f(*m_theme);
        DetailPane* pane = open(f, "Draw the start page");
        QTRY_VERIFY(pane->findChild<ConflictBox*>());
        QPushButton* restore = pane->findChild<ConflictBox*>()->findChildren<QPushButton*>().last();
        QCOMPARE(restore->text(), QStringLiteral("Use the other value"));
        restore->setFocus();
        QTest::keyClick(restore, Qt::Key_Space);
        QTRY_COMPARE(f.workspace->settled.size(), std::size_t(1));
        QVERIFY(f.workspace->settled.front().second);
        QTRY_VERIFY(!pane->findChild<ConflictBox*>());
    }

    void goesWhenTheTaskGoes()
    {
        test::WindowFixture f(*m_theme);
        DetailPane* pane = open(f, "Move the domain");
        std::erase_if(f.workspace->store(), [](const contract::Task& task) {
            return task.title.str() == "Move the domain";
        });
        f.workspace->announce();
        QTRY_VERIFY(!pane->isVisible());
    }
};

QTEST_MAIN(TestDetail)
#include "tst_tasks_detail.moc"
