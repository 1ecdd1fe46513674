// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Workspace.h"

#include <QWidget>

class QButtonGroup;
class QFrame;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace taskward::ui {

class Theme;

/// The keychain doctor: which keychain, its state, how fast it answered, what is kept in it, what
/// helps; and the choice of another place, in plain words and to be taken back at any time. Reads
/// when it is shown; writes only what the person asks for.
class KeychainPage final : public QWidget {
    Q_OBJECT

public:
    KeychainPage(client::AccountOpener& opener, Theme& theme, QWidget* parent = nullptr);

    QCoro::Task<void> examine();

signals:
    /// The keys were moved, or the keychain was unlocked: trying again may work now.
    void mended();

protected:
    void showEvent(QShowEvent* event) override;

private:
    QFrame* makeFindings();
    void addPlaces(QVBoxLayout& layout);
    void present(const client::KeychainReport& report);
    void setBusy(bool busy);
    void onMove();
    QCoro::Task<void> move(client::SecretPlace to);
    QCoro::Task<void> unlock();
    void tell(const QString& words, bool bad);

    client::AccountOpener& m_opener;
    Theme& m_theme;
    QLabel* m_state;
    QLabel* m_backend;
    QLabel* m_meaning;
    QLabel* m_kept;
    QLabel* m_others;
    QWidget* m_commandRow;
    QLabel* m_command;
    QPushButton* m_retry;
    QPushButton* m_unlock;
    QButtonGroup* m_places;
    QPushButton* m_move;
    QLabel* m_outcome;
    client::SecretPlace m_place = client::SecretPlace::Keychain;
};

} // namespace taskward::ui
