// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/async/WorkerThread.h"

#include "client/async/WipeStack.h"

namespace taskward::client {

WorkerThread::WorkerThread(QObject* parent)
    : QObject(parent), m_thread([this] {
          loop();
          wipeStackBelow();
      })
{}

WorkerThread::~WorkerThread()
{
    stop();
}

void WorkerThread::stop()
{
    if (std::exchange(m_stopped, true))
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_wake.notify_all();
    m_thread.join();
    drain();
}

void WorkerThread::push(std::unique_ptr<EntryBase> entry, Urgency urgency)
{
    {
        const std::lock_guard lock(m_mutex);
        (urgency == Urgency::Person ? m_urgent : m_background).push_back(std::move(entry));
    }
    m_wake.notify_one();
}

void WorkerThread::loop()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_wake.wait(lock,
                    [this] { return m_ending || !m_urgent.empty() || !m_background.empty(); });
        auto& queue = m_urgent.empty() ? m_background : m_urgent;
        if (queue.empty())
            return;
        auto entry = std::move(queue.front());
        queue.pop_front();
        lock.unlock();
        entry->work();
        lock.lock();
        m_finished.push_back(std::move(entry));
        if (m_finished.size() == 1)
            QMetaObject::invokeMethod(this, &WorkerThread::drain, Qt::QueuedConnection);
    }
}

void WorkerThread::drain()
{
    std::vector<std::unique_ptr<EntryBase>> finished;
    {
        const std::lock_guard lock(m_mutex);
        finished.swap(m_finished);
    }
    for (auto& entry : finished)
        entry->finish();
}

} // namespace taskward::client
