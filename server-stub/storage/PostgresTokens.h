// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace taskward::storage {

/// PostgreSQL's words for the tokens of a migration (see Driver::expandTokens).
class PostgresTokens {
public:
    explicit PostgresTokens(std::string appRole) : m_appRole(std::move(appRole)) {}
    std::string operator()(std::string_view name, const std::vector<std::string>& arguments) const;

private:
    std::string grant(const std::vector<std::string>& arguments) const;

    std::string m_appRole;
};

/// "name" with its quotes doubled.
std::string quoteIdentifier(std::string_view name);

} // namespace taskward::storage
