// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "app/cli/Arguments.h"
#include "client/Workspace.h"

namespace taskward::cli {

/// The options of add and edit as the contract's fields; names are looked up in the overview. Only what
/// was named is present. Errors: NotFound for a name, ValidationFailed.
Result<contract::TaskFields> taskFields(const Arguments& arguments,
                                        const client::Overview& overview);
/// As above, with what the text of `add` holds: "pay rent fri p1 #home @bills".
Result<contract::TaskFields> quickFields(const Arguments& arguments,
                                         const client::Overview& overview);
Result<client::TaskQuery> queryOf(const Arguments& arguments, const client::Overview& overview);

} // namespace taskward::cli
