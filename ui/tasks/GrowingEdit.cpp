// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/tasks/GrowingEdit.h"

#include <QKeyEvent>
#include <QMimeData>
#include <QTextBlock>
#include <algorithm>
#include <cmath>

namespace taskward::ui {

GrowingEdit::GrowingEdit(Lines lines, QWidget* parent) : QPlainTextEdit(parent), m_lines(lines)
{
    setProperty("kind", QStringLiteral("bare"));
    setTabChangesFocus(true);
    setFrameShape(NoFrame);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    document()->setDocumentMargin(2);
    connect(this, &QPlainTextEdit::textChanged, this, &GrowingEdit::grow);
}

void GrowingEdit::setStored(const QString& text)
{
    const bool untouched = !hasFocus() || toPlainText() == m_stored;
    m_stored = text;
    if (untouched && toPlainText() != text)
        setPlainText(text);
}

void GrowingEdit::commit()
{
    const QString text = toPlainText();
    if (text == m_stored)
        return;
    m_stored = text;
    emit committed(text);
}

bool GrowingEdit::event(QEvent* event)
{
    // The first Escape takes back what was typed; the next one is the window's.
    if (event->type() == QEvent::ShortcutOverride &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape && toPlainText() != m_stored) {
        event->accept();
        return true;
    }
    return QPlainTextEdit::event(event);
}

void GrowingEdit::keyPressEvent(QKeyEvent* event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && (m_lines == Lines::One || event->modifiers() & Qt::ControlModifier)) {
        commit();
        return;
    }
    if (event->key() == Qt::Key_Escape && toPlainText() != m_stored) {
        setPlainText(m_stored);
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

void GrowingEdit::focusOutEvent(QFocusEvent* event)
{
    QPlainTextEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason)
        commit();
}

void GrowingEdit::insertFromMimeData(const QMimeData* source)
{
    if (m_lines == Lines::Many) {
        QPlainTextEdit::insertFromMimeData(source);
        return;
    }
    insertPlainText(source->text().simplified());
}

void GrowingEdit::resizeEvent(QResizeEvent* event)
{
    QPlainTextEdit::resizeEvent(event);
    grow();
}

void GrowingEdit::changeEvent(QEvent* event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        grow();
}

void GrowingEdit::grow()
{
    // QPlainTextEdit's document counts its height in lines, wrapped ones included.
    const double lines = std::max<double>(document()->size().height(), m_minimumLines);
    const int height = static_cast<int>(std::ceil(lines * fontMetrics().lineSpacing())) + 12;
    const int limit = m_lines == Lines::One ? 160 : 360;
    if (minimumHeight() != std::min(height, limit))
        setFixedHeight(std::min(height, limit));
    setVerticalScrollBarPolicy(height > limit ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
}

} // namespace taskward::ui
