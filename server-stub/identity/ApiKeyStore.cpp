// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/identity/ApiKeyStore.h"

namespace taskward::identity {

namespace {

#define API_KEY_COLUMNS                                                                            \
    "id, name, scopes, addresses, created_at, expires_at, last_used_at, last_address, frozen, "    \
    "lookup_id, digest, user_id, org_id, per_minute"

std::string joined(const std::vector<std::string>& words)
{
    std::string text;
    for (const std::string& word : words) {
        if (!text.empty())
            text += ' ';
        text += word;
    }
    return text;
}

std::vector<std::string> split(std::string_view text)
{
    std::vector<std::string> words;
    while (!text.empty()) {
        const std::size_t space = text.find(' ');
        words.emplace_back(text.substr(0, space));
        text.remove_prefix(space == text.npos ? text.size() : space + 1);
    }
    return words;
}

ApiKeyRow read(const db::Rows& rows)
{
    ApiKeyRow row;
    row.key.id = rows.id<ApiKeyId>(0);
    row.key.name = rows.text(1);
    row.key.scopes = split(rows.view(2));
    row.key.addresses = split(rows.view(3));
    row.key.createdAt = rows.time(4);
    row.key.expiresAt = rows.time(5);
    row.key.lastUsedAt = rows.optionalTime(6);
    row.key.lastAddress = rows.text(7);
    row.key.frozen = rows.boolean(8);
    row.lookupId = rows.text(9);
    row.digest = rows.text(10);
    row.user = rows.id<UserId>(11);
    row.org = rows.id<OrgId>(12);
    row.perMinute = rows.integer(13);
    return row;
}

} // namespace

std::optional<ApiKeyRow> ApiKeyStore::one(db::Rows rows)
{
    if (!rows.next())
        return std::nullopt;
    return read(rows);
}

void ApiKeyStore::insert(const ApiKeyRow& row)
{
    const std::string scopes = joined(row.key.scopes);
    const std::string addresses = joined(row.key.addresses);
    m_tx.run(
        "INSERT INTO api_keys (id, name, scopes, addresses, created_at, expires_at, lookup_id, "
        "digest, user_id, org_id, per_minute) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, "
        "$11)",
        row.key.id, row.key.name, scopes, addresses, row.key.createdAt, row.key.expiresAt,
        row.lookupId, row.digest, row.user, row.org, row.perMinute);
}

std::optional<ApiKeyRow> ApiKeyStore::find(const ApiKeyId& id)
{
    return one(m_tx.query(
        "SELECT " API_KEY_COLUMNS " FROM api_keys WHERE id = $1 AND revoked_at IS NULL", id));
}

std::optional<ApiKeyRow> ApiKeyStore::findByLookupId(std::string_view lookupId)
{
    return one(m_tx.query("SELECT " API_KEY_COLUMNS " FROM api_keys "
                          "WHERE lookup_id = $1 AND revoked_at IS NULL",
                          lookupId));
}

std::vector<contract::ApiKey> ApiKeyStore::of(const UserId& user, const OrgId& org)
{
    auto rows =
        m_tx.query("SELECT " API_KEY_COLUMNS " FROM api_keys WHERE user_id = $1 AND org_id = $2 "
                   "AND revoked_at IS NULL ORDER BY name, id",
                   user, org);
    std::vector<contract::ApiKey> out;
    while (rows.next())
        out.push_back(read(rows).key);
    return out;
}

void ApiKeyStore::touch(const ApiKeyId& id, std::string_view address, Timestamp at)
{
    m_tx.run("UPDATE api_keys SET last_used_at = $3, last_address = $2 WHERE id = $1", id, address,
             at);
}

bool ApiKeyStore::revoke(const ApiKeyId& id, const UserId& user, Timestamp at)
{
    return m_tx.run("UPDATE api_keys SET revoked_at = $3 WHERE id = $1 AND user_id = $2 "
                    "AND revoked_at IS NULL",
                    id, user, at) == 1;
}

std::int64_t ApiKeyStore::freezeAllOf(const UserId& user, Timestamp at)
{
    return m_tx.run("UPDATE api_keys SET frozen = 1 WHERE user_id = $1 AND revoked_at IS NULL "
                    "AND frozen = 0 AND expires_at > $2",
                    user, at);
}

} // namespace taskward::identity
