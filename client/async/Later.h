// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#ifndef Q_MOC_RUN // moc 6.4 does not understand this header
#include <coroutine>
#endif
#include <memory>
#include <optional>
#include <utility>

namespace taskward::client {

/// A value that comes later, for one waiting coroutine: `co_await later`. Copies share the value. Lives
/// on one thread; the waiter is resumed inside resolve(). Whoever holds the resolving copy must resolve
/// it on every way out (success, error, time-out, destruction), or the waiter's frame is never freed.
template <typename T>
class Later {
public:
    bool resolved() const { return m_state->done; }

    /// The first value holds; later ones are dropped.
    void resolve(T value)
    {
        const auto state = m_state; // the waiter may destroy *this
        if (std::exchange(state->done, true))
            return;
        state->value.emplace(std::move(value));
        if (state->waiter)
            std::exchange(state->waiter, {}).resume();
    }

    bool await_ready() const noexcept { return m_state->done; }
    void await_suspend(std::coroutine_handle<> waiter) noexcept { m_state->waiter = waiter; }
    T await_resume() { return std::move(*m_state->value); }

private:
    struct State {
        std::optional<T> value;
        std::coroutine_handle<> waiter;
        bool done = false;
    };
    std::shared_ptr<State> m_state = std::make_shared<State>();
};

} // namespace taskward::client
