// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

namespace taskward::client {

/// Overwrites what calls that have returned left on this thread's stack, 256 KiB below the caller. For the
/// end of a thread (glibc keeps stacks for the next one) and for locking; needs that much stack.
void wipeStackBelow();

} // namespace taskward::client
