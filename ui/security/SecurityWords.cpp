// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/security/SecurityWords.h"

#include "ui/ErrorText.h"

#include <QCoreApplication>
#include <algorithm>
#include <cstdlib>
#include <optional>

namespace taskward::ui {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("taskward::ui", text);
}

std::optional<std::int64_t> factOf(const Error& error, std::string_view name)
{
    const auto found =
        std::ranges::find(error.facts, name, &std::pair<std::string, std::int64_t>::first);
    return found == error.facts.end() ? std::nullopt : std::optional(found->second);
}

struct Known {
    const char* kind;
    const char* words;
};

constexpr Known kEvents[] = {
    {"auth.login", QT_TRANSLATE_NOOP("taskward::ui", "Signed in")},
    {"auth.logout", QT_TRANSLATE_NOOP("taskward::ui", "Signed out")},
    {"auth.device.new", QT_TRANSLATE_NOOP("taskward::ui", "Signed in on a new device")},
    {"auth.refresh.reuse",
     QT_TRANSLATE_NOOP("taskward::ui", "A copied session was used and was ended")},
    {"auth.token.theft",
     QT_TRANSLATE_NOOP("taskward::ui", "A copied session was used and was refused")},
    {"session.theft",
     QT_TRANSLATE_NOOP("taskward::ui", "A copied session was used and was refused")},
    {"session.end", QT_TRANSLATE_NOOP("taskward::ui", "A device was signed out")},
    {"auth.lock",
     QT_TRANSLATE_NOOP("taskward::ui", "Too many wrong tries: signing in has to wait")},
    {"auth.unlock", QT_TRANSLATE_NOOP("taskward::ui", "Signing in is possible again")},
    {"auth.password.change", QT_TRANSLATE_NOOP("taskward::ui", "Password changed")},
    {"auth.password.reset", QT_TRANSLATE_NOOP("taskward::ui", "Password reset")},
    {"auth.factor.enrol", QT_TRANSLATE_NOOP("taskward::ui", "Second factor set up")},
    {"auth.factor.remove", QT_TRANSLATE_NOOP("taskward::ui", "Second factor removed")},
    {"auth.factor.reset",
     QT_TRANSLATE_NOOP("taskward::ui", "Second factor taken away by an administrator")},
    {"auth.recovery.used", QT_TRANSLATE_NOOP("taskward::ui", "Signed in with a recovery code")},
    {"auth.recovery.renew", QT_TRANSLATE_NOOP("taskward::ui", "New recovery codes made")},
    {"auth.key.create", QT_TRANSLATE_NOOP("taskward::ui", "Key for scripts made")},
    {"auth.key.revoke", QT_TRANSLATE_NOOP("taskward::ui", "Key for scripts ended")},
    {"auth.not-me", QT_TRANSLATE_NOOP("taskward::ui", "Reported: this was not me")},
    {"device.wipe", QT_TRANSLATE_NOOP("taskward::ui", "Erasing a device was asked for")},
    {"device.wiped", QT_TRANSLATE_NOOP("taskward::ui", "A device was erased")},
};

} // namespace

QString whenWords(Timestamp at, const QDateTime& now, const QLocale& locale)
{
    const QDateTime then = QDateTime::fromMSecsSinceEpoch(at.ms);
    const qint64 minutes = then.secsTo(now) / 60;
    if (minutes < 1)
        return tr("just now");
    if (minutes < 60)
        return tr("%1 min ago").arg(minutes);
    const qint64 days = then.date().daysTo(now.date());
    const QString time = locale.toString(then.time(), QLocale::ShortFormat);
    if (days == 0)
        return tr("today, %1").arg(time);
    if (days == 1)
        return tr("yesterday, %1").arg(time);
    if (days < 14)
        return tr("%1 days ago").arg(days);
    return locale.toString(then.date(), QLocale::ShortFormat);
}

