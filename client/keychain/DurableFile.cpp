// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/keychain/DurableFile.h"

#include <cerrno>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace taskward::client {

namespace {

class Descriptor {
public:
    explicit Descriptor(int fd) : m_fd(fd) {}
    ~Descriptor()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return m_fd; }
    bool good() const { return m_fd >= 0; }

private:
    int m_fd;
};

tl::unexpected<Error> systemError(const char* what, int number)
{
    const bool full = number == ENOSPC || number == EDQUOT || number == EFBIG;
    const bool missing = number == ENOENT;
    return fail(full      ? ErrorCode::StorageFull
                : missing ? ErrorCode::NotFound
                          : ErrorCode::StorageUnavailable,
                std::string(what) + ": " + std::generic_category().message(number));
}

Status writeAll(int fd, std::span<const std::uint8_t> bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return systemError("write", errno);
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return {};
}

Status syncDirectory(const std::filesystem::path& directory)
{
    const Descriptor folder(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder.good() || ::fsync(folder.get()) != 0)
        return systemError("directory", errno);
    return {};
}

} // namespace

Result<std::vector<std::uint8_t>> readWholeFile(const std::filesystem::path& file,
                                                std::size_t limit)
{
    const Descriptor in(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    struct stat info = {};
    if (!in.good() || ::fstat(in.get(), &info) != 0)
        return systemError("read", errno);
    if (std::cmp_greater(info.st_size, limit))
        return fail(ErrorCode::PayloadTooLarge, "the file is too large");
    std::vector<std::uint8_t> out(static_cast<std::size_t>(info.st_size));
    std::size_t at = 0;
    while (at < out.size()) {
        const ssize_t got = ::read(in.get(), out.data() + at, out.size() - at);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return systemError("read", errno);
        if (got == 0)
            break;
        at += static_cast<std::size_t>(got);
    }
    out.resize(at);
    return out;
}

Status replaceFile(const std::filesystem::path& file, std::span<const std::uint8_t> content)
{
    const std::string beside = file.string() + ".new";
    ::unlink(beside.c_str()); // of a program that died here
    {
        const Descriptor out(
            ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR));
        if (!out.good())
            return systemError("create", errno);
        Status written = writeAll(out.get(), content);
        if (written && ::fsync(out.get()) != 0)
            written = systemError("sync", errno);
        if (!written) {
            ::unlink(beside.c_str());
            return written;
        }
    }
    if (::rename(beside.c_str(), file.c_str()) != 0) {
        const int number = errno;
        ::unlink(beside.c_str());
        return systemError("rename", number);
    }
    return syncDirectory(file.parent_path());
}

Status appendToFile(const std::filesystem::path& file, std::string_view text)
{
    const Descriptor out(
        ::open(file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR));
    if (!out.good())
        return systemError("append", errno);
    TW_TRY(writeAll(out.get(), {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}));
    if (::fdatasync(out.get()) != 0)
        return systemError("sync", errno);
    return {};
}

} // namespace taskward::client
