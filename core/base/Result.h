// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Error.h"

#include <tl/expected.hpp>

#include <utility>

namespace taskward {

/// The one alias for results: std::expected of g++ 12 does not compile inside coroutines.
template <typename T>
using Result = tl::expected<T, Error>;

using Status = Result<void>;

[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::string detail = {},
                                                std::string pointer = {})
{
    return tl::unexpected<Error>(Error{code, std::move(detail), std::move(pointer)});
}

[[nodiscard]] inline tl::unexpected<Error> fail(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

} // namespace taskward

/// Returns the error of a Result<void>-like expression from the enclosing function.
#define TW_TRY(expression)                                                                             \
    do {                                                                                               \
        if (auto twResult_ = (expression); !twResult_)                                                 \
            return ::taskward::fail(std::move(twResult_).error());                                     \
    } while (false)

#define TW_CONCAT_INNER(a, b) a##b
#define TW_CONCAT(a, b) TW_CONCAT_INNER(a, b)
/// TW_ASSIGN(auto task, store.find(id)): the value, or the error returned from the enclosing function.
#define TW_ASSIGN(declaration, expression)                                                             \
    auto TW_CONCAT(twResult_, __LINE__) = (expression);                                                \
    if (!TW_CONCAT(twResult_, __LINE__))                                                               \
        return ::taskward::fail(std::move(TW_CONCAT(twResult_, __LINE__)).error());                    \
    declaration = std::move(*TW_CONCAT(twResult_, __LINE__))
