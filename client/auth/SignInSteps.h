// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Security.h"
#include "client/api/ApiClient.h"
#include "client/auth/DeviceKey.h"
#include "core/contract/SignIn.h"

#include <string>

namespace taskward::client {

/// Whose sign-in, to which server, and who is asked for the code.
struct SignInParts {
    Transport& transport; ///< makes the proofs; outlives the coroutine
    DeviceKey& key;       ///< that the session is bound to; made when this device has none yet
    Prompter* prompter = nullptr;
    /// There is no account's data on this device: a wipe that is still to be reported is done.
    bool nothingHere = false;
};

/// Password, then, where a second factor is set up, codes until one is right, the person gives up
/// (Cancelled) or the challenge is over (ChallengeOver: from the password again). Without a prompter:
/// StepUpRequired. Errors besides: Unauthenticated for whatever is wrong with person or password.
QCoro::Task<Result<contract::SignedIn>> signInSteps(SignInParts parts, std::string email,
                                                    Secret password);

/// A token out of an answer into memory that is wiped; what stood in `text` is wiped at once.
Secret takeSecret(std::string& text);

} // namespace taskward::client
