// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
// Replaces free() and realloc() of the program it is linked into, libraries included: every block is wiped
// before it goes back to the heap. Keys are in Secret; but titles, tokens and passwords pass through strings
// of Qt, OpenSSL and SQLCipher as well, and what those let go must not lie about until somebody reads it.
// glibc alone; sanitizers bring a heap of their own.
#include <cstdlib>

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <malloc.h>

extern "C" {

void __libc_free(void* block) noexcept;
void* __libc_realloc(void* block, std::size_t size) noexcept;

void free(void* block) noexcept
{
    if (!block)
        return;
    const int kept = errno; // free() may not change it
    explicit_bzero(block, malloc_usable_size(block));
    __libc_free(block);
    errno = kept;
}

void* realloc(void* block, std::size_t size) noexcept
{
    if (!block)
        return std::malloc(size);
    if (size == 0) {
        free(block);
        return nullptr;
    }
    const std::size_t held = malloc_usable_size(block);
    if (size <= held) {
        explicit_bzero(static_cast<char*>(block) + size, held - size);
        return __libc_realloc(block, size); // shrinks where it is
    }
    void* larger = std::malloc(size);
    if (!larger)
        return nullptr;
    std::memcpy(larger, block, std::min(held, size));
    free(block);
    return larger;
}

void* reallocarray(void* block, std::size_t count, std::size_t size) noexcept
{
    std::size_t bytes = 0;
    if (__builtin_mul_overflow(count, size, &bytes)) {
        errno = ENOMEM;
        return nullptr;
    }
    return realloc(block, bytes);
}

} // extern "C"

#endif
