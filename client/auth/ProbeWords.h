// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Workspace.h"
#include "client/auth/ConnectCode.h"
#include "client/auth/TlsDiagnosis.h"

/// What a probe says: for each way in which a step fails a sentence of its own and its remedy. Pure.
namespace taskward::client::probewords {

/// Details of errors by which the words are chosen.
inline constexpr const char* kRefused = "refused";
inline constexpr const char* kRedirected = "redirected";

ProbeResult passed(ProbeStep step, std::string found);
ProbeResult notAnAddress(const Error& error);
ProbeResult nameFailed(const ServerAddress& address, const Error& error);
ProbeResult tcpFailed(const ServerAddress& address, const Error& error);
ProbeResult tlsFailed(const Error& error, TlsProblem problem);
ProbeResult identityFailed(const Error& error);
/// The server wants a newer program than this one; `wanted` may be unknown (empty).
ProbeResult programTooOld(const std::string& wanted);
ProbeResult serverTooOld(const std::string& version, const std::string& wanted);

} // namespace taskward::client::probewords
