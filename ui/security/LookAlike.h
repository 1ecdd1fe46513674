// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <QString>
#include <QStringList>

namespace taskward::ui {

/// Is the name of a server made to be taken for another one? Pure: names in, a judgement out
/// (Unicode Technical Standard 39, sections 4 and 5, cut down to what host names can hold).
struct LookAlike {
    enum class Kind {
        None,
        Foreign,  ///< has letters beyond ASCII ("xn--"): it reads as `shown`
        Mixed,    ///< letters of several scripts in one label: hardly ever honest
        Imitates, ///< looks like, or is one slip away from, the known name `known`
    };
    Kind kind = Kind::None;
    QString shown; ///< the name as a person would read it
    QString known; ///< Kind::Imitates
};

/// `host` as typed or from an address, in either form; `known` are the hosts that this profile
/// trusted before. A known host itself is never a look-alike, nor is an IP address.
LookAlike judgeHost(const QString& host, const QStringList& known);
/// The host of an address ("https://host:port/"), lower case; empty when there is none.
QString hostOf(const QString& address);

} // namespace taskward::ui
