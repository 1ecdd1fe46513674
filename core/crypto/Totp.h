// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Clock.h"
#include "core/base/Random.h"
#include "core/base/Result.h"
#include "core/base/Secret.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Time-based one-time passwords (RFC 6238) over liboath: SHA-1, six digits, thirty seconds, the one
/// set of parameters that every authenticator program understands.
namespace taskward::crypto {

inline constexpr std::size_t kTotpSeedBytes = 20;
inline constexpr std::int64_t kTotpStepMs = 30'000;
inline constexpr int kTotpWindowSteps = 1;

struct TotpMatch {
    std::int64_t step = 0; ///< keep it: the next code must be of a later one
    int driftSteps = 0;    ///< -1, 0, 1; negative: the phone is behind
};

Secret makeTotpSeed(Random& random);
/// otpauth://totp/ISSUER:ACCOUNT?secret=...&issuer=...&algorithm=SHA1&digits=6&period=30, all of it
/// percent-encoded UTF-8. It holds the seed.
Secret totpUri(const Secret& seed, std::string_view issuer, std::string_view account);
/// The seed in base32 (RFC 4648 section 6), upper case, groups of four: for typing it.
Secret totpKeyText(const Secret& seed);
/// The inverse of totpKeyText; case and blanks are forgiven. Errors: ValidationFailed.
Result<Secret> totpSeedFromText(std::string_view text);
/// The code of a step, six digits. What an authenticator shows.
std::string totpCode(const Secret& seed, std::int64_t step);
std::int64_t totpStepAt(Timestamp now);

/// Accepts the steps of now -1, 0 and +1, and of these only the ones after `lastAcceptedStep`, so that
/// a code works once, also after the clock stepped back. All three are always compared, in constant
/// time. Digits only; blanks are forgiven. Errors: CodeWrong; the detail says whether the form, the
/// code or its second use is the reason.
Result<TotpMatch> validateTotp(std::string_view code, const Secret& seed, Timestamp now,
                               std::optional<std::int64_t> lastAcceptedStep);

/// By how many seconds, to within fifteen, the phone's clock differs (negative: behind), when the code is of some step
/// within ten minutes: to TELL the person, never to accept.
std::optional<int> measureTotpDrift(std::string_view code, const Secret& seed, Timestamp now);

} // namespace taskward::crypto
