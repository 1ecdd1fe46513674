// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Security.h"

#include <string>

namespace taskward::cli {

/// The first line of the file, or of standard input for "-". Errors: NotFound, ValidationFailed (empty).
Result<Secret> readSecretLine(const std::string& file);

/// Where the answers are that a person would type; an empty text: there is none.
struct SecretFiles {
    std::string password;
    std::string passphrase;    ///< of the vault
    std::string newPassphrase; ///< of a new vault, or the next one of this
    std::string totp;          ///< a code itself: it is used up within a minute
    std::string totpFile;      ///< or a file with one
};

/// Answers from files and options, each question once: a terminal program asks nothing. What there is no
/// answer for is StepUpRequired with a hint (Cancelled for the vault); after a wrong answer its error.
class FilePrompter final : public client::Prompter {
public:
    explicit FilePrompter(SecretFiles files) : m_files(std::move(files)) {}

    QCoro::Task<Result<client::Proof>> proof(bool withCode, std::optional<Error> last) override;
    QCoro::Task<Result<Secret>> code(contract::Challenge challenge,
                                     std::optional<Error> last) override;
    QCoro::Task<Result<Secret>> passphrase(bool fresh, std::optional<Error> last) override;

private:
    Result<Secret> codeGiven() const;

    SecretFiles m_files;
};

} // namespace taskward::cli
