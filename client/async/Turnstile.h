// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/async/Later.h"

#include <deque>
#include <memory>
#include <utility>

namespace taskward::client {

/// Lets one coroutine through at a time, in the order of their coming. One thread.
///     auto turn = turnstile.enter();
///     const auto pass = co_await turn;
class Turnstile {
    struct State {
        std::deque<Later<bool>> queue;
        bool taken = false;
    };

public:
    /// Leaves when it goes; it may outlive the turnstile.
    class Pass {
    public:
        explicit Pass(std::shared_ptr<State> state) : m_state(std::move(state)) {}
        Pass(Pass&&) noexcept = default;
        Pass& operator=(Pass&&) = delete;
        ~Pass()
        {
            if (!m_state)
                return;
            if (m_state->queue.empty()) {
                m_state->taken = false;
                return;
            }
            auto next = m_state->queue.front();
            m_state->queue.pop_front();
            next.resolve(true);
        }

    private:
        std::shared_ptr<State> m_state;
    };

    class Entry {
    public:
        explicit Entry(std::shared_ptr<State> state) : m_state(std::move(state))
        {
            if (std::exchange(m_state->taken, true))
                m_state->queue.push_back(m_turn);
            else
                m_turn.resolve(true);
        }
        bool await_ready() const noexcept { return m_turn.await_ready(); }
        void await_suspend(std::coroutine_handle<> waiter) noexcept
        {
            m_turn.await_suspend(waiter);
        }
        Pass await_resume() { return Pass(std::move(m_state)); }

    private:
        std::shared_ptr<State> m_state;
        Later<bool> m_turn;
    };

    Entry enter() { return Entry(m_state); }

private:
    std::shared_ptr<State> m_state = std::make_shared<State>();
};

} // namespace taskward::client
