// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "ui/security/LockPolicy.h"
#include "ui/shell/Placement.h"

#include <QStringList>

class QSettings;

namespace taskward::window {

/// How the window was left, in the program's settings: its place and size, the columns, the view. What
/// is not there, or not understood, is left out.
ui::Placement recall(const QSettings& settings);
void remember(QSettings& settings, const ui::Placement& placement);

/// When the window locks.
ui::LockSettings recallLock(const QSettings& settings);
void rememberLock(QSettings& settings, const ui::LockSettings& lock);

/// The hosts that somebody signed in to from here: names that look like theirs are warned of.
QStringList recallHosts(const QSettings& settings);
void rememberHost(QSettings& settings, const QString& host);

/// A view as one word for the settings ("today", "project:ID") and back. A search has none: what a
/// person types is not written to a readable file.
QString wordOf(const client::TaskQuery& query);
std::optional<client::TaskQuery> viewOf(const QString& word);

} // namespace taskward::window
