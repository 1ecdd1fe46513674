// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/async/Later.h"
#include "client/keychain/Keychain.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace taskward::test {

/// A keychain in memory that can be made to fail. Counts its writes, so that a test can show that none
/// was made.
class FakeKeychain final : public client::Keychain {
public:
    std::optional<ErrorCode> failReads;
    std::optional<ErrorCode> failWrites;
    std::optional<ErrorCode> failRemovals;
    bool givesSomethingElse = false; ///< than what was written
    std::vector<std::string> others; ///< backends that are here as well
    std::map<std::string, std::string> entries;
    int writes = 0;
    int removals = 0;
    std::string name = "secret-service";
    /// While set, a read does not answer until release() is called.
    bool hang = false;

    void release(ErrorCode code)
    {
        hang = false;
        auto waiting = std::exchange(m_hanging, {});
        for (auto& later : waiting)
            later.resolve(code);
    }

    QCoro::Task<Result<Secret>> read(std::string entry) override
    {
        if (hang) {
            client::Later<ErrorCode> later;
            m_hanging.push_back(later);
            const ErrorCode code = co_await later;
            co_return fail(code);
        }
        if (failReads)
            co_return fail(*failReads);
        const auto found = entries.find(entry);
        if (found == entries.end())
            co_return fail(ErrorCode::KeyNotFound);
        co_return Secret::fromText(givesSomethingElse ? found->second + "!" : found->second);
    }
    QCoro::Task<Status> write(std::string entry, Secret value) override
    {
        ++writes;
        if (failWrites)
            co_return fail(*failWrites);
        entries[entry] = std::string(value.text());
        co_return Status{};
    }
    QCoro::Task<Status> remove(std::string entry) override
    {
        ++removals;
        if (failRemovals)
            co_return fail(*failRemovals);
        entries.erase(entry);
        co_return Status{};
    }
    QCoro::Task<client::KeychainsSeen> look() override
    {
        co_return client::KeychainsSeen{"fake", others};
    }
    std::string backend() const override { return name; }

private:
    std::vector<client::Later<ErrorCode>> m_hanging;
};

} // namespace taskward::test
