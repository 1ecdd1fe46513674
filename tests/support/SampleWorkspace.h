// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "tests/support/FakeWorkspaceUi.h"

#include <memory>

namespace taskward::test {

/// Wednesday 25 November 2026, 09:12 local time.
std::int64_t sampleNow();
/// A week in the life of two people with a small company and a garden.
std::unique_ptr<FakeWorkspaceUi> sampleWorkspace(const Clock& clock);
/// `count` plain tasks in the inbox.
std::unique_ptr<FakeWorkspaceUi> largeWorkspace(const Clock& clock, int count);
std::unique_ptr<FakeWorkspaceUi> emptyWorkspace(const Clock& clock);

} // namespace taskward::test
