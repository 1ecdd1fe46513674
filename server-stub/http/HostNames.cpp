// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/http/HostNames.h"

#include <algorithm>

namespace taskward::http {

namespace {

std::string lower(std::string_view text)
{
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

/// IPv6 literals stand in brackets in a Host header.
std::string bracketed(std::string_view address)
{
    const bool bare6 =
        std::count(address.begin(), address.end(), ':') > 1 && address.front() != '[';
    return bare6 ? "[" + std::string(address) + "]" : std::string(address);
}

bool hasPort(std::string_view name)
{
    const std::size_t colon = name.rfind(':');
    return colon != std::string_view::npos && name.find(']', colon) == std::string_view::npos;
}

bool isLoopback(std::string_view address)
{
    return address.starts_with("127.") || address == "::1" || address == "::ffff:127.0.0.1";
}

} // namespace

HostNames::HostNames(const std::vector<std::string>& names, std::string_view listenAddress,
                     std::uint16_t port)
    : m_port(":" + std::to_string(port))
{
    for (const std::string& name : names)
        add(lower(bracketed(name)));
    if (!listenAddress.empty())
        add(lower(bracketed(listenAddress)));
}

void HostNames::add(std::string name)
{
    if (!hasPort(name))
        m_accepted.push_back(name + m_port);
    m_accepted.push_back(std::move(name));
}

bool HostNames::matches(std::string_view host, std::string_view localAddress) const
{
    if (host.empty())
        return false;
    if (std::find(m_accepted.begin(), m_accepted.end(), host) != m_accepted.end())
        return true;
    if (host.ends_with(m_port))
        host.remove_suffix(m_port.size());
    return host == bracketed(localAddress) || (host == "localhost" && isLoopback(localAddress));
}

} // namespace taskward::http
