// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/identity/KnownDevices.h"

#include "server-stub/identity/DeviceStore.h"

#include <memory>

namespace taskward::identity {

namespace {

constexpr std::int64_t kReadEachMs = 2'000;

} // namespace

KnownDevices::KnownDevices(db::Database& database, const Clock& clock)
    : m_database(database), m_clock(clock)
{
    auto keys = m_database.read({}, [](db::Tx& tx) -> Result<std::unordered_set<std::string>> {
        return DeviceStore(tx).knownKeys();
    });
    if (keys)
        m_keys = std::move(*keys);
}

bool KnownDevices::contains(std::string_view deviceKey)
{
    if (deviceKey.empty())
        return false;
    const std::string key(deviceKey);
    {
        const std::lock_guard lock(m_mutex);
        if (m_keys.contains(key))
            return true;
    }
    if (isTimeToRead())
        readAgain();
    const std::lock_guard lock(m_mutex);
    return m_keys.contains(key);
}

void KnownDevices::add(std::string_view deviceKey)
{
    const std::lock_guard lock(m_mutex);
    m_keys.emplace(deviceKey);
}

bool KnownDevices::isTimeToRead()
{
    const std::lock_guard lock(m_mutex);
    const std::int64_t now = m_clock.monotonicMs();
    if (now - m_readAtMs < kReadEachMs)
        return false;
    m_readAtMs = now;
    return true;
}

void KnownDevices::readAgain()
{
    auto keys = std::make_shared<std::unordered_set<std::string>>();
    m_database.submitRead(
        {},
        [keys](db::Tx& tx) -> Status {
            *keys = DeviceStore(tx).knownKeys();
            return {};
        },
        [this, keys](const Status& read) {
            if (!read)
                return; // those that are known stay so
            const std::lock_guard lock(m_mutex);
            m_keys = std::move(*keys);
        });
}

} // namespace taskward::identity
