// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "server-stub/http/Message.h"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace taskward::http {

struct RouteOptions {
    std::size_t maxBodyBytes = 1024 * 1024; ///< enforced while the bytes arrive
    bool takesBody = true;                  ///< false: a body is refused (400)
};

/// Methods and path templates to handlers. Filled by the composition root before the server starts,
/// read-only from then on (so shared by all threads). "/v1/tasks/{id}": a parameter is one segment.
/// Unknown path: 404; known path with another method: 405 with Allow.
class Router {
public:
    struct Match {
        const Handler* handler = nullptr; ///< null when nothing matches
        const RouteOptions* options = nullptr;
        std::string_view route;
        std::vector<std::pair<std::string, std::string>> parameters;
        std::string allow; ///< set when the path is known with other methods
    };
    struct RouteInfo {
        Method method;
        std::string path;
    };

    Router();
    ~Router();
    /// A second handler for the same method and template is a broken invariant.
    void add(Method method, std::string pathTemplate, RouteOptions options, Handler handler);
    Match match(Method method, std::string_view path) const;
    std::vector<RouteInfo> routes() const;

private:
    struct Node;
    std::unique_ptr<Node> m_root;
};

} // namespace taskward::http
