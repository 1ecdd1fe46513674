// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/account/Profile.h"

#include "client/keychain/DurableFile.h"
#include "core/contract/Json.h"
#include "core/crypto/Digest.h"

#include <QFile>
#include <QSaveFile>
#include <system_error>
#include <vector>

namespace taskward::client {

namespace fs = std::filesystem;

namespace {
constexpr qint64 kMaxConfigBytes = 64 * 1024;
}

Result<ProfileConfig> Profile::load() const
{
    QFile file(QString::fromStdString(configFile().string()));
    if (!file.exists())
        return fail(ErrorCode::NotFound, "no account in this profile");
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::StorageUnavailable, file.errorString().toStdString());
    const QByteArray bytes = file.read(kMaxConfigBytes);
    auto config =
        contract::fromJson<ProfileConfig>(bytes.toStdString(), contract::json::Reading::Lenient);
    if (!config)
        return fail(ErrorCode::StorageCorrupt, "config.json: " + config.error().detail);
    return config;
}

Status Profile::save(const ProfileConfig& config) const
{
    TW_TRY(makeDirectory());
    QSaveFile file(QString::fromStdString(configFile().string()));
    if (!file.open(QIODevice::WriteOnly))
        return fail(ErrorCode::StorageUnavailable, file.errorString().toStdString());
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    const std::string text = contract::toJson(config) + "\n";
    file.write(text.data(), static_cast<qint64>(text.size()));
    if (!file.commit())
        return fail(ErrorCode::StorageUnavailable, file.errorString().toStdString());
    return {};
}

Status Profile::makeDirectory() const
{
    std::error_code error;
    fs::create_directories(m_directory, error);
    if (!error)
        fs::permissions(m_directory, fs::perms::owner_all, error);
    if (error)
        return fail(ErrorCode::StorageUnavailable, "profile directory: " + error.message());
    return {};
}

std::string Profile::localServerEntry() const
{
    return "local-server:" + crypto::sha256Hex(m_directory.string()).substr(0, 32);
}

Status Profile::beginErasing() const
{
    return replaceFile(erasingMark(), {});
}

bool Profile::isErasing() const
{
    std::error_code error;
    return fs::exists(erasingMark(), error);
}

Status Profile::eraseFiles(Erasing what) const
{
    std::vector<fs::path> files;
    // At a sign-out its entries have gone one by one; what is left in it is not the account's.
    if (what == Erasing::Everything)
        files.push_back(vaultFile());
    for (const auto& file : {outboxFile(), cacheFile()}) {
        for (const char* suffix : {"", "-wal", "-shm", ".sealed"})
            files.emplace_back(file.string() + suffix);
    }
    std::error_code first;
    if (what == Erasing::Everything) {
        for (const auto& entry : fs::directory_iterator(m_directory, first)) {
            if (entry.path().filename().string().find(".aside-") != std::string::npos)
                files.push_back(entry.path());
        }
    }
    files.push_back(configFile());
    for (const auto& file : files) {
        std::error_code error;
        fs::remove(file, error);
        if (error && !first)
            first = error;
    }
    if (first)
        return fail(ErrorCode::StorageUnavailable, first.message());
    fs::remove(erasingMark(), first);
    return {};
}

} // namespace taskward::client
