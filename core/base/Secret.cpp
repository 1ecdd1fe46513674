// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/base/Secret.h"

#include "core/base/Assert.h"

#include <sodium.h>

#include <cstring>
#include <utility>

namespace taskward {

Secret Secret::ofSize(std::size_t size)
{
    static const int initialised = sodium_init();
    TW_ASSERT(initialised >= 0);
    Secret secret;
    if (size == 0)
        return secret;
    // sodium_malloc gives each value guard pages of its own: right for the few keys and passwords that
    // live long, too much for values by the thousand. Those are digests, not secrets.
    secret.m_data = static_cast<std::uint8_t*>(sodium_malloc(size));
    TW_ASSERT(secret.m_data != nullptr);
    secret.m_size = size;
    std::memset(secret.m_data, 0, size);
    return secret;
}

Secret::Secret(std::span<const std::uint8_t> bytes)
{
    *this = ofSize(bytes.size());
    if (!bytes.empty())
        std::memcpy(m_data, bytes.data(), bytes.size());
}

Secret Secret::fromText(std::string_view text)
{
    return Secret(std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

Secret::~Secret()
{
    if (m_data)
        sodium_free(m_data);
}

Secret::Secret(Secret&& other) noexcept
    : m_data(std::exchange(other.m_data, nullptr)), m_size(std::exchange(other.m_size, 0))
{
}

Secret& Secret::operator=(Secret&& other) noexcept
{
    std::swap(m_data, other.m_data);
    std::swap(m_size, other.m_size);
    return *this;
}

Secret Secret::clone() const
{
    return Secret(bytes());
}

bool constantTimeEqual(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b)
{
    return a.size() == b.size() && (a.empty() || sodium_memcmp(a.data(), b.data(), a.size()) == 0);
}

bool constantTimeEqual(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && (a.empty() || sodium_memcmp(a.data(), b.data(), a.size()) == 0);
}

void wipe(void* data, std::size_t size)
{
    sodium_memzero(data, size);
}

} // namespace taskward
