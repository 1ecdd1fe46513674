// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/crypto/Es256OpenSsl.h"

#include "core/base/Assert.h"

#include <sodium.h>

namespace taskward::crypto::detail {

namespace {

constexpr std::size_t kMaxIdleContexts = 64;

} // namespace

Sha256 sha256(std::string_view text)
{
    Sha256 digest{};
    crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(text.data()),
                       text.size());
    return digest;
}

PkeyContextPtr ContextPool::take()
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_idle.empty()) {
            PkeyContextPtr context = std::move(m_idle.back());
            m_idle.pop_back();
            return context;
        }
    }
    PkeyContextPtr context(EVP_PKEY_CTX_new_from_pkey(nullptr, m_key.get(), nullptr));
    TW_ASSERT(context != nullptr);
    TW_ASSERT(m_prepare(context.get()) == 1);
    return context;
}

void ContextPool::giveBack(PkeyContextPtr context)
{
    const std::lock_guard lock(m_mutex);
    if (m_idle.size() < kMaxIdleContexts)
        m_idle.push_back(std::move(context));
}

} // namespace taskward::crypto::detail
