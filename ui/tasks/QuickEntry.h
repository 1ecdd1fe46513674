// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Workspace.h"
#include "client/capture/QuickAdd.h"
#include "ui/Context.h"

#include <QFrame>
#include <QPointer>

class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace taskward::ui {

class TaskEdits;

/// The line at the top of a list: Enter adds the task and stays for the next one. What is
/// understood of the text is coloured in it and told below it, a chip for each piece; a click on a
/// chip takes its piece as it was written.
class QuickEntry final : public QFrame {
    Q_OBJECT

public:
    QuickEntry(Context context, TaskEdits& edits, QWidget* parent = nullptr);

    /// Where new tasks go unless the text says otherwise.
    void setQuery(const client::TaskQuery& query);
    void start();
    QLineEdit* field() const { return m_field; }

signals:
    void added(const taskward::TaskId& id);
    void left();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    capture::QuickAdd parse() const;
    contract::TaskFields fieldsOf(const capture::QuickAdd& read) const;
    void onTextChanged();
    QString wordsOf(const capture::QuickAdd& read, const capture::Token& token) const;
    void showChips(const capture::QuickAdd& read);
    void takeLiterally(const capture::Token& token);
    void paintTokens(const capture::QuickAdd& read);
    void retint();
    QCoro::Task<void> submit();

    Context m_context;
    TaskEdits& m_edits;
    client::TaskQuery m_query;
    QLabel* m_icon;
    QLineEdit* m_field;
    QPushButton* m_add;
    QWidget* m_preview;
    QHBoxLayout* m_chips;
};

} // namespace taskward::ui
