// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/security/DeviceList.h"

#include "client/Workspace.h"
#include "ui/ErrorText.h"
#include "ui/security/Line.h"
#include "ui/security/LineGroup.h"
#include "ui/security/SecurityWords.h"
#include "ui/shell/ConfirmDialog.h"

#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace taskward::ui {

DeviceList::DeviceList(Context context, QWidget* parent)
    : QWidget(parent), m_context(context), m_security(*context.workspace->security()),
      m_group(new LineGroup(*context.theme, this)),
      m_endOthers(new QPushButton(tr("Sign out all others…"), this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_group);
    m_endOthers->setObjectName(QStringLiteral("endOthers"));
    m_endOthers->setAutoDefault(false);
    m_endOthers->hide();
    layout->addWidget(m_endOthers, 0, Qt::AlignLeft);
    connect(m_endOthers, &QPushButton::clicked, this, &DeviceList::askToEndOthers);
    m_group->say(tr("Reading…"));
}

QCoro::Task<void> DeviceList::read()
{
    const QPointer<DeviceList> self(this);
    auto reading = m_security.sessions();
    Result<std::vector<contract::DeviceSession>> sessions = co_await reading;
    if (!self)
        co_return;
    if (!sessions) {
        m_endOthers->hide();
        m_group->say(errorSentence(sessions.error()));
        co_return;
    }
    // This device first, then the one that was used last.
    std::ranges::sort(*sessions, [](const auto& a, const auto& b) {
        return a.thisDevice != b.thisDevice ? a.thisDevice : a.lastUsedAt > b.lastUsedAt;
    });
    m_group->clear();
    for (const contract::DeviceSession& session : *sessions)
        addLine(session);
    m_endOthers->setVisible(sessions->size() > 1);
}

void DeviceList::addLine(const contract::DeviceSession& session)
{
    QStringList use;
    for (const std::string* part : {&session.platform, &session.address}) {
        if (!part->empty())
            use << toQt(*part);
    }
    const QDateTime now = m_context.now();
    use << (session.thisDevice ? tr("in use")
                               : tr("last used %1").arg(whenWords(session.lastUsedAt, now)));
    const QStringList from{
        tr("signed in %1").arg(whenWords(session.createdAt, now)),
        tr("key %1").arg(toQt(std::string_view(session.keyThumbprint).substr(0, 8)))};
    const QString between = QStringLiteral("  ·  ");
    auto* line = new Line(*m_context.theme, QStringLiteral("monitor"), toQt(session.deviceName),
                          use.join(between) + QLatin1Char('\n') + from.join(between), m_group);
    m_group->add(line);
    if (session.thisDevice) {
        line->addBadge(tr("This device"));
        return;
    }
    if (session.wipeRequested) {
        line->addBadge(tr("Will be erased"), QStringLiteral("warning"));
        return;
    }
    const contract::DeviceSession kept = session;
    connect(line->addLink(tr("Sign out…")), &QPushButton::clicked, this,
            [this, kept] { askToEnd(kept); });
    connect(line->addLink(tr("Erase…"), true), &QPushButton::clicked, this,
            [this, kept] { askToErase(kept); });
}

void DeviceList::askToEnd(const contract::DeviceSession& session)
{
    auto* dialog = new ConfirmDialog(
        m_context, tr("Sign out “%1”?").arg(toQt(session.deviceName)),
        tr("It can do nothing more from now on. The tasks on it stay there, encrypted, until "
           "somebody signs in on it again or it is erased."),
        tr("Sign out"), window());
    connect(dialog, &ConfirmDialog::accepted, this,
            [this, id = session.sessionId] { end(id, false); });
    dialog->open();
}

void DeviceList::askToErase(const contract::DeviceSession& session)
{
    auto* dialog = new ConfirmDialog(
        m_context, tr("Erase Taskward on “%1”?").arg(toQt(session.deviceName)),
        tr("As soon as it next reaches the server it destroys its key, then its files: Taskward's "
           "own and nothing else. Changes on it that were not sent are lost. It reports when it "
           "is done, and you see it here."),
        tr("Erase it"), window());
    connect(dialog, &ConfirmDialog::accepted, this,
            [this, id = session.sessionId] { end(id, true); });
    dialog->open();
}

void DeviceList::askToEndOthers()
{
    auto* dialog = new ConfirmDialog(
        m_context, tr("Sign out all other devices?"),
        tr("Only this one stays signed in. The others ask for your password again."),
        tr("Sign out all others"), window());
    connect(dialog, &ConfirmDialog::accepted, this, &DeviceList::endOthers);
    dialog->open();
}

QCoro::Task<void> DeviceList::end(SessionId id, bool wipe)
{
    const QPointer<DeviceList> self(this);
    auto ending = m_security.endSession(std::move(id), wipe);
    const Status status = co_await ending;
    if (!self)
        co_return;
    if (!status)
        emit failed(status.error());
    co_await read();
}

QCoro::Task<void> DeviceList::endOthers()
{
    const QPointer<DeviceList> self(this);
    auto ending = m_security.endOtherSessions();
    const Result<std::int64_t> ended = co_await ending;
    if (!self)
        co_return;
    if (!ended)
        emit failed(ended.error());
    co_await read();
}

} // namespace taskward::ui
