// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/ops/DurableFile.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace taskward::ops {

namespace {

constexpr std::size_t kMaxBytes = 1024 * 1024;

class Descriptor {
public:
    explicit Descriptor(int value) : m_value(value) {}
    ~Descriptor()
    {
        if (m_value >= 0)
            ::close(m_value);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return m_value; }

private:
    int m_value;
};

tl::unexpected<Error> failure(const char* what, const std::filesystem::path& path)
{
    const int number = errno;
    const auto code = number == ENOSPC || number == EDQUOT ? ErrorCode::StorageFull
                                                           : ErrorCode::StorageUnavailable;
    return fail(code, std::string(what) + " " + path.string() + ": " + std::strerror(number));
}

bool writeAll(int descriptor, std::string_view content)
{
    while (!content.empty()) {
        const ssize_t count = ::write(descriptor, content.data(), content.size());
        if (count < 0 && errno != EINTR)
            return false;
        if (count > 0)
            content.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

Status syncFolder(const std::filesystem::path& folder)
{
    const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened.get() < 0 || ::fsync(opened.get()) != 0)
        return failure("sync", folder);
    return {};
}

} // namespace

Status writeFileDurably(const std::filesystem::path& path, std::string_view content, unsigned mode)
{
    std::filesystem::path temporary = path;
    temporary += ".new";
    ::unlink(temporary.c_str()); // a crash may have left one, with other rights
    {
        const Descriptor file(
            ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode));
        if (file.get() < 0)
            return failure("create", temporary);
        // The umask may have taken rights that the mode grants.
        if (!writeAll(file.get(), content) || ::fchmod(file.get(), mode) != 0 ||
            ::fsync(file.get()) != 0) {
            auto failed = failure("write", temporary);
            ::unlink(temporary.c_str());
            return failed;
        }
    }
    if (::rename(temporary.c_str(), path.c_str()) != 0)
        return failure("rename", path);
    return syncFolder(path.parent_path().empty() ? "." : path.parent_path());
}

Result<std::string> readSmallFile(const std::filesystem::path& path)
{
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0)
        return failure("open", path);
    std::string content;
    char bytes[4096];
    for (;;) {
        const ssize_t count = ::read(file.get(), bytes, sizeof bytes);
        if (count == 0)
            return content;
        if (count < 0 && errno != EINTR)
            return failure("read", path);
        if (count > 0)
            content.append(bytes, static_cast<std::size_t>(count));
        if (content.size() > kMaxBytes)
            return fail(ErrorCode::StorageUnavailable, "too large: " + path.string());
    }
}

} // namespace taskward::ops
