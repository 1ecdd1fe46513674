// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/identity/SessionsApi.h"

namespace taskward::identity {

using namespace contract;

namespace {

template <typename Texts>
std::vector<std::string> plain(const Texts& texts)
{
    std::vector<std::string> out;
    for (const auto& text : texts)
        out.push_back(text.str());
    return out;
}

} // namespace

void addSessionsApi(http::Api& api, DeviceService& devices)
{
    api.on<ListSessions>([&devices](db::Tx& tx, const http::Caller& caller, const auto&) {
        return Result<ListSessions::Response>(devices.list(tx, caller));
    });
    api.on<EndSession>([&devices](db::Tx& tx, const http::Caller& caller, const auto& request) {
        return devices.end(tx, caller, request);
    });
    api.on<EndOtherSessions>([&devices](db::Tx& tx, const http::Caller& caller, const auto&) {
        return Result<Count>(devices.endOthers(tx, caller));
    });
    api.on<NotMe>([&devices](db::Tx& tx, const http::Caller& caller, const auto& request) {
        return devices.notMe(tx, caller, request);
    });
    api.on<ReportWipe>([&devices](const http::Caller& caller, const ReportWipe::Request& request) {
        return devices.reportWipe(caller, request);
    });
    api.on<ListPersonSessions>(
        [&devices](db::Tx& tx, const http::Caller& caller, const auto& request) {
            return devices.listOf(tx, caller, request.id);
        });
    api.on<EndPersonSessions>(
        [&devices](db::Tx& tx, const http::Caller& caller, const auto& request) {
            return devices.endOf(tx, caller, request);
        });
}

void addApiKeysApi(http::Api& api, ApiKeyService& keys)
{
    api.on<ListApiKeys>([&keys](db::Tx& tx, const http::Caller& caller, const auto&) {
        return Result<ListApiKeys::Response>(keys.list(tx, caller));
    });
    api.on<CreateApiKey>([&keys](db::Tx& tx, const http::Caller& caller, const auto& request) {
        KeyWish wish;
        wish.name = request.name;
        wish.scopes = plain(request.scopes);
        wish.addresses = plain(request.addresses);
        wish.days = request.days.value;
        return keys.create(tx, caller, wish);
    });
    api.on<RevokeApiKey>([&keys](db::Tx& tx, const http::Caller& caller, const auto& request) {
        return keys.revoke(tx, caller, request.id);
    });
}

} // namespace taskward::identity
