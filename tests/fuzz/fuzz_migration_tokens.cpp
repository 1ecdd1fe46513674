// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
/// Any bytes as the text of a migration with PostgreSQL's words: all tokens are replaced or it is
/// refused, and what becomes SQL cannot close a quote.
#include "core/base/Assert.h"
#include "core/db/Driver.h"
#include "core/db/Tokens.h"
#include "server-stub/storage/PostgresTokens.h"
#include "tests/fuzz/Target.h"

namespace taskward::fuzz {

namespace {

void checkWords(std::string_view name, const std::vector<std::string>& arguments)
{
    TW_ASSERT(!name.empty());
    for (const auto& argument : arguments)
        TW_ASSERT(!argument.empty() && argument.find_first_of("'\"; \n()-") == std::string::npos);
}

} // namespace

void examine(std::string_view bytes)
{
    const storage::PostgresTokens words("app \"role\"");
    try {
        const std::string sql =
            db::replaceTokens(bytes, [&](std::string_view name, const auto& arguments) {
                checkWords(name, arguments);
                return words(name, arguments);
            });
        TW_ASSERT(sql.find("{{") == std::string::npos);
        TW_ASSERT(bytes.find("{{") != std::string_view::npos || sql == bytes);
    } catch (const db::DbError&) {
        TW_ASSERT(bytes.find("{{") != std::string_view::npos);
    }
}

} // namespace taskward::fuzz
