// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Clock.h"

#include <optional>

namespace taskward::ui {

/// What may lock the window; each can be switched by itself.
enum class LockCause { Asked, Idle, ScreenLock, Sleep, Minimise, Start };

/// The person's choices. As it comes: the lock of the desktop and its sleep lock the tasks too.
struct LockSettings {
    bool afterIdle = false;
    int idleMinutes = 5;
    bool onScreenLock = true;
    bool onSleep = true;
    bool onMinimise = false;
    bool atStart = false;
    bool operator==(const LockSettings&) const = default;
};

/// When to lock. No widgets, no timers: told what happens, asked what follows.
class LockPolicy {
public:
    static constexpr int kMaxIdleMinutes = 240;

    explicit LockPolicy(const Clock& clock);

    const LockSettings& settings() const { return m_settings; }
    /// Minutes outside 1 to 240 are brought inside.
    void setSettings(LockSettings settings);
    /// The person did something: a key, a click, the pointer.
    void onActivity();
    /// Does `cause` lock, as the settings are? Asked always does; Idle, when the time is up.
    bool locks(LockCause cause) const;
    /// How long until Idle locks, should nothing happen; nothing when it never does. The clock that
    /// never jumps stands still while the computer sleeps, the other one may be set back: whichever
    /// has gone further counts.
    std::optional<std::int64_t> idleLeftMs() const;

private:
    const Clock& m_clock;
    LockSettings m_settings;
    Timestamp m_activeAt;
    std::int64_t m_activeMonotonicMs;
};

} // namespace taskward::ui
