// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <QPlainTextEdit>

namespace taskward::ui {

/// A text field that is as high as its text. A single-line one wraps, but takes no line break:
/// Enter commits. Tab moves on, always. Says `committed` when the person is done with a changed
/// text.
class GrowingEdit final : public QPlainTextEdit {
    Q_OBJECT

public:
    enum class Lines { One, Many };

    explicit GrowingEdit(Lines lines, QWidget* parent = nullptr);

    /// Sets what is stored; a text that the person is changing is left alone.
    void setStored(const QString& text);
    void commit();
    void setMinimumLines(int lines)
    {
        m_minimumLines = lines;
        grow();
    }

signals:
    void committed(const QString& text);

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void insertFromMimeData(const QMimeData* source) override;
    void changeEvent(QEvent* event) override;

private:
    void grow();

    Lines m_lines;
    QString m_stored;
    int m_minimumLines = 1;
};

} // namespace taskward::ui
