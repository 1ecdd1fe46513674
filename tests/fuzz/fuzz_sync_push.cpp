// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
/// The body of POST /v1/sync behind a line of stored field versions: each operation survives being
/// written and read, and merging its members twice changes nothing more than merging them once.
#include "core/base/Assert.h"
#include "core/contract/Sync.h"
#include "core/contract/Wire.h"
#include "core/tasks/Merge.h"
#include "tests/fuzz/Target.h"

namespace taskward::fuzz {

namespace {

template <typename Entity, typename Fields>
void mergeTwice(const std::optional<Fields>& fields, std::string_view stored)
{
    if (!fields)
        return;
    auto versions = tasks::FieldVersions::parse(stored);
    Entity entity;
    entity.version = 40;
    const auto once = tasks::mergeFields(entity, *fields, 30, 41, versions, "ann");
    TW_ASSERT(once.changed == !once.fields.empty());
    for (const auto& clash : once.clashes)
        TW_ASSERT(clash.newValue != clash.oldValue && versions.of(clash.field) == 41);
    const Entity kept = entity;
    const auto twice = tasks::mergeFields(entity, *fields, 30, 42, versions, "ann");
    TW_ASSERT(!twice.changed && twice.clashes.empty() && entity == kept);
}

} // namespace

void examine(std::string_view bytes)
{
    const std::string_view stored = takeLine(bytes);
    const auto request = contract::decode<contract::SyncPush>(
        {.path = nullptr, .query = nullptr, .ifMatch = {}, .body = bytes});
    if (!request)
        return;
    TW_ASSERT(request->operations.size() <= limits::kMaxBatchOps);
    for (const auto& operation : request->operations) {
        const auto again = contract::fromJson<contract::Operation>(contract::toJson(operation));
        TW_ASSERT(again && *again == operation);
        mergeTwice<contract::Project>(operation.project, stored);
        mergeTwice<contract::Section>(operation.section, stored);
        mergeTwice<contract::Label>(operation.label, stored);
        mergeTwice<contract::Task>(operation.task, stored);
    }
}

} // namespace taskward::fuzz
