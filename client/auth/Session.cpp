// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/auth/Session.h"

#include "client/account/FileLock.h"
#include "client/auth/SignInSteps.h"
#include "core/base/Limits.h"

#include <QPointer>

namespace taskward::client {

namespace {
constexpr std::chrono::seconds kLockPatience{20};
/// By this device's own steady clock: what time the server thinks it is does not matter.
constexpr std::int64_t kRefreshAfterMs =
    std::chrono::milliseconds(limits::kAccessTokenLife).count() * 8 / 10;
} // namespace

Session::Session(Parts parts) : m_parts(std::move(parts)), m_open(m_parts.transport, nullptr) {}

void Session::adopt(contract::TokenPair tokens)
{
    m_access = takeSecret(tokens.accessToken);
    wipe(tokens.refreshToken.data(), tokens.refreshToken.size());
    m_refreshAtMs = m_parts.clock.monotonicMs() + kRefreshAfterMs;
    setSignedOut(false);
}

void Session::setSignedOut(bool signedOut)
{
    if (std::exchange(m_signedOut, signedOut) != signedOut)
        emit signedOutChanged(signedOut);
}

QCoro::Task<Result<Secret>> Session::accessToken()
{
    if (!m_access.empty() && m_parts.clock.monotonicMs() < m_refreshAtMs)
        co_return m_access.clone();
    auto renewing = renew(m_access.clone());
    Result<Secret> renewed = co_await renewing;
    co_return std::move(renewed);
}

QCoro::Task<Result<Secret>> Session::replacement(Secret refused)
{
    auto renewing = renew(std::move(refused));
    Result<Secret> renewed = co_await renewing;
    co_return std::move(renewed);
}

QCoro::Task<Result<Secret>> Session::renew(Secret refused)
{
    const QPointer<Session> alive(this);
    auto turn = m_turnstile.enter();
    const auto pass = co_await turn;
    if (!alive)
        co_return fail(ErrorCode::Cancelled);
    // Somebody before us in the queue has done it.
    if (!m_access.empty() && !constantTimeEqual(m_access.bytes(), refused.bytes()))
        co_return m_access.clone();
    if (m_signedOut)
        co_return fail(ErrorCode::Unauthenticated, "signed out");
    auto locking = lockFile(m_parts.lockFile, kLockPatience, this);
    const auto lock = co_await locking;
    if (!alive)
        co_return fail(ErrorCode::Cancelled);
    if (!lock)
        co_return fail(ErrorCode::Busy, "another program is refreshing the session");
    auto reading = readKeys();
    Result<AccountKeys> keys = co_await reading;
    if (!keys || !alive)
        co_return fail(keys ? Error{ErrorCode::Cancelled, {}, {}} : keys.error());
    if (keys->refreshToken.empty()) {
        setSignedOut(true);
        co_return fail(ErrorCode::Unauthenticated, "signed out");
    }
    auto exchanging = exchange(keys->refreshToken);
    Result<contract::TokenPair> tokens = co_await exchanging;
    if (!alive)
        co_return fail(ErrorCode::Cancelled);
    if (!tokens) {
        // The proof was not made because the key is gone: no token is of use any more.
        if (tokens.error().code == ErrorCode::KeyNotFound)
            tokens.error().code = ErrorCode::Unauthenticated;
        if (tokens.error().code == ErrorCode::Unauthenticated)
            setSignedOut(true);
        if (tokens.error().code == ErrorCode::DeviceWiped) {
            auto wiping = wipeOrdered();
            co_await wiping;
        }
        co_return fail(tokens.error());
    }
    keys->refreshToken = takeSecret(tokens->refreshToken);
    adopt(std::move(*tokens));
    if (m_parts.beforeStore) {
        auto counting = m_parts.beforeStore(&*keys);
        co_await counting;
        if (!alive)
            co_return fail(ErrorCode::Cancelled);
    }
    // When this fails, the old token still gives the same successor for a minute, and this program has
    // the access token: the next refresh tries again and says what is wrong.
    auto writing = m_parts.keychain.write(m_parts.entry, keys->pack());
    co_await writing;
    if (!alive)
        co_return fail(ErrorCode::Cancelled);
    co_return m_access.clone();
}

QCoro::Task<> Session::wipeOrdered()
{
    if (!m_parts.wipe)
        co_return;
    auto wiping = m_parts.wipe();
    co_await wiping;
}

QCoro::Task<Result<AccountKeys>> Session::readKeys()
{
    auto reading = m_parts.keychain.read(m_parts.entry);
    Result<Secret> packed = co_await reading;
    if (!packed)
        co_return fail(packed.error());
    co_return AccountKeys::unpack(*packed);
}

QCoro::Task<Result<contract::TokenPair>> Session::exchange(const Secret& refreshToken)
{
    contract::Refresh::Request request{contract::TokenText(std::string(kSecretPlace))};
    auto members = std::make_shared<SecretMembers>();
    members->push_back({"refresh_token", refreshToken.clone()});
    auto calling = m_open.call<contract::Refresh>(
        std::move(request), {.idempotencyKey = {}, .info = {}, .secrets = std::move(members)});
    Result<contract::TokenPair> tokens = co_await calling;
    co_return std::move(tokens);
}

QCoro::Task<Status> Session::storeRefreshToken(Secret refreshToken)
{
    const QPointer<Session> alive(this);
    auto locking = lockFile(m_parts.lockFile, kLockPatience, this);
    const auto lock = co_await locking;
    if (!alive)
        co_return fail(ErrorCode::Cancelled);
    if (!lock)
        co_return fail(ErrorCode::Busy, "another program is refreshing the session");
    auto reading = readKeys();
    Result<AccountKeys> keys = co_await reading;
    if (!keys || !alive)
        co_return fail(keys ? Error{ErrorCode::Cancelled, {}, {}} : keys.error());
    keys->refreshToken = std::move(refreshToken);
    auto writing = m_parts.keychain.write(m_parts.entry, keys->pack());
    const Status status = co_await writing;
    co_return status;
}

QCoro::Task<Status> Session::end()
{
    const QPointer<Session> alive(this);
    ApiClient api(m_parts.transport, this);
    auto calling = api.call<contract::Logout>({}, {});
    const Result<contract::NoBody> told = co_await calling;
    if (alive) {
        m_access = Secret();
        setSignedOut(true);
    }
    if (!told)
        co_return fail(Error(told.error()));
    co_return Status{};
}

} // namespace taskward::client
