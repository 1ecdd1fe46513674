// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/identity/IdentityApi.h"

#include "server-stub/identity/PeopleStore.h"

namespace taskward::identity {

using namespace contract;

void addIdentityApi(http::Api& api, SessionService& sessions, const ServerFacts& facts,
                    const Clock& clock)
{
    api.on<Refresh>([&sessions](const http::Caller& caller, const Refresh::Request& request) {
        return sessions.refresh(caller, request);
    });
    api.on<Logout>([&sessions](db::Tx& tx, const http::Caller& caller, const Logout::Request&) {
        return sessions.logout(tx, caller);
    });
    api.on<GetMe>([&sessions](db::Tx& tx, const http::Caller& caller, const GetMe::Request&) {
        return sessions.me(tx, caller);
    });
    api.on<ListPeople>([](db::Tx& tx, const http::Caller& caller,
                          const ListPeople::Request& request) -> Result<ListPeople::Response> {
        const auto limit = request.limit ? request.limit->value
                                         : static_cast<std::int64_t>(limits::kDefaultPageItems);
        ListPeople::Response page;
        page.items = PeopleStore(tx).people(caller.org, request.cursor ? request.cursor->str() : "",
                                            limit + 1);
        if (static_cast<std::int64_t>(page.items.size()) > limit) {
            page.items.pop_back();
            page.next = page.items.back().id.value;
        }
        return page;
    });
    api.on<GetMeta>([facts, &clock](const http::Caller&, const GetMeta::Request&) {
        return Result<GetMeta::Response>(
            GetMeta::Response{"taskward", facts.version, facts.serverName, facts.serverId,
                              facts.minClientVersion, clock.now()});
    });
    api.on<GetLimits>([](const http::Caller&, const GetLimits::Request&) {
        return Result<GetLimits::Response>(GetLimits::Response{});
    });
}

} // namespace taskward::identity
