// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/base/Error.h"

#include "core/base/Assert.h"

#include <algorithm>
#include <array>

namespace taskward {

namespace {

using enum ErrorCode;

// In the order of the enumerators: errorInfo() indexes it.
constexpr std::array kTable{
    ErrorInfo{Malformed, 400, "malformed", "Malformed request",
              "The server could not read the request. This is a fault in the program that sent it.", false},
    ErrorInfo{Unauthenticated, 401, "unauthenticated", "Not signed in",
              "You are signed out. Sign in to go on; nothing you changed is lost.", false},
    ErrorInfo{StepUpRequired, 401, "step-up-required", "Fresh sign-in needed",
              "Confirm that it is you to go on.", false},
    ErrorInfo{InvalidDpopProof, 401, "invalid-dpop-proof", "Device not recognised",
              "This device could not prove that the session is its own. Sign in again.", false},
    ErrorInfo{UseDpopNonce, 401, "use-dpop-nonce", "Once more",
              "The server asks for a fresh proof. It is sent again by itself.", true},
    ErrorInfo{CodeWrong, 401, "code-wrong", "Code not right",
              "This code does not fit. Wait for the next one and check the clock of your phone.", false},
    ErrorInfo{ChallengeOver, 401, "challenge-over", "Start again",
              "That took too long or too many tries. Sign in again from the start.", false},
    ErrorInfo{DeviceWiped, 401, "device-wiped", "Erased",
              "The tasks on this device were erased on request. They are still on the server.", false},
    ErrorInfo{FactorRequired, 403, "factor-required", "Second factor needed",
              "Your organisation asks for a second factor. Set it up to go on.", false},
    ErrorInfo{PasswordExpired, 403, "password-expired", "New password needed",
              "Set a new password to go on.", false},
    ErrorInfo{PermissionDenied, 403, "permission-denied", "Permission missing",
              "You do not have the permission for this.", false},
    ErrorInfo{HttpsRequired, 403, "https-required", "HTTPS required",
              "This server answers over a secure connection only.", false},
    ErrorInfo{NotFound, 404, "not-found", "Not found",
              "This does not exist, or it is not shared with you.", false},
    ErrorInfo{MethodNotAllowed, 405, "method-not-allowed", "Method not allowed",
              "The server does not offer this. Is the program up to date?", false},
    ErrorInfo{Conflict, 409, "conflict", "Conflict",
              "This cannot be done in the present state.", false},
    ErrorInfo{IdempotencyInFlight, 409, "idempotency-in-flight", "Still working on it",
              "The same request is still being worked on. Try again in a moment.", true},
    ErrorInfo{VersionMismatch, 412, "version-mismatch", "Changed meanwhile",
              "Somebody changed this meanwhile. Look at the new version and try again.", false},
    ErrorInfo{PayloadTooLarge, 413, "payload-too-large", "Too large",
              "This is more than the server takes at once.", false},
    ErrorInfo{UriTooLong, 414, "uri-too-long", "Address too long", "The address is too long.", false},
    ErrorInfo{UnsupportedMediaType, 415, "unsupported-media-type", "Unsupported media type",
              "The server takes JSON only.", false},
    ErrorInfo{MisdirectedRequest, 421, "misdirected-request", "Not this server",
              "The server does not answer under this name. Check the address.", false},
    ErrorInfo{ValidationFailed, 422, "validation-failed", "Not valid",
              "Something in this is not valid.", false},
    ErrorInfo{PasswordRejected, 422, "password-rejected", "Password not accepted",
              "This password is not strong enough.", false},
    ErrorInfo{IdempotencyMismatch, 422, "idempotency-mismatch", "Key used for another request",
              "The same request key was used for something else.", false},
    ErrorInfo{UpgradeRequired, 426, "upgrade-required", "Program too old",
              "This program is too old for the server. Update it to go on.", false},
    ErrorInfo{PreconditionRequired, 428, "precondition-required", "Version missing",
              "The request must say which version it changes.", false},
    ErrorInfo{RateLimited, 429, "rate-limited", "Too many requests",
              "Too many requests in a short time. It goes on by itself in a moment.", true},
    ErrorInfo{HeadersTooLarge, 431, "headers-too-large", "Headers too large",
              "The request headers are too large.", false},
    ErrorInfo{Internal, 500, "internal", "Internal error",
              "Something went wrong. Nothing was changed.", true},
    ErrorInfo{Overloaded, 503, "overloaded", "Busy",
              "The server is busy. It is tried again by itself.", true},
    ErrorInfo{StorageFull, 507, "storage-full", "Storage full",
              "There is no space left to store this. Nothing was changed.", true},
    ErrorInfo{Timeout, 504, "timeout", "Timed out", "There was no answer in time.", true},
    ErrorInfo{Offline, 0, "offline", "Offline",
              "The server cannot be reached. Your changes are kept and sent later.", true},
    ErrorInfo{ServerUntrusted, 0, "server-untrusted", "Not the server you trusted",
              "The server's identity is not the one that you trusted. Nothing was sent to it.", false},
    ErrorInfo{ProtocolError, 0, "protocol-error", "Not understood",
              "The server's answer was not understood. Is this a Taskward server?", false},
    ErrorInfo{Cancelled, 0, "cancelled", "Cancelled", "Cancelled.", false},
    ErrorInfo{KeychainAbsent, 0, "keychain-absent", "No keychain",
              "No keychain is running on this computer, so the key of your tasks cannot be kept safe.",
              false},
    ErrorInfo{KeychainLocked, 0, "keychain-locked", "Keychain locked",
              "Your keychain is locked. Unlock it to open your tasks.", true},
    ErrorInfo{KeychainSlow, 0, "keychain-slow", "Keychain does not answer",
              "Your keychain does not answer. Nothing is lost; it can be tried again.", true},
    ErrorInfo{KeychainDenied, 0, "keychain-denied", "Keychain access denied",
              "Access to your keychain was denied.", true},
    ErrorInfo{KeychainWrongValue, 0, "keychain-wrong-value", "Keychain answers with another key",
              "Your keychain gave a key that does not fit your tasks. Nothing was changed.", false},
    ErrorInfo{KeyNotFound, 0, "key-not-found", "Key not in the keychain",
              "The key of your tasks is not in your keychain.", false},
    ErrorInfo{StorageCorrupt, 0, "storage-corrupt", "File damaged",
              "The file of your tasks is damaged or was made with another key.", false},
    ErrorInfo{StorageUnavailable, 503, "storage-unavailable", "Storage unavailable",
              "The store cannot be read or written.", true},
    ErrorInfo{Busy, 503, "busy", "In use", "The store is in use by another program.", true},
    ErrorInfo{Constraint, 409, "constraint", "Conflict",
              "This conflicts with something that is there already.", false},
};

static_assert(kTable.size() == static_cast<std::size_t>(Constraint) + 1);
static_assert([] {
    for (std::size_t i = 0; i < kTable.size(); ++i) {
        if (static_cast<std::size_t>(kTable[i].code) != i)
            return false;
    }
    return true;
}());

} // namespace

const ErrorInfo& errorInfo(ErrorCode code)
{
    const auto index = static_cast<std::size_t>(code);
    TW_ASSERT(index < kTable.size());
    return kTable[index];
}

const ErrorInfo* errorInfoByWireName(std::string_view wireName)
{
    const auto found = std::ranges::find(kTable, wireName, &ErrorInfo::wireName);
    return found == kTable.end() ? nullptr : &*found;
}

ErrorCode errorCodeForHttpStatus(int status)
{
    // Without a code a refusal is the plain one, not the first of its status in the table.
    if (status == errorInfo(PermissionDenied).httpStatus)
        return PermissionDenied;
    const auto found = std::ranges::find(kTable, status, &ErrorInfo::httpStatus);
    if (found != kTable.end())
        return found->code;
    return status >= 500 ? Internal : ProtocolError;
}

} // namespace taskward
