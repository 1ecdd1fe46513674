// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <boost/json/object.hpp>

#include <set>
#include <string>

/// The problem documents (RFC 9457) of the OpenAPI document, out of the table of errors.
namespace taskward::contract::openapi {

/// The name of the shared response of a status: "Problem404".
std::string problemName(int status);
boost::json::object problemSchema();
/// The shared responses of the statuses in `used`.
boost::json::object problemResponses(const std::set<int>& used);

} // namespace taskward::contract::openapi
