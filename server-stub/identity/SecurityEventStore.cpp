// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/identity/SecurityEventStore.h"

#include "server-stub/identity/AddressPrefix.h"

namespace taskward::identity {

namespace {

constexpr std::int64_t kKeptEvents = 1000;
constexpr int kShownBitsV4 = 24;
constexpr int kShownBitsV6 = 48;

} // namespace

std::string shortenedAddress(std::string_view address)
{
    return addressPrefix(address, kShownBitsV4, kShownBitsV6);
}

SecurityEventId SecurityEventStore::append(const UserId& user, const SecurityFact& fact,
                                           const Clock& clock, Random& random)
{
    const auto id = makeId<SecurityEventId>(clock, random);
    const std::string address = shortenedAddress(fact.address);
    m_tx.run("INSERT INTO security_events (user_id, id, at, kind, cause, device_name, address, "
             "actor, critical, new_device) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
             user, id, clock.now(), fact.kind, fact.cause, fact.deviceName, address, fact.actor,
             fact.critical, fact.newDevice);
    m_tx.run("DELETE FROM security_events WHERE user_id = $1 AND id <= "
             "(SELECT id FROM security_events WHERE user_id = $1 ORDER BY id DESC "
             "LIMIT 1 OFFSET $2)",
             user, kKeptEvents);
    return id;
}

std::vector<contract::SecurityEvent> SecurityEventStore::list(const UserId& user,
                                                              std::string_view cursor,
                                                              std::int64_t limit)
{
    // '~' comes after every character of an id.
    auto rows = m_tx.query("SELECT id, at, kind, cause, device_name, address, actor, critical, "
                           "new_device FROM security_events WHERE user_id = $1 AND id < $2 "
                           "ORDER BY id DESC LIMIT $3",
                           user, cursor.empty() ? std::string_view("~") : cursor, limit);
    std::vector<contract::SecurityEvent> out;
    while (rows.next()) {
        contract::SecurityEvent event;
        event.id = rows.id<SecurityEventId>(0);
        event.at = rows.time(1);
        event.kind = rows.text(2);
        event.cause = rows.text(3);
        event.deviceName = rows.text(4);
        event.address = rows.text(5);
        event.actor = rows.text(6);
        event.critical = rows.boolean(7);
        event.newDevice = rows.boolean(8);
        out.push_back(std::move(event));
    }
    return out;
}

bool SecurityEventStore::exists(const UserId& user, const SecurityEventId& id)
{
    return m_tx.query("SELECT id FROM security_events WHERE user_id = $1 AND id = $2", user, id)
        .next();
}

} // namespace taskward::identity
