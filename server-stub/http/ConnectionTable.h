// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "server-stub/http/EdgeLimits.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace taskward::http {

/// Counts connections, in all and for each address, and decides who goes when there is no room: a
/// newcomer displaces the connection that has gone longest without a complete request, so that slow
/// or silent connections cannot keep others out. It is turned away only if everybody is being
/// served. Thread-safe; locked when a connection comes and goes, never for a request.
class ConnectionTable {
public:
    /// In the order in which connections are displaced: nothing complete has come yet; between two
    /// requests; in the middle of a later one. Who waits for an answer or a stream stays.
    enum class Phase : std::uint8_t { Unproven, Idle, Receiving, Serving };

    /// One connection's place. The connection tells its phase, the table reads it.
    class Slot {
    public:
        Slot(ConnectionTable& table, std::string address, std::int64_t nowMs);
        ~Slot();
        Slot(const Slot&) = delete;
        Slot& operator=(const Slot&) = delete;

        void enter(Phase phase, std::int64_t nowMs);
        const std::string& address() const { return m_address; }

    private:
        friend class ConnectionTable;
        ConnectionTable& m_table;
        std::string m_address;
        std::atomic<Phase> m_phase{Phase::Unproven};
        std::atomic<std::int64_t> m_since;
        std::function<void()> m_evict; ///< this and m_leaving under the table's mutex
        bool m_leaving = false;
    };

    explicit ConnectionTable(const EdgeLimits& limits) : m_limits(limits) {}
    /// Null: refused. The table must outlive the slot.
    std::shared_ptr<Slot> admit(const std::string& address, std::int64_t nowMs);
    /// From here on the connection may be displaced: `evict` is then called once, from any thread.
    void setEvict(Slot& slot, std::function<void()> evict);
    /// Makes room when the process has no descriptors left. False: nobody can be displaced.
    bool evictOne();
    /// Connections that are there to stay: displaced ones do not count while they close.
    std::size_t size() const;

private:
    using Slots = std::vector<Slot*>;
    Slot* candidate(const Slots& slots, Slot* best) const;
    Slot* candidateOfAll() const;
    std::function<void()> displace(Slot& slot);
    void add(Slot& slot);
    void remove(Slot& slot);

    const EdgeLimits& m_limits;
    mutable std::mutex m_mutex;
    std::unordered_map<std::string, Slots> m_byAddress;
    std::size_t m_size = 0;
};

} // namespace taskward::http
