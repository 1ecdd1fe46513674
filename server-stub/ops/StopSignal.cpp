// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/ops/StopSignal.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdlib>
#include <cstring>

namespace taskward::ops {

namespace {

// A handler may do next to nothing but write(2) to a pipe; the loop that waits reads it.
int signalPipe[2] = {-1, -1};

void onSignal(int number)
{
    const int saved = errno;
    const char byte = number == SIGHUP ? 'r' : 's';
    [[maybe_unused]] const auto written = ::write(signalPipe[1], &byte, 1);
    errno = saved;
}

} // namespace

StopSignal::StopSignal(bool watchInput) : m_watchInput(watchInput)
{
    if (::pipe2(signalPipe, O_CLOEXEC | O_NONBLOCK) != 0)
        std::abort();
    struct sigaction action = {};
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    for (const int number : {SIGTERM, SIGINT, SIGHUP})
        ::sigaction(number, &action, nullptr);
    ::signal(SIGPIPE, SIG_IGN);
    // A limit on the size of files is answered like a full disk.
    ::signal(SIGXFSZ, SIG_IGN);
}

StopSignal::~StopSignal()
{
    for (const int number : {SIGTERM, SIGINT, SIGHUP})
        ::signal(number, SIG_DFL);
    ::close(signalPipe[0]);
    ::close(signalPipe[1]);
}

StopSignal::Event StopSignal::wait()
{
    for (;;) {
        pollfd watched[2] = {{signalPipe[0], POLLIN, 0}, {STDIN_FILENO, POLLIN, 0}};
        if (::poll(watched, m_watchInput ? 2 : 1, -1) < 0)
            continue;
        char byte = 0;
        if ((watched[0].revents & POLLIN) != 0 && ::read(signalPipe[0], &byte, 1) == 1)
            return byte == 'r' ? Event::Reload : Event::Stop;
        if (m_watchInput && watched[1].revents != 0 && ::read(STDIN_FILENO, &byte, 1) <= 0)
            return Event::Stop;
    }
}

void notifyServiceManager(std::string_view state)
{
    const char* path = std::getenv("NOTIFY_SOCKET");
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    if (!path || std::strlen(path) >= sizeof address.sun_path)
        return;
    std::memcpy(address.sun_path, path, std::strlen(path));
    // An abstract socket is written with @ and starts with a zero byte.
    if (address.sun_path[0] == '@')
        address.sun_path[0] = '\0';
    const int fd = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return;
    const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + std::strlen(path));
    [[maybe_unused]] const auto sent =
        ::sendto(fd, state.data(), state.size(), MSG_NOSIGNAL,
                 reinterpret_cast<const sockaddr*>(&address), length);
    ::close(fd);
}

} // namespace taskward::ops
