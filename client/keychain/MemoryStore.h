// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/keychain/Keychain.h"

#include <map>

namespace taskward::client {

/// Secrets that end with the program, by the person's choice: nothing of them is ever on disk. At the
/// next start there is no key: the person signs in again and the cache comes anew from the server.
class MemoryStore final : public Keychain {
public:
    QCoro::Task<Result<Secret>> read(std::string entry) override
    {
        const auto found = m_entries.find(entry);
        if (found == m_entries.end())
            co_return fail(ErrorCode::KeyNotFound,
                           "it was kept in memory and ended with the program");
        co_return found->second.clone();
    }
    QCoro::Task<Status> write(std::string entry, Secret value) override
    {
        m_entries.insert_or_assign(std::move(entry), std::move(value));
        co_return Status{};
    }
    QCoro::Task<Status> remove(std::string entry) override
    {
        m_entries.erase(entry);
        co_return Status{};
    }
    std::string backend() const override { return "memory"; }

private:
    std::map<std::string, Secret> m_entries;
};

} // namespace taskward::client
