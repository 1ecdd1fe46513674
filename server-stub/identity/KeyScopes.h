// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Result.h"
#include "core/contract/Permission.h"

#include <string>
#include <vector>

namespace taskward::identity {

/// The permissions of these wire names ("task.read"). Errors: ValidationFailed with the pointer
/// "/scopes/N" for a name that is none.
Result<std::vector<contract::Permission>> scopesNamed(const std::vector<std::string>& names);

} // namespace taskward::identity
