// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <QString>
#include <string_view>

namespace taskward::ui {

/// Lower-case hex in groups of four, four groups a line: "a1b2 c3d4 e5f6 0718".
QString groupedFingerprint(std::string_view hex);

} // namespace taskward::ui
