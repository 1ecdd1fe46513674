// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Result.h"

#include <QTest>

#include <cstdio>
#include <stdexcept>
#include <string>

namespace taskward::test {

/// The value of a step that a test takes for granted; a test cannot go on without it, so its failure
/// ends the program with a sentence.
template <typename T>
T must(Result<T> result, const char* step = "a step of the test")
{
    if (!result) {
        std::fprintf(stderr, "%s: %s failed: %s at '%s': %s\n", QTest::currentTestFunction(), step,
                     std::string(errorInfo(result.error().code).wireName).c_str(),
                     result.error().pointer.c_str(), result.error().detail.c_str());
        throw std::runtime_error("a step of the test failed");
    }
    return std::move(*result);
}

/// "conflict", "validation-failed /parent_id", or "ok": failures as a text that reads well in QCOMPARE.
template <typename T>
QString outcomeText(const Result<T>& result)
{
    if (result)
        return QStringLiteral("ok");
    auto text = std::string(errorInfo(result.error().code).wireName);
    if (!result.error().pointer.empty())
        text += ' ' + result.error().pointer;
    return QString::fromStdString(text);
}

} // namespace taskward::test
