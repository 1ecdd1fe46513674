// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <string_view>

namespace taskward::client {

inline constexpr std::string_view kClientVersion = TASKWARD_VERSION;

} // namespace taskward::client
