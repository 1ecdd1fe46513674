// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/contract/OpenApi.h"

#include "core/contract/Endpoints.h"
#include "core/contract/OpenApiProblems.h"
#include "core/contract/OpenApiSchema.h"
#include "core/contract/Wire.h"

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <set>

namespace taskward::contract {

namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;
using openapi::Schemas;
using Side = Schemas::Side;

object ref(const char* kind, const std::string& name)
{
    return {{"$ref", std::string("#/components/") + kind + '/' + name}};
}

std::string_view tagOf(std::string_view path)
{
    if (path.starts_with("/v1/auth/") || path == "/v1/me" || path == "/v1/people")
        return "identity";
    for (const std::string_view tag : {"projects", "sections", "labels", "tasks"}) {
        if (path.starts_with("/v1/") && path.substr(4).starts_with(tag))
            return tag;
    }
    return path == "/v1/sync" || path == kEventsPath ? "sync" : "server";
}

array tags()
{
    return {object{{"name", "identity"}, {"description", "Signing in, sessions, people."}},
            object{{"name", "projects"}, {"description", "Projects of the organisation or a person."}},
            object{{"name", "sections"}, {"description", "The parts of a project."}},
            object{{"name", "labels"}, {"description", "Labels of the organisation."}},
            object{{"name", "tasks"}, {"description", "Tasks and their sub-tasks."}},
            object{{"name", "sync"},
                   {"description", "Operations up, changes down; see docs/sync-protocol.md."}},
            object{{"name", "server"}, {"description", "Who answers, and within which limits."}}};
}

/// What an operation takes and how it is guarded decides what it can answer besides success.
struct Traits {
    Access access = Access::open();
    bool signsIn = false;
    bool body = false;
    bool parameters = false;
    bool pathParameters = false;
    bool changes = false;
    bool ifMatch = false;
    bool ifMatchRequired = false;
};

std::set<int> problemStatuses(const Traits& t)
{
    std::set<int> out{400, 421, 429, 500, 503};
    if (t.access.kind() != Access::Kind::Open || t.signsIn)
        out.insert(401);
    if (t.access.kind() == Access::Kind::Needs)
        out.insert(403);
    if (t.pathParameters || t.signsIn)
        out.insert(404);
    if (t.body)
        out.insert({413, 415});
    if (t.body || t.parameters)
        out.insert(422);
    if (t.changes)
        out.insert({409, 507});
    if (t.ifMatch)
        out.insert(412);
    if (t.ifMatchRequired)
        out.insert(428);
    return out;
}

void addProblems(object& responses, const Traits& traits)
{
    for (const int status : problemStatuses(traits))
        responses[std::to_string(status)] = ref("responses", openapi::problemName(status));
}

void addAccess(object& operation, Access access)
{
    if (access.kind() == Access::Kind::Open)
        operation["security"] = array{};
    else
        operation["security"] = array{object{{"bearer", array{}}}};
    if (access.kind() == Access::Kind::Needs)
        operation["x-permission"] = wireName(access.permission());
}

object headerParameter(std::string_view name, std::string_view description, object schema, bool required)
{
    return {{"name", name},         {"in", "header"},    {"description", description},
            {"required", required}, {"schema", schema}};
}

object ifMatchParameter(bool required)
{
    return headerParameter("If-Match", "The version that the change was made on: its entity tag.",
                           {{"type", "string"}, {"pattern", R"(^"\d+"$)"}}, required);
}

object idempotencyParameter()
{
    return headerParameter("Idempotency-Key",
                           "The same key with the same request gets the first answer for 24 hours.",
                           {{"type", "string"},
                            {"minLength", 1},
                            {"maxLength", 128},
                            {"pattern", "^[!-~]+$"}},
                           false);
}

template <typename E>
array parametersOf(Schemas& schemas, Traits& traits)
{
    using Request = typename E::Request;
    array out;
    boost::mp11::mp_for_each<json::Members<Request>>([&](auto d) {
        using D = decltype(d);
        using M = std::remove_cvref_t<decltype(std::declval<Request&>().*D::pointer)>;
        const std::string key = json::snakeCase(d.name);
        if (key == "if_match") {
            traits.ifMatch = true;
            traits.ifMatchRequired = E::kSpec.verb == Verb::Patch;
            out.push_back(ifMatchParameter(traits.ifMatchRequired));
            return;
        }
        const bool path = wire::inPath(E::kSpec.path, key);
        if (!path && wire::hasBody(E::kSpec.verb))
            return;
        traits.parameters = true;
        traits.pathParameters = traits.pathParameters || path;
        out.push_back(object{{"name", key},
                             {"in", path ? "path" : "query"},
                             {"required", path || Schemas::isRequired<M>()},
                             {"schema", schemas.ofMember<M>(Side::Request)}});
    });
    if (E::kSpec.idempotencyKey)
        out.push_back(idempotencyParameter());
    return out;
}

template <typename E>
object requestBodyOf(Schemas& schemas)
{
    const auto inBody = [](std::string_view key) {
        return key != "if_match" && !wire::inPath(E::kSpec.path, key);
    };
    using Request = typename E::Request;
    const auto schema = schemas.reference(openapi::schemaName(typeid(Request)),
                                          schemas.objectOf<Request>(Side::Request, inBody));
    return {{"required", true}, {"content", {{"application/json", {{"schema", schema}}}}}};
}

template <typename E>
object successOf(Schemas& schemas)
{
    using Response = typename E::Response;
    object response;
    if constexpr (std::is_same_v<Response, NoBody>) {
        response["description"] = "Done.";
        return response;
    } else {
        response["description"] = E::kSpec.successStatus == 201 ? "Created." : "Success.";
        if constexpr (requires(Response& r) { r.version; })
            response["headers"] = {{"ETag", ref("headers", "ETag")}};
        response["content"] = {
            {"application/json", {{"schema", schemas.of<Response>(Side::Response)}}}};
        return response;
    }
}

template <typename E>
std::string operationId()
{
    std::string name = openapi::schemaName(typeid(E));
    name.front() = static_cast<char>(name.front() - 'A' + 'a');
    return name;
}

/// Requests of all endpoints come before any answer: see Schemas.
struct Draft {
    object operation;
    Traits traits;
};

template <typename E>
Draft draftOf(Schemas& schemas)
{
    constexpr EndpointSpec kSpec = E::kSpec;
    Draft draft;
    draft.traits.access = kSpec.access;
    draft.traits.signsIn = std::is_same_v<E, Login> || std::is_same_v<E, Refresh>;
    draft.traits.body = wire::hasBody(kSpec.verb);
    draft.traits.changes = kSpec.run == Run::Write;
    draft.operation = {{"operationId", operationId<E>()},
                       {"summary", kSpec.summary},
                       {"tags", array{tagOf(kSpec.path)}}};
    addAccess(draft.operation, kSpec.access);
    if (auto parameters = parametersOf<E>(schemas, draft.traits); !parameters.empty())
        draft.operation["parameters"] = std::move(parameters);
    if (wire::hasBody(kSpec.verb))
        draft.operation["requestBody"] = requestBodyOf<E>(schemas);
    return draft;
}

std::string lowerVerb(Verb verb)
{
    std::string out(verbName(verb));
    for (char& c : out)
        c = static_cast<char>(c - 'A' + 'a');
    return out;
}

void addTo(object& paths, std::string_view path, Verb verb, object operation)
{
    if (!paths.contains(path))
        paths[path] = object{};
    paths[path].as_object()[lowerVerb(verb)] = std::move(operation);
}

object eventsOperation(std::set<int>& used)
{
    Traits traits;
    traits.access = Access::session();
    const object content{
        {"schema", {{"type", "string"}}},
        {"example", "event: changed\ndata: " + toJson(ChangedEvent{42}) + "\n\n"}};
    object responses{{"200",
                      {{"description", "A stream that stays open. Each `changed` event tells the "
                                       "organisation's newest revision; a comment line is a heartbeat."},
                       {"content", {{"text/event-stream", content}}}}}};
    addProblems(responses, traits);
    used.merge(problemStatuses(traits));
    object operation{{"operationId", "events"},
                     {"summary", "Announcements of changes (server-sent events)"},
                     {"tags", array{"sync"}}};
    addAccess(operation, traits.access);
    operation["responses"] = std::move(responses);
    return operation;
}

object pathsOf(Schemas& schemas, std::set<int>& used)
{
    std::vector<Draft> drafts;
    forEachEndpoint([&](auto e) { drafts.push_back(draftOf<typename decltype(e)::type>(schemas)); });
    object paths;
    std::size_t i = 0;
    forEachEndpoint([&](auto e) {
        using E = typename decltype(e)::type;
        Draft& draft = drafts[i++];
        object responses{{std::to_string(E::kSpec.successStatus), successOf<E>(schemas)}};
        addProblems(responses, draft.traits);
        used.merge(problemStatuses(draft.traits));
        draft.operation["responses"] = std::move(responses);
        addTo(paths, E::kSpec.path, E::kSpec.verb, std::move(draft.operation));
    });
    addTo(paths, kEventsPath, Verb::Get, eventsOperation(used));
    return paths;
}

void indent(std::string& out, int depth)
{
    out += '\n';
    out.append(static_cast<std::size_t>(depth) * 2, ' ');
}

void print(std::string& out, const value& v, int depth)
{
    const bool brackets = v.is_array();
    if ((!brackets && !v.is_object()) || (brackets ? v.get_array().empty() : v.get_object().empty())) {
        out += boost::json::serialize(v);
        return;
    }
    out += brackets ? '[' : '{';
    bool first = true;
    const auto next = [&] {
        out += std::exchange(first, false) ? "" : ",";
        indent(out, depth + 1);
    };
    if (brackets) {
        for (const auto& item : v.get_array()) {
            next();
            print(out, item, depth + 1);
        }
    } else {
        for (const auto& member : v.get_object()) {
            next();
            out += boost::json::serialize(member.key()) + ": ";
            print(out, member.value(), depth + 1);
        }
    }
    indent(out, depth);
    out += brackets ? ']' : '}';
}

} // namespace

