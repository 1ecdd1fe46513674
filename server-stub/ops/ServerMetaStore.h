// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/db/Tx.h"

#include <optional>
#include <string>

namespace taskward::ops {

/// A few texts about the server itself: its id, its keys for cursors and rotation.
class ServerMetaStore {
public:
    explicit ServerMetaStore(db::Tx& tx) : m_tx(tx) {}
    std::optional<std::string> find(std::string_view name);
    void put(std::string_view name, std::string_view value);

private:
    db::Tx& m_tx;
};

} // namespace taskward::ops
