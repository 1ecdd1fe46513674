// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "app/window/Remembered.h"

#include <QSettings>
#include <QString>

namespace taskward::window {

namespace {

const QString kGeometry = QStringLiteral("window/geometry");
const QString kSidebar = QStringLiteral("window/sidebar");
const QString kDetail = QStringLiteral("window/detail");
const QString kView = QStringLiteral("window/view");
const QString kHosts = QStringLiteral("servers/known");
const QString kLockIdle = QStringLiteral("lock/afterIdle");
const QString kLockMinutes = QStringLiteral("lock/idleMinutes");
const QString kLockScreen = QStringLiteral("lock/onScreenLock");
const QString kLockSleep = QStringLiteral("lock/onSleep");
const QString kLockMinimise = QStringLiteral("lock/onMinimise");
const QString kLockStart = QStringLiteral("lock/atStart");
const QString kProject = QStringLiteral("project:");
const QString kLabel = QStringLiteral("label:");

} // namespace

QString wordOf(const client::TaskQuery& query)
{
    switch (query.view) {
    case client::View::Inbox:
        return QStringLiteral("inbox");
    case client::View::Today:
        return QStringLiteral("today");
    case client::View::Upcoming:
        return QStringLiteral("upcoming");
    case client::View::Project:
        return kProject + QString::fromStdString(query.project.value);
    case client::View::Label:
        return kLabel + QString::fromStdString(query.label.value);
    case client::View::Search:
    case client::View::All:
        break;
    }
    return {};
}

std::optional<client::TaskQuery> viewOf(const QString& word)
{
    client::TaskQuery query;
    if (word == QLatin1String("inbox"))
        return query;
    if (word == QLatin1String("today"))
        query.view = client::View::Today;
    else if (word == QLatin1String("upcoming"))
        query.view = client::View::Upcoming;
    else if (word.startsWith(kProject)) {
        query.view = client::View::Project;
        query.project.value = word.mid(kProject.size()).toStdString();
    } else if (word.startsWith(kLabel)) {
        query.view = client::View::Label;
        query.label.value = word.mid(kLabel.size()).toStdString();
    } else
        return std::nullopt;
    return query;
}

ui::LockSettings recallLock(const QSettings& settings)
{
    const ui::LockSettings usual;
    return {settings.value(kLockIdle, usual.afterIdle).toBool(),
            settings.value(kLockMinutes, usual.idleMinutes).toInt(),
            settings.value(kLockScreen, usual.onScreenLock).toBool(),
            settings.value(kLockSleep, usual.onSleep).toBool(),
            settings.value(kLockMinimise, usual.onMinimise).toBool(),
            settings.value(kLockStart, usual.atStart).toBool()};
}

void rememberLock(QSettings& settings, const ui::LockSettings& lock)
{
    settings.setValue(kLockIdle, lock.afterIdle);
    settings.setValue(kLockMinutes, lock.idleMinutes);
    settings.setValue(kLockScreen, lock.onScreenLock);
    settings.setValue(kLockSleep, lock.onSleep);
    settings.setValue(kLockMinimise, lock.onMinimise);
    settings.setValue(kLockStart, lock.atStart);
}

QStringList recallHosts(const QSettings& settings)
{
    return settings.value(kHosts).toStringList();
}

void rememberHost(QSettings& settings, const QString& host)
{
    QStringList hosts = recallHosts(settings);
    if (host.isEmpty() || hosts.contains(host))
        return;
    hosts << host;
    settings.setValue(kHosts, hosts);
}

ui::Placement recall(const QSettings& settings)
{
    ui::Placement placement;
    placement.geometry = settings.value(kGeometry).toByteArray();
    placement.sidebarWidth = settings.value(kSidebar).toInt();
    placement.detailWidth = settings.value(kDetail).toInt();
    placement.view = viewOf(settings.value(kView).toString());
    return placement;
}

void remember(QSettings& settings, const ui::Placement& placement)
{
    settings.setValue(kGeometry, placement.geometry);
    if (placement.sidebarWidth > 0)
        settings.setValue(kSidebar, placement.sidebarWidth);
    if (placement.detailWidth > 0)
        settings.setValue(kDetail, placement.detailWidth);
    if (placement.view)
        settings.setValue(kView, wordOf(*placement.view));
}

} // namespace taskward::window
