// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Workspace.h"

#include <QWidget>
#include <array>

class QLabel;

namespace taskward::ui {

class Theme;

/// The five checks of a server's address, one line each; the one that failed says what is wrong and
/// what to do.
class ProbeChecklist final : public QWidget {
    Q_OBJECT

public:
    explicit ProbeChecklist(Theme& theme, QWidget* parent = nullptr);

    /// All waiting, the first one running.
    void start();
    void report(const client::ProbeResult& result);
    /// For a screen reader and for tests: "Server name: found 192.0.2.1".
    QString spoken(client::ProbeStep step) const;

private:
    enum class State { Waiting, Running, Passed, Failed };
    struct Line {
        QLabel* icon = nullptr;
        QLabel* title = nullptr;
        QLabel* text = nullptr;
        State state = State::Waiting;
    };
    static constexpr std::size_t kSteps = 5;

    void setState(std::size_t step, State state, const QString& text);
    void retint();

    Theme& m_theme;
    std::array<Line, kSteps> m_lines;
};

} // namespace taskward::ui
