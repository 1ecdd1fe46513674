// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/db/Attempt.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <new>
#include <thread>
#include <typeinfo>

namespace taskward::db {

Attempt attempt(const std::function<Status()>& work)
{
    try {
        return {work(), false};
    } catch (const DbError& e) {
        return {fail(e.code(), e.what()), e.retryable()};
    } catch (const std::bad_alloc&) {
        return {fail(ErrorCode::Overloaded, "out of memory in a transaction"), false};
    } catch (const std::exception& e) {
        // The type only: what() of a foreign exception may quote a person's content.
        return {fail(ErrorCode::Internal,
                     std::string("exception in a transaction: ") + typeid(e).name()),
                false};
    } catch (...) {
        return {fail(ErrorCode::Internal, "unknown exception in a transaction"), false};
    }
}

void backOff(int next)
{
    using namespace std::chrono;
    // The clock's low bits are jitter enough: contenders only have to differ from each other.
    const auto noise = steady_clock::now().time_since_epoch().count() / 64 % 1000;
    const auto base = std::min(1000 << std::min(next - 2, 6), 40'000);
    std::this_thread::sleep_for(microseconds(base / 2 + base * noise / 1000));
}

} // namespace taskward::db
