// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Id.h"
#include "core/db/Tx.h"
#include "server-stub/identity/CodeThrottle.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace taskward::identity {

struct FactorRow {
    UserId user;
    std::vector<std::uint8_t> seed; ///< sealed; empty: none is in force
    std::optional<Timestamp> since;
    std::int64_t lastStep = 0;
    std::vector<std::uint8_t> pendingSeed; ///< sealed; empty: no enrolment has begun
    std::optional<Timestamp> pendingAt;
    std::string recoverySalt;
    std::optional<Timestamp> recoverySavedAt;
    CodeMisses misses;

    bool inForce() const { return !seed.empty(); }
};

/// The only SQL on second factors and recovery codes.
class FactorStore {
public:
    explicit FactorStore(db::Tx& tx) : m_tx(tx) {}

    std::optional<FactorRow> find(const UserId& user);
    bool inForce(const UserId& user);
    void putPending(const UserId& user, std::span<const std::uint8_t> sealed, Timestamp at);
    /// The pending seed is in force from here on; `step` was the one of the code that confirmed it.
    void confirm(const UserId& user, std::int64_t step, Timestamp at);
    /// Takes a step for the only time there is: false when it, or a later one, was taken before, by
    /// whichever node.
    bool acceptStep(const UserId& user, std::int64_t step);
    void setMisses(const UserId& user, const CodeMisses& misses);
    /// The factor and the recovery codes.
    void erase(const UserId& user);

    /// In place of those there are.
    void putCodes(const UserId& user, std::string_view salt, std::span<const std::string> digests);
    std::vector<std::string> unusedCodes(const UserId& user);
    /// False when it is none of theirs, or was used.
    bool useCode(const UserId& user, std::string_view digest, Timestamp at);
    void markCodesSaved(const UserId& user, Timestamp at);

    /// Factors of a person, or of everybody, that somebody has to wait for.
    std::vector<FactorRow> locked(const std::optional<UserId>& user, Timestamp now,
                                  std::int64_t limit);
    bool anySealed();

private:
    std::vector<FactorRow> all(db::Rows rows);
    db::Tx& m_tx;
};

} // namespace taskward::identity
