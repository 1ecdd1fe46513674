// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Workspace.h"

#include <QByteArray>
#include <optional>

namespace taskward::ui {

/// How the window was left, for the next start. Where it is kept is the program's business
/// (app/window). Never holds words that a person typed.
struct Placement {
    QByteArray geometry;  ///< QWidget::saveGeometry; empty: none
    int sidebarWidth = 0; ///< device-independent pixels; 0: the usual one
    int detailWidth = 0;  ///< likewise
    /// Not a search. A project or label that is gone since is passed over.
    std::optional<client::TaskQuery> view;
};

} // namespace taskward::ui
