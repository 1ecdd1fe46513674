// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "tests/support/WindowFixture.h"
#include "ui/shell/Toast.h"
#include "ui/tasks/QuickEntry.h"

#include <QLineEdit>
#include <QTest>
#include <QToolButton>

using namespace taskward;
using namespace taskward::ui;

class TestQuickEntry : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<Theme> m_theme;

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }

    void enterAddsAndStays()
    {
        test::WindowFixture f(*m_theme);
        f.showQuery({});
        f.press(Qt::Key_Q);
        QLineEdit* field = f.page().list().quickEntry().field();
        QTRY_VERIFY(field->hasFocus());
        QTest::keyClicks(field, QStringLiteral("Water the plants"));
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(field->text(), QString());
        QTRY_VERIFY(f.workspace->find("Water the plants"));
        QVERIFY(field->hasFocus());
        QTest::keyClicks(field, QStringLiteral("Feed the cat"));
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY(f.workspace->find("Feed the cat"));
        QTRY_VERIFY(f.model().rowOf(f.workspace->find("Feed the cat")->id) >= 0);
        QTest::keyClick(field, Qt::Key_Escape);
        QTRY_VERIFY(f.list().hasFocus());
    }

    void understandsWhatIsTyped()
    {
        test::WindowFixture f(*m_theme);
        f.showQuery({});
        QLineEdit* field = f.page().list().quickEntry().field();
        field->setFocus();
        field->setText(QStringLiteral("Ask for quotes friday p2 #office @phone"));
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY(f.workspace->find("Ask for quotes"));
        const contract::Task* task = f.workspace->find("Ask for quotes");
        QCOMPARE(task->due->value, std::string("2026-11-27"));
        QCOMPARE(int(task->priority), 2);
        QCOMPARE(task->projectId, f.workspace->overview().projects[2].id);
        QCOMPARE(task->labelIds.size(), std::size_t(1));
    }

    void aClickOnAChipKeepsTheWords()
    {
        test::WindowFixture f(*m_theme);
        f.showQuery({});
        QuickEntry& entry = f.page().list().quickEntry();
        entry.field()->setFocus();
        entry.field()->setText(QStringLiteral("Thank god it is friday 10:00 p2"));
        const auto chips = [&] {
            QList<QToolButton*> shown;
            for (QToolButton* chip : entry.findChildren<QToolButton*>()) {
                if (chip->isVisible())
                    shown << chip;
            }
            return shown;
        };
        QCOMPARE(chips().size(), 2);
        QCOMPARE(chips().first()->text(), QStringLiteral("Due Friday 10:00"));
        QTest::mouseClick(chips().first(), Qt::LeftButton);
        QCOMPARE(chips().size(), 1);
        QVERIFY(entry.field()->hasFocus());
        QTest::keyClick(entry.field(), Qt::Key_Return);
        QTRY_VERIFY(f.workspace->find("Thank god it is friday 10:00"));
        const contract::Task* task = f.workspace->find("Thank god it is friday 10:00");
        QVERIFY(!task->due);
        QCOMPARE(int(task->priority), 2);
    }

    void takesThePlaceOfTheView()
    {
        test::WindowFixture f(*m_theme);
        client::TaskQuery query;
        query.view = client::View::Today;
        f.showQuery(query);
        QLineEdit* field = f.page().list().quickEntry().field();
        field->setFocus();
        field->setText(QStringLiteral("Buy bread"));
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY(f.workspace->find("Buy bread"));
        QCOMPARE(f.workspace->find("Buy bread")->due->value, std::string("2026-11-25"));
        f.showProject(3);
        field->setFocus();
        field->setText(QStringLiteral("Cut the hedge"));
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY(f.workspace->find("Cut the hedge"));
        QCOMPARE(f.workspace->find("Cut the hedge")->projectId,
                 f.workspace->overview().projects[3].id);
    }

    void aFailedOneComesBack()
    {
        test::WindowFixture f(*m_theme);
        f.showQuery({});
        f.workspace->failWrites = Error{ErrorCode::StorageUnavailable, {}, {}};
        QLineEdit* field = f.page().list().quickEntry().field();
        field->setFocus();
        field->setText(QStringLiteral("Do not lose me p1"));
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(field->text(), QString());
        QTRY_COMPARE(field->text(), QStringLiteral("Do not lose me p1"));
        QVERIFY(f.page().toast().isVisible());
    }

    void aPressOfEnterAloneAddsNothing()
    {
        test::WindowFixture f(*m_theme);
        f.showQuery({});
        const std::size_t before = f.workspace->store().size();
        f.page().list().quickEntry().field()->setFocus();
        QTest::keyClick(f.page().list().quickEntry().field(), Qt::Key_Return);
        QTest::qWait(20);
        QCOMPARE(f.workspace->store().size(), before);
    }
};

QTEST_MAIN(TestQuickEntry)
#include "tst_tasks_quickentry.moc"
