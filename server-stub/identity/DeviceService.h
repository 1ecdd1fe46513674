// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Clock.h"
#include "core/base/Random.h"
#include "core/contract/SecurityAdmin.h"
#include "core/db/Database.h"
#include "server-stub/http/Caller.h"
#include "server-stub/identity/DeviceStore.h"
#include "server-stub/identity/SessionGate.h"

namespace taskward::identity {

/// Devices and sessions as people and administrators see, end and erase them. What it ends is over on
/// every process within a second. Functions with a Tx work in that transaction.
class DeviceService {
public:
    DeviceService(db::Database& database, SessionGate& gate, const Clock& clock, Random& random)
        : m_database(database), m_gate(gate), m_clock(clock), m_random(random)
    {}

    contract::ListSessions::Response list(db::Tx& tx, const http::Caller& caller) const;
    /// With `wipe` also for a session that is over: its device may not know yet. Errors: NotFound, also
    /// for a session of somebody else.
    Result<contract::NoBody> end(db::Tx& tx, const http::Caller& caller,
                                 const contract::EndSession::Request& request);
    contract::Count endOthers(db::Tx& tx, const http::Caller& caller);
    /// Errors: NotFound for an event that is not in the caller's account.
    Result<contract::NotMe::Response> notMe(db::Tx& tx, const http::Caller& caller,
                                            const contract::NotMe::Request& request);

    /// Blocks. May be repeated after a lost reply. Errors: InvalidDpopProof without a device key;
    /// NotFound when nobody asked this device to erase anything.
    Result<contract::NoBody> reportWipe(const http::Caller& caller,
                                        const contract::ReportWipe::Request& request);

    /// Administrators see and end what belongs to their organisation. Errors: NotFound.
    Result<contract::ListSessions::Response> listOf(db::Tx& tx, const http::Caller& caller,
                                                    const UserId& person) const;
    Result<contract::Count> endOf(db::Tx& tx, const http::Caller& caller,
                                  const contract::EndPersonSessions::Request& request);

private:
    /// Ends the session, with `wipe` all of its device. Gives how many were still going.
    std::int64_t endOne(db::Tx& tx, const http::Caller& caller, const SessionRow& session,
                        bool wipe);
    void noteWipe(db::Tx& tx, const http::Caller& caller, const DeviceRow& device,
                  const contract::ReportWipe::Request& request);
    void tell(db::Tx& tx, const http::Caller& caller, const UserId& person, std::string_view kind,
              std::string_view deviceName, bool critical = false);

    db::Database& m_database;
    SessionGate& m_gate;
    const Clock& m_clock;
    Random& m_random;
};

} // namespace taskward::identity
