// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "app/window/Hardening.h"

#if defined(__linux__)
#include <sys/prctl.h>
#endif
#if defined(__unix__) || defined(__APPLE__)
#include <sys/resource.h>
#endif
#if defined(__APPLE__)
#include <sys/ptrace.h>
#include <sys/types.h>
#endif
#if defined(_WIN32)
#include <windows.h>
#endif

namespace taskward::window {

void harden()
{
#if defined(__linux__)
    // Also makes /proc/PID/{mem,environ,maps} the superuser's, and ptrace(2) refuse.
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
#if defined(__unix__) || defined(__APPLE__)
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
#endif
#if defined(__APPLE__)
    ptrace(PT_DENY_ATTACH, 0, nullptr, 0);
#endif
#if defined(_WIN32)
    SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX);
#endif
}

} // namespace taskward::window
