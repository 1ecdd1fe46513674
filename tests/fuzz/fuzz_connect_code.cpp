// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
/// What a person pastes as the address of a server: an accepted text names a host and a port, and its
/// address and its connect code read as the same server.
#include "client/auth/ConnectCode.h"
#include "core/base/Assert.h"
#include "tests/fuzz/Target.h"

namespace taskward::fuzz {

void examine(std::string_view bytes)
{
    const auto address = client::parseServerAddress(bytes);
    if (!address)
        return;
    TW_ASSERT(!address->host.empty());
    TW_ASSERT(address->port > 0 && address->port < 65536);
    TW_ASSERT(address->pin.empty() || client::normalisePin(address->pin) == address->pin);
    const auto again = client::parseServerAddress(address->url());
    TW_ASSERT(again && again->host == address->host && again->port == address->port);

    client::ServerAddress pinned = *address;
    pinned.pin = std::string(64, 'a');
    const auto scanned = client::parseServerAddress(client::connectCode(pinned));
    TW_ASSERT(scanned && *scanned == pinned);
}

} // namespace taskward::fuzz
