// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/async/Later.h"
#include "core/base/Result.h"

#include <QObject>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <type_traits>
#include <vector>

namespace taskward::client {

/// A worker thread with two queues; jobs run one at a time in the order of their coming, those of a
/// person before those of synchronisation. `job` is `Result<T>()` and runs on the worker; the awaiting
/// coroutine goes on at the thread that owns this object. stop() (and the destructor) run what is
/// queued, wake every waiter, and refuse with Cancelled what comes afterwards.
class WorkerThread : public QObject {
    Q_OBJECT

public:
    enum class Urgency { Person, Background };

    explicit WorkerThread(QObject* parent = nullptr);
    ~WorkerThread() override;

    template <typename Job>
    auto run(Job job, Urgency urgency = Urgency::Person) -> Later<std::invoke_result_t<Job>>
    {
        using R = std::invoke_result_t<Job>;
        Later<R> later;
        if (m_stopped) {
            later.resolve(fail(ErrorCode::Cancelled));
            return later;
        }
        push(std::make_unique<Entry<Job, R>>(std::move(job), later), urgency);
        return later;
    }

    void stop();

private:
    struct EntryBase {
        virtual ~EntryBase() = default;
        virtual void work() = 0;
        virtual void finish() = 0;
    };
    template <typename Job, typename R>
    struct Entry final : EntryBase {
        Entry(Job j, Later<R> l) : job(std::move(j)), later(std::move(l)) {}
        void work() override
        {
            result.emplace((*job)());
            job.reset();
        }
        void finish() override { later.resolve(std::move(*result)); }
        std::optional<Job> job;
        std::optional<R> result;
        Later<R> later;
    };

    void push(std::unique_ptr<EntryBase> entry, Urgency urgency);
    void loop();
    void drain();

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<std::unique_ptr<EntryBase>> m_urgent;
    std::deque<std::unique_ptr<EntryBase>> m_background;
    std::vector<std::unique_ptr<EntryBase>> m_finished;
    bool m_ending = false;  // under m_mutex
    bool m_stopped = false; // owner's thread only
    std::thread m_thread;
};

} // namespace taskward::client
