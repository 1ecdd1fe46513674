// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "app/cli/Arguments.h"
#include "app/cli/Output.h"
#include "client/Security.h"

namespace taskward::cli {

/// The commands about the person's own protection. Lives until run() has given the exit code; what it is
/// given outlives it.
class SecurityCommands {
public:
    SecurityCommands(const Arguments& arguments, const Output& output, client::Security& security)
        : m_arguments(arguments), m_output(output), m_security(security)
    {}

    static bool has(Command command);
    QCoro::Task<int> run();

private:
    QCoro::Task<int> totpEnrol();
    QCoro::Task<int> totpConfirm();
    QCoro::Task<int> totpStatus();
    QCoro::Task<int> totpCodes();
    QCoro::Task<int> sessions();
    QCoro::Task<int> endOthers();
    QCoro::Task<int> events();
    QCoro::Task<int> notMe();
    QCoro::Task<int> changePassword();
    QCoro::Task<int> createKey();
    QCoro::Task<int> listKeys();
    /// Those that have nothing to say but whether it went well.
    QCoro::Task<int> plain();
    void printCodes(const std::vector<Secret>& codes) const;

    const Arguments& m_arguments;
    const Output& m_output;
    client::Security& m_security;
};

} // namespace taskward::cli
