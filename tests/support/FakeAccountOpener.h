// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Workspace.h"

#include <deque>
#include <functional>

namespace taskward::test {

/// The door to fake workspaces; the test scripts what each call answers.
class FakeAccountOpener final : public client::AccountOpener {
    Q_OBJECT

public:
    using AccountOpener::AccountOpener;
    using Make = std::function<std::unique_ptr<client::Workspace>()>;

    client::ProfileState state;
    Make make;
    std::deque<Error> openErrors; ///< one for each call, then it opens
    std::deque<Error> signInErrors;
    std::vector<client::ProbeResult> probes; ///< told in order
    Result<client::ServerIdentity> server = client::ServerIdentity{};
    std::string probedAddress;
    std::string email;
    std::string password;
    int rebuilds = 0;
    int unlocks = 0;
    std::deque<Error> unlockErrors;
    int opens = 0;
    /// The second step of signing in: asked for while a code is set; each wrong one counts.
    std::string code;
    int codesAsked = 0;
    contract::Challenge challenge;
    /// Of the vault, asked for by open() while state.secretPlace says so.
    std::string passphrase;
    client::KeychainReport report;
    std::optional<Error> moveError;
    int examinations = 0;
    client::Prompter* prompter = nullptr;

    client::ProfileState profile() const override { return state; }
    QCoro::Task<Result<std::unique_ptr<client::Workspace>>> open() override;
    QCoro::Task<Status> unlockKeychain() override;
    void setPrompter(client::Prompter* asked) override { prompter = asked; }
    QCoro::Task<Result<client::KeychainReport>> examineKeychain() override;
    QCoro::Task<Status> moveSecrets(client::SecretPlace to) override;
    QCoro::Task<Result<std::unique_ptr<client::Workspace>>>
    openOnThisComputer(std::string name) override;
    QCoro::Task<Result<client::ServerIdentity>>
    probe(std::string address, std::function<void(client::ProbeResult)> progress) override;
    QCoro::Task<Result<std::unique_ptr<client::Workspace>>>
    signIn(client::ServerIdentity identity, std::string email, Secret password) override;
    QCoro::Task<Result<std::unique_ptr<client::Workspace>>> rebuildCache() override;

private:
    QCoro::Task<Result<std::unique_ptr<client::Workspace>>> answer(std::deque<Error>* errors);
    QCoro::Task<Status> askForCode();
    QCoro::Task<Status> askForPassphrase();
};

} // namespace taskward::test
