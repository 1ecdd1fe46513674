// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/api/ApiClient.h"
#include "client/api/EventParser.h"

#include <QTimer>
#include <memory>

namespace taskward::client {

/// Listens to GET /v1/events as long as it lives and is started; connects again by itself, with growing
/// pauses, and whenever nothing (not even a heartbeat) came for three of them.
class EventStream : public QObject {
    Q_OBJECT

public:
    explicit EventStream(ApiClient& api);

    void start();
    void stop();
    bool connected() const { return m_connected; }

signals:
    void connectedChanged(bool connected);
    void changed(std::int64_t revision);

private:
    QCoro::Task<> open();
    void received(const QByteArray& bytes);
    void again();

    ApiClient& m_api;
    std::unique_ptr<HttpStream> m_stream;
    EventParser m_parser;
    QTimer m_watchdog;
    QTimer m_retry;
    int m_failures = 0;
    bool m_started = false;
    bool m_connected = false;
    bool m_opening = false;
};

} // namespace taskward::client
