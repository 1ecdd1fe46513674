// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/identity/AddressPrefix.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <span>

namespace taskward::identity {

namespace {

constexpr std::array<unsigned char, 12> kMappedV4{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

void cutBehind(std::span<unsigned char> bytes, int bits)
{
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const int kept = std::clamp(bits - static_cast<int>(i) * 8, 0, 8);
        bytes[i] = static_cast<unsigned char>(bytes[i] & (0xff00 >> kept));
    }
}

std::string written(int family, std::span<unsigned char> bytes, int bits)
{
    cutBehind(bytes, bits);
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (::inet_ntop(family, bytes.data(), text.data(), text.size()) == nullptr)
        return {};
    return std::string(text.data()) + '/' + std::to_string(bits);
}

} // namespace

std::string addressPrefix(std::string_view address, int bitsV4, int bitsV6)
{
    const std::string plain(address.substr(0, address.find('%')));
    std::array<unsigned char, 16> bytes{};
    if (::inet_pton(AF_INET, plain.c_str(), bytes.data()) == 1)
        return written(AF_INET, std::span(bytes).first(4), bitsV4);
    if (::inet_pton(AF_INET6, plain.c_str(), bytes.data()) != 1)
        return {};
    if (std::equal(kMappedV4.begin(), kMappedV4.end(), bytes.begin()))
        return written(AF_INET, std::span(bytes).last(4), bitsV4);
    return written(AF_INET6, bytes, bitsV6);
}

} // namespace taskward::identity
