// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Clock.h"

#include <atomic>

namespace taskward::test {

/// Stands still until it is moved. Both of its times move together. Thread-safe.
class FakeClock final : public Clock {
public:
    explicit FakeClock(Timestamp start = {1'795'000'000'000}) : m_ms(start.ms) {}
    Timestamp now() const override { return {m_ms.load()}; }
    std::int64_t monotonicMs() const override { return m_ms.load(); }
    void advance(std::int64_t ms) { m_ms += ms; }

private:
    std::atomic<std::int64_t> m_ms;
};

} // namespace taskward::test
