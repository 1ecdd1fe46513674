// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "app/window/CommandLine.h"
#include "client/Workspace.h"

namespace taskward::window {

/// Does what the sign-in pages do, from options: checks the server, holds it against the pin, signs
/// in. Errors: those of probe() and signIn(); ServerUntrusted when nothing vouches for the server;
/// NotFound when the password file cannot be read. `opener` outlives the coroutine.
QCoro::Task<Result<std::unique_ptr<client::Workspace>>> autoSignIn(client::AccountOpener& opener,
                                                                   ConnectOptions options);

} // namespace taskward::window
