// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Id.h"
#include "core/contract/ApiKeys.h"
#include "core/db/Tx.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace taskward::identity {

struct ApiKeyRow {
    contract::ApiKey key;
    std::string lookupId; ///< the part of its text that is no secret
    std::string digest;   ///< SHA-256 of the part that is
    UserId user;
    OrgId org;
    std::int64_t perMinute = 0;
};

/// The only SQL on keys for scripts. Revoked ones are not found.
class ApiKeyStore {
public:
    explicit ApiKeyStore(db::Tx& tx) : m_tx(tx) {}

    void insert(const ApiKeyRow& row);
    std::optional<ApiKeyRow> find(const ApiKeyId& id);
    std::optional<ApiKeyRow> findByLookupId(std::string_view lookupId);
    /// Of a person in an organisation, by name.
    std::vector<contract::ApiKey> of(const UserId& user, const OrgId& org);
    void touch(const ApiKeyId& id, std::string_view address, Timestamp at);
    /// False when it is not this person's, or revoked already.
    bool revoke(const ApiKeyId& id, const UserId& user, Timestamp at);
    /// How many were not frozen before.
    std::int64_t freezeAllOf(const UserId& user, Timestamp at);

private:
    std::optional<ApiKeyRow> one(db::Rows rows);
    db::Tx& m_tx;
};

} // namespace taskward::identity
