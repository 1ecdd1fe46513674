// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Result.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

namespace taskward::client {

/// Small files that must be whole after a power cut. Mode 0600. Block: for a worker's thread. Errors:
/// NotFound, StorageFull, StorageUnavailable.

/// Errors: also PayloadTooLarge beyond `limit` bytes.
Result<std::vector<std::uint8_t>> readWholeFile(const std::filesystem::path& file,
                                                std::size_t limit);
/// The old content or the new one, at any moment: written beside, synced, renamed, directory synced.
Status replaceFile(const std::filesystem::path& file, std::span<const std::uint8_t> content);
/// At the end, made when it is missing, and synced before it returns.
Status appendToFile(const std::filesystem::path& file, std::string_view text);

} // namespace taskward::client
