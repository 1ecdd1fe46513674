// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/security/KeychainWords.h"

#include "ui/Text.h"

#include <QCoreApplication>

namespace taskward::ui {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("taskward::ui", text);
}

} // namespace

QString placeName(client::SecretPlace place)
{
    switch (place) {
    case client::SecretPlace::Keychain:
        return tr("In the keychain of your desktop");
    case client::SecretPlace::Vault:
        return tr("In a vault with a passphrase");
    case client::SecretPlace::MemoryOnly:
        return tr("Nowhere: in memory only");
    }
    return {};
}

QString placeMeaning(client::SecretPlace place)
{
    switch (place) {
    case client::SecretPlace::Keychain:
        return tr("Your desktop opens it when you log in, so Taskward starts without a question. "
                  "Whoever can use your desktop session can open your tasks.");
    case client::SecretPlace::Vault:
        return tr("A file that your passphrase opens. You type it at each start and at each "
                  "unlocking. Nobody can give it back to you: if it is forgotten, you sign in "
                  "again and read your tasks from the server.");
    case client::SecretPlace::MemoryOnly:
        return tr("Nothing that opens your tasks stays on this computer. You sign in at each "
                  "start, and changes that were not sent before Taskward ends are lost.");
    }
    return {};
}

QString backendName(const std::string& backend)
{
    if (backend == "secret-service" || backend == "libsecret")
        return tr("Secret Service (GNOME Keyring, KeePassXC)");
    if (backend == "kwallet" || backend == "kwallet5" || backend == "kwallet6")
        return tr("KWallet");
    if (backend == "vault")
        return tr("Vault with a passphrase");
    if (backend == "memory")
        return tr("Memory only");
    if (backend.empty())
        return tr("None found");
    return toQt(backend);
}

QString conditionWords(client::KeychainCondition condition)
{
    using enum client::KeychainCondition;
    switch (condition) {
    case Works:
        return tr("Works");
    case Absent:
        return tr("Not running");
    case Locked:
        return tr("Locked");
    case Slow:
        return tr("Does not answer");
    case Denied:
        return tr("Refuses");
    case WrongValue:
        return tr("Holds another key");
    case Missing:
        return tr("Has no key for your tasks");
    case OtherBackend:
        return tr("Another one than before");
    }
    return {};
}

QString conditionMeaning(const client::KeychainReport& report)
{
    using enum client::KeychainCondition;
    switch (report.condition) {
    case Works:
        return tr("Your keys are where they belong, and can be read.");
    case Absent:
        return tr("No keychain answers on this computer. Install and start one, or use a vault.");
    case Locked:
        return tr("It asks for its password before it gives anything out. Unlock it with your "
                  "desktop's own prompt.");
    case Slow:
        return tr("It may be waiting for you in a prompt behind another window.");
    case Denied:
        return tr("Access was denied. Allow Taskward in the settings of the keychain.");
    case WrongValue:
        return tr("What it answers does not fit your tasks: it was reset or restored. Nothing "
                  "was changed.");
    case Missing:
        return tr("It answers, but has no entry for this account. Is it the one that you used "
                  "before?");
    case OtherBackend:
        return tr("Your keys were put into %1, but now %2 answers. Nothing was moved.")
            .arg(backendName(report.rememberedBackend), backendName(report.backend));
    }
    return {};
}

QString keptWords(const std::string& kept)
{
    static constexpr const char* kNames[] = {
        QT_TRANSLATE_NOOP("taskward::ui", "key of the cache"),
        QT_TRANSLATE_NOOP("taskward::ui", "key of the outbox"),
        QT_TRANSLATE_NOOP("taskward::ui", "refresh token"),
        QT_TRANSLATE_NOOP("taskward::ui", "key of this device"),
        QT_TRANSLATE_NOOP("taskward::ui", "recovery key of the outbox"),
        QT_TRANSLATE_NOOP("taskward::ui", "key of the server on this computer"),
        QT_TRANSLATE_NOOP("taskward::ui", "password of the server on this computer"),
    };
    for (const char* name : kNames) {
        if (kept == name)
            return tr(name);
    }
    return toQt(kept);
}

} // namespace taskward::ui
