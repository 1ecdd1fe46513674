// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Result.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace taskward::ops {

/// Replaces `path` so that a crash leaves either the old content or the new: temporary file beside
/// it, fsync, rename, fsync of the folder. `mode` as in open(2). StorageUnavailable, StorageFull.
Status writeFileDurably(const std::filesystem::path& path, std::string_view content, unsigned mode);
Result<std::string> readSmallFile(const std::filesystem::path& path);

} // namespace taskward::ops
