// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/http/TlsContext.h"

#include <openssl/err.h>
#include <string_view>

namespace taskward::http {

namespace {

/// RFC 7301: the only protocol spoken here. A client that offers others alone is told so.
int selectProtocol(SSL*, const unsigned char** out, unsigned char* outLength,
                   const unsigned char* offered, unsigned offeredLength, void*)
{
    static constexpr std::string_view kProtocol{"\x08http/1.1"};
    unsigned char* chosen = nullptr;
    const int found = SSL_select_next_proto(
        &chosen, outLength, reinterpret_cast<const unsigned char*>(kProtocol.data()),
        static_cast<unsigned>(kProtocol.size()), offered, offeredLength);
    *out = chosen;
    return found == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

bool setProtocols(SSL_CTX* context, bool allowTls12)
{
    SSL_CTX_set_options(context, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION |
                                     SSL_OP_NO_TICKET | SSL_OP_CIPHER_SERVER_PREFERENCE |
                                     SSL_OP_PRIORITIZE_CHACHA);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    // RELEASE_BUFFERS: an idle connection keeps no record buffers (2 x 17 KiB otherwise).
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                                  SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    // A record's header and body in one read() instead of two.
    SSL_CTX_set_read_ahead(context, 1);
    SSL_CTX_set_alpn_select_cb(context, selectProtocol, nullptr);
#if OPENSSL_VERSION_NUMBER >= 0x30500000L
    constexpr const char* kGroups = "X25519MLKEM768:X25519:P-256:P-384";
#else
    constexpr const char* kGroups = "X25519:P-256:P-384";
#endif
    return SSL_CTX_set_min_proto_version(context, allowTls12 ? TLS1_2_VERSION : TLS1_3_VERSION) ==
               1 &&
           SSL_CTX_set_num_tickets(context, 0) == 1 &&
           SSL_CTX_set_max_early_data(context, 0) == 1 &&
           SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20") == 1 &&
           SSL_CTX_set1_groups_list(context, kGroups) == 1;
}

tl::unexpected<Error> sslFailure(std::string what)
{
    char text[256] = "";
    ERR_error_string_n(ERR_get_error(), text, sizeof text);
    ERR_clear_error();
    return fail(ErrorCode::StorageUnavailable, what + ": " + text);
}

} // namespace

Result<TlsContext> makeTlsContext(const std::filesystem::path& certificateChain,
                                  const std::filesystem::path& privateKey, bool allowTls12)
{
    ERR_clear_error();
    const TlsContext context(SSL_CTX_new(TLS_server_method()), SslContextFree());
    if (!context || !setProtocols(context.get(), allowTls12))
        return sslFailure("TLS settings");
    if (SSL_CTX_use_certificate_chain_file(context.get(), certificateChain.c_str()) != 1)
        return sslFailure("certificate " + certificateChain.string());
    if (SSL_CTX_use_PrivateKey_file(context.get(), privateKey.c_str(), SSL_FILETYPE_PEM) != 1)
        return sslFailure("private key " + privateKey.string());
    if (SSL_CTX_check_private_key(context.get()) != 1)
        return sslFailure("certificate and private key do not match");
    return context;
}

} // namespace taskward::http
