// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "ui/Context.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QTimer;

namespace taskward::ui {

/// A short message at the foot of its parent, with one thing to do. Goes by itself, but not while
/// the pointer or the focus is on it. Announced to screen readers.
class Toast final : public QFrame {
    Q_OBJECT

public:
    Toast(Context context, QWidget* parent);

    void showUndo(const QString& text);
    /// Stays longer; the button copies the reference.
    void showError(const QString& text, const QString& reference);
    QString text() const;
    QPushButton* button() const { return m_button; }

signals:
    void undoRequested();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void present(const QString& text, const QString& button, int milliseconds);
    void place();

    Context m_context;
    QLabel* m_text;
    QPushButton* m_button;
    QTimer* m_timer;
    QString m_reference;
};

} // namespace taskward::ui
