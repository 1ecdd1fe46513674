// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "tests/support/WindowFixture.h"
#include "ui/Text.h"
#include "ui/shell/ConfirmDialog.h"
#include "ui/tasks/NameDialog.h"
#include "ui/tasks/SectionActions.h"
#include "ui/tasks/TaskEdits.h"

#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTest>

using namespace taskward;
using namespace taskward::ui;

/// Sections: a new name, another place, deletion with or without their tasks.
class TestSections : public QObject {
    Q_OBJECT

private:
    struct Stage : test::WindowFixture {
        explicit Stage(Theme& theme)
            : WindowFixture(theme),
              sections(Context{workspace, &theme, &clock}, page().edits(), window.get())
        {
            showProject(1);
        }

        QStringList headings()
        {
            QStringList names;
            for (const TaskLinePtr& line : model().lines()) {
                if (!line->isTask())
                    names << line->heading;
            }
            return names;
        }

        SectionId id(const char* name)
        {
            for (const contract::Section& section : workspace->overview().sections) {
                if (section.name == name)
                    return section.id;
            }
            qFatal("no such section");
        }

        std::size_t tasksIn(const SectionId& section)
        {
            std::size_t count = 0;
            for (const contract::Task& task : workspace->store())
                count += task.sectionId == section ? 1 : 0;
            return count;
        }

        void press(const char* button)
        {
            auto* dialog = window->findChild<ConfirmDialog*>();
            QVERIFY(dialog);
            dialog->findChild<QPushButton*>(QLatin1String(button))->click();
        }

        SectionActions sections;
    };

    std::unique_ptr<Theme> m_theme;

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }

    void getsAnotherNameAndBack()
    {
        Stage s(*m_theme);
        s.sections.rename(s.id("Design"));
        auto* dialog = s.window->findChild<NameDialog*>();
        QVERIFY(dialog);
        dialog->findChild<QLineEdit*>()->setText(QStringLiteral("Drafts"));
        for (QPushButton* button : dialog->findChildren<QPushButton*>()) {
            if (button->isDefault())
                button->click();
        }
        QTRY_COMPARE(s.headings().first(), QStringLiteral("Drafts"));
        s.page().edits().stack()->undo();
        QTRY_COMPARE(s.headings().first(), QStringLiteral("Design"));
    }

    void movesUpAndDownAndBack()
    {
        Stage s(*m_theme);
        const QStringList before{QStringLiteral("Design"), QStringLiteral("Launch"),
                                 QStringLiteral("Later")};
        QCOMPARE(s.headings(), before);
        s.sections.move(s.id("Later"), -1);
        QTRY_COMPARE(s.headings(), (QStringList{before[0], before[2], before[1]}));
        s.page().edits().stack()->undo();
        QTRY_COMPARE(s.headings(), before);
        s.sections.move(s.id("Design"), 1);
        QTRY_COMPARE(s.headings(), (QStringList{before[1], before[0], before[2]}));
        s.sections.move(s.id("Launch"), -1); // the first one stays where it is
        QTest::qWait(20);
        QCOMPARE(s.headings().first(), before[1]);
    }

    void isDeletedAndItsTasksStay()
    {
        Stage s(*m_theme);
        const SectionId design = s.id("Design");
        const std::size_t all = s.workspace->store().size();
        QVERIFY(s.tasksIn(design) > 0);
        s.sections.askToDelete(design);
        s.press("other");
        QTRY_VERIFY(!s.headings().contains(QStringLiteral("Design")));
        QCOMPARE(s.workspace->store().size(), all);
        QCOMPARE(s.tasksIn(design), std::size_t(0));
    }

    void isDeletedWithItsTasks()
    {
        Stage s(*m_theme);
        const SectionId design = s.id("Design");
        const std::size_t all = s.workspace->store().size();
        const std::size_t inside = s.tasksIn(design);
        s.sections.askToDelete(design);
        s.press("confirm");
        QTRY_VERIFY(!s.headings().contains(QStringLiteral("Design")));
        QVERIFY(s.workspace->store().size() <= all - inside);
        QCOMPARE(s.tasksIn(design), std::size_t(0));
    }

    void withoutTheRightNothingIsOffered()
    {
        Stage s(*m_theme);
        s.workspace->mayWrite = false;
        QMenu menu;
        s.sections.fillMenu(menu, s.id("Design"));
        for (const QAction* action : menu.actions())
            QVERIFY2(action->isSeparator() || !action->isEnabled(), qPrintable(action->text()));
    }
};

QTEST_MAIN(TestSections)
#include "tst_tasks_sections.moc"
