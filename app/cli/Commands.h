// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "app/cli/Arguments.h"
#include "app/cli/Output.h"
#include "client/Workspace.h"

#include <filesystem>
#include <memory>

namespace taskward::cli {

/// Carries out one command. Lives until its coroutine has given the exit code.
class Commands {
public:
    Commands(Arguments arguments, client::AccountOpener& opener, std::filesystem::path profile);

    QCoro::Task<int> run();

private:
    QCoro::Task<int> connectServer();
    QCoro::Task<int> login();
    QCoro::Task<int> withAccount();
    /// What the command does with the opened account.
    QCoro::Task<int> work();
    QCoro::Task<int> secure();
    QCoro::Task<int> add();
    QCoro::Task<int> list();
    QCoro::Task<int> show();
    QCoro::Task<int> edit();
    QCoro::Task<int> done();
    QCoro::Task<int> sync(bool adopt);
    QCoro::Task<int> dump();
    QCoro::Task<int> logout();
    QCoro::Task<int> project();
    QCoro::Task<int> doctor();
    QCoro::Task<int> moveSecrets();
    QCoro::Task<int> recoveryKey();
    QCoro::Task<int> recover();
    int whoAmI();
    int ended(const Status& status) const;

    Result<client::ServerIdentity> rememberedServer() const;
    Status rememberServer(const client::ServerIdentity& server) const;
    std::filesystem::path serverFile() const { return m_profile / "server.json"; }

    Arguments m_arguments;
    client::AccountOpener& m_opener;
    std::filesystem::path m_profile;
    Output m_output;
    std::unique_ptr<client::Workspace> m_workspace;
};

} // namespace taskward::cli
