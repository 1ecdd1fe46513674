// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/keychain/SecretPlaces.h"
#include "core/base/Clock.h"

#include <functional>

namespace taskward::client {

/// What the doctor has to know of an account; an empty `entry`: there is none yet.
struct KeychainPatient {
    std::string entry;
    std::string rememberedBackend;
    std::vector<std::string> kept; ///< names of what the place holds, for people
    /// Are these bytes the account's own?
    std::function<bool(const Secret& value)> fits;
};

/// Reads, times and explains; asks nobody, writes nothing. The objects outlive the coroutine.
QCoro::Task<KeychainReport> examineSecrets(SecretPlaces& places, Keychain& system,
                                           KeychainPatient patient, const Clock& clock);

/// Fills in sentence, remedy and command from place and condition.
void explain(KeychainReport& report);

/// "locked", for --json.
std::string_view conditionName(KeychainCondition condition);
std::string_view placeName(SecretPlace place);

} // namespace taskward::client
