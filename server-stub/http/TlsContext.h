// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Result.h"

#include <filesystem>
#include <memory>
#include <openssl/ssl.h>

namespace taskward::http {

struct SslContextFree {
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};

/// One certificate with the settings of the edge: TLS 1.3 (1.2 with ECDHE and AEAD on demand), no
/// tickets, no early data, no renegotiation, no compression, ALPN "http/1.1". Immutable and shared:
/// each connection keeps the one that it began with.
using TlsContext = std::shared_ptr<SSL_CTX>;

/// StorageUnavailable when the files cannot be read, are no PEM or do not belong together.
Result<TlsContext> makeTlsContext(const std::filesystem::path& certificateChain,
                                  const std::filesystem::path& privateKey, bool allowTls12);

} // namespace taskward::http
