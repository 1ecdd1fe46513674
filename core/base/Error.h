// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace taskward {

/// Every way in which an operation can fail, for both sides of the wire. The table in Error.cpp gives
/// each its HTTP status, its wire name (stable, part of the API), the user's sentence and whether a
/// retry of the very same request can help.
enum class ErrorCode {
    // The request
    Malformed,            ///< 400 not parseable
    Unauthenticated,      ///< 401 no, unknown or expired credentials
    StepUpRequired,       ///< 401 a fresher proof is needed (RFC 9470)
    InvalidDpopProof,     ///< 401 the proof of the device's key is not good (RFC 9449)
    UseDpopNonce,         ///< 401 the same again with the nonce of this answer (RFC 9449)
    CodeWrong,            ///< 401 a one-time or recovery code that does not fit
    ChallengeOver,        ///< 401 too late, or too many tries: sign in from the start
    DeviceWiped,          ///< 401 the person or an administrator had this device's data erased
    FactorRequired,       ///< 403 the session may do nothing but set up a second factor
    PasswordExpired,      ///< 403 the session may do nothing but set a new password
    PermissionDenied,     ///< 403 known, but the right is missing
    HttpsRequired,        ///< 403
    NotFound,             ///< 404 also for objects of another organisation
    MethodNotAllowed,     ///< 405
    Conflict,             ///< 409 state does not allow it
    IdempotencyInFlight,  ///< 409 the first request with this key is still running
    VersionMismatch,      ///< 412 If-Match does not match
    PayloadTooLarge,      ///< 413
    UriTooLong,           ///< 414
    UnsupportedMediaType, ///< 415
    MisdirectedRequest,   ///< 421 Host is not ours
    ValidationFailed,     ///< 422 with JSON pointers
    PasswordRejected,     ///< 422 the policy says why
    IdempotencyMismatch,  ///< 422 the key was used with another body
    UpgradeRequired,      ///< 426 the client is too old
    PreconditionRequired, ///< 428 If-Match is missing
    RateLimited,          ///< 429
    HeadersTooLarge,      ///< 431
    // The server
    Internal,    ///< 500
    Overloaded,  ///< 503 shed, or shutting down
    StorageFull, ///< 507
    Timeout,     ///< 504 a deadline passed
    // The client
    Offline,         ///< no connection to the server
    ServerUntrusted, ///< TLS identity is not the one that was pinned
    ProtocolError,   ///< the server's answer is not understood
    Cancelled,
    KeychainAbsent, ///< no Secret Service, KWallet, ... is running
    KeychainLocked,
    KeychainSlow, ///< no answer within the deadline
    KeychainDenied,
    KeychainWrongValue, ///< an entry is there, but it is not what was stored
    KeyNotFound,        ///< the keychain answers, but has no such entry
    StorageCorrupt,     ///< file damaged, or another key's
    StorageUnavailable, ///< cannot open, read or write
    Busy,               ///< locked by another process
    Constraint,         ///< unique or foreign key
};

struct ErrorInfo {
    ErrorCode code;
    int httpStatus;
    std::string_view wireName; ///< "version-mismatch"
    std::string_view title;    ///< short, for the problem document
    std::string_view sentence; ///< what a person reads
    bool retryable;
};

const ErrorInfo& errorInfo(ErrorCode code);
/// Unknown names give nullptr: the caller falls back on the HTTP status.
const ErrorInfo* errorInfoByWireName(std::string_view wireName);
ErrorCode errorCodeForHttpStatus(int status);

/// A failure as a value. `detail` is for the log and must never hold a secret nor a person's content.
/// `pointer` is the JSON pointer (RFC 6901) of the offending member, where there is one. `facts` are
/// numbers that whoever asked may know; they become members of the problem document and come back out
/// of it at the client ("retry_after_seconds", "attempts_left", "drift_seconds"). `reasons` are stable
/// names that travel in the same way (crypto::passwordFaultName).
struct Error {
    ErrorCode code = ErrorCode::Internal;
    std::string detail;
    std::string pointer;
    std::vector<std::pair<std::string, std::int64_t>> facts = {};
    std::vector<std::string> reasons = {};

    bool operator==(const Error&) const = default;
};

} // namespace taskward
