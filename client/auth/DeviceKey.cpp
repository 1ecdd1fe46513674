// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/auth/DeviceKey.h"

#include "client/account/FileLock.h"
#include "core/base/Id.h"
#include "core/contract/Json.h"

#include <QFile>
#include <QPointer>
#include <QSaveFile>
#include <boost/describe/class.hpp>

namespace taskward::client {

namespace {

constexpr qint64 kMaxRecordBytes = 4096;
constexpr std::chrono::seconds kLockPatience{20};

struct RecordJson {
    std::string id;
    std::string keychainBackend;
    std::string thumbprint;
};
BOOST_DESCRIBE_STRUCT(RecordJson, (), (id, keychainBackend, thumbprint))

} // namespace

DeviceKey::DeviceKey(Parts parts) : m_parts(std::move(parts)) {}

std::string DeviceKey::entry() const
{
    const auto record = loadRecord();
    return record ? entryOf(record->id) : std::string();
}

QCoro::Task<DeviceKey::Key> DeviceKey::load()
{
    // A copy by name: QCoro 0.8 moves out of what is no value of the task's own type, lvalue or not.
    if (m_key)
        co_return Key(*m_key);
    const QPointer<DeviceKey> alive(this);
    auto turn = m_turnstile.enter();
    const auto pass = co_await turn;
    if (!alive)
        co_return fail(ErrorCode::Cancelled);
    if (m_key)
        co_return Key(*m_key);
    auto reading = read();
    Key key = co_await reading;
    co_return std::move(key);
}

QCoro::Task<DeviceKey::Key> DeviceKey::loadOrMake()
{
    if (m_key)
        co_return Key(*m_key);
    const QPointer<DeviceKey> alive(this);
    auto turn = m_turnstile.enter();
    const auto pass = co_await turn;
    if (!alive)
        co_return fail(ErrorCode::Cancelled);
    // Two programs that sign in at once must end with one key.
    auto locking = lockFile(m_parts.lockFile, kLockPatience, this);
    const auto lock = co_await locking;
    if (!alive)
        co_return fail(ErrorCode::Cancelled);
    if (!lock)
        co_return fail(ErrorCode::Busy, "another program is signing in");
    auto reading = read();
    Key key = co_await reading;
    if (key || key.error().code != ErrorCode::KeyNotFound || !alive)
        co_return std::move(key);
    auto making = make();
    Key made = co_await making;
    co_return std::move(made);
}

QCoro::Task<DeviceKey::Key> DeviceKey::read()
{
    const QPointer<DeviceKey> alive(this);
    const auto record = loadRecord();
    if (!record)
        co_return fail(Error(record.error()));
    auto reading = m_parts.keychain.read(entryOf(record->id));
    const Result<Secret> stored = co_await reading;
    if (!alive)
        co_return fail(ErrorCode::Cancelled);
    if (!stored && stored.error().code == ErrorCode::KeyNotFound)
        co_return fail(ErrorCode::KeyNotFound, "the key of this device is gone: sign in again");
    if (!stored)
        co_return fail(Error(stored.error()));
    auto key = crypto::Es256PrivateKey::fromPkcs8(*stored);
    if (!key || key->publicKey().thumbprint() != record->thumbprint)
        co_return fail(ErrorCode::KeychainWrongValue, "not the key of this device");
    m_key = *key;
    m_entry = entryOf(record->id);
    co_return std::move(key);
}

/// Written, then read back: a store that keeps something else is found out before the server learns of
/// the key.
QCoro::Task<DeviceKey::Key> DeviceKey::make()
{
    const QPointer<DeviceKey> alive(this);
    const auto key = crypto::Es256PrivateKey::generate(m_parts.random);
    const Record record{makeUuidV7(m_parts.clock, m_parts.random), m_parts.keychain.backend(),
                        key.publicKey().thumbprint()};
    auto writing = m_parts.keychain.write(entryOf(record.id), key.pkcs8());
    const Status written = co_await writing;
    if (!written || !alive)
        co_return fail(written ? Error{ErrorCode::Cancelled, {}, {}} : written.error());
    auto reading = m_parts.keychain.read(entryOf(record.id));
    const Result<Secret> back = co_await reading;
    if (!back || !alive)
        co_return fail(back ? Error{ErrorCode::Cancelled, {}, {}} : back.error());
    if (!constantTimeEqual(back->bytes(), key.pkcs8().bytes()))
        co_return fail(ErrorCode::KeychainWrongValue, "the keychain gave back something else");
    const Status saved = saveRecord(record);
    if (!saved)
        co_return fail(Error(saved.error()));
    m_key = key;
    m_entry = entryOf(record.id);
    co_return key;
}

QCoro::Task<Status> DeviceKey::erase()
{
    // Its record may have gone with the profile's files already.
    const std::string name = m_key ? m_entry : entry();
    if (name.empty())
        co_return Status{};
    const QPointer<DeviceKey> alive(this);
    auto removing = m_parts.keychain.remove(name);
    const Status removed = co_await removing;
    if (!removed || !alive)
        co_return removed;
    m_key.reset();
    std::error_code error;
    std::filesystem::remove(m_parts.recordFile, error);
    if (error)
        co_return fail(ErrorCode::StorageUnavailable, error.message());
    co_return Status{};
}

Result<DeviceKey::Record> DeviceKey::loadRecord() const
{
    QFile file(QString::fromStdString(m_parts.recordFile.string()));
    if (!file.exists())
        return fail(ErrorCode::KeyNotFound, "this device has no key yet: sign in again");
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::StorageUnavailable, file.errorString().toStdString());
    const auto json = contract::fromJson<RecordJson>(file.read(kMaxRecordBytes).toStdString(),
                                                     contract::json::Reading::Lenient);
    if (!json)
        return fail(ErrorCode::StorageCorrupt, "device.json: " + json.error().detail);
    return Record{json->id, json->keychainBackend, json->thumbprint};
}

Status DeviceKey::saveRecord(const Record& record) const
{
    QSaveFile file(QString::fromStdString(m_parts.recordFile.string()));
    if (!file.open(QIODevice::WriteOnly))
        return fail(ErrorCode::StorageUnavailable, file.errorString().toStdString());
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    const std::string text =
        contract::toJson(RecordJson{record.id, record.backend, record.thumbprint}) + "\n";
    file.write(text.data(), static_cast<qint64>(text.size()));
    if (!file.commit())
        return fail(ErrorCode::StorageUnavailable, file.errorString().toStdString());
    return {};
}

} // namespace taskward::client
