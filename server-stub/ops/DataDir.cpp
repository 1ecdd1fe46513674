// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/ops/DataDir.h"

#include "core/crypto/Digest.h"
#include "server-stub/ops/DurableFile.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace taskward::ops {

namespace {

constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kMaxLineBytes = 4096;

/// One line, byte by byte: nothing behind it may be taken from the pipe.
Result<Secret> readLine(int fd)
{
    char buffer[kMaxLineBytes];
    std::size_t size = 0;
    for (;;) {
        char c = 0;
        const ssize_t count = ::read(fd, &c, 1);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return fail(ErrorCode::StorageUnavailable, "cannot read the secret");
        if (count == 0 || c == '\n')
            break;
        if (size == sizeof buffer)
            return fail(ErrorCode::Malformed, "the secret is too long");
        buffer[size++] = c;
    }
    if (size > 0 && buffer[size - 1] == '\r')
        --size;
    Secret secret = Secret::fromText({buffer, size});
    wipe(buffer, sizeof buffer);
    if (secret.empty())
        return fail(ErrorCode::Malformed, "the secret is empty");
    return secret;
}

Result<Secret> keyFromHex(const Secret& text)
{
    auto bytes = crypto::fromHex(text.text());
    if (!bytes || bytes->size() != kKeyBytes)
        return fail(ErrorCode::StorageCorrupt, "the key is not 64 hexadecimal digits");
    Secret key{std::span<const std::uint8_t>(*bytes)};
    wipe(bytes->data(), bytes->size());
    return key;
}

} // namespace

Status DataDir::create() const
{
    std::error_code error;
    std::filesystem::create_directories(m_path, error);
    if (error || ::chmod(m_path.c_str(), 0700) != 0)
        return fail(ErrorCode::StorageUnavailable, "cannot make " + m_path.string());
    return {};
}

Result<Secret> DataDir::readKey() const
{
    TW_ASSIGN(const auto text, readSecretFile(keyFile().string()));
    return keyFromHex(text);
}

Result<Secret> DataDir::readSealKey() const
{
    TW_ASSIGN(const auto text, readSecretFile(sealKeyFile().string()));
    return keyFromHex(text);
}

Status DataDir::writeKey(const Secret& key) const
{
    std::string text = crypto::toHex(key.bytes()) + '\n';
    const Status written = writeFileDurably(keyFile(), text, 0600);
    wipe(text.data(), text.size());
    return written;
}

Result<Secret> readKeyFromInput()
{
    TW_ASSIGN(const auto text, readLine(STDIN_FILENO));
    return keyFromHex(text);
}

Result<Secret> readLineFromInput()
{
    return readLine(STDIN_FILENO);
}

Result<Secret> readSecretFile(const std::string& path)
{
    if (path == "-")
        return readLineFromInput();
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return fail(ErrorCode::StorageUnavailable, "cannot open " + path);
    struct stat info = {};
    if (::fstat(fd, &info) != 0 || (S_ISREG(info.st_mode) && (info.st_mode & (S_IRWXG | S_IRWXO)) != 0)) {
        ::close(fd);
        return fail(ErrorCode::PermissionDenied,
                    path + " can be read by others; chmod 600 it, and change what is in it");
    }
    auto secret = readLine(fd);
    ::close(fd);
    return secret;
}

storage::StorageOptions storageOptions(const Settings& settings, Secret key)
{
    storage::StorageOptions options;
    options.dataDir = settings.dataDir;
    options.key = std::move(key);
    options.databaseUrl = settings.database;
    options.migrateAsUrl = settings.migrateAs;
    return options;
}

} // namespace taskward::ops
