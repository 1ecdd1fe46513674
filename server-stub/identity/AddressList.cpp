// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/identity/AddressList.h"

#include "server-stub/identity/AddressPrefix.h"

#include <algorithm>
#include <charconv>

namespace taskward::identity {

namespace {

constexpr int kBitsV4 = 32;
constexpr int kBitsV6 = 128;

auto refuse()
{
    return fail(ErrorCode::ValidationFailed, "not an address or a network");
}

std::string_view withoutBits(std::string_view prefix)
{
    return prefix.substr(0, prefix.find('/'));
}

} // namespace

Result<AddressList::Network> AddressList::network(std::string_view text)
{
    const std::size_t slash = text.find('/');
    const std::string_view address = text.substr(0, slash);
    const bool v6 = address.find(':') != address.npos;
    const std::string whole = addressPrefix(address, kBitsV4, kBitsV6);
    // A zone has no meaning here, and IPv4 inside IPv6 would be two spellings of one network.
    if (whole.empty() || address.find('%') != address.npos || v6 != (whole.find(':') != whole.npos))
        return refuse();
    const int most = v6 ? kBitsV6 : kBitsV4;
    Network network;
    unsigned bits = static_cast<unsigned>(most);
    if (slash != text.npos) {
        const std::string_view digits = text.substr(slash + 1);
        const char* const behind = digits.data() + digits.size();
        const auto [end, error] = std::from_chars(digits.data(), behind, bits);
        if (error != std::errc() || end != behind || bits > static_cast<unsigned>(most) ||
            (digits.size() > 1 && digits.front() == '0'))
            return refuse();
    }
    network.bits = static_cast<int>(bits);
    network.text = addressPrefix(address, network.bits, network.bits);
    if (withoutBits(network.text) != withoutBits(whole))
        return refuse();
    return network;
}

Result<AddressList> AddressList::parse(const std::vector<std::string>& texts)
{
    AddressList list;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        auto one = network(texts[i]);
        if (!one)
            return fail(one.error().code, one.error().detail, "/addresses/" + std::to_string(i));
        list.m_networks.push_back(std::move(*one));
    }
    return list;
}

bool AddressList::allows(std::string_view address) const
{
    return empty() || std::ranges::any_of(m_networks, [&](const Network& network) {
               return addressPrefix(address, network.bits, network.bits) == network.text;
           });
}

std::vector<std::string> AddressList::texts() const
{
    std::vector<std::string> out;
    for (const Network& network : m_networks)
        out.push_back(network.text);
    return out;
}

} // namespace taskward::identity
