// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/signin/TroubleWords.h"

#include "ui/ErrorText.h"

#include <QCoreApplication>

namespace taskward::ui {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("taskward::ui", text);
}

QString safe(const QString& text)
{
    return text + QStringLiteral("\n\n") +
           tr("Nothing is lost: your tasks are on this computer, encrypted, as you left them.");
}

} // namespace

TroubleWords troubleWords(const Error& error)
{
    switch (error.code) {
    case ErrorCode::KeychainAbsent:
        return {
            QStringLiteral("key-round"), tr("No keychain is running"),
            safe(tr("The key of your tasks is kept in your desktop's keychain, and none answers. "
                    "Install and start one (gnome-keyring, KWallet or KeePassXC with its Secret "
                    "Service), then try again.")),
            false, true};
    case ErrorCode::KeychainLocked:
        return {
            QStringLiteral("lock"), tr("Your keychain is locked"),
            safe(tr("The key of your tasks is in it. “Unlock the keychain” has your desktop ask "
                    "for its password; Taskward never sees that password.")),
            false, true};
    case ErrorCode::KeychainSlow:
        return {QStringLiteral("hourglass"), tr("Your keychain does not answer"),
                safe(tr("It may be waiting for you in a prompt behind another window. Look there, "
                        "or restart it, then try again.")),
                false, true};
    case ErrorCode::KeychainDenied:
        return {QStringLiteral("user-x"), tr("Your keychain refused"),
                safe(tr("Access to the key was denied. Allow Taskward in the keychain's prompt or "
                        "its settings, then try again.")),
                false, true};
    case ErrorCode::KeychainWrongValue:
        return {QStringLiteral("key-round"), tr("The keychain holds another key"),
                safe(tr("What it answers does not fit your tasks. A keychain that was reset or "
                        "restored does this. Bring the old one back and try again; or read your "
                        "tasks anew from the server, while the present file is put aside.")),
                true, true};
    case ErrorCode::KeyNotFound:
        return {
            QStringLiteral("key-round"), tr("The key is not in your keychain"),
            safe(tr("The keychain answers, but has no key for your tasks. Is it the one you "
                    "used before? Bring it back and try again; or read your tasks anew from the "
                    "server, while the present file is put aside.")),
            true, true};
    case ErrorCode::StorageCorrupt:
        return {QStringLiteral("file-warning"), tr("The file of your tasks is damaged"),
                tr("It cannot be read with its key. It can be put aside, kept for rescue, and your "
                   "tasks read anew from the server. Changes that were waiting to be sent are in a "
                   "file of their own and are sent if that one is whole."),
                true};
    case ErrorCode::Busy:
        return {QStringLiteral("info"), tr("Already open"),
                tr("Another Taskward has these tasks open. Close it, then try again."), false};
    default:
        return {QStringLiteral("triangle-alert"), tr("Your tasks cannot be opened"),
                safe(errorSentence(error)), false};
    }
}

} // namespace taskward::ui
