// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "server-stub/http/Api.h"
#include "server-stub/storage/ChangeSignal.h"
#include "server-stub/sync/SyncService.h"

namespace taskward::sync {

void addSyncApi(http::Api& api, SyncService& service, storage::ChangeSignal& changes);

} // namespace taskward::sync
