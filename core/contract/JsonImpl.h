// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Clock.h"
#include "core/base/Id.h"
#include "core/contract/JsonDocument.h"
#include "core/contract/Types.h"

#include <boost/describe/bases.hpp>
#include <boost/describe/enumerators.hpp>
#include <boost/describe/members.hpp>
#include <boost/describe/modifiers.hpp>
#include <boost/mp11/algorithm.hpp>

#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <type_traits>
#include <utility>

/// The reader and the writer over described structs. Included by Json.h and Wire.h only.
namespace taskward::contract::json {

template <typename T>
struct IsOptional : std::false_type {};
template <typename T>
struct IsOptional<std::optional<T>> : std::true_type {};
template <typename T>
struct IsPatch : std::false_type {};
template <typename T>
struct IsPatch<Patch<T>> : std::true_type {};
template <typename T>
struct IsBounded : std::false_type {};
template <std::int64_t Min, std::int64_t Max>
struct IsBounded<Bounded<Min, Max>> : std::true_type {};
template <typename T>
struct IsText : std::false_type {};
template <std::size_t Min, std::size_t Max, TextKind K>
struct IsText<Text<Min, Max, K>> : std::true_type {};
template <typename T>
struct IsId : std::false_type {};
template <typename Tag>
struct IsId<Id<Tag>> : std::true_type {};
template <typename T>
struct IsVector : std::false_type {};
template <typename T>
struct IsVector<std::vector<T>> : std::true_type {};
template <typename T, std::size_t Max>
struct IsVector<List<T, Max>> : std::true_type {};
template <typename T>
concept Capped = requires { T::kMax; } && IsVector<T>::value;

template <typename T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public |
                                                         boost::describe::mod_inherited>;
template <typename T>
inline constexpr std::size_t kMemberCount = boost::mp11::mp_size<Members<T>>::value;

// ---- enumerations

template <typename E>
const std::vector<std::pair<E, std::string>>& enumNames()
{
    static const auto names = [] {
        std::vector<std::pair<E, std::string>> list;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>(
            [&](auto d) { list.emplace_back(d.value, snakeCase(d.name)); });
        return list;
    }();
    return names;
}

template <typename E>
std::string_view enumName(E value)
{
    for (const auto& [candidate, name] : enumNames<E>()) {
        if (candidate == value)
            return name;
    }
    return {};
}

// ---- texts and numbers out of a string: string values of JSON, path parameters, query values

template <typename T>
bool fromText(std::string_view text, T& out, Context& context)
{
    if constexpr (IsText<T>::value) {
        auto normalised = normaliseText(text, T::kMin, T::kMax, T::kKind);
        if (!normalised)
            return context.refuse(normalised.error().detail);
        out = T(std::move(*normalised));
        return true;
    } else if constexpr (std::is_same_v<T, std::string>) {
        out = text;
        return true;
    } else if constexpr (IsId<T>::value) {
        if (!isUuid(text))
            return context.refuse("not a UUID in lower case");
        out.value = text;
        return true;
    } else if constexpr (std::is_same_v<T, Timestamp>) {
        const auto time = parseRfc3339(text);
        if (!time)
            return context.refuse(time.error().detail);
        out = *time;
        return true;
    } else if constexpr (std::is_same_v<T, When>) {
        auto when = parseWhen(text);
        if (!when)
            return context.refuse(when.error().detail);
        out = std::move(*when);
        return true;
    } else if constexpr (std::is_enum_v<T>) {
        for (const auto& [value, name] : enumNames<T>()) {
            if (name == text) {
                out = value;
                return true;
            }
        }
        return context.refuse("not one of the allowed values");
    } else {
        static_assert(!sizeof(T), "no text form for this type");
    }
}

template <typename T>
bool fromInteger(std::int64_t value, T& out, Context& context)
{
    if constexpr (IsBounded<T>::value) {
        if (value < T::kMin || value > T::kMax)
            return context.refuse("out of range " + std::to_string(T::kMin) + " to " +
                                  std::to_string(T::kMax));
        out.value = value;
    } else {
        if (!std::in_range<T>(value))
            return context.refuse("out of range");
        out = static_cast<T>(value);
    }
    return true;
}

/// Integers and booleans too have a text form outside JSON bodies.
template <typename T>
bool fromParameter(std::string_view text, T& out, Context& context)
{
    if constexpr (IsOptional<T>::value) {
        return fromParameter(text, out.emplace(), context);
    } else if constexpr (std::is_same_v<T, bool>) {
        if (text != "true" && text != "false")
            return context.refuse("not true or false");
        out = text == "true";
        return true;
    } else if constexpr (std::is_integral_v<T> || IsBounded<T>::value) {
        std::int64_t value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc{} || end != text.data() + text.size())
            return context.refuse("not an integer");
        return fromInteger(value, out, context);
    } else {
        return fromText(text, out, context);
    }
}

// ---- reading

template <typename T>
bool read(Node node, T& out, Context& context);

template <typename T>
struct MemberReader {
    std::string key;
    bool required;
    bool (*read)(Node, T&, Context&);
};

template <typename T>
const std::vector<MemberReader<T>>& memberReaders()
{
    static const auto readers = [] {
        std::vector<MemberReader<T>> list;
        boost::mp11::mp_for_each<Members<T>>([&](auto d) {
            using D = decltype(d);
            using M = std::remove_cvref_t<decltype(std::declval<T&>().*D::pointer)>;
            list.push_back({snakeCase(d.name), !IsOptional<M>::value && !IsPatch<M>::value,
                            [](Node node, T& object, Context& context) {
                                return json::read(node, object.*D::pointer, context);
                            }});
        });
        return list;
    }();
    return readers;
}

