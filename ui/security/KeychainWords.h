// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Security.h"

#include <QString>

/// The keychain doctor in plain words: facts, no riddles. Pure functions.
namespace taskward::ui {

/// "The keychain of your desktop"
QString placeName(client::SecretPlace place);
/// What keeping the secrets there means, in two sentences.
QString placeMeaning(client::SecretPlace place);
/// "GNOME Keyring or another Secret Service", "KWallet"; an unknown one by its own name.
QString backendName(const std::string& backend);
/// The state in a few words: "Works", "Locked", ...
QString conditionWords(client::KeychainCondition condition);
/// What it means and what helps, where the report brings no words of its own.
QString conditionMeaning(const client::KeychainReport& report);
/// "cache-key" and the like are told as they are: the report names them in English.
QString keptWords(const std::string& kept);

} // namespace taskward::ui
