// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/auth/ConnectCode.h"

#include <QUrl>
#include <QUrlQuery>

namespace taskward::client {

namespace {

Result<ServerAddress> fromUrl(const QUrl& url)
{
    if (url.scheme() == QLatin1String("http"))
        return fail(ErrorCode::HttpsRequired, "http:// address");
    const bool good = url.isValid() && url.scheme() == QLatin1String("https") &&
                      !url.host().isEmpty() && url.userInfo().isEmpty() && !url.hasQuery() &&
                      !url.hasFragment() && url.port(443) > 0 &&
                      (url.path().isEmpty() || url.path() == QLatin1String("/"));
    if (!good)
        return fail(ErrorCode::ValidationFailed, "not an address of a server");
    return ServerAddress{url.host(QUrl::FullyEncoded).toStdString(), url.port(443), {}};
}

} // namespace

std::string ServerAddress::url() const
{
    const bool v6 = host.find(':') != std::string::npos;
    return "https://" + (v6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

Result<ServerAddress> parseServerAddress(std::string_view text)
{
    const QString trimmed =
        QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).trimmed();
    if (trimmed.isEmpty())
        return fail(ErrorCode::ValidationFailed, "empty address");
    if (!trimmed.contains(QLatin1String("://")))
        return fromUrl(QUrl(QStringLiteral("https://") + trimmed, QUrl::StrictMode));
    const QUrl url(trimmed, QUrl::StrictMode);
    if (url.scheme() != QLatin1String("taskward"))
        return fromUrl(url);
    const QUrlQuery query(url);
    const QString target = query.queryItemValue(QStringLiteral("u"), QUrl::FullyDecoded);
    if (url.host() != QLatin1String("connect") || target.isEmpty())
        return fail(ErrorCode::ValidationFailed, "not a connect code");
    TW_ASSIGN(auto address, fromUrl(QUrl(target, QUrl::StrictMode)));
    const QString pin = query.queryItemValue(QStringLiteral("p"), QUrl::FullyDecoded);
    TW_ASSIGN(address.pin, normalisePin(pin.toStdString()));
    return address;
}

std::string connectCode(const ServerAddress& address)
{
    QUrlQuery query;
    query.addQueryItem(QStringLiteral("u"), QString::fromLatin1(QUrl::toPercentEncoding(
                                                QString::fromStdString(address.url()))));
    query.addQueryItem(QStringLiteral("p"), QString::fromStdString(address.pin));
    return "taskward://connect?" + query.toString(QUrl::FullyEncoded).toStdString();
}

Result<std::string> normalisePin(std::string_view text)
{
    std::string pin;
    for (const char c : text) {
        if (c == ':' || c == ' ')
            continue;
        const char lower = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
        if (!((lower >= '0' && lower <= '9') || (lower >= 'a' && lower <= 'f')))
            return fail(ErrorCode::ValidationFailed, "a fingerprint is 64 hexadecimal digits");
        pin += lower;
    }
    if (pin.size() != 64)
        return fail(ErrorCode::ValidationFailed, "a fingerprint is 64 hexadecimal digits");
    return pin;
}

} // namespace taskward::client
