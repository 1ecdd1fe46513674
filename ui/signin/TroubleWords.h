// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Error.h"

#include <QString>

namespace taskward::ui {

/// Why the tasks of this profile cannot be opened, and what to do: a pure function of the error.
struct TroubleWords {
    QString icon;
    QString title;
    QString text;
    bool mayRebuild = false;   ///< the file can be put aside and read anew from the server
    bool isOfKeychain = false; ///< looking at the keychain closely helps
};

TroubleWords troubleWords(const Error& error);

} // namespace taskward::ui
