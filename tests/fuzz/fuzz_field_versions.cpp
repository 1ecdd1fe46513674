// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
/// Any text as stored field versions: what is read is written as a text that reads as the same, and a
/// member that is set has just the version and author that were given.
#include "core/base/Assert.h"
#include "core/tasks/Merge.h"
#include "tests/fuzz/Target.h"

namespace taskward::fuzz {

void examine(std::string_view bytes)
{
    auto versions = tasks::FieldVersions::parse(bytes);
    const std::string once = versions.text();
    TW_ASSERT(tasks::FieldVersions::parse(once).text() == once);

    versions.set("title", 7, "ann");
    const auto stored = tasks::FieldVersions::parse(versions.text());
    TW_ASSERT(stored.of("title") == 7 && stored.authorOf("title") == "ann");
    TW_ASSERT(stored.changedAfter(6));
}

} // namespace taskward::fuzz
