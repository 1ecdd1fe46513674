// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/async/WipeStack.h"

#include "core/base/Secret.h"

namespace taskward::client {

[[gnu::noinline]] void wipeStackBelow()
{
    unsigned char below[256 * 1024];
    wipe(below, sizeof below);
}

} // namespace taskward::client
