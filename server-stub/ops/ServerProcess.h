// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Clock.h"
#include "core/base/Random.h"
#include "server-stub/ops/Log.h"
#include "server-stub/ops/Settings.h"
#include "server-stub/storage/Storage.h"

#include <memory>
#include <string>

namespace taskward::ops {

/// The whole server, built top to bottom: reading the constructor of Impl is reading its architecture.
/// One thread uses it (the program's).
class ServerProcess {
public:
    /// Opens the store and builds the rooms; nothing listens yet. Errors: those of openDatabase, Conflict
    /// when migrations are pending, NotFound before init.
    static Result<std::unique_ptr<ServerProcess>> build(const Settings& settings, Secret key, Log& log,
                                                        const Clock& clock, Random& random);
    ~ServerProcess();

    /// Binds and answers. Errors: as http::Server::start.
    Status start();
    /// "https://127.0.0.1:PORT"
    std::string url() const;
    Status reloadCertificate();
    /// Not ready any more; running requests end, then the store.
    void stop();

private:
    struct Impl;
    explicit ServerProcess(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

std::string programVersion();

} // namespace taskward::ops
