// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "server-stub/http/Api.h"
#include "server-stub/identity/ApiKeyService.h"
#include "server-stub/identity/DeviceService.h"

namespace taskward::identity {

/// Registers what people and administrators do about devices and sessions, and keys for scripts.
void addSessionsApi(http::Api& api, DeviceService& devices);
void addApiKeysApi(http::Api& api, ApiKeyService& keys);

} // namespace taskward::identity
