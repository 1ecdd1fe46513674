// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Clock.h"

#include <QDate>
#include <QDateTime>

namespace taskward::client {
class AccountOpener;
class Workspace;
} // namespace taskward::client

namespace taskward::ui {

class AppLock;
class Theme;

/// What every widget of an opened workspace needs. The pointed-to objects outlive the widgets; the
/// first three are never null. Copied freely.
struct Context {
    client::Workspace* workspace = nullptr;
    Theme* theme = nullptr;
    const Clock* clock = nullptr;
    client::AccountOpener* opener = nullptr; ///< null: nothing is told of where secrets are kept
    AppLock* appLock = nullptr;              ///< null: this window does not lock

    /// Local time, as the person reads it.
    QDateTime now() const { return QDateTime::fromMSecsSinceEpoch(clock->now().ms); }
    QDate today() const { return now().date(); }
};

} // namespace taskward::ui
