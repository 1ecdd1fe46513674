// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Workspace.h"

#include <string>

namespace taskward::cli {

/// sysexits.h, as far as the commands promise them.
enum ExitCode {
    kExitOk = 0,
    kExitUsage = 64,
    kExitData = 65,
    kExitUnavailable = 69,
    kExitSoftware = 70,
    kExitCannotCreate = 73,
    kExitNoPermission = 77,
    kExitConfiguration = 78,
};
int exitCodeFor(ErrorCode code);

/// Prints results on standard output and reasons on standard error; a line, or with --json an object.
class Output {
public:
    explicit Output(bool json) : m_json(json) {}
    bool json() const { return m_json; }

    void line(const std::string& text) const;
    void task(const contract::Task& task) const;
    void row(const client::TaskRow& row) const;
    void object(const std::string& json) const;
    void probe(const client::ProbeResult& result) const;
    void status(const client::SyncState& state) const;
    /// The reason in words; gives the exit code.
    int refuse(const Error& error) const;

private:
    bool m_json;
};

std::string_view phaseName(client::SyncState::Phase phase);

} // namespace taskward::cli
