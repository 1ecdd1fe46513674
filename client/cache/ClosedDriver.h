// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/db/Driver.h"

namespace taskward::client {

/// Takes the place of a database that was closed for good: work that still comes ends with Cancelled.
class ClosedDriver final : public db::Driver {
public:
    db::Cursor& prepare(std::string_view) override { throw closed(); }
    void script(std::string_view) override { throw closed(); }
    void begin(db::TxKind) override { throw closed(); }
    void commit() override { throw closed(); }
    void rollback() noexcept override {}
    void savepoint() override { throw closed(); }
    void releaseSavepoint() override { throw closed(); }
    void rollbackToSavepoint() noexcept override {}
    void setScope(std::string_view, std::string_view) override {}
    bool tableExists(std::string_view) override { return false; }
    bool inTransaction() const override { return false; }
    bool healthy() const override { return false; }
    std::string expandTokens(std::string_view migration) const override
    {
        return std::string(migration);
    }

private:
    static db::DbError closed() { return {ErrorCode::Cancelled, "closed"}; }
};

} // namespace taskward::client
