// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <string>
#include <string_view>

namespace taskward::contract {

/// The API as an OpenAPI 3.1.0 document (JSON, indented, the same text for the same code), generated
/// from the descriptions that requests are read with. `version` becomes info.version.
/// Checked in as resources/openapi.json; tst_contract_openapi fails when that is stale.
std::string openApiDocument(std::string_view version);

} // namespace taskward::contract
