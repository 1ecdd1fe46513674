// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/api/Transport.h"
#include "core/contract/SignIn.h"
#include "core/contract/Sync.h"
#include "core/crypto/DpopNonce.h"
#include "core/tasks/Merge.h"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace taskward::test {

/// A server in memory that speaks the contract: sign-in, session, sync of tasks. It outlives the
/// connections to it and can be told to misbehave.
class FakeServer {
public:
    enum class Fault {
        None,
        Offline,   ///< no connection
        LoseReply, ///< does the work, then the connection breaks
        Status403,
        Status429,
        Status500,
        Status503,
        Wiped,   ///< 401 device-wiped for all but the report of it
        Revoked, ///< 401 for everything, and for the refresh token
        Hang,    ///< never answers
        Garbage, ///< 200 with half a document
    };
    Fault fault = Fault::None;
    /// Only for the sending of edits.
    bool faultPushOnly = false;
    bool faultRefreshOnly = false;
    int requests = 0;
    std::set<std::string> deletedLabels; ///< an edit that names one is refused with its pointer
    std::string retryAfter;              ///< goes with every problem, unless empty

    std::string serverId = "0190c000-0000-7000-8000-000000000001";
    std::string epoch = "epoch-1";
    std::int64_t revision = 1;
    std::vector<contract::Task> tasks;
    std::map<std::string, contract::OperationResult> applied; ///< by operation id
    int refreshes = 0; ///< rotations; the same successor given again does not count

    /// Proofs (RFC 9449), judged with the code of the real server. Each has to carry the nonce.
    std::string origin = "https://fake.invalid:443";
    int proofs = 0;        ///< good ones
    int nonceRefusals = 0; ///< asked for again with another nonce
    int badProofs = 0;     ///< missing, wrong or used before
    std::set<std::string> keys;
    void changeNonces();

    std::string code; ///< asked for after the password, unless empty
    int tries = 5;    ///< of a challenge
    bool wantsFreshProof = false;
    int stepUps = 0;
    std::vector<contract::ReportWipe::Request> wipeReports;
    std::string projectId = "0190c000-0000-7000-8000-0000000000aa";

    std::unique_ptr<client::Transport> connect();
    /// As a restored backup is: what came since is gone.
    FakeServer olderCopy() const { return *this; }
    bool has(const std::string& title) const;

    /// Not part of the interface of tests.
    Result<client::HttpReply> answer(const client::HttpRequest& request);

private:
    static bool isPush(const client::HttpRequest& request);
    Result<client::HttpReply> answerWithFault(const client::HttpRequest& request);
    Result<client::HttpReply> route(const client::HttpRequest& request);
    Result<client::HttpReply> judgeProof(const client::HttpRequest& request);
    Result<client::HttpReply> routeSignIn(const client::HttpRequest& request);
    client::HttpReply refresh(const std::string& token);
    client::HttpReply answerChallenge(const std::string& given);
    contract::TokenPair newTokens();
    std::string signedIn();
    std::string me() const;
    std::string pull(const std::string& target) const;
    std::string push(const std::string& body);
    contract::OperationResult apply(const contract::Operation& operation);

    std::map<std::string, tasks::FieldVersions> m_versions;
    std::shared_ptr<const crypto::DpopNonce> m_nonces;
    std::set<std::string> m_jtis;
    std::set<std::string> m_valid;                           ///< refresh tokens
    std::map<std::string, contract::TokenPair> m_successors; ///< of spent ones
    int m_pairs = 0;
};

} // namespace taskward::test
