// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/signin/Fingerprint.h"

namespace taskward::ui {

QString groupedFingerprint(std::string_view hex)
{
    QString text;
    for (std::size_t i = 0; i < hex.size(); ++i) {
        if (i > 0 && i % 16 == 0)
            text += QLatin1Char('\n');
        else if (i > 0 && i % 4 == 0)
            text += QStringLiteral("  ");
        text += QLatin1Char(hex[i]);
    }
    return text;
}

} // namespace taskward::ui
