// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Clock.h"
#include "core/base/Random.h"
#include "core/db/Database.h"
#include "server-stub/http/Caller.h"

#include <cstdint>

namespace taskward::ops {

struct SeedSize {
    std::int64_t users = 0;
    std::int64_t projects = 10;
    std::int64_t tasks = 1000;
    std::uint64_t randomSeed = 1;
};

/// Sample data: the same for the same size and seed on the same day (dates lie around today). People it
/// makes cannot sign in. Works on the organisation of the first owner, in large transactions.
class Seeder {
public:
    Seeder(db::Database& database, const Clock& clock) : m_database(database), m_clock(clock) {}
    Status seed(const http::Caller& owner, const SeedSize& size);
    /// A small, believable workspace, written by hand.
    Status sample(const http::Caller& owner, const ProjectId& inbox);

private:
    db::Database& m_database;
    const Clock& m_clock;
};

/// The day `days` from now, as in contract::When.
std::string dayFrom(Timestamp now, std::int64_t days);

} // namespace taskward::ops
