// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

/// Sizes in device-independent pixels, on a 4 px grid.
namespace taskward::ui::metrics {

inline constexpr int kUnit = 4;
inline constexpr int kSidebarWidth = 256;
inline constexpr int kSidebarMinWidth = 200;
inline constexpr int kSidebarMaxWidth = 400;
inline constexpr int kDetailWidth = 376;
inline constexpr int kDetailMinWidth = 320;
inline constexpr int kDetailMaxWidth = 600;
inline constexpr int kContentMaxWidth = 840;
inline constexpr int kContentMargin = 32;
inline constexpr int kRowHeight = 40;
inline constexpr int kRowHeightWithMeta = 56;
inline constexpr int kHeadingHeight = 48;
inline constexpr int kSidebarRowHeight = 34;
inline constexpr int kSidebarHeadingHeight = 44;
inline constexpr int kIndent = 28;
inline constexpr int kCheckSize = 18;
inline constexpr int kIconSize = 18;
inline constexpr int kSmallIconSize = 14;
inline constexpr int kRadius = 8;

} // namespace taskward::ui::metrics
