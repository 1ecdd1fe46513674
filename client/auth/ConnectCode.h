// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Result.h"

#include <string>
#include <string_view>

namespace taskward::client {

/// Where a server is, as a person may name it.
struct ServerAddress {
    std::string host;
    int port = 443;
    std::string pin; ///< lower-case hex of the SPKI SHA-256, when a connect code named it

    std::string url() const;
    bool operator==(const ServerAddress&) const = default;
};

/// Accepts host, host:port, https://host[:port][/], [v6]:port, and the connect code
/// taskward://connect?u=<url>&p=<spki hex>. Errors: ValidationFailed; HttpsRequired for http://.
Result<ServerAddress> parseServerAddress(std::string_view text);
std::string connectCode(const ServerAddress& address);
/// Hex in any case, with or without colons; 64 digits. Errors: ValidationFailed.
Result<std::string> normalisePin(std::string_view text);

} // namespace taskward::client
