// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/keychain/VaultStore.h"

#include "client/keychain/DurableFile.h"

#include <QLockFile>
#include <QPointer>
#include <chrono>

namespace taskward::client {

namespace {

constexpr int kTries = 3;
constexpr std::chrono::milliseconds kLockPatience{
    5000}; // another program holds it for milliseconds

tl::unexpected<Error> cancelled()
{
    return fail(ErrorCode::Cancelled);
}

Result<VaultFile> readVault(const std::filesystem::path& file)
{
    auto bytes = readWholeFile(file, VaultFile::kMaxBytes);
    if (!bytes && bytes.error().code == ErrorCode::NotFound)
        return fail(ErrorCode::KeyNotFound, "there is no vault");
    if (!bytes)
        return fail(std::move(bytes.error()));
    return VaultFile::parse(*bytes);
}

} // namespace

VaultStore::VaultStore(std::filesystem::path file, Random& random, VaultCost cost)
    : m_file(std::move(file)), m_random(random), m_cost(cost)
{}

VaultStore::~VaultStore() = default;

WorkerThread& VaultStore::worker()
{
    if (!m_worker)
        m_worker = std::make_unique<WorkerThread>();
    return *m_worker;
}

QCoro::Task<Result<VaultFile>> VaultStore::load()
{
    auto reading = worker().run([file = m_file] { return readVault(file); });
    Result<VaultFile> vault = co_await reading;
    co_return std::move(vault);
}

/// m_open is the file as it is now, and its key. KeyNotFound: there is no file.
QCoro::Task<Status> VaultStore::open(bool ask)
{
    const QPointer<VaultStore> alive(this);
    auto loading = load();
    Result<VaultFile> vault = co_await loading;
    if (!vault || !alive)
        co_return vault ? Status(cancelled()) : Status(fail(std::move(vault.error())));
    if (m_open && m_open->file.head() == vault->head()) {
        m_open->file = std::move(*vault);
        co_return Status{};
    }
    m_open.reset(); // another program has changed the passphrase
    if (!ask || !m_prompter)
        co_return fail(ErrorCode::KeychainLocked, "the vault opens with its passphrase");
    auto asking = askFor(*vault);
    Result<Secret> key = co_await asking;
    if (!key || !alive)
        co_return key ? Status(cancelled()) : Status(fail(std::move(key.error())));
    m_open.emplace(Open{std::move(*vault), std::move(*key)});
    co_return Status{};
}

QCoro::Task<Result<Secret>> VaultStore::askFor(VaultFile file)
{
    const QPointer<VaultStore> alive(this);
    std::optional<Error> last;
    for (int tries = 0; tries < kTries; ++tries) {
        auto asking = m_prompter->passphrase(false, last);
        Result<Secret> typed = co_await asking;
        if (!alive)
            co_return cancelled();
        if (!typed)
            co_return last ? fail(std::move(*last))
                           : fail(ErrorCode::KeychainLocked, "no passphrase was given");
        auto trying = worker().run(
            [file, typed = std::move(*typed)]() -> Result<Secret> { return file.keyFrom(typed); });
        Result<Secret> key = co_await trying;
        if (key || key.error().code != ErrorCode::KeychainDenied || !alive)
            co_return std::move(key);
        last = std::move(key.error());
    }
    co_return fail(std::move(*last));
}

/// A new passphrase; nothing is on disk yet.
QCoro::Task<Status> VaultStore::create()
{
    const QPointer<VaultStore> alive(this);
    if (!m_prompter)
        co_return fail(ErrorCode::KeychainLocked, "a vault needs a passphrase");
    auto asking = m_prompter->passphrase(true, {});
    Result<Secret> typed = co_await asking;
    if (!typed || !alive)
        co_return fail(ErrorCode::KeychainLocked, "no passphrase was chosen");
    auto making = worker().run([cost = m_cost, typed = std::move(*typed), &random = m_random] {
        return VaultFile::make(cost, typed, random);
    });
    auto made = co_await making;
    if (!made || !alive)
        co_return made ? Status(cancelled()) : Status(fail(std::move(made.error())));
    m_open.emplace(Open{std::move(made->first), std::move(made->second)});
    co_return Status{};
}

QCoro::Task<Result<VaultEntries>> VaultStore::entries(bool ask)
{
    auto turn = m_turnstile.enter();
    const auto pass = co_await turn;
    auto opening = open(ask);
    const Status opened = co_await opening;
    if (!opened)
        co_return fail(Error(opened.error()));
    co_return m_open->file.open(m_open->key);
}

QCoro::Task<Result<Secret>> VaultStore::read(std::string entry)
{
    auto reading = entries(true);
    Result<VaultEntries> all = co_await reading;
    if (!all)
        co_return fail(std::move(all.error()));
    const auto found = all->find(entry);
    if (found == all->end())
        co_return fail(ErrorCode::KeyNotFound, "the vault has no such entry");
    co_return std::move(found->second);
}

QCoro::Task<Result<Secret>> VaultStore::peek(std::string entry)
{
    auto reading = entries(false);
    Result<VaultEntries> all = co_await reading;
    if (!all)
        co_return fail(std::move(all.error()));
    const auto found = all->find(entry);
    if (found == all->end())
        co_return fail(ErrorCode::KeyNotFound, "the vault has no such entry");
    co_return std::move(found->second);
}

QCoro::Task<Status> VaultStore::write(std::string entry, Secret value)
{
    auto turn = m_turnstile.enter();
    const auto pass = co_await turn;
    auto opening = open(true);
    Status opened = co_await opening;
    if (!opened && opened.error().code == ErrorCode::KeyNotFound) {
        auto creating = create();
        opened = co_await creating;
    }
    if (!opened)
        co_return opened;
    auto held = std::make_shared<Secret>(std::move(value));
    auto changing =
        change([entry, held](VaultEntries& all) { all.insert_or_assign(entry, held->clone()); });
    const Status changed = co_await changing;
    co_return changed;
}

QCoro::Task<Status> VaultStore::remove(std::string entry)
{
    auto turn = m_turnstile.enter();
    const auto pass = co_await turn;
    auto opening = open(true);
    const Status opened = co_await opening;
    if (!opened)
        co_return opened.error().code == ErrorCode::KeyNotFound ? Status{} : opened;
    auto changing = change([entry](VaultEntries& all) { all.erase(entry); });
    const Status changed = co_await changing;
    co_return changed;
}

QCoro::Task<Status> VaultStore::unlock()
{
    auto turn = m_turnstile.enter();
    const auto pass = co_await turn;
    auto opening = open(true);
    const Status opened = co_await opening;
    co_return opened;
}

/// What is in the file now, changed, under the lock that the other programs take as well. On copies: the
/// owner's thread may lock the vault meanwhile.
QCoro::Task<Status> VaultStore::change(Change change)
{
    auto writing = worker().run([path = m_file, open = Open{m_open->file, m_open->key.clone()},
                                 change = std::move(change), &random = m_random]() -> Status {
        QLockFile lock(QString::fromStdString(path.string() + ".lock"));
        if (!lock.tryLock(static_cast<int>(kLockPatience.count())))
            return fail(ErrorCode::Busy, "another program is writing the vault");
        auto now = readVault(path);
        VaultEntries entries;
        if (now && now->head() != open.file.head())
            return fail(ErrorCode::Busy, "another program has changed the passphrase");
        if (!now && now.error().code != ErrorCode::KeyNotFound)
            return fail(std::move(now.error()));
        if (now) {
            TW_ASSIGN(entries, now->open(open.key));
        }
        change(entries);
        if (entries.empty()) {
            std::error_code error;
            std::filesystem::remove(path, error);
            return error ? Status(fail(ErrorCode::StorageUnavailable, error.message())) : Status{};
        }
        return replaceFile(path, open.file.seal(entries, open.key, random));
    });
    const Status written = co_await writing;
    co_return written;
}

QCoro::Task<Status> VaultStore::changePassphrase()
{
    const QPointer<VaultStore> alive(this);
    auto turn = m_turnstile.enter();
    const auto pass = co_await turn;
    m_open.reset(); // whoever sits here now proves to know it
    auto opening = open(true);
    Status status = co_await opening;
    if (!status || !alive)
        co_return status;
    auto all = m_open->file.open(m_open->key);
    if (!all)
        co_return fail(std::move(all.error()));
    Open old = std::move(*m_open);
    auto creating = create();
    status = co_await creating;
    if (!alive)
        co_return cancelled();
    if (status) {
        auto writing = worker().run([path = m_file, open = Open{m_open->file, m_open->key.clone()},
                                     entries = std::move(*all), &random = m_random]() -> Status {
            return replaceFile(path, open.file.seal(entries, open.key, random));
        });
        status = co_await writing;
    }
    if (!status && alive)
        m_open.emplace(std::move(old));
    co_return status;
}

} // namespace taskward::client
