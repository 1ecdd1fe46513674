// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/shell/SyncWords.h"

#include "ui/ErrorText.h"

#include <QCoreApplication>

namespace taskward::ui {

namespace {

using Phase = client::SyncState::Phase;

QString tr(const char* text, int n = -1)
{
    return QCoreApplication::translate("taskward::ui", text, nullptr, n);
}

QString waiting(std::int64_t edits)
{
    return edits == 1 ? tr("1 change waiting")
                      : tr("%1 changes waiting").arg(QLocale().toString(qlonglong(edits)));
}

QString lastSynced(const client::SyncState& state, const QDateTime& now, const QLocale& locale)
{
    if (!state.lastSyncedAt)
        return tr("not synced yet");
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(state.lastSyncedAt->ms);
    const QString time = locale.toString(at.time(), QStringLiteral("HH:mm"));
    if (at.date() == now.date())
        return tr("last synced %1").arg(time);
    return tr("last synced %1, %2").arg(locale.toString(at.date(), QStringLiteral("d MMM")), time);
}

} // namespace

SyncWords syncWords(const client::SyncState& state, const QDateTime& now, const QLocale& locale)
{
    using Tone = SyncWords::Tone;
    SyncWords words;
    words.detail = lastSynced(state, now, locale);
    const bool pending = state.pendingEdits > 0;
    switch (state.phase) {
    case Phase::Local:
        words = {pending ? waiting(state.pendingEdits) : tr("Saved on this computer"), words.detail,
                 QStringLiteral("monitor"), Tone::Calm};
        break;
    case Phase::Connecting:
        words.line = pending ? waiting(state.pendingEdits) : tr("Connecting");
        words.icon = QStringLiteral("refresh-cw");
        words.tone = Tone::Busy;
        break;
    case Phase::FirstSync:
        words = {tr("Getting your tasks"),
                 tr("%1 of %2")
                     .arg(locale.toString(qlonglong(state.done)),
                          locale.toString(qlonglong(state.total))),
                 QStringLiteral("refresh-cw"), Tone::Busy};
        break;
    case Phase::Syncing:
        words.line = pending ? waiting(state.pendingEdits) : tr("Syncing");
        words.icon = QStringLiteral("refresh-cw");
        words.tone = Tone::Busy;
        break;
    case Phase::UpToDate:
        words.line = pending ? waiting(state.pendingEdits) : tr("Up to date");
        words.icon = pending ? QStringLiteral("cloud-upload") : QStringLiteral("cloud-check");
        break;
    case Phase::Waiting:
        words.line = pending ? waiting(state.pendingEdits) : tr("Offline");
        words.icon = QStringLiteral("cloud-off");
        words.tone = Tone::Waiting;
        break;
    case Phase::SignedOut:
        words.line = pending ? waiting(state.pendingEdits) : tr("Signed out");
        words.icon = QStringLiteral("log-in");
        words.tone = Tone::Waiting;
        break;
    case Phase::Untrusted:
        words.line = tr("Server not trusted");
        words.icon = QStringLiteral("shield-alert");
        words.tone = Tone::Bad;
        break;
    case Phase::Replaced:
        words.line = tr("Server was replaced");
        words.icon = QStringLiteral("shield-alert");
        words.tone = Tone::Bad;
        break;
    }
    return words;
}

BannerWords bannerWords(const client::SyncState& state, const QString& serverName)
{
    using Action = BannerWords::Action;
    const QString kept = state.pendingEdits > 0
                             ? QLatin1Char(' ') + tr("Your changes are kept and sent later.")
                             : QString();
    switch (state.phase) {
    case Phase::Waiting: {
        if (state.error && state.error->code == ErrorCode::FactorRequired)
            return {errorSentence(*state.error) + kept, tr("Set it up"), Action::SetUpFactor,
                    false};
        if (state.error && state.error->code == ErrorCode::PasswordExpired)
            return {errorSentence(*state.error) + kept, tr("Set a new one"), Action::NewPassword,
                    false};
        const bool offline = !state.error || state.error->code == ErrorCode::Offline;
        QString text = offline ? tr("You are offline. You can go on working; changes are sent when "
                                    "%1 answers again.")
                                     .arg(serverName)
                               : errorSentence(*state.error) + kept;
        return {text, tr("Try now"), Action::SyncNow, false};
    }
    case Phase::SignedOut:
        return {tr("You are signed out of %1. Nothing is lost; sign in to go on syncing.")
                    .arg(serverName),
                tr("Sign in"), Action::SignIn, false};
    case Phase::Untrusted:
        return {tr("The server's identity is not the one that you trusted. Nothing is sent to it; "
                   "your tasks stay here. Ask its administrator before you go on."),
                {},
                Action::None,
                true};
    case Phase::Replaced:
        return {tr("%1 is another server, or an older copy of itself. Nothing here was changed.")
                    .arg(serverName),
                tr("Choose what to do"), Action::Adopt, true};
    default:
        break;
    }
    if (state.refusedEdits == 0)
        return {};
    return {state.refusedEdits == 1
                ? tr("One of your changes was not taken by the server. It is kept here.")
                : tr("%1 of your changes were not taken by the server. They are kept here.")
                      .arg(QLocale().toString(qlonglong(state.refusedEdits))),
            tr("Look at them"), Action::ShowRefused, false};
}

} // namespace taskward::ui
