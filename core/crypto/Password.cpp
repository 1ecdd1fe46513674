// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/crypto/Password.h"

#include "core/base/Assert.h"
#include "core/crypto/PasswordText.h"

#include <sodium.h>
#include <string>

namespace taskward::crypto {

namespace {

void initialise()
{
    static const int initialised = sodium_init();
    TW_ASSERT(initialised >= 0);
}

} // namespace

std::string hashPassword(std::string_view password, const PasswordCost& cost)
{
    initialise();
    const Secret text = passwordText(password);
    char out[crypto_pwhash_STRBYTES] = {};
    if (crypto_pwhash_str_alg(out, text.text().data(), text.size(), cost.passes, cost.memoryBytes,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        return {};
    return out;
}

bool verifyPassword(std::string_view phc, std::string_view password)
{
    initialise();
    if (phc.empty() || phc.size() >= crypto_pwhash_STRBYTES)
        return false;
    const Secret text = passwordText(password);
    const std::string terminated(phc);
    return crypto_pwhash_str_verify(terminated.c_str(), text.text().data(), text.size()) == 0;
}

bool passwordNeedsRehash(std::string_view phc, const PasswordCost& cost)
{
    const std::string terminated(phc);
    return crypto_pwhash_str_needs_rehash(terminated.c_str(), cost.passes, cost.memoryBytes) != 0;
}

const std::string& decoyPasswordHash()
{
    static const std::string hash = [] {
        char random[33] = {};
        initialise();
        randombytes_buf(random, 32);
        return hashPassword({random, 32});
    }();
    return hash;
}

} // namespace taskward::crypto
