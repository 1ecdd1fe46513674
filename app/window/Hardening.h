// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

namespace taskward::window {

/// Before anything else runs: no core dumps, no crash reports with memory in them, and no other
/// process of the person may attach or read this one's memory. Keys and tasks are in it in clear.
void harden();

} // namespace taskward::window
