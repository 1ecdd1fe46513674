// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "ui/security/ServerSight.h"

#include <QFrame>
#include <QStringList>

class QLabel;

namespace taskward::ui {

class Theme;

/// The server's name, address and pin on a card, with a warning when its name looks like another's.
class ServerCard final : public QFrame {
    Q_OBJECT

public:
    explicit ServerCard(Theme& theme, QWidget* parent = nullptr);

    /// `known`: hosts that this profile trusted before.
    void present(const ServerSight& server, const QStringList& known = {});
    /// How the server is recognised, in place of the plain pin.
    void setPinWords(const QString& words);
    QString warning() const;

private:
    QLabel* m_name;
    QLabel* m_pin;
    QLabel* m_warning;
};

} // namespace taskward::ui
