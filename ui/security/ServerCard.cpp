// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/security/ServerCard.h"

#include "ui/Text.h"
#include "ui/security/LookAlike.h"
#include "ui/signin/Fingerprint.h"
#include "ui/style/Theme.h"

#include <QLabel>
#include <QVBoxLayout>

namespace taskward::ui {

ServerSight ServerSight::of(const client::ServerIdentity& server)
{
    return {toQt(server.serverName), toQt(server.url), toQt(server.spkiSha256), false};
}

ServerSight ServerSight::of(const client::ProfileState& profile)
{
    return {toQt(profile.serverName), toQt(profile.url), toQt(profile.spkiSha256),
            profile.localServer};
}

ServerSight ServerSight::of(const Context& context)
{
    ServerSight sight =
        context.opener ? of(context.opener->profile()) : ServerSight{{}, {}, {}, false};
    sight.name = toQt(context.workspace->serverName());
    return sight;
}

namespace {

QString warningWords(const LookAlike& judgement)
{
    switch (judgement.kind) {
    case LookAlike::Kind::None:
        return {};
    case LookAlike::Kind::Imitates:
        return ServerCard::tr("Careful: this name looks like “%1”, which you know, but it is "
                              "another one. It reads “%2”. Type nothing here unless you are sure.")
            .arg(judgement.known, judgement.shown);
    case LookAlike::Kind::Mixed:
        return ServerCard::tr("Careful: the name “%1” mixes letters of several alphabets. Names "
                              "are made so to be taken for others.")
            .arg(judgement.shown);
    case LookAlike::Kind::Foreign:
        return ServerCard::tr("The name has letters beyond a to z: “%1”. Is it the one you were "
                              "given?")
            .arg(judgement.shown);
    }
    return {};
}

} // namespace

ServerCard::ServerCard(Theme& theme, QWidget* parent)
    : QFrame(parent), m_name(new QLabel(this)), m_pin(new QLabel(this)), m_warning(new QLabel(this))
{
    setObjectName(QStringLiteral("card"));
    auto* inside = new QVBoxLayout(this);
    inside->setContentsMargins(16, 12, 16, 12);
    inside->setSpacing(2);
    m_name->setFont(theme.font(Theme::Text::Strong));
    m_pin->setFont(theme.font(Theme::Text::Small));
    m_pin->setProperty("tone", QStringLiteral("muted"));
    m_warning->setProperty("tone", QStringLiteral("danger"));
    for (QLabel* label : {m_name, m_pin, m_warning}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        inside->addWidget(label);
    }
    m_warning->hide();
}

void ServerCard::present(const ServerSight& server, const QStringList& known)
{
    const QString host = hostOf(server.url);
    m_name->setText(server.isLocal || server.url.isEmpty()
                        ? server.name
                        : server.name + QStringLiteral("  ·  ") + server.url);
    const QString pin = groupedFingerprint(server.pin.left(16).toStdString());
    setPinWords(server.isLocal  ? tr("The server on this computer")
                : pin.isEmpty() ? tr("Vouched for by your system")
                                : tr("Its key is the one you trusted: %1 …").arg(pin));
    const QString words = server.isLocal ? QString() : warningWords(judgeHost(host, known));
    m_warning->setText(words);
    m_warning->setVisible(!words.isEmpty());
    setAccessibleName(tr("Server: %1").arg(m_name->text()));
    setAccessibleDescription(words.isEmpty() ? m_pin->text() : words);
}

void ServerCard::setPinWords(const QString& words)
{
    m_pin->setText(words);
}

QString ServerCard::warning() const
{
    return m_warning->text();
}

} // namespace taskward::ui
