// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/base/Assert.h"

#include <execinfo.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

namespace taskward {

void assertFailed(std::string_view expression, std::string_view file, int line)
{
    std::fprintf(stderr, "broken invariant: %.*s (%.*s:%d)\n", static_cast<int>(expression.size()),
                 expression.data(), static_cast<int>(file.size()), file.data(), line);
    void* frames[64];
    const int count = backtrace(frames, 64);
    backtrace_symbols_fd(frames, count, STDERR_FILENO);
    std::abort();
}

} // namespace taskward
