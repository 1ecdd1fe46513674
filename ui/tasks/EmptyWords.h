// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Workspace.h"

#include <QString>

namespace taskward::ui {

/// The words of a list: its title, and what is said when it is empty. A pure function.
struct ListWords {
    QString title;
    QString icon;
    QString emptyTitle;
    QString emptyHint;
};

ListWords listWords(const client::TaskQuery& query, const client::Overview& overview);

} // namespace taskward::ui
