// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/http/TlsStream.h"

#include "core/base/Assert.h"

#include <openssl/err.h>

namespace taskward::http {

TlsStream::TlsStream(TlsContext context, int descriptor)
    : m_context(std::move(context)), m_ssl(SSL_new(m_context.get()))
{
    TW_ASSERT(m_ssl && SSL_set_fd(m_ssl.get(), descriptor) == 1);
    SSL_set_accept_state(m_ssl.get());
}

TlsStream::State TlsStream::result(int returned)
{
    switch (SSL_get_error(m_ssl.get(), returned)) {
    case SSL_ERROR_NONE:
        return State::Ok;
    case SSL_ERROR_WANT_READ:
        return State::WantRead;
    case SSL_ERROR_WANT_WRITE:
        return State::WantWrite;
    case SSL_ERROR_ZERO_RETURN:
        return State::Closed;
    default:
        // SSL_shutdown must not be called after a fatal error, and the error queue belongs to the
        // thread: what is left in it would be taken for the next connection's error.
        m_failed = true;
        ERR_clear_error();
        return State::Closed;
    }
}

TlsStream::State TlsStream::handshake()
{
    return result(SSL_accept(m_ssl.get()));
}

TlsStream::Transfer TlsStream::read(std::span<char> into)
{
    Transfer transfer;
    transfer.state = result(SSL_read_ex(m_ssl.get(), into.data(), into.size(), &transfer.bytes));
    return transfer;
}

TlsStream::Transfer TlsStream::write(std::string_view bytes)
{
    Transfer transfer;
    transfer.state = result(SSL_write_ex(m_ssl.get(), bytes.data(), bytes.size(), &transfer.bytes));
    return transfer;
}

void TlsStream::close()
{
    if (m_failed || SSL_is_init_finished(m_ssl.get()) != 1)
        return;
    m_failed = true;
    SSL_shutdown(m_ssl.get());
    ERR_clear_error();
}

} // namespace taskward::http
