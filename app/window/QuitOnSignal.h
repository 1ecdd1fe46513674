// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <QObject>

namespace taskward::window {

/// SIGTERM, SIGINT and SIGHUP end the event loop as closing the window does, so that what is under way
/// is finished and the window is remembered. One per program; on the main thread.
class QuitOnSignal final : public QObject {
    Q_OBJECT

public:
    explicit QuitOnSignal(QObject* parent = nullptr);
    ~QuitOnSignal() override;
};

} // namespace taskward::window
