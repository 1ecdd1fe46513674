// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/contract/Identity.h"

#include <optional>
#include <string>

namespace taskward::identity {

/// What a session begins with, besides its person, organisation and device key.
struct SessionStart {
    std::string deviceName;
    std::string platform;
    std::optional<contract::Restriction> restriction;
    /// When the person proved themselves with everything they have: for a session that begins with less
    /// (a restricted one), still the moment of what they proved.
    Timestamp authenticatedAt;
};

} // namespace taskward::identity
