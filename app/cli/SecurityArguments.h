// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "app/cli/Arguments.h"

namespace CLI {
class App;
}

namespace taskward::cli {

/// totp, sessions, events, not-me, password, key, and the options that go with them.
void addSecurityCommands(CLI::App& app, Arguments& out);

} // namespace taskward::cli