template <typename T>
bool readObject(Node node, T& out, Context& context)
{
    static_assert(kMemberCount<T> <= 64);
    if (node.kind() != Kind::Object)
        return context.refuse("not an object");
    const auto& readers = memberReaders<T>();
    std::uint64_t seen = 0;
    std::size_t hint = 0;  // writers keep our order, so the next member is mostly the next reader
    const std::size_t count = node.size();
    for (std::size_t i = 0; i < count; ++i) {
        const auto [key, value] = node.member(i);
        std::size_t found = readers.size();
        for (std::size_t tried = 0; tried < readers.size(); ++tried) {
            const std::size_t at = (hint + tried) % readers.size();
            if (readers[at].key == key) {
                found = at;
                break;
            }
        }
        context.path.push(key);
        if (found == readers.size()) {
            if (context.reading == Reading::Strict)
                return context.refuse("unknown member");
        } else {
            seen |= std::uint64_t{1} << found;
            hint = found + 1;
            if (!readers[found].read(value, out, context))
                return false;
        }
        context.path.pop();
    }
    for (std::size_t i = 0; i < readers.size(); ++i) {
        if (readers[i].required && !(seen >> i & 1U)) {
            context.path.push(std::string_view(readers[i].key));
            return context.refuse("missing");
        }
    }
    return true;
}

template <typename T>
bool readArray(Node node, T& out, Context& context)
{
    if (node.kind() != Kind::Array)
        return context.refuse("not an array");
    const std::size_t count = node.size();
    if constexpr (Capped<T>) {
        if (count > T::kMax)
            return context.refuse("more than " + std::to_string(T::kMax) + " items");
    }
    out.clear();
    out.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        context.path.push(i);
        if (!json::read(node.item(i), out.emplace_back(), context))
            return false;
        context.path.pop();
    }
    return true;
}

template <typename T>
bool read(Node node, T& out, Context& context)
{
    if constexpr (IsOptional<T>::value) {
        if (node.kind() == Kind::Null) {
            out.reset();
            return true;
        }
        return json::read(node, out.emplace(), context);
    } else if constexpr (IsPatch<T>::value) {
        out.present = true;
        return json::read(node, out.value, context);
    } else if constexpr (std::is_same_v<T, bool>) {
        if (node.kind() != Kind::Boolean)
            return context.refuse("not a boolean");
        out = node.boolean();
        return true;
    } else if constexpr (std::is_integral_v<T> || IsBounded<T>::value) {
        if (node.kind() != Kind::Integer)
            return context.refuse("not an integer");
        return fromInteger(node.integer(), out, context);
    } else if constexpr (IsVector<T>::value) {
        return readArray(node, out, context);
    } else if constexpr (boost::describe::has_describe_members<T>::value) {
        return readObject(node, out, context);
    } else {
        if (node.kind() != Kind::String)
            return context.refuse("not a string");
        return fromText(node.string(), out, context);
    }
}

// ---- writing

template <typename T>
void write(std::string& out, const T& value);

template <typename T>
const std::array<std::string, kMemberCount<T>>& quotedKeys()
{
    static const auto keys = [] {
        std::array<std::string, kMemberCount<T>> list;
        std::size_t i = 0;
        boost::mp11::mp_for_each<Members<T>>(
            [&](auto d) { list[i++] = ",\"" + snakeCase(d.name) + "\":"; });
        return list;
    }();
    return keys;
}

template <typename T>
bool isAbsent(const T& value)
{
    if constexpr (IsOptional<T>::value)
        return !value.has_value();
    else if constexpr (IsPatch<T>::value)
        return !value.present;
    else
        return false;
}

template <typename T>
void writeObject(std::string& out, const T& value)
{
    const auto& keys = quotedKeys<T>();
    const std::size_t start = out.size();
    std::size_t i = 0;
    boost::mp11::mp_for_each<Members<T>>([&](auto d) {
        const auto& member = value.*d.pointer;
        if (!isAbsent(member)) {
            out += keys[i];
            json::write(out, member);
        }
        ++i;
    });
    // The first key's comma becomes the opening brace.
    if (out.size() == start)
        out += '{';
    else
        out[start] = '{';
    out += '}';
}

template <typename T>
void write(std::string& out, const T& value)
{
    if constexpr (IsOptional<T>::value) {
        if (value)
            json::write(out, *value);
        else
            out += "null";
    } else if constexpr (IsPatch<T>::value) {
        json::write(out, value.value);
    } else if constexpr (std::is_same_v<T, bool>) {
        out += value ? "true" : "false";
    } else if constexpr (std::is_integral_v<T> || IsBounded<T>::value) {
        writeInteger(out, static_cast<std::int64_t>(value));
    } else if constexpr (IsVector<T>::value) {
        out += '[';
        bool first = true;
        for (const auto& item : value) {
            if (!std::exchange(first, false))
                out += ',';
            json::write(out, item);
        }
        out += ']';
    } else if constexpr (boost::describe::has_describe_members<T>::value) {
        writeObject(out, value);
    } else if constexpr (std::is_enum_v<T>) {
        out += '"';
        out += enumName(value);
        out += '"';
    } else if constexpr (std::is_same_v<T, Timestamp>) {
        out += '"';
        appendRfc3339(out, value);
        out += '"';
    } else if constexpr (IsId<T>::value || std::is_same_v<T, When>) {
        // Both hold characters only that need no escape; they were checked when they were read.
        out += '"';
        out += value.value;
        out += '"';
    } else {
        writeString(out, value);
    }
}

} // namespace taskward::contract::json
