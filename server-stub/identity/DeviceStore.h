// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Id.h"
#include "core/db/Tx.h"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace taskward::identity {

struct DeviceRow {
    DeviceId id;
    UserId user;
    std::string key; ///< RFC 7638 thumbprint
    std::string name;
    std::string platform;
    bool frozen = false;
    std::optional<Timestamp> wipeRequestedAt;
    std::optional<Timestamp> wipeReportedAt;
    SessionId wipeSession; ///< the one that was ended with it

    bool wipePending() const { return wipeRequestedAt && !wipeReportedAt; }
};

/// The only SQL on devices: a person and the key of one of their installations.
class DeviceStore {
public:
    explicit DeviceStore(db::Tx& tx) : m_tx(tx) {}

    std::optional<DeviceRow> find(const UserId& user, std::string_view key);
    std::optional<DeviceRow> find(const DeviceId& id);
    /// Has this person signed in with this key before, and has nobody taken that trust away since? What
    /// a throttle may spare.
    bool isKnown(const UserId& user, std::string_view key);
    /// The keys of all devices that somebody has signed in with and that are still trusted.
    std::unordered_set<std::string> knownKeys();
    void insert(const DeviceRow& device, Timestamp at);
    /// A sign-in from it: name and platform as they are now, trusted again, no wipe any more.
    void markUsed(const DeviceId& id, std::string_view name, std::string_view platform,
                  Timestamp at);
    /// All of a person but one are not known any more until they sign in again.
    void freezeOthers(const UserId& user, const DeviceId& except);

    void requestWipe(const DeviceId& id, const SessionId& session, const UserId& by, Timestamp at);
    /// Devices of this key that have not reported yet.
    std::vector<DeviceRow> toWipe(std::string_view key);
    /// Has a device of this key reported that it erased its data, and nobody signed in with it since?
    bool hasReported(std::string_view key);
    void reportWipe(const DeviceId& id, std::int64_t unsentEdits, bool complete, Timestamp at);

private:
    std::optional<DeviceRow> one(db::Rows rows);
    db::Tx& m_tx;
};

} // namespace taskward::identity
