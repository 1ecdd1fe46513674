// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Error.h"
#include "core/contract/Security.h"
#include "core/crypto/PasswordPolicy.h"

#include <QDateTime>
#include <QLocale>
#include <QString>

/// What is said about sessions, events, codes and passwords: pure functions.
namespace taskward::ui {

/// A moment of the past, as one would say it: "just now", "12 min ago", "today, 09:12".
QString whenWords(Timestamp at, const QDateTime& now, const QLocale& locale = {});
/// One event: "Signed in on a new device". An unknown kind is told by its name.
QString eventWords(const contract::SecurityEvent& event);
/// Where and when it was: "Laptop · 192.0.2.x · 2 min ago".
QString eventPlace(const contract::SecurityEvent& event, const QDateTime& now);
/// Why a password or a code was not taken, with the drift of the phone's clock and the tries left
/// where the error knows them.
QString proofProblem(const Error& error);
/// "74 s", "3 min 10 s"
QString spanWords(std::int64_t seconds);

QString findingWords(const crypto::PasswordFinding& finding);
/// The reasons of PasswordRejected in words, one a line; the general sentence when none is known.
QString rejectionWords(const Error& error);
/// 0 to 4: "Very weak" to "Very strong"
QString strengthWords(int strength);

} // namespace taskward::ui
