// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "ui/security/LockPolicy.h"

#include <QObject>
#include <QPointer>

class QTimer;
class QWidget;

namespace taskward::ui {

/// Watches what may lock the window, and asks for it. The rule is LockPolicy's; here are the events.
/// The window's thread.
class AppLock final : public QObject {
    Q_OBJECT

public:
    explicit AppLock(const Clock& clock, QObject* parent = nullptr);

    const LockSettings& settings() const { return m_policy.settings(); }
    void setSettings(const LockSettings& settings);
    /// As setSettings, by the person.
    void choose(const LockSettings& settings);
    /// Keys and clicks anywhere in the program count as activity; `window` is watched for being
    /// minimised.
    void watch(QWidget& window);
    /// There is something to lock (or no longer).
    void setArmed(bool armed);
    bool isArmed() const { return m_isArmed; }
    /// Locks if the settings say so for this cause.
    void report(LockCause cause);

signals:
    void lockRequested(taskward::ui::LockCause cause);
    /// The person chose; the program remembers it.
    void settingsChosen(const taskward::ui::LockSettings& settings);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void schedule();

    LockPolicy m_policy;
    QTimer* m_timer;
    QPointer<QWidget> m_window;
    bool m_isArmed = false;
};

} // namespace taskward::ui
