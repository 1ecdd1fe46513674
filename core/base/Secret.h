// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace taskward {

/// Bytes that must not be seen: passwords, tokens, keys. Lives in libsodium's guarded, locked memory,
/// wiped when it goes. Move-only, cannot be printed, streamed or compared except in constant time.
class Secret {
public:
    Secret() = default;
    explicit Secret(std::span<const std::uint8_t> bytes);
    /// Copies the characters; the caller wipes its own copy (see wipe()).
    static Secret fromText(std::string_view text);
    /// `size` zero bytes, to be filled through data().
    static Secret ofSize(std::size_t size);
    ~Secret();
    Secret(Secret&& other) noexcept;
    Secret& operator=(Secret&& other) noexcept;
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;

    Secret clone() const;
    bool empty() const { return m_size == 0; }
    std::size_t size() const { return m_size; }
    std::span<const std::uint8_t> bytes() const { return {m_data, m_size}; }
    std::span<std::uint8_t> data() { return {m_data, m_size}; }
    /// The bytes as characters, for handing to a C interface. Do not copy it into a std::string.
    std::string_view text() const { return {reinterpret_cast<const char*>(m_data), m_size}; }

private:
    std::uint8_t* m_data = nullptr;
    std::size_t m_size = 0;
};

/// Same length and same bytes, in time that depends on the length alone.
bool constantTimeEqual(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b);
bool constantTimeEqual(std::string_view a, std::string_view b);
/// Overwrites memory in a way the compiler may not remove.
void wipe(void* data, std::size_t size);

} // namespace taskward
