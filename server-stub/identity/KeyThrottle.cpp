// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/identity/KeyThrottle.h"

#include <algorithm>
#include <cmath>

namespace taskward::identity {

namespace {

constexpr std::int64_t kMinuteMs = 60'000;

} // namespace

KeyThrottle::Bucket& KeyThrottle::bucketOf(const ApiKeyId& key, double full)
{
    if (const auto found = m_buckets.find(key); found != m_buckets.end())
        return found->second;
    // Full ones are like new: only those who wait would notice, once.
    if (m_buckets.size() >= kMaxBuckets)
        m_buckets.clear();
    Bucket fresh;
    fresh.tokens = full;
    fresh.filledAtMs = m_clock.monotonicMs();
    return m_buckets.emplace(key, fresh).first->second;
}

std::int64_t KeyThrottle::take(const ApiKeyId& key, std::int64_t perMinute)
{
    const double rate = static_cast<double>(perMinute) / kMinuteMs;
    const double full = std::max(1.0, static_cast<double>(perMinute) / 10);
    const std::lock_guard lock(m_mutex);
    Bucket& bucket = bucketOf(key, full);
    const std::int64_t now = m_clock.monotonicMs();
    bucket.tokens =
        std::min(full, bucket.tokens + rate * static_cast<double>(now - bucket.filledAtMs));
    bucket.filledAtMs = now;
    if (bucket.tokens >= 1) {
        bucket.tokens -= 1;
        return 0;
    }
    return std::max<std::int64_t>(1, std::llround(std::ceil((1 - bucket.tokens) / rate / 1000)));
}

bool KeyThrottle::isTimeToNote(const ApiKeyId& key)
{
    const std::lock_guard lock(m_mutex);
    Bucket& bucket = bucketOf(key, 1);
    const std::int64_t now = m_clock.monotonicMs();
    if (bucket.noted && now - bucket.notedAtMs < kMinuteMs)
        return false;
    bucket.noted = true;
    bucket.notedAtMs = now;
    return true;
}

} // namespace taskward::identity
