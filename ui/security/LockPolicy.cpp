// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/security/LockPolicy.h"

#include <algorithm>

namespace taskward::ui {

LockPolicy::LockPolicy(const Clock& clock)
    : m_clock(clock), m_activeAt(clock.now()), m_activeMonotonicMs(clock.monotonicMs())
{}

void LockPolicy::setSettings(LockSettings settings)
{
    settings.idleMinutes = std::clamp(settings.idleMinutes, 1, kMaxIdleMinutes);
    m_settings = settings;
    onActivity();
}

void LockPolicy::onActivity()
{
    m_activeAt = m_clock.now();
    m_activeMonotonicMs = m_clock.monotonicMs();
}

std::optional<std::int64_t> LockPolicy::idleLeftMs() const
{
    if (!m_settings.afterIdle)
        return std::nullopt;
    const std::int64_t idle =
        std::max(m_clock.monotonicMs() - m_activeMonotonicMs, m_clock.now().ms - m_activeAt.ms);
    return std::max<std::int64_t>(0, std::int64_t{m_settings.idleMinutes} * 60'000 - idle);
}

bool LockPolicy::locks(LockCause cause) const
{
    switch (cause) {
    case LockCause::Asked:
        return true;
    case LockCause::Idle:
        return idleLeftMs() == 0;
    case LockCause::ScreenLock:
        return m_settings.onScreenLock;
    case LockCause::Sleep:
        return m_settings.onSleep;
    case LockCause::Minimise:
        return m_settings.onMinimise;
    case LockCause::Start:
        return m_settings.atStart;
    }
    return true;
}

} // namespace taskward::ui
