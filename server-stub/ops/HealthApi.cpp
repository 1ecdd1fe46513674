// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/ops/HealthApi.h"

#include <memory>

namespace taskward::ops {

namespace {

http::Response health(bool good)
{
    http::Response response;
    response.status = good ? 200 : 503;
    response.body = good ? R"({"status":"ok"})" : R"({"status":"unavailable"})";
    return response;
}

} // namespace

HealthApi::HealthApi(http::Router& router, db::Database& database, http::WorkPool& pool)
    : m_database(database), m_pool(pool)
{
    http::RouteOptions options;
    options.takesBody = false;
    router.add(http::Method::Get, "/livez", options,
               [](http::Request&&, http::Reply&& reply) { reply(health(true)); });
    router.add(http::Method::Get, "/readyz", options, [this](http::Request&&, http::Reply&& reply) {
        if (m_stopping)
            return reply(health(false));
        // The check writes, so it waits: not for an I/O thread.
        auto answer = std::make_shared<http::Reply>(std::move(reply));
        const Status queued = m_pool.submit(
            [this, answer] { (*answer)(health(m_database.check().has_value())); });
        if (!queued)
            (*answer)(health(false));
    });
}

} // namespace taskward::ops
