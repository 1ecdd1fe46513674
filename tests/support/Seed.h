// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Random.h"

#include <QByteArray>
#include <QtGlobal>

#include <cstdint>

namespace taskward::test {

/// The seed of a random test: TASKWARD_TEST_SEED, or a new one. Printed, so that a failure can be
/// repeated.
inline std::uint64_t testSeed()
{
    const QByteArray given = qgetenv("TASKWARD_TEST_SEED");
    const std::uint64_t seed = given.isEmpty() ? SystemRandom().next64() : given.toULongLong();
    qInfo("seed: TASKWARD_TEST_SEED=%llu", static_cast<unsigned long long>(seed));
    return seed;
}

} // namespace taskward::test
