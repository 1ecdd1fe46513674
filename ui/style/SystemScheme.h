// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "ui/style/Palette.h"

#include <QDBusVariant>
#include <QObject>
#include <optional>

namespace taskward::ui {

/// What the desktop prefers, light or dark: from the settings portal (org.freedesktop.appearance
/// color-scheme), asked without waiting; until it answers, or where there is none, from the
/// luminance of the palette that the platform gave. Qt 6.4 has no QStyleHints::colorScheme.
class SystemScheme final : public QObject {
    Q_OBJECT

public:
    /// Reads the platform's palette: make it before any other palette is set.
    explicit SystemScheme(QObject* parent = nullptr);

    Scheme scheme() const { return m_portal.value_or(m_platform); }
    /// Asks the portal and listens for changes; `changed` follows if it disagrees.
    void listen();

signals:
    void changed();

private slots:
    void onSettingChanged(const QString& group, const QString& key, const QDBusVariant& value);

private:
    void take(const QVariant& value);

    Scheme m_platform;
    std::optional<Scheme> m_portal;
};

} // namespace taskward::ui
