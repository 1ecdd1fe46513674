// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/storage/PostgresListener.h"

#include "core/base/Assert.h"
#include "core/db/Attempt.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <libpq-fe.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace taskward::storage {

namespace {

constexpr int kFirstPauseMs = 100;
constexpr int kLongestPauseMs = 5000;

/// "ORGANISATION REVISION"; anything else is a stranger's and ignored.
bool parse(std::string_view payload, Change& change)
{
    const std::size_t space = payload.find(' ');
    if (space == std::string_view::npos || space == 0)
        return false;
    change.org = OrgId{std::string(payload.substr(0, space))};
    const std::string_view number = payload.substr(space + 1);
    const auto [end, error] =
        std::from_chars(number.data(), number.data() + number.size(), change.revision);
    return error == std::errc() && end == number.data() + number.size();
}

} // namespace

Result<std::unique_ptr<PostgresListener>> PostgresListener::start(PostgresTarget target,
                                                                  const ChangeFanOut& fanOut)
{
    std::unique_ptr<PostgresListener> listener(new PostgresListener(std::move(target), fanOut));
    TW_TRY(listener->connect());
    listener->m_thread = std::thread([raw = listener.get()] { raw->run(); });
    return listener;
}

PostgresListener::PostgresListener(PostgresTarget target, const ChangeFanOut& fanOut)
    : m_target(std::move(target)), m_fanOut(fanOut), m_wake(::eventfd(0, EFD_CLOEXEC))
{
    TW_ASSERT(m_wake >= 0);
}

PostgresListener::~PostgresListener()
{
    const std::uint64_t one = 1;
    TW_ASSERT(::write(m_wake, &one, sizeof one) == sizeof one);
    if (m_thread.joinable())
        m_thread.join();
    ::close(m_wake);
}

Status PostgresListener::connect()
{
    TW_ASSIGN(m_link, PostgresLink::open(m_target));
    return db::attempt([this]() -> Status {
               return m_link->execute("LISTEN " + std::string(kChannel)), Status{};
           })
        .status;
}

bool PostgresListener::waitFor(int socket, int timeoutMs)
{
    std::array<pollfd, 2> files{pollfd{m_wake, POLLIN, 0}, pollfd{socket, POLLIN, 0}};
    while (::poll(files.data(), socket >= 0 ? 2 : 1, timeoutMs) < 0)
        TW_ASSERT(errno == EINTR);
    return files[0].revents == 0;
}

void PostgresListener::run()
{
    int pause = kFirstPauseMs;
    while (waitFor(m_link ? PQsocket(m_link->handle()) : -1, m_link ? -1 : pause)) {
        if (m_link && PQconsumeInput(m_link->handle()) != 0) {
            announceAll();
            continue;
        }
        m_link.reset();
        if (!connect()) {
            m_link.reset();
            pause = std::min(pause * 2, kLongestPauseMs);
            continue;
        }
        pause = kFirstPauseMs;
        const Change missed;
        m_fanOut.announce({&missed, 1});
    }
}

void PostgresListener::announceAll()
{
    while (true) {
        const std::unique_ptr<PGnotify, void (*)(void*)> note(PQnotifies(m_link->handle()),
                                                              &PQfreemem);
        if (!note)
            return;
        Change change;
        if (parse(note->extra, change))
            m_fanOut.announce({&change, 1});
    }
}

} // namespace taskward::storage
