// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/db/Database.h"
#include "server-stub/http/Router.h"
#include "server-stub/http/WorkPool.h"

#include <atomic>

namespace taskward::ops {

/// /livez: the process answers. /readyz: and the store can be read and written, and nobody has asked it
/// to stop. Plain routes, without credentials; they say nothing but yes or no.
class HealthApi {
public:
    HealthApi(http::Router& router, db::Database& database, http::WorkPool& pool);
    void setStopping() { m_stopping = true; }

private:
    db::Database& m_database;
    http::WorkPool& m_pool;
    std::atomic<bool> m_stopping{false};
};

} // namespace taskward::ops
