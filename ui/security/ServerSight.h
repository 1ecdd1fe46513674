// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Workspace.h"
#include "ui/Context.h"

#include <QString>

namespace taskward::ui {

/// Which server a password or a code goes to, as a person sees it. Always shown where one is typed.
struct ServerSight {
    QString name;
    QString url;
    QString pin; ///< lower-case hex; empty: the operating system's store vouches
    bool isLocal = false;

    static ServerSight of(const client::ServerIdentity& server);
    static ServerSight of(const client::ProfileState& profile);
    /// Of the opened workspace: its name, and what the profile knows.
    static ServerSight of(const Context& context);
};

} // namespace taskward::ui
