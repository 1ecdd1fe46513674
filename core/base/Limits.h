// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

/// Every limit that both sides of the wire know, published at /.well-known/taskward-limits.
namespace taskward::limits {

inline constexpr std::size_t kMaxUrlBytes = 8 * 1024;
inline constexpr std::size_t kMaxHeaderBytes = 16 * 1024;
inline constexpr std::size_t kMaxHeaderCount = 100;
inline constexpr std::size_t kMaxBodyBytes = 1024 * 1024;
inline constexpr std::size_t kMaxJsonDepth = 32;
inline constexpr std::size_t kMaxArrayItems = 1000;
inline constexpr std::size_t kMaxBatchOps = 500;
inline constexpr std::size_t kMaxPageItems = 200;
inline constexpr std::size_t kDefaultPageItems = 50;
inline constexpr std::size_t kMaxSyncPageItems = 2000;

inline constexpr std::size_t kMaxTitleChars = 250;
inline constexpr std::size_t kMaxNoteBytes = 64 * 1024;
inline constexpr std::size_t kMaxNameChars = 120;
inline constexpr std::size_t kMaxLabelsPerTask = 50;
inline constexpr std::size_t kMaxSubtaskDepth = 8;
inline constexpr std::size_t kMinPasswordChars = 15;
inline constexpr std::size_t kMaxPasswordChars = 256;

inline constexpr std::chrono::seconds kTlsHandshakeTimeout{10};
inline constexpr std::chrono::seconds kHeaderTimeout{10};
inline constexpr std::size_t kMinBodyBytesPerSecond = 1024;
inline constexpr std::chrono::seconds kHandlerTimeout{30};
inline constexpr std::chrono::seconds kIdleTimeout{60};
inline constexpr std::chrono::seconds kEventHeartbeat{15};
inline constexpr std::chrono::seconds kStatementTimeout{5};
inline constexpr std::chrono::seconds kLockTimeout{2};
inline constexpr std::chrono::seconds kPoolWaitTimeout{2};
inline constexpr std::chrono::seconds kDrainTimeout{30};
inline constexpr std::size_t kMaxConnectionsPerAddress = 100;
inline constexpr std::size_t kMaxConnections = 4096;

inline constexpr std::chrono::seconds kClientConnectTimeout{10};
inline constexpr std::chrono::seconds kClientTransferTimeout{30};
inline constexpr std::chrono::seconds kClientMaxBackoff{300};

inline constexpr std::chrono::minutes kAccessTokenLife{5};
inline constexpr std::chrono::seconds kStepUpLife{300};
inline constexpr std::chrono::minutes kChallengeLife{5};
inline constexpr std::chrono::seconds kRefreshGrace{60};
inline constexpr std::size_t kMaxSessionsPerPerson = 10;
inline constexpr std::size_t kMaxApiKeysPerPerson = 50;
inline constexpr int kMaxApiKeyDays = 365;
inline constexpr std::size_t kRecoveryCodes = 10;
inline constexpr std::chrono::hours kRefreshIdleLife{7 * 24};
inline constexpr std::chrono::hours kRefreshAbsoluteLife{30 * 24};
inline constexpr std::chrono::hours kIdempotencyLife{24};

} // namespace taskward::limits
