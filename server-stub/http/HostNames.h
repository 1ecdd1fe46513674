// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace taskward::http {

/// The values of the Host header that mean this server. Everything else is another server's request
/// (421), which also defeats DNS rebinding. Read-only once built: shared by all threads.
class HostNames {
public:
    HostNames() = default;
    /// `names`: "host" (any of: no port, `port`) or "host:port" (exactly that).
    HostNames(const std::vector<std::string>& names, std::string_view listenAddress,
              std::uint16_t port);
    /// `host` in lower case; `localAddress` is the address that the client has connected to.
    bool matches(std::string_view host, std::string_view localAddress) const;

private:
    void add(std::string name);

    std::vector<std::string> m_accepted;
    std::string m_port;
};

} // namespace taskward::http
