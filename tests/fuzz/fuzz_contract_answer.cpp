// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
/// What a server answers, as the client reads it: "VERB /path/{id}", "problem" or "event" in the first
/// line, the body behind it. What is read leniently, unknown members left aside, is written as a text
/// that the strict reader takes and that reads as the same value.
#include "client/api/Problem.h"
#include "core/base/Assert.h"
#include "core/contract/Endpoints.h"
#include "core/contract/Json.h"
#include "tests/fuzz/Target.h"

namespace taskward::fuzz {

namespace {

template <typename T>
void roundTrip(std::string_view body)
{
    const auto first = contract::fromJson<T>(body, contract::json::Reading::Lenient);
    if (!first) {
        TW_ASSERT(first.error().code == ErrorCode::Malformed ||
                  first.error().code == ErrorCode::ValidationFailed);
        return;
    }
    const std::string text = contract::toJson(*first);
    const auto second = contract::fromJson<T>(text);
    TW_ASSERT(second);
    TW_ASSERT(contract::toJson(*second) == text);
}

} // namespace

void examine(std::string_view bytes)
{
    const std::string_view kind = takeLine(bytes);
    if (kind == "problem")
        return roundTrip<client::Problem>(bytes);
    if (kind == "event")
        return roundTrip<contract::ChangedEvent>(bytes);
    contract::forEachEndpoint([&](auto identity) {
        using E = typename decltype(identity)::type;
        if constexpr (!std::is_same_v<typename E::Response, contract::NoBody>) {
            const auto verb = contract::verbName(E::kSpec.verb);
            if (kind.starts_with(verb) && kind.substr(verb.size()).starts_with(' ') &&
                kind.substr(verb.size() + 1) == E::kSpec.path)
                roundTrip<typename E::Response>(bytes);
        }
    });
}

} // namespace taskward::fuzz
