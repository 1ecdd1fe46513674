// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <string_view>

namespace taskward::client {

inline constexpr std::string_view kClientVersion = TASKWARD_VERSION;
/// The oldest server that this program gets on with.
inline constexpr std::string_view kMinServerVersion = "0.1.0";

} // namespace taskward::client
