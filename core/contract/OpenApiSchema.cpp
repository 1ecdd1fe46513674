// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/contract/OpenApiSchema.h"

#include <boost/core/demangle.hpp>
#include <boost/json/value.hpp>

namespace taskward::contract::openapi {

namespace {

/// Every "word::" that stands before a name, in template arguments too, is a namespace or an endpoint.
std::string withoutNamespaces(std::string name)
{
    for (const std::string_view space : {"taskward::contract::", "taskward::"}) {
        for (auto at = name.find(space); at != std::string::npos; at = name.find(space))
            name.erase(at, space.size());
    }
    return name;
}

} // namespace

std::string schemaName(const std::type_info& type)
{
    std::string name = withoutNamespaces(boost::core::demangle(type.name()));
    if (const auto open = name.find('<'); open != std::string::npos) {
        const auto close = name.rfind('>');
        name = name.substr(open + 1, close - open - 1) + name.substr(0, open);
    }
    for (auto at = name.find("::"); at != std::string::npos; at = name.find("::"))
        name.erase(at, 2);
    return name;
}

boost::json::object Schemas::referenceTo(const std::string& name)
{
    return {{"$ref", "#/components/schemas/" + name}};
}

boost::json::object Schemas::reference(const std::string& name, boost::json::object schema)
{
    m_schemas.try_emplace(name, std::move(schema));
    return referenceTo(name);
}

boost::json::object Schemas::all() const
{
    boost::json::object out;
    for (const auto& [name, schema] : m_schemas)
        out[name] = schema;
    return out;
}

boost::json::object orNull(boost::json::object schema)
{
    if (schema.contains("$ref"))
        return {{"anyOf", boost::json::array{std::move(schema), boost::json::object{{"type", "null"}}}}};
    schema["type"] = boost::json::array{schema.at("type"), "null"};
    return schema;
}

} // namespace taskward::contract::openapi
