// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Secret.h"

#include <QObject>
#include <chrono>

class QTimer;

namespace taskward::ui {

/// A secret on the clipboard: marked so that clipboard histories leave it out, and taken away after
/// a while, when the program ends or when the window locks, if it is still what lies there. One at
/// a time, a child of the application's clipboard; a later copy takes the place of the earlier one.
class ClipboardGuard final : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::seconds kKept{30};

    /// Copies `secret`; the guard keeps a copy in locked memory to recognise it by.
    static ClipboardGuard& copy(const Secret& secret, std::chrono::milliseconds kept = kKept);
    /// Takes away what a guard still has there; without one, nothing.
    static void clearNow();
    ~ClipboardGuard() override;

signals:
    void cleared();

private:
    ClipboardGuard(const Secret& secret, std::chrono::milliseconds kept, QObject* parent);
    void clear();
    bool isStillOurs() const;

    Secret m_secret;
    QTimer* m_timer;
};

} // namespace taskward::ui
