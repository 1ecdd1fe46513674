// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <string>
#include <string_view>

namespace taskward::identity {

/// The network that an address lies in, "192.0.2.0/24" or "2001:db8::/32": the first `bitsV4` or
/// `bitsV6` bits of it. An IPv4 address inside IPv6 (RFC 4291 section 2.5.5.2) is an IPv4 address.
/// A zone ("%eth0") is left away. Empty for a text that is no address.
std::string addressPrefix(std::string_view address, int bitsV4, int bitsV6);

} // namespace taskward::identity
