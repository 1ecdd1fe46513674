// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/storage/ReadPool.h"

namespace taskward::storage {

ReadPool::ReadPool(db::SqlCipherOptions options) : m_options(std::move(options))
{
    m_options.readOnly = true;
    m_options.create = false;
}

Status ReadPool::read(const std::function<Status(db::Tx&)>& work)
{
    TW_ASSIGN(std::unique_ptr<db::Connection> connection, take());
    Status status = connection->read(work);
    giveBack(std::move(connection));
    return status;
}

Result<std::unique_ptr<db::Connection>> ReadPool::take()
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_idle.empty()) {
            std::unique_ptr<db::Connection> connection = std::move(m_idle.back());
            m_idle.pop_back();
            return connection;
        }
    }
    TW_ASSIGN(std::unique_ptr<db::Driver> driver, db::openSqlCipher(m_options));
    return std::make_unique<db::Connection>(std::move(driver));
}

void ReadPool::giveBack(std::unique_ptr<db::Connection> connection)
{
    if (!connection->driver().healthy())
        return;
    const std::lock_guard lock(m_mutex);
    m_idle.push_back(std::move(connection));
}

} // namespace taskward::storage
