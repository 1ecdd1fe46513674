// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/security/DesktopSignals.h"

#include <QCoreApplication>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace taskward::ui {

namespace {

const QString kLogin = QStringLiteral("org.freedesktop.login1");
const QString kLoginPath = QStringLiteral("/org/freedesktop/login1");
const QString kManager = QStringLiteral("org.freedesktop.login1.Manager");

} // namespace

DesktopSignals::DesktopSignals(QDBusConnection system, QDBusConnection session, QObject* parent)
    : QObject(parent), m_system(std::move(system)), m_session(std::move(session))
{}

void DesktopSignals::listen()
{
    // QtDBus binds the signals of other processes by name only.
    if (m_system.isConnected()) {
        m_system.connect(kLogin, kLoginPath, kManager, QStringLiteral("PrepareForSleep"), this,
                         SLOT(onSleep(bool)));
        findSession();
        delaySleep();
    }
    if (!m_session.isConnected())
        return;
    // No service is named: whichever screen saver the desktop has, it speaks one of these.
    for (const char* interface :
         {"org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver",
          "org.mate.ScreenSaver", "org.xfce.ScreenSaver"})
        m_session.connect(QString(), QString(), QLatin1String(interface),
                          QStringLiteral("ActiveChanged"), this, SLOT(onScreenSaver(bool)));
}

void DesktopSignals::findSession()
{
    QDBusMessage call = QDBusMessage::createMethodCall(kLogin, kLoginPath, kManager,
                                                       QStringLiteral("GetSessionByPID"));
    call << uint(QCoreApplication::applicationPid());
    auto* watcher = new QDBusPendingCallWatcher(m_system.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this,
            [this](QDBusPendingCallWatcher* done) {
                const QDBusPendingReply<QDBusObjectPath> reply = *done;
                done->deleteLater();
                // Started by the session's own service manager we belong to no session: the alias.
                const QString path = reply.isError()
                                         ? QStringLiteral("/org/freedesktop/login1/session/auto")
                                         : reply.value().path();
                m_system.connect(kLogin, path, QStringLiteral("org.freedesktop.login1.Session"),
                                 QStringLiteral("Lock"), this, SLOT(onLock()));
            });
}

void DesktopSignals::delaySleep()
{
    QDBusMessage call =
        QDBusMessage::createMethodCall(kLogin, kLoginPath, kManager, QStringLiteral("Inhibit"));
    call << QStringLiteral("sleep") << QStringLiteral("Taskward")
         << tr("Puts the key of your tasks away") << QStringLiteral("delay");
    auto* watcher = new QDBusPendingCallWatcher(m_system.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this,
            [this](QDBusPendingCallWatcher* done) {
                const QDBusPendingReply<QDBusUnixFileDescriptor> reply = *done;
                done->deleteLater();
                if (!reply.isError())
                    m_delay = reply.value();
            });
}

void DesktopSignals::letSleep()
{
    m_delay = QDBusUnixFileDescriptor(); // closing it is the leave
}

void DesktopSignals::onLock()
{
    emit screenLocked();
}

void DesktopSignals::onSleep(bool begins)
{
    if (begins)
        emit aboutToSleep();
    else
        delaySleep(); // for the next time
}

void DesktopSignals::onScreenSaver(bool active)
{
    if (active)
        emit screenLocked();
}

} // namespace taskward::ui
