// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/api/SecretBody.h"

#include <algorithm>

namespace taskward::client {

namespace {

constexpr std::size_t kMaxEscapedBytes = 6; // \u001f

/// A JSON text in memory that is wiped; as large as it may become from the start.
class Writer {
public:
    explicit Writer(std::size_t size) : m_out(Secret::ofSize(size)) {}
    void raw(std::string_view text)
    {
        std::ranges::copy(text, reinterpret_cast<char*>(m_out.data().data()) + m_at);
        m_at += text.size();
    }
    void escaped(std::string_view text)
    {
        constexpr std::string_view kHex = "0123456789abcdef";
        for (const char c : text) {
            const auto byte = static_cast<unsigned char>(c);
            if (c == '"' || c == '\\') {
                const char pair[2] = {'\\', c};
                raw({pair, 2});
            } else if (byte < 0x20) {
                const char escape[6] = {'\\', 'u', '0', '0', kHex[byte >> 4U], kHex[byte & 15U]};
                raw({escape, 6});
            } else {
                raw({&c, 1});
            }
        }
    }
    Secret take() { return Secret(m_out.bytes().first(m_at)); }

private:
    Secret m_out;
    std::size_t m_at = 0;
};

struct Place {
    std::size_t at;
    const Secret* value;
};

} // namespace

Result<Secret> withSecrets(std::string_view json, const SecretMembers& secrets)
{
    std::vector<Place> places;
    std::size_t size = json.size();
    for (const auto& [name, value] : secrets) {
        // A quote inside of a string is escaped, so that this can only be the member itself.
        const std::string before = '"' + name + "\":\"";
        const std::string whole = before + std::string(kSecretPlace) + '"';
        const auto at = json.find(whole);
        if (at == std::string_view::npos || json.find(whole, at + 1) != std::string_view::npos)
            return fail(ErrorCode::Internal, "no place for " + name);
        places.push_back({at + before.size(), &value});
        size += value.size() * kMaxEscapedBytes;
    }
    std::ranges::sort(places, {}, &Place::at);
    Writer writer(size);
    std::size_t from = 0;
    for (const auto& place : places) {
        writer.raw(json.substr(from, place.at - from));
        writer.escaped(place.value->text());
        from = place.at + kSecretPlace.size();
    }
    writer.raw(json.substr(from));
    return writer.take();
}

} // namespace taskward::client
