// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <string_view>

namespace taskward::ops {

/// SIGTERM and SIGINT stop, SIGHUP reloads; with `watchInput` the end of standard input stops as well,
/// so that a child does not outlive the program that started it. One object a process.
class StopSignal {
public:
    enum class Event { Stop, Reload };

    explicit StopSignal(bool watchInput);
    ~StopSignal();
    StopSignal(const StopSignal&) = delete;
    StopSignal& operator=(const StopSignal&) = delete;

    /// Blocks until something happens.
    Event wait();

private:
    bool m_watchInput;
};

/// sd_notify(3) without its library: one datagram to $NOTIFY_SOCKET; nothing without it.
void notifyServiceManager(std::string_view state);

} // namespace taskward::ops
