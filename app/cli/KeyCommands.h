// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "app/cli/Arguments.h"
#include "app/cli/Output.h"
#include "client/auth/ApiKeyAccess.h"
#include "core/contract/Tasks.h"

namespace taskward::cli {

/// list, add, show, edit, done and rm by a key for scripts: straight at the server, without a profile.
/// Lives until run() has given the exit code.
class KeyCommands {
public:
    explicit KeyCommands(Arguments arguments);

    QCoro::Task<int> run();

private:
    Status connect();
    QCoro::Task<int> list();
    QCoro::Task<int> add();
    QCoro::Task<int> show();
    QCoro::Task<int> change();
    QCoro::Task<int> remove();
    /// Names to look up; what the key may not read is left out.
    QCoro::Task<client::Overview> overview();

    Arguments m_arguments;
    Output m_output;
    std::unique_ptr<client::ApiKeyAccess> m_access;
    std::unique_ptr<client::ApiClient> m_api;
};

} // namespace taskward::cli
