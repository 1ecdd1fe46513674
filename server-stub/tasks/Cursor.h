// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Result.h"
#include "core/base/Secret.h"

#include <string>
#include <string_view>
#include <vector>

namespace taskward::tasks {

/// Opaque cursors: a few texts, signed with a key of the server (HMAC-SHA-256, 128 bits of it), so that
/// nobody can point one at rows of their choice. Bound to a purpose: a cursor of one list is refused by
/// another. Immutable, thread-safe.
class Cursor {
public:
    explicit Cursor(Secret key) : m_key(std::move(key)) {}
    std::string seal(std::string_view purpose, const std::vector<std::string>& parts) const;
    /// Errors: ValidationFailed at /cursor.
    Result<std::vector<std::string>> open(std::string_view purpose, std::string_view text,
                                          std::size_t count) const;

private:
    Secret m_key;
};

} // namespace taskward::tasks
