// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/cache/SealedEdits.h"

#include "client/keychain/DurableFile.h"
#include "core/contract/Json.h"
#include "core/crypto/Digest.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <system_error>
#include <unordered_set>

namespace taskward::client {

using contract::Operation;

namespace {

constexpr std::string_view kMagic = "taskward-sealed-edits 1 ";
constexpr std::string_view kPut = "put ";
constexpr std::string_view kDone = "done ";
constexpr std::string_view kSuffix = ".sealed";
constexpr std::size_t kMaxBytes = std::size_t{512} * 1024 * 1024;
constexpr std::uint64_t kOvergrownBytes = std::uint64_t{4} * 1024 * 1024;

/// What one `put` seals.
struct SealedGroup {
    std::string author;
    std::vector<Operation> operations;
};
BOOST_DESCRIBE_STRUCT(SealedGroup, (), (author, operations))

std::string_view takeUntil(std::string_view& rest, char end)
{
    const auto at = rest.find(end);
    const auto taken = rest.substr(0, at);
    rest.remove_prefix(at == std::string_view::npos ? rest.size() : at + 1);
    return taken;
}

/// The edits of a file while it is read.
class Unfinished {
public:
    void put(std::vector<Operation> operations)
    {
        for (auto& operation : operations) {
            const auto found = m_places.find(operation.id.value);
            if (found != m_places.end()) {
                m_operations[found->second] = std::move(operation);
                continue;
            }
            m_places.emplace(operation.id.value, m_operations.size());
            m_operations.push_back(std::move(operation));
        }
    }
    void done(std::string_view ids)
    {
        while (!ids.empty())
            m_done.emplace(takeUntil(ids, ' '));
    }
    std::vector<Operation> take()
    {
        std::erase_if(m_operations,
                      [this](const Operation& one) { return m_done.contains(one.id.value); });
        return std::move(m_operations);
    }

private:
    std::vector<Operation> m_operations;
    std::map<std::string, std::size_t> m_places;
    std::unordered_set<std::string> m_done;
};

Result<SealedGroup> openGroup(std::string_view line, const crypto::RecoveryKey& key)
{
    TW_ASSIGN(const auto sealed, crypto::fromBase64Url(line));
    TW_ASSIGN(const Secret plain, key.open(sealed));
    return contract::fromJson<SealedGroup>(plain.text(), contract::json::Reading::Lenient);
}

} // namespace

SealedEdits::SealedEdits(std::filesystem::path file, const crypto::SealedBoxKey& key)
    : m_file(std::move(file)), m_key(key)
{}

std::filesystem::path SealedEdits::fileOf(const std::filesystem::path& outbox)
{
    return outbox.string() + std::string(kSuffix);
}

std::string SealedEdits::head() const
{
    return std::string(kMagic) + crypto::toHex(m_key) + "\n";
}

std::string SealedEdits::putLine(std::span<const Operation> operations, const UserId& author) const
{
    std::string plain =
        contract::toJson(SealedGroup{author.value, {operations.begin(), operations.end()}});
    const auto sealed = crypto::sealForRecovery(
        m_key, {reinterpret_cast<const std::uint8_t*>(plain.data()), plain.size()});
    wipe(plain.data(), plain.size());
    return std::string(kPut) + crypto::toBase64Url(sealed) + "\n";
}

Status SealedEdits::note(std::span<const Operation> changed, std::span<const OpId> gone,
                         const UserId& author)
{
    // An empty line first: what a power cut left behind without its end stays a line of its own.
    std::string text = "\n";
    if (!changed.empty())
        text += putLine(changed, author);
    if (!gone.empty()) {
        text += "done";
        for (const auto& id : gone)
            text += " " + id.value;
        text += "\n";
    }
    return text.size() == 1 ? Status{} : appendToFile(m_file, text);
}

Status SealedEdits::rewrite(std::span<const Operation> all, const UserId& author)
{
    const std::string text = head() + (all.empty() ? std::string() : putLine(all, author));
    return replaceFile(m_file, {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

bool SealedEdits::fits() const
{
    std::ifstream in(m_file, std::ios::binary);
    const std::string wanted = head();
    std::string found(wanted.size(), '\0');
    in.read(found.data(), static_cast<std::streamsize>(found.size()));
    return in && found == wanted;
}

std::uint64_t SealedEdits::bytes() const
{
    std::error_code error;
    const auto size = std::filesystem::file_size(m_file, error);
    return error ? 0 : size;
}

bool SealedEdits::overgrown() const
{
    return bytes() > kOvergrownBytes;
}

Result<SealedEdits::Held> SealedEdits::open(const std::filesystem::path& file,
                                            const crypto::RecoveryKey& key, const UserId& author)
{
    TW_ASSIGN(const auto bytes, readWholeFile(file, kMaxBytes));
    std::string_view rest(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    const auto first = takeUntil(rest, '\n');
    if (!first.starts_with(kMagic))
        return fail(ErrorCode::StorageCorrupt, "not a file of sealed edits");
    if (first.substr(kMagic.size()) != crypto::toHex(key.publicKey()))
        return fail(ErrorCode::KeyNotFound, "sealed to another recovery key");
    Held held{author, {}};
    Unfinished unfinished;
    while (!rest.empty()) {
        const bool whole = rest.find('\n') != std::string_view::npos;
        const auto line = takeUntil(rest, '\n');
        if (!whole)
            break; // it never counted as saved
        if (line.starts_with(kDone))
            unfinished.done(line.substr(kDone.size()));
        if (!line.starts_with(kPut))
            continue;
        auto group = openGroup(line.substr(kPut.size()), key);
        if (!group)
            continue; // cut off, or zeros in its middle: it never counted as saved
        if (held.author.value.empty())
            held.author.value = group->author;
        if (group->author != held.author.value)
            return fail(ErrorCode::Conflict, "the edits of somebody else");
        unfinished.put(std::move(group->operations));
    }
    held.operations = unfinished.take();
    return held;
}

std::vector<std::filesystem::path> SealedEdits::putAsideBeside(const std::filesystem::path& outbox)
{
    const std::string prefix = outbox.filename().string() + ".aside-";
    std::vector<std::filesystem::path> out;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(outbox.parent_path(), error)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with(prefix) && name.ends_with(kSuffix))
            out.push_back(entry.path());
    }
    std::ranges::sort(out);
    return out;
}

} // namespace taskward::client
