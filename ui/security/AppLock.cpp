// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/security/AppLock.h"

#include <QCoreApplication>
#include <QEvent>
#include <QTimer>
#include <QWidget>
#include <algorithm>

namespace taskward::ui {

namespace {

/// The longest the timer sleeps: it stands still while the computer does, and looks again after.
constexpr std::int64_t kLongestMs = 15'000;

} // namespace

AppLock::AppLock(const Clock& clock, QObject* parent)
    : QObject(parent), m_policy(clock), m_timer(new QTimer(this))
{
    m_timer->setSingleShot(true);
    connect(m_timer, &QTimer::timeout, this, &AppLock::schedule);
}

void AppLock::setSettings(const LockSettings& settings)
{
    m_policy.setSettings(settings);
    schedule();
}

void AppLock::choose(const LockSettings& settings)
{
    setSettings(settings);
    emit settingsChosen(m_policy.settings());
}

void AppLock::watch(QWidget& window)
{
    m_window = &window;
    QCoreApplication::instance()->installEventFilter(this);
}

void AppLock::setArmed(bool armed)
{
    m_isArmed = armed;
    m_policy.onActivity();
    schedule();
}

void AppLock::report(LockCause cause)
{
    if (m_isArmed && m_policy.locks(cause))
        emit lockRequested(cause);
}

void AppLock::schedule()
{
    m_timer->stop();
    if (!m_isArmed)
        return;
    const auto left = m_policy.idleLeftMs();
    if (!left)
        return;
    if (*left == 0)
        emit lockRequested(LockCause::Idle);
    else
        m_timer->start(int(std::min(*left, kLongestMs)));
}

bool AppLock::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
    case QEvent::InputMethod:
        if (m_isArmed)
            m_policy.onActivity();
        break;
    case QEvent::WindowStateChange:
        if (watched == m_window && m_window->isMinimized())
            report(LockCause::Minimise);
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace taskward::ui
