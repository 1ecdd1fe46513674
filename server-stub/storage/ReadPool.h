// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/db/Connection.h"
#include "core/db/SqlCipherDriver.h"

#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace taskward::storage {

/// Read-only connections of the embedded engine: as many as there ever were readers at once, the
/// most recently used first, so that few caches stay warm. Thread-safe.
class ReadPool {
public:
    /// `options` as for every connection; readOnly is set here.
    explicit ReadPool(db::SqlCipherOptions options);

    /// Runs `work` in a read transaction on a connection that nobody else uses meanwhile.
    Status read(const std::function<Status(db::Tx&)>& work);

private:
    Result<std::unique_ptr<db::Connection>> take();
    void giveBack(std::unique_ptr<db::Connection> connection);

    db::SqlCipherOptions m_options;
    std::mutex m_mutex;
    std::vector<std::unique_ptr<db::Connection>> m_idle;
};

} // namespace taskward::storage
