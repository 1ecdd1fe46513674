// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/db/SqlCipherFile.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <optional>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

namespace taskward::db {

namespace {

Status unavailable(const std::filesystem::path& path, std::string_view what, int error)
{
    const ErrorCode code =
        error == ENOSPC || error == EDQUOT ? ErrorCode::StorageFull : ErrorCode::StorageUnavailable;
    return fail(code, std::string(what) + " " + path.string() + ": " + std::strerror(error));
}

Status createEmpty(const std::filesystem::path& path)
{
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0)
        return unavailable(path, "cannot create", errno);
    // No connection can have it open yet, so closing drops nobody's locks.
    ::close(file);
    const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
    const int directory = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (directory < 0)
        return unavailable(folder, "cannot open", errno);
    const int synced = ::fsync(directory);
    const int error = errno;
    ::close(directory);
    return synced == 0 ? Status{} : unavailable(folder, "cannot sync", error);
}

bool hasBytes(const std::filesystem::path& path)
{
    struct stat info{};
    return ::lstat(path.c_str(), &info) == 0 && info.st_size > 0;
}

} // namespace

Status prepareDatabaseFile(const std::filesystem::path& path, bool create)
{
    // Only stat() and chmod(): closing a second descriptor of a database file would drop the locks
    // that other connections of this process hold on it (sqlite.org/howtocorrupt.html, 2.2).
    struct stat info{};
    if (::lstat(path.c_str(), &info) != 0) {
        if (errno != ENOENT)
            return unavailable(path, "cannot look at", errno);
        if (!create)
            return fail(ErrorCode::StorageCorrupt, "the database is missing: " + path.string());
        if (hasBytes(path.string() + "-wal"))
            return fail(ErrorCode::StorageCorrupt,
                        "a write-ahead log without its database: " + path.string());
        return createEmpty(path);
    }
    if (!S_ISREG(info.st_mode))
        return fail(ErrorCode::StorageUnavailable, "not a regular file: " + path.string());
    if (info.st_size == 0 && !create)
        return fail(ErrorCode::StorageCorrupt,
                    "the database is empty where data is expected: " + path.string());
    if ((info.st_mode & 07777) != 0600 && info.st_uid == ::geteuid() &&
        ::chmod(path.c_str(), 0600) != 0)
        return unavailable(path, "cannot protect", errno);
    return {};
}

} // namespace taskward::db
