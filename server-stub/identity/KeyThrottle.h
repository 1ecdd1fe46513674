// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Clock.h"
#include "core/base/Id.h"

#include <cstdint>
#include <mutex>
#include <unordered_map>

namespace taskward::identity {

/// How fast each key may ask in this process (a token bucket: a tenth of a minute's share at once), and
/// how often its use is written down. Thread-safe.
class KeyThrottle {
public:
    explicit KeyThrottle(const Clock& clock) : m_clock(clock) {}

    /// 0: go on. Otherwise the seconds to wait.
    std::int64_t take(const ApiKeyId& key, std::int64_t perMinute);
    /// True once a minute.
    bool isTimeToNote(const ApiKeyId& key);

private:
    struct Bucket {
        double tokens = 0;
        std::int64_t filledAtMs = 0;
        std::int64_t notedAtMs = 0;
        bool noted = false;
    };
    static constexpr std::size_t kMaxBuckets = 20000;
    Bucket& bucketOf(const ApiKeyId& key, double full);

    const Clock& m_clock;
    std::mutex m_mutex;
    std::unordered_map<ApiKeyId, Bucket> m_buckets;
};

} // namespace taskward::identity
