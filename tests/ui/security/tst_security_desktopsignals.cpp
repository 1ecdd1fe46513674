// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/security/DesktopSignals.h"

#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>
#include <array>
#include <poll.h>
#include <unistd.h>

using namespace taskward::ui;

namespace {

const QString kLogin = QStringLiteral("org.freedesktop.login1");
const QString kLoginPath = QStringLiteral("/org/freedesktop/login1");
const QString kSessionPath = QStringLiteral("/org/freedesktop/login1/session/c7");

/// As much of logind's manager as is asked for. The delay is a pipe: whoever holds its end delays.
class FakeLogin final : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.login1.Manager")

public:
    ~FakeLogin() override { ::close(m_end); }

    /// Nobody holds the delay any more.
    bool isReleased() const
    {
        pollfd end{m_end, POLLIN, 0};
        return ::poll(&end, 1, 0) == 1 && (end.revents & POLLHUP);
    }
    int inhibits = 0;
    QString what;
    QString mode;

public slots:
    QDBusObjectPath GetSessionByPID(uint) { return QDBusObjectPath(kSessionPath); }
    QDBusUnixFileDescriptor Inhibit(const QString& asked, const QString&, const QString&,
                                    const QString& how)
    {
        ++inhibits;
        what = asked;
        mode = how;
        std::array<int, 2> ends{};
        if (::pipe(ends.data()) != 0)
            qFatal("no pipe");
        const QDBusUnixFileDescriptor given(ends[1]); // a copy of its own
        ::close(ends[1]);
        ::close(std::exchange(m_end, ends[0]));
        return given;
    }

private:
    int m_end = -1;
};

} // namespace

/// What the desktop tells of its lock and its sleep, over a bus of the test's own.
class TestDesktopSignals : public QObject {
    Q_OBJECT

private:
    QDBusConnection connectTo(const QString& name) const
    {
        return QDBusConnection::connectToBus(m_address, name);
    }

    static void send(const QString& path, const QString& interface, const QString& member,
                     const QVariantList& arguments, const QDBusConnection& from)
    {
        QDBusMessage message = QDBusMessage::createSignal(path, interface, member);
        message.setArguments(arguments);
        QVERIFY(from.send(message));
    }

    QProcess m_bus;
    QString m_address;

private slots:
    void initTestCase()
    {
        m_bus.start(QStringLiteral("dbus-daemon"),
                    {QStringLiteral("--session"), QStringLiteral("--nofork"),
                     QStringLiteral("--print-address=1")});
        QVERIFY(m_bus.waitForReadyRead(10'000));
        m_address = QString::fromLatin1(m_bus.readLine().trimmed());
    }

    void cleanupTestCase()
    {
        m_bus.terminate();
        m_bus.waitForFinished();
    }

    void lockAndSleep()
    {
        QDBusConnection desktop = connectTo(QStringLiteral("desktop"));
        FakeLogin login;
        QVERIFY(desktop.registerObject(kLoginPath, &login, QDBusConnection::ExportAllSlots));
        QVERIFY(desktop.registerService(kLogin));
        DesktopSignals listener(connectTo(QStringLiteral("system")),
                                connectTo(QStringLiteral("session")));
        QSignalSpy locked(&listener, &DesktopSignals::screenLocked);
        QSignalSpy sleeps(&listener, &DesktopSignals::aboutToSleep);
        listener.listen();
        QTRY_COMPARE(login.inhibits, 1);
        QCOMPARE(login.what, QStringLiteral("sleep"));
        QCOMPARE(login.mode, QStringLiteral("delay"));
        // Its place among the listeners of the session is asked for first: sent until it is heard.
        QTRY_VERIFY_WITH_TIMEOUT(
            (send(kSessionPath, QStringLiteral("org.freedesktop.login1.Session"),
                  QStringLiteral("Lock"), {}, desktop),
             locked.wait(200)),
            10'000);
        const QString manager = QStringLiteral("org.freedesktop.login1.Manager");
        send(kLoginPath, manager, QStringLiteral("PrepareForSleep"), {true}, desktop);
        QVERIFY(sleeps.wait());
        QVERIFY(!login.isReleased()); // the computer waits until the window is locked
        listener.letSleep();
        QTRY_VERIFY(login.isReleased());
        send(kLoginPath, manager, QStringLiteral("PrepareForSleep"), {false}, desktop);
        QTRY_COMPARE(login.inhibits, 2); // for the next time
        QCOMPARE(sleeps.count(), 1);
    }

    void screenSavers_data()
    {
        QTest::addColumn<QString>("interface");
        for (const char* name :
             {"org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver",
              "org.mate.ScreenSaver", "org.xfce.ScreenSaver"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }

    void screenSavers()
    {
        QFETCH(QString, interface);
        DesktopSignals listener(QDBusConnection(QStringLiteral("none")),
                                connectTo(QStringLiteral("session")));
        listener.listen();
        QSignalSpy locked(&listener, &DesktopSignals::screenLocked);
        const QDBusConnection desktop = connectTo(QStringLiteral("desktop"));
        const QString path = QStringLiteral("/ScreenSaver");
        send(path, interface, QStringLiteral("ActiveChanged"), {false}, desktop);
        send(path, interface, QStringLiteral("ActiveChanged"), {true}, desktop);
        QVERIFY(locked.wait());
        QCOMPARE(locked.count(), 1);
    }

    void withoutABusItIsSilent()
    {
        DesktopSignals listener(QDBusConnection(QStringLiteral("none")),
                                QDBusConnection(QStringLiteral("none")));
        QSignalSpy locked(&listener, &DesktopSignals::screenLocked);
        listener.listen();
        listener.letSleep();
        QCOMPARE(locked.count(), 0);
    }
};

QTEST_GUILESS_MAIN(TestDesktopSignals)
#include "tst_security_desktopsignals.moc"
