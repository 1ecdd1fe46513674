// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Clock.h"

#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

namespace taskward::identity {

/// What the store said about a credential, remembered for half a second: so that a change of rights, a
/// sign-out or a disabled person is in force within one second on every process without a word between
/// them. Only what was good is remembered. Thread-safe.
template <typename Known>
class ShortMemory {
public:
    static constexpr std::int64_t kRememberMs = 500;
    static constexpr std::size_t kMaxRemembered = 20000;

    explicit ShortMemory(const Clock& clock) : m_clock(clock) {}

    /// To be taken before the store is asked: what it says afterwards is as old as this.
    struct Question {
        std::int64_t atMs = 0; ///< monotonic
        std::uint64_t forgotten = 0;
    };
    Question ask()
    {
        const std::lock_guard lock(m_mutex);
        return {m_clock.monotonicMs(), m_forgotten};
    }

    std::optional<Known> recall(const std::string& digest)
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_known.find(digest);
        if (found == m_known.end())
            return std::nullopt;
        if (m_clock.monotonicMs() - found->second.atMs > kRememberMs) {
            m_known.erase(found);
            return std::nullopt;
        }
        return found->second.known;
    }

    void remember(const std::string& digest, const Known& known, const Question& question)
    {
        const std::lock_guard lock(m_mutex);
        // Something was forgotten meanwhile: this answer may be from before it.
        if (question.forgotten != m_forgotten)
            return;
        if (m_known.size() >= kMaxRemembered)
            m_known.clear();
        m_known[digest] = {known, question.atMs};
    }

    template <typename Predicate>
    void forgetIf(Predicate predicate)
    {
        const std::lock_guard lock(m_mutex);
        ++m_forgotten;
        std::erase_if(m_known, [&](const auto& item) { return predicate(item.second.known); });
    }

private:
    struct Item {
        Known known;
        std::int64_t atMs = 0;
    };
    const Clock& m_clock;
    std::mutex m_mutex;
    std::uint64_t m_forgotten = 0; ///< how often
    std::unordered_map<std::string, Item> m_known;
};

} // namespace taskward::identity
