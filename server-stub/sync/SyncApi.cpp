// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/sync/SyncApi.h"

namespace taskward::sync {

using namespace contract;

void addSyncApi(http::Api& api, SyncService& service, storage::ChangeSignal& changes)
{
    api.on<SyncPull>([&service](db::Tx& tx, const http::Caller& caller,
                                const SyncPull::Request& request) {
        return service.pull(tx, caller, request);
    });
    api.on<SyncPush>([&service, &changes](db::Tx& tx, const http::Caller& caller,
                                          const SyncPush::Request& request)
                         -> Result<SyncPush::Response> {
        auto response = service.push(tx, caller, request);
        if (response)
            changes.publish(tx, caller.org, response->revision);
        return response;
    });
}

} // namespace taskward::sync
