// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Security.h"

#include <deque>
#include <string>
#include <vector>

namespace taskward::test {

/// Answers with what a test has put down, and keeps what it was asked.
class RecordingPrompter final : public client::Prompter {
public:
    std::deque<std::string> answers; ///< to passphrase(); when they are used up: Cancelled
    struct Asked {
        bool fresh = false;
        std::optional<Error> last;
    };
    std::vector<Asked> asked;

    QCoro::Task<Result<client::Proof>> proof(bool, std::optional<Error>) override
    {
        co_return fail(ErrorCode::Cancelled);
    }
    QCoro::Task<Result<Secret>> code(contract::Challenge, std::optional<Error>) override
    {
        co_return fail(ErrorCode::Cancelled);
    }
    QCoro::Task<Result<Secret>> passphrase(bool fresh, std::optional<Error> last) override
    {
        asked.push_back({fresh, std::move(last)});
        if (answers.empty())
            co_return fail(ErrorCode::Cancelled);
        const std::string answer = answers.front();
        answers.pop_front();
        co_return Secret::fromText(answer);
    }
};

} // namespace taskward::test
