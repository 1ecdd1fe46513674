// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/contract/JsonImpl.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <map>
#include <string>
#include <string_view>
#include <typeinfo>

/// JSON Schema (2020-12, as OpenAPI 3.1 has it) out of described structs. Included by OpenApi.cpp only.
namespace taskward::contract::openapi {

/// "taskward::contract::CreateTask::Request" -> "CreateTaskRequest", "...::Page<...::Task>" -> "TaskPage"
std::string schemaName(const std::type_info& type);

/// The schemas under components, made when they are first referred to.
class Schemas {
public:
    enum class Side { Request, Response };

    /// Requests are read strictly, so their schemas allow no further members; answers may grow. What is
    /// used on both sides must be asked for on the request side first.
    template <typename T>
    boost::json::object of(Side side);
    /// The same for a member: what wraps a value is seen through.
    template <typename M>
    boost::json::object ofMember(Side side);
    template <typename M>
    static constexpr bool isRequired()
    {
        return !json::IsOptional<M>::value && !json::IsPatch<M>::value;
    }
    /// {"type":"object",...} of the members that `keep(wire name)` lets through.
    template <typename T, typename Keep>
    boost::json::object objectOf(Side side, Keep keep);

    boost::json::object reference(const std::string& name, boost::json::object schema);
    /// Sorted by name.
    boost::json::object all() const;

private:
    static boost::json::object referenceTo(const std::string& name);
    std::map<std::string, boost::json::object> m_schemas;
};

boost::json::object orNull(boost::json::object schema);

template <typename E>
boost::json::array enumValues()
{
    boost::json::array values;
    for (const auto& [value, name] : json::enumNames<E>())
        values.emplace_back(name);
    return values;
}

template <typename T>
boost::json::object textSchema()
{
    boost::json::object schema{{"type", "string"}};
    if (T::kMin > 0)
        schema["minLength"] = T::kMin;
    schema["maxLength"] = T::kMax;
    return schema;
}

template <typename T>
boost::json::object scalarSchema()
{
    if constexpr (std::is_same_v<T, bool>) {
        return {{"type", "boolean"}};
    } else if constexpr (json::IsBounded<T>::value) {
        return {{"type", "integer"}, {"minimum", T::kMin}, {"maximum", T::kMax}};
    } else if constexpr (std::is_integral_v<T>) {
        return {{"type", "integer"}, {"format", "int64"}};
    } else if constexpr (json::IsText<T>::value) {
        return textSchema<T>();
    } else if constexpr (json::IsId<T>::value) {
        return {{"type", "string"}, {"format", "uuid"}};
    } else if constexpr (std::is_same_v<T, Timestamp>) {
        return {{"type", "string"}, {"format", "date-time"}};
    } else if constexpr (std::is_same_v<T, When>) {
        return {{"type", "string"},
                {"pattern", R"(^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?$)"},
                {"description", "A local date, or date and time to the minute."}};
    } else {
        static_assert(std::is_same_v<T, std::string>, "no schema for this type");
        return {{"type", "string"}};
    }
}

template <typename T>
boost::json::object Schemas::of(Side side)
{
    if constexpr (json::IsVector<T>::value) {
        boost::json::object schema{{"type", "array"}, {"items", of<typename T::value_type>(side)}};
        if constexpr (json::Capped<T>)
            schema["maxItems"] = T::kMax;
        return schema;
    } else if constexpr (std::is_enum_v<T>) {
        return reference(schemaName(typeid(T)), {{"type", "string"}, {"enum", enumValues<T>()}});
    } else if constexpr (boost::describe::has_describe_members<T>::value) {
        const std::string name = schemaName(typeid(T));
        if (!m_schemas.contains(name))
            reference(name, objectOf<T>(side, [](std::string_view) { return true; }));
        return referenceTo(name);
    } else {
        return scalarSchema<T>();
    }
}

template <typename M>
boost::json::object Schemas::ofMember(Side side)
{
    if constexpr (json::IsPatch<M>::value) {
        using Value = decltype(M::value);
        if constexpr (json::IsOptional<Value>::value)
            return orNull(of<typename Value::value_type>(side));
        else
            return of<Value>(side);
    } else if constexpr (json::IsOptional<M>::value) {
        return of<typename M::value_type>(side);
    } else {
        return of<M>(side);
    }
}

template <typename T, typename Keep>
boost::json::object Schemas::objectOf(Side side, Keep keep)
{
    boost::json::object properties;
    boost::json::array required;
    boost::mp11::mp_for_each<json::Members<T>>([&](auto d) {
        using D = decltype(d);
        using M = std::remove_cvref_t<decltype(std::declval<T&>().*D::pointer)>;
        const std::string key = json::snakeCase(d.name);
        if (!keep(std::string_view(key)))
            return;
        properties[key] = ofMember<M>(side);
        if (isRequired<M>())
            required.emplace_back(key);
    });
    boost::json::object schema{{"type", "object"}};
    if (!properties.empty())
        schema["properties"] = std::move(properties);
    if (!required.empty())
        schema["required"] = std::move(required);
    if (side == Side::Request)
        schema["additionalProperties"] = false;
    return schema;
}

} // namespace taskward::contract::openapi
