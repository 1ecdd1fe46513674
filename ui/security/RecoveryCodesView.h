// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Result.h"
#include "core/base/Secret.h"

#include <QWidget>
#include <vector>

class QGridLayout;
class QLabel;

namespace taskward::ui {

class Theme;

/// The ten recovery codes, and the three ways to keep them: print, save, copy.
class RecoveryCodesView final : public QWidget {
    Q_OBJECT

public:
    RecoveryCodesView(Theme& theme, const QString& account, QWidget* parent = nullptr);

    void present(std::vector<Secret> codes);
    /// Takes the codes off the screen and forgets them.
    void clear();
    /// The sheet as it is printed and saved: whose codes, of when, how they are used, the codes.
    Secret sheet(const QString& date) const;
    /// Writes the sheet so that only the person can read it (mode 0600).
    Status saveTo(const QString& file) const;

signals:
    void kept(const QString& how);
    void failed(const taskward::Error& error);

private:
    void print();
    void save();
    void copy();

    Theme& m_theme;
    QString m_account;
    std::vector<Secret> m_codes;
    QGridLayout* m_grid;
    std::vector<QLabel*> m_labels;
};

} // namespace taskward::ui
