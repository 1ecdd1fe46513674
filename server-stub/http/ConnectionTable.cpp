// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/http/ConnectionTable.h"

#include <algorithm>
#include <utility>

namespace taskward::http {

ConnectionTable::Slot::Slot(ConnectionTable& table, std::string address, std::int64_t nowMs)
    : m_table(table), m_address(std::move(address)), m_since(nowMs)
{}

ConnectionTable::Slot::~Slot()
{
    m_table.remove(*this);
}

void ConnectionTable::Slot::enter(Phase phase, std::int64_t nowMs)
{
    m_since.store(nowMs, std::memory_order_relaxed);
    m_phase.store(phase, std::memory_order_relaxed);
}

std::shared_ptr<ConnectionTable::Slot> ConnectionTable::admit(const std::string& address,
                                                              std::int64_t nowMs)
{
    // Made before the lock and, when refused, destroyed after it: the destructor locks, too.
    auto slot = std::make_shared<Slot>(*this, address, nowMs);
    std::function<void()> evict;
    {
        const std::lock_guard lock(m_mutex);
        const Slots& neighbours = m_byAddress[address];
        const auto staying = std::count_if(neighbours.begin(), neighbours.end(),
                                           [](const Slot* other) { return !other->m_leaving; });
        const bool addressFull =
            static_cast<std::size_t>(staying) >= m_limits.connectionsPerAddress;
        const bool full = addressFull || m_size >= m_limits.connections;
        Slot* victim = nullptr;
        if (full)
            victim = addressFull ? candidate(neighbours, nullptr) : candidateOfAll();
        if (victim != nullptr)
            evict = displace(*victim);
        if (!full || victim != nullptr)
            add(*slot);
        else
            slot->m_leaving = true; // never counted
    }
    if (evict)
        evict();
    return slot->m_leaving ? nullptr : slot;
}

void ConnectionTable::setEvict(Slot& slot, std::function<void()> evict)
{
    const std::lock_guard lock(m_mutex);
    slot.m_evict = std::move(evict);
}

bool ConnectionTable::evictOne()
{
    std::function<void()> evict;
    {
        const std::lock_guard lock(m_mutex);
        if (Slot* victim = candidateOfAll())
            evict = displace(*victim);
    }
    if (evict)
        evict();
    return static_cast<bool>(evict);
}

std::size_t ConnectionTable::size() const
{
    const std::lock_guard lock(m_mutex);
    return m_size;
}

ConnectionTable::Slot* ConnectionTable::candidate(const Slots& slots, Slot* best) const
{
    const auto rank = [](const Slot& slot) {
        return std::pair(slot.m_phase.load(std::memory_order_relaxed),
                         slot.m_since.load(std::memory_order_relaxed));
    };
    for (Slot* slot : slots) {
        if (slot->m_leaving || !slot->m_evict || rank(*slot).first == Phase::Serving)
            continue;
        if (best == nullptr || rank(*slot) < rank(*best))
            best = slot;
    }
    return best;
}

ConnectionTable::Slot* ConnectionTable::candidateOfAll() const
{
    Slot* best = nullptr;
    for (const auto& [address, slots] : m_byAddress)
        best = candidate(slots, best);
    return best;
}

std::function<void()> ConnectionTable::displace(Slot& slot)
{
    slot.m_leaving = true;
    --m_size;
    return std::move(slot.m_evict);
}

void ConnectionTable::add(Slot& slot)
{
    m_byAddress[slot.m_address].push_back(&slot);
    ++m_size;
}

void ConnectionTable::remove(Slot& slot)
{
    const std::lock_guard lock(m_mutex);
    if (!slot.m_leaving)
        --m_size;
    const auto it = m_byAddress.find(slot.m_address);
    if (it == m_byAddress.end())
        return;
    std::erase(it->second, &slot);
    if (it->second.empty())
        m_byAddress.erase(it);
}

} // namespace taskward::http
