// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/security/ClipboardGuard.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QTimer>

namespace taskward::ui {

namespace {

QMimeData* marked(const Secret& secret)
{
    auto* data = new QMimeData; // the clipboard owns it
    data->setText(QString::fromUtf8(secret.text().data(), qsizetype(secret.size())));
    // KDE's Klipper and those after its manner; macOS (nspasteboard.org); Windows' own history.
    data->setData(QStringLiteral("x-kde-passwordManagerHint"), QByteArrayLiteral("secret"));
#if defined(Q_OS_MACOS)
    data->setData(QStringLiteral("application/x-nspasteboard-concealed-type"), QByteArray("1"));
#elif defined(Q_OS_WIN)
    data->setData(QStringLiteral("application/x-qt-windows-mime;value=\""
                                 "ExcludeClipboardContentFromMonitorProcessing\""),
                  QByteArray(4, '\0'));
    data->setData(
        QStringLiteral("application/x-qt-windows-mime;value=\"CanIncludeInClipboardHistory\""),
        QByteArray(4, '\0'));
#endif
    return data;
}

} // namespace

ClipboardGuard& ClipboardGuard::copy(const Secret& secret, std::chrono::milliseconds kept)
{
    QClipboard* clipboard = QGuiApplication::clipboard();
    delete clipboard->findChild<ClipboardGuard*>(QString(), Qt::FindDirectChildrenOnly);
    clipboard->setMimeData(marked(secret));
    return *new ClipboardGuard(secret, kept, clipboard);
}

void ClipboardGuard::clearNow()
{
    QClipboard* clipboard = QGuiApplication::clipboard();
    if (auto* guard = clipboard->findChild<ClipboardGuard*>(QString(), Qt::FindDirectChildrenOnly))
        guard->clear();
}

ClipboardGuard::ClipboardGuard(const Secret& secret, std::chrono::milliseconds kept,
                               QObject* parent)
    : QObject(parent), m_secret(secret.clone()), m_timer(new QTimer(this))
{
    m_timer->setSingleShot(true);
    connect(m_timer, &QTimer::timeout, this, &ClipboardGuard::clear);
    connect(qApp, &QCoreApplication::aboutToQuit, this, &ClipboardGuard::clear);
    m_timer->start(kept);
}

ClipboardGuard::~ClipboardGuard() = default;

bool ClipboardGuard::isStillOurs() const
{
    const QByteArray there = QGuiApplication::clipboard()->text().toUtf8();
    return constantTimeEqual({there.constData(), std::size_t(there.size())}, m_secret.text());
}

void ClipboardGuard::clear()
{
    if (isStillOurs())
        QGuiApplication::clipboard()->clear();
    emit cleared();
    deleteLater();
    setParent(nullptr); // from here on another copy has its own guard
}

} // namespace taskward::ui
