// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <QDBusConnection>
#include <QDBusUnixFileDescriptor>
#include <QObject>

namespace taskward::ui {

/// What the desktop tells of its lock and its sleep: logind's Lock and PrepareForSleep on the system
/// bus, the screen savers' ActiveChanged on the session bus. Sleep is delayed until letSleep(), at
/// most as long as logind allows (5 s as it comes), so that the key is gone before. Where there is no
/// bus (Windows, macOS, a bare X server) it stays silent.
class DesktopSignals final : public QObject {
    Q_OBJECT

public:
    DesktopSignals(QDBusConnection system, QDBusConnection session, QObject* parent = nullptr);

    /// Connects; nothing waits.
    void listen();
    /// The window is locked: the computer may sleep.
    void letSleep();

signals:
    void screenLocked();
    void aboutToSleep();

private slots:
    void onLock();
    void onSleep(bool begins);
    void onScreenSaver(bool active);

private:
    void findSession();
    void delaySleep();

    QDBusConnection m_system;
    QDBusConnection m_session;
    QDBusUnixFileDescriptor m_delay; ///< held: sleep waits for us
};

} // namespace taskward::ui
