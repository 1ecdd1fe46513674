// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Id.h"
#include "core/base/Random.h"
#include "core/base/Secret.h"

#include <optional>
#include <string>
#include <string_view>

namespace taskward::identity {

/// Makes tokens. Successors of a refresh token are derived from it with a key of this server, so the
/// same old token gets the same successors without any being kept. A refresh token also names its
/// session under a signature: a spent one is known for what it is, however old. Immutable, thread-safe.
class TokenMint {
public:
    /// 32 bytes of this server.
    explicit TokenMint(Secret key) : m_key(std::move(key)) {}

    std::string newAccess(Random& random) const;
    std::string newRefresh(const SessionId& session, Random& random) const;
    std::string nextAccess(std::string_view refreshToken) const;
    std::string nextRefresh(const SessionId& session, std::string_view refreshToken) const;
    /// The session that a refresh token was made for; none when this server did not make it.
    std::optional<SessionId> sessionOf(std::string_view refreshToken) const;

private:
    std::string refresh(const SessionId& session, std::string_view secret) const;
    std::string keyed(std::string_view purpose, std::string_view text) const;

    Secret m_key;
};

} // namespace taskward::identity
