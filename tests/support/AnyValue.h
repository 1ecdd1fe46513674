// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/contract/Json.h"

#include <limits>

/// Generated values of every type that the contract describes, within the limits of the type.
namespace taskward::test {

namespace json = contract::json;

/// A character that survives NFC, neither space nor control; also quotes, markup and beyond the BMP.
inline std::string anyCharacter(Random& random)
{
    static constexpr const char* kSome[] = {"a", "Z", "7", "\"", "\\", "/", "<", ">", "&", "\xc3\xa9",
                                            "\xe4\xbb\xbb", "\xf0\x9f\x92\xa1", "\xc3\x9f", "%", "+"};
    return kSome[random.below(std::size(kSome))];
}

inline std::string anyText(Random& random, std::size_t min, std::size_t max)
{
    const std::size_t length = min + random.below(std::min<std::size_t>(max - min, 12) + 1);
    std::string out;
    for (std::size_t i = 0; i < length; ++i)
        out += anyCharacter(random);
    return out;
}

inline std::string anyUuid(Random& random)
{
    static constexpr char kHex[] = "0123456789abcdef";
    std::string out = "00000000-0000-7000-8000-000000000000";
    for (char& c : out) {
        if (c == '0')
            c = kHex[random.below(16)];
    }
    return out;
}

template <typename T>
T anyValue(Random& random)
{
    T out{};
    if constexpr (json::IsOptional<T>::value) {
        if (random.below(2) == 0)
            out = anyValue<typename T::value_type>(random);
    } else if constexpr (json::IsPatch<T>::value) {
        if (random.below(2) == 0)
            out = T(anyValue<decltype(T::value)>(random));
    } else if constexpr (json::IsVector<T>::value) {
        for (std::uint64_t i = random.below(4); i > 0; --i)
            out.push_back(anyValue<typename T::value_type>(random));
    } else if constexpr (std::is_same_v<T, bool>) {
        out = random.below(2) == 0;
    } else if constexpr (json::IsBounded<T>::value) {
        out = T::kMin + static_cast<std::int64_t>(
                            random.below(static_cast<std::uint64_t>(T::kMax - T::kMin) + 1));
    } else if constexpr (std::is_integral_v<T>) {
        out = random.below(8) == 0 ? std::numeric_limits<T>::max() : static_cast<T>(random.below(1000));
    } else if constexpr (json::IsText<T>::value) {
        out = anyText(random, T::kMin, T::kMax);
    } else if constexpr (json::IsId<T>::value) {
        out.value = anyUuid(random);
    } else if constexpr (std::is_same_v<T, Timestamp>) {
        out.ms = static_cast<std::int64_t>(random.below(4'000'000'000'000));
    } else if constexpr (std::is_same_v<T, contract::When>) {
        out.value = random.below(2) == 0 ? "2026-02-28" : "2028-02-29T23:59";
    } else if constexpr (std::is_enum_v<T>) {
        const auto& names = json::enumNames<T>();
        out = names[random.below(names.size())].first;
    } else if constexpr (boost::describe::has_describe_members<T>::value) {
        boost::mp11::mp_for_each<json::Members<T>>([&](auto d) {
            auto& member = out.*d.pointer;
            member = anyValue<std::remove_reference_t<decltype(member)>>(random);
        });
    } else {
        static_assert(std::is_same_v<T, std::string>, "no generated value for this type");
        out = anyText(random, 0, 12);
    }
    return out;
}

} // namespace taskward::test
