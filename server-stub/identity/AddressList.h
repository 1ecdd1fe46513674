// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Result.h"

#include <string>
#include <string_view>
#include <vector>

namespace taskward::identity {

/// Networks that a key may be used from: addresses and CIDR prefixes (RFC 4632, RFC 4291 section 2.3).
class AddressList {
public:
    /// Strict, because a list that is read in two ways protects from nobody: nothing but an address or
    /// prefix, no bits behind the prefix, no leading zeros, no IPv4 inside IPv6. Errors:
    /// ValidationFailed with the pointer "/addresses/N".
    static Result<AddressList> parse(const std::vector<std::string>& texts);

    bool empty() const { return m_networks.empty(); }
    /// An empty list allows every address. IPv4 inside IPv6 (as sockets give it) counts as IPv4.
    bool allows(std::string_view address) const;
    /// In canonical form, each with its prefix: "192.0.2.0/24".
    std::vector<std::string> texts() const;

private:
    struct Network {
        std::string text;
        int bits = 0;
    };
    static Result<Network> network(std::string_view text);

    std::vector<Network> m_networks;
};

} // namespace taskward::identity
