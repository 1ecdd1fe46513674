// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/account/Profile.h"

#include "core/contract/Json.h"

#include <QFile>
#include <QSaveFile>
#include <system_error>

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

Status Profile::eraseFiles() const
{
    std::error_code first;
    for (const auto& file : {configFile(), cacheFile(), outboxFile()}) {
        for (const char* suffix : {"", "-wal", "-shm"}) {
            std::error_code error;
            fs::remove(file.string() + suffix, error);
            if (error && !first)
                first = error;
        }
    }
    if (first)
        return fail(ErrorCode::StorageUnavailable, first.message());
    return {};
}

} // namespace taskward::client
