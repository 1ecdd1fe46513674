// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/keychain/KeychainDoctor.h"

#include <algorithm>

namespace taskward::client {

namespace {

/// An answer may be right and still come too late for a start of the program.
constexpr std::int64_t kSlowMs = 5000;

KeychainCondition conditionOf(const Error& error)
{
    using enum KeychainCondition;
    switch (error.code) {
    case ErrorCode::KeychainAbsent:
        return Absent;
    case ErrorCode::KeychainLocked:
        return Locked;
    case ErrorCode::KeychainSlow:
        return Slow;
    case ErrorCode::KeychainWrongValue:
        return WrongValue;
    case ErrorCode::KeyNotFound:
        return Missing;
    default:
        return Denied;
    }
}

struct Advice {
    const char* sentence;
    const char* remedy;
    const char* command = "";
};

Advice keychainAdvice(KeychainCondition condition)
{
    using enum KeychainCondition;
    switch (condition) {
    case Works:
        return {"The desktop's keychain answers and holds what belongs to this account.",
                "Nothing is to be done."};
    case Absent:
        return {"No keychain answers on this desktop, so the keys of this account cannot be read."
                " Your tasks stay encrypted where they are.",
                "Install and start a keychain (gnome-keyring, KWallet or KeePassXC with its Secret"
                " Service), or keep the secrets in a vault under a passphrase.",
                "sudo apt install gnome-keyring"};
    case Locked:
        return {"The desktop's keychain is locked. Nothing is lost; the keys are inside.",
                "Unlock it: Taskward has it ask you, or the command does.",
                "gdbus call --session -d org.freedesktop.secrets -o /org/freedesktop/secrets"
                " -m org.freedesktop.Secret.Service.Unlock"
                " \"['/org/freedesktop/secrets/aliases/default']\""};
    case Slow:
        return {"The desktop's keychain does not answer in time. It may be waiting for you behind"
                " another window. Taskward waits and asks again; it makes no new key and no new"
                " session.",
                "Look for a prompt; else restart the keychain and try again.",
                "gnome-keyring-daemon --replace --components=secrets"};
    case Denied:
        return {"The desktop's keychain refuses to give or take the keys of this account.",
                "Allow Taskward in the keychain's own settings or prompt, then try again."};
    case WrongValue:
        return {"The keychain holds an entry for this account, but not what was put there. Taskward"
                " has not written over it.",
                "Bring back the keychain as it was and try again. If it is gone: sign in again, and"
                " bring back what waited with your recovery key.",
                "taskward-cli recover --recovery-key-file FILE --password-file FILE"};
    case Missing:
        return {"The keychain answers, but has no entry for this account: it was replaced, emptied,"
                " or belongs to another user.",
                "Bring back the keychain that you used before and try again. If it is gone: sign in"
                " again, and bring back what waited with your recovery key.",
                "taskward-cli recover --recovery-key-file FILE --password-file FILE"};
    case OtherBackend:
        return {"The keys of this account were put into another keychain than the one that this"
                " desktop session uses. Both stay as they are.",
                "Start the desktop session that you used before and move the secrets into a vault,"
                " which works under every desktop.",
                "taskward-cli secrets move vault --new-passphrase-file FILE"};
    }
    return {"", ""};
}

Advice vaultAdvice(KeychainCondition condition)
{
    using enum KeychainCondition;
    switch (condition) {
    case Works:
        return {"The vault is open and holds what belongs to this account.",
                "Nothing is to be done."};
    case Locked:
        return {"The vault is closed; it opens with its passphrase.",
                "Give the passphrase when Taskward asks for it.",
                "taskward-cli --passphrase-file FILE status"};
    case Missing:
        return {"The vault of this account is not there, or has no entry for it.",
                "Bring the file back from a backup. If it is gone: sign in again, and bring back"
                " what waited with your recovery key.",
                "taskward-cli recover --recovery-key-file FILE --password-file FILE"};
    case WrongValue:
        return {"The vault is damaged. Taskward leaves it as it is.",
                "Bring the file back from a backup. If there is none: sign in again, and bring back"
                " what waited with your recovery key.",
                "taskward-cli recover --recovery-key-file FILE --password-file FILE"};
    default:
        return {"The file of the vault cannot be read.",
                "See to the rights of the profile's directory and to free space."};
    }
}

Advice memoryAdvice(KeychainCondition condition)
{
    if (condition == KeychainCondition::Works)
        return {"The secrets are in this program's memory alone, by your choice. When it ends you"
                " sign in again and your tasks come anew from the server; changes that have not"
                " been sent by then come back only with your recovery key.",
                "To keep them: move the secrets into the keychain or a vault."};
    return {"The secrets were in memory alone, by your choice, and ended with the program.",
            "Sign in again; your tasks come anew from the server, and what waited comes back with"
            " your recovery key.",
            "taskward-cli recover --recovery-key-file FILE --password-file FILE"};
}

} // namespace

std::string_view conditionName(KeychainCondition condition)
{
    using enum KeychainCondition;
    switch (condition) {
    case Works:
        return "works";
    case Absent:
        return "absent";
    case Locked:
        return "locked";
    case Slow:
        return "slow";
    case Denied:
        return "denied";
    case WrongValue:
        return "wrong-value";
    case Missing:
        return "missing";
    case OtherBackend:
        return "other-backend";
    }
    return "";
}

std::string_view placeName(SecretPlace place)
{
    switch (place) {
    case SecretPlace::Keychain:
        return "keychain";
    case SecretPlace::Vault:
        return "vault";
    case SecretPlace::MemoryOnly:
        return "memory";
    }
    return "";
}

void explain(KeychainReport& report)
{
    Advice advice = keychainAdvice(report.condition);
    if (report.place == SecretPlace::Vault)
        advice = vaultAdvice(report.condition);
    else if (report.place == SecretPlace::MemoryOnly)
        advice = memoryAdvice(report.condition);
    report.sentence = advice.sentence;
    report.remedy = advice.remedy;
    report.command = advice.command;
    if (report.condition == KeychainCondition::Works && report.answeredAfterMs > kSlowMs) {
        report.sentence += " It took " + std::to_string(report.answeredAfterMs / 1000) + " s.";
        report.remedy = "Restart the keychain if it stays that slow.";
    }
}

QCoro::Task<KeychainReport> examineSecrets(SecretPlaces& places, Keychain& system,
                                           KeychainPatient patient, const Clock& clock)
{
    KeychainReport report;
    report.place = places.place();
    Keychain& store = places.at(report.place);
    report.backend = store.backend();
    report.rememberedBackend = patient.rememberedBackend;
    auto looking = system.look();
    KeychainsSeen seen = co_await looking;
    report.otherBackends = std::move(seen.others);
    if (report.place != SecretPlace::Keychain)
        report.otherBackends.push_back(system.backend());
    else if (!seen.provider.empty())
        report.backend += " (" + seen.provider + ")";
    const auto began = clock.monotonicMs();
    // Without an account an entry that is not there tells as well that the keychain answers.
    auto reading = store.peek(patient.entry.empty() ? "doctor" : patient.entry);
    const Result<Secret> value = co_await reading;
    report.answeredAfterMs = clock.monotonicMs() - began;
    const bool other = report.place == SecretPlace::Keychain && !patient.entry.empty() &&
                       patient.rememberedBackend != system.backend();
    if (value && patient.fits && !patient.fits(*value))
        report.condition = KeychainCondition::WrongValue;
    else if (!value && !(patient.entry.empty() && value.error().code == ErrorCode::KeyNotFound))
        report.condition = conditionOf(value.error());
    if (other)
        report.condition = KeychainCondition::OtherBackend;
    if (report.condition == KeychainCondition::Works && !patient.entry.empty())
        report.kept = std::move(patient.kept);
    explain(report);
    co_return report;
}

} // namespace taskward::client
