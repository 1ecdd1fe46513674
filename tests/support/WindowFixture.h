// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "tests/support/FakeAccountOpener.h"
#include "tests/support/SampleWorkspace.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/WorkspacePage.h"
#include "ui/style/Theme.h"
#include "ui/tasks/TaskListModel.h"
#include "ui/tasks/TaskListPage.h"
#include "ui/tasks/TaskListView.h"

#include <QTest>
#include <memory>

namespace taskward::test {

/// A shown window on a fake workspace that has read its first list.
struct WindowFixture {
    explicit WindowFixture(ui::Theme& theme, std::unique_ptr<FakeWorkspaceUi> given = nullptr)
        : workspace(given ? given.release() : sampleWorkspace(clock).release())
    {
        opener.state.hasAccount = true;
        opener.make = [this] { return std::unique_ptr<client::Workspace>(workspace); };
        window = std::make_unique<ui::MainWindow>(opener, theme, clock);
        window->show();
        window->start();
        const bool open = QTest::qWaitFor([this] {
            return window->page() &&
                   window->page()->list().model().state() != ui::TaskListModel::State::Loading;
        });
        if (!open)
            qFatal("the window did not open");
        window->activateWindow();
    }

    ui::WorkspacePage& page() { return *window->page(); }
    ui::TaskListView& list() { return page().list().list(); }
    ui::TaskListModel& model() { return page().list().model(); }

    void showQuery(const client::TaskQuery& query)
    {
        page().showQuery(query);
        if (!QTest::qWaitFor([this] { return model().state() == ui::TaskListModel::State::Ready; }))
            qFatal("the list was not read");
        list().setFocus();
    }

    void showProject(int index)
    {
        client::TaskQuery query;
        query.view = client::View::Project;
        query.project = workspace->overview().projects[static_cast<std::size_t>(index)].id;
        showQuery(query);
    }

    void choose(const std::string& title) { list().select(workspace->find(title)->id); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(&list(), key, modifiers);
    }

    FixedClock clock{sampleNow()};
    FakeWorkspaceUi* workspace; ///< owned by the window once it is open
    FakeAccountOpener opener;
    std::unique_ptr<ui::MainWindow> window;
};

} // namespace taskward::test
