// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/contract/Sync.h"

#include <optional>
#include <string_view>

namespace taskward::client {

/// An edit in two: what can go up again, and the part that the server did not take. `kept` has the id of
/// the refused edit (the server records no refusals), `dropped` an id made of its content, so that doing
/// it twice gives the same.
struct Salvage {
    contract::Operation kept;
    contract::Operation dropped;
};

/// Takes out of an edit that was refused as validation-failed the one member that `pointer` names
/// ("/label_ids/1", "/operations/0/task/section_id"): a label, section, project or parent that somebody
/// deleted meanwhile must not hold up a text. Of a list of labels only the one label goes; with the
/// project goes the whole place, and a new task goes into `inbox` instead. Nothing when the member
/// cannot be missed, or nothing else is left. Pure.
std::optional<Salvage> salvage(const contract::Operation& refused, std::string_view pointer,
                               const ProjectId& inbox);

} // namespace taskward::client
