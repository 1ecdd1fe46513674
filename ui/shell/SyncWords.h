// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Workspace.h"

#include <QDateTime>
#include <QLocale>
#include <QString>

namespace taskward::ui {

/// The state of synchronisation in words: a pure function.
struct SyncWords {
    enum class Tone { Calm, Busy, Waiting, Bad };

    QString line;   ///< "3 changes waiting"
    QString detail; ///< "last synced 09:12"
    QString icon;
    Tone tone = Tone::Calm;
};

/// What is said across the window when there is something that the person should know; empty:
/// nothing.
struct BannerWords {
    enum class Action { None, SyncNow, SignIn, Adopt, ShowRefused, SetUpFactor, NewPassword };

    QString text;
    QString button;
    Action action = Action::None;
    bool danger = false;
    bool isEmpty() const { return text.isEmpty(); }
};

SyncWords syncWords(const client::SyncState& state, const QDateTime& now, const QLocale& locale);
BannerWords bannerWords(const client::SyncState& state, const QString& serverName);

} // namespace taskward::ui