std::string openApiDocument(std::string_view version)
{
    Schemas schemas;
    std::set<int> used;
    object paths = pathsOf(schemas, used);
    schemas.reference("Problem", openapi::problemSchema());

    object document{{"openapi", "3.1.0"}};
    document["info"] = {
        {"title", "Taskward"},
        {"version", version},
        {"description", "The API of a Taskward server. JSON in UTF-8, snake_case, strict: unknown "
                        "members and query parameters are refused. Times are RFC 3339 in UTC, ids "
                        "UUIDs, errors RFC 9457 problems with a stable `code`."},
        {"license", {{"name", "GPL-3.0-or-later"}, {"identifier", "GPL-3.0-or-later"}}}};
    document["servers"] = array{object{{"url", "/"}, {"description", "The server that answered this."}}};
    document["tags"] = tags();
    document["paths"] = std::move(paths);
    document["components"] = {
        {"securitySchemes",
         {{"bearer",
           {{"type", "http"},
            {"scheme", "bearer"},
            {"description", "The opaque access token of POST /v1/auth/login or /v1/auth/refresh."}}}}},
        {"headers",
         {{"ETag",
           {{"description", "The version, for If-Match."},
            {"schema", {{"type", "string"}, {"pattern", R"(^"\d+"$)"}}}}}}},
        {"responses", openapi::problemResponses(used)},
        {"schemas", schemas.all()}};
    std::string out;
    print(out, document, 0);
    return out + '\n';
}

} // namespace taskward::contract
