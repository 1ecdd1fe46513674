// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/shell/Toast.h"

#include "ui/style/Theme.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <algorithm>

namespace taskward::ui {

namespace {

constexpr int kUndoMilliseconds = 6000;
constexpr int kErrorMilliseconds = 15000;

} // namespace

Toast::Toast(Context context, QWidget* parent)
    : QFrame(parent), m_context(context), m_text(new QLabel(this)), m_button(new QPushButton(this)),
      m_timer(new QTimer(this))
{
    setObjectName(QStringLiteral("toast"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(18, 8, 8, 8);
    layout->setSpacing(12);
    m_text->setTextFormat(Qt::PlainText);
    layout->addWidget(m_text);
    layout->addWidget(m_button);
    m_timer->setSingleShot(true);
    connect(m_timer, &QTimer::timeout, this, [this] {
        if (!m_button->hasFocus() && !underMouse())
            hide();
        else
            m_timer->start(kUndoMilliseconds);
    });
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (m_reference.isEmpty()) {
            hide();
            emit undoRequested();
        } else {
            QGuiApplication::clipboard()->setText(m_reference);
            m_button->setText(tr("Copied"));
        }
    });
    parent->installEventFilter(this);
    hide();
}

QString Toast::text() const
{
    return m_text->text();
}

void Toast::showUndo(const QString& text)
{
    m_reference.clear();
    present(text, tr("Undo"), kUndoMilliseconds);
}

void Toast::showError(const QString& text, const QString& reference)
{
    m_reference = reference;
    present(text, tr("Copy reference"), kErrorMilliseconds);
}

void Toast::present(const QString& text, const QString& button, int milliseconds)
{
    m_text->setText(m_text->fontMetrics().elidedText(text, Qt::ElideMiddle,
                                                     std::max(200, parentWidget()->width() - 220)));
    m_text->setToolTip(text);
    m_button->setText(button);
    m_button->setAccessibleDescription(text);
    setAccessibleName(text);
    place();
    show();
    raise();
    m_timer->start(milliseconds);
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void Toast::place()
{
    adjustSize();
    move((parentWidget()->width() - width()) / 2, parentWidget()->height() - height() - 24);
}

bool Toast::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize && isVisible())
        place();
    return QFrame::eventFilter(watched, event);
}

void Toast::enterEvent(QEnterEvent* event)
{
    QFrame::enterEvent(event);
    m_timer->stop();
}

void Toast::leaveEvent(QEvent* event)
{
    QFrame::leaveEvent(event);
    m_timer->start(kUndoMilliseconds / 2);
}

} // namespace taskward::ui
