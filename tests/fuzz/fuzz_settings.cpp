// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
/// Any bytes as server.toml and as an address to listen on: a value or an Error that names the file, and
/// settings within what the server can do.
#include "core/base/Assert.h"
#include "server-stub/ops/Settings.h"
#include "tests/fuzz/Target.h"

#include <sys/mman.h>
#include <unistd.h>

namespace taskward::fuzz {

namespace {

void readAsFile(std::string_view bytes)
{
    const int file = ::memfd_create("server.toml", MFD_CLOEXEC);
    TW_ASSERT(file >= 0);
    TW_ASSERT(::write(file, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
    ops::SettingsReader reader;
    const std::string path = "/proc/self/fd/" + std::to_string(file);
    const auto settings = reader.read(path);
    if (settings) {
        TW_ASSERT(settings->threads >= 0 && settings->threads <= 256);
        TW_ASSERT(!reader.rows().empty());
    } else {
        TW_ASSERT(settings.error().code == ErrorCode::Malformed);
        TW_ASSERT(settings.error().detail.starts_with(path));
    }
    ::close(file);
}

} // namespace

void examine(std::string_view bytes)
{
    readAsFile(bytes);
    const auto address = ops::parseListen(bytes);
    if (!address)
        return;
    const auto again = ops::parseListen('[' + address->host + "]:" + std::to_string(address->port));
    TW_ASSERT(again && again->host == address->host && again->port == address->port);
}

} // namespace taskward::fuzz