QString eventWords(const contract::SecurityEvent& event)
{
    if (event.newDevice)
        return tr("Signed in on a new device");
    const auto* known = std::ranges::find_if(
        kEvents, [&](const Known& candidate) { return event.kind == candidate.kind; });
    QString words = known == std::end(kEvents) ? toQt(event.kind) : tr(known->words);
    if (event.kind == "auth.login" && !event.cause.empty())
        words = tr("Signing in failed");
    return words;
}

QString eventPlace(const contract::SecurityEvent& event, const QDateTime& now)
{
    QStringList parts;
    for (const std::string* part : {&event.deviceName, &event.address}) {
        if (!part->empty())
            parts << toQt(*part);
    }
    if (!event.actor.empty())
        parts << tr("by %1").arg(toQt(event.actor));
    parts << whenWords(event.at, now);
    return parts.join(QStringLiteral("  ·  "));
}

QString spanWords(std::int64_t seconds)
{
    const std::int64_t size = std::abs(seconds);
    if (size < 120)
        return tr("%1 s").arg(size);
    if (size % 60 == 0)
        return tr("%1 min").arg(size / 60);
    return tr("%1 min %2 s").arg(size / 60).arg(size % 60);
}

QString proofProblem(const Error& error)
{
    QString text;
    switch (error.code) {
    case ErrorCode::Unauthenticated:
        text = tr("The password is not right.");
        break;
    case ErrorCode::CodeWrong: {
        const auto drift = factOf(error, "drift_seconds");
        if (!drift || *drift == 0)
            text = tr("This code does not fit. Wait for the next one and type that.");
        else if (*drift < 0)
            text = tr("Your phone is %1 behind. Let it set its clock by itself (automatic date and "
                      "time), then type the next code.")
                       .arg(spanWords(*drift));
        else
            text = tr("Your phone is %1 ahead. Let it set its clock by itself (automatic date and "
                      "time), then type the next code.")
                       .arg(spanWords(*drift));
        break;
    }
    default:
        text = errorSentence(error);
    }
    if (const auto left = factOf(error, "attempts_left"))
        text += QLatin1Char(' ') +
                (*left == 1 ? tr("One try is left.") : tr("%1 tries are left.").arg(*left));
    if (const auto wait = factOf(error, "retry_after_seconds"))
        text += QLatin1Char(' ') + tr("Try again in %1.").arg(spanWords(*wait));
    return text;
}

QString findingWords(const crypto::PasswordFinding& finding)
{
    using Fault = crypto::PasswordFault;
    switch (finding.fault) {
    case Fault::TooShort:
        return finding.number > 0 ? tr("Use at least %1 characters.").arg(finding.number)
                                  : tr("It is too short.");
    case Fault::TooLong:
        return finding.number > 0 ? tr("Use at most %1 characters.").arg(finding.number)
                                  : tr("It is too long.");
    case Fault::NotText:
        return tr("It holds something that is not text.");
    case Fault::Common:
        return tr("It is on the list of common passwords, which are tried first.");
    case Fault::HoldsContext:
        return finding.word.empty() ? tr("It holds a name that has to do with you or this place.")
                                    : tr("It holds “%1”, which has to do with you or this place.")
                                          .arg(toQt(finding.word));
    case Fault::Repetitive:
        return tr("It repeats one piece again and again.");
    case Fault::TooGuessable:
        return tr("It is easy to guess. A few words by chance are better.");
    }
    return {};
}

QString rejectionWords(const Error& error)
{
    using Fault = crypto::PasswordFault;
    QStringList lines;
    for (const std::string& reason : error.reasons) {
        for (int i = 0; i <= int(Fault::TooGuessable); ++i) {
            const auto fault = static_cast<Fault>(i);
            if (crypto::passwordFaultName(fault) == reason)
                lines << findingWords({fault, 0, {}});
        }
    }
    return lines.isEmpty() ? errorSentence(error) : lines.join(QLatin1Char('\n'));
}

QString strengthWords(int strength)
{
    switch (strength) {
    case 0:
        return tr("Very weak");
    case 1:
        return tr("Weak");
    case 2:
        return tr("Fair");
    case 3:
        return tr("Strong");
    default:
        return tr("Very strong");
    }
}

} // namespace taskward::ui
