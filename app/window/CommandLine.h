// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Result.h"

#include <QString>
#include <QStringList>
#include <optional>

namespace taskward::window {

/// Signing in without questions, for a profile that has no account yet.
struct ConnectOptions {
    QString url;
    QString pin; ///< SPKI SHA-256, hex; empty: a connect code or the system vouches
    QString email;
    QString passwordFile;
};

struct CommandLine {
    enum class Mode { Run, Version, Help };

    Mode mode = Mode::Run;
    QString profile; ///< directory; empty: the usual one
    std::optional<ConnectOptions> connect;
    QString shot; ///< file for a picture; empty: none
    QString help; ///< Mode::Help: the text

    /// Errors: Malformed, with a sentence for the terminal.
    static Result<CommandLine> parse(const QStringList& arguments);
};

} // namespace taskward::window
