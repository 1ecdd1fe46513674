// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// The rules for a new password (NIST SP 800-63B-4 section 3.1.1.2, OWASP ASVS 5.0 section 6.2): long
/// enough, not known, not about this person or place. No composition rules, no expiry. The password
/// is hashed in the form of PasswordText.h; no character is refused.
namespace taskward::crypto {

enum class PasswordFault {
    TooShort,     ///< number: the least count of characters
    TooLong,      ///< number: the most characters
    NotText,      ///< not UTF-8, or holds a NUL
    Common,       ///< on the list of common passwords, also when dressed up
    HoldsContext, ///< word: the name, address, organisation or product in it
    Repetitive,   ///< one character or short piece again and again
    TooGuessable, ///< strength below what is wanted
};

struct PasswordFinding {
    PasswordFault fault;
    std::size_t number = 0; ///< see PasswordFault
    std::string
        word; ///< see PasswordFault; never a piece of the password that is not a context word
};

struct PasswordRules {
    bool hasSecondFactor = false;          ///< then 8 characters are enough, otherwise 15
    std::vector<std::string> contextWords; ///< from passwordContext()
};

struct PasswordReport {
    std::vector<PasswordFinding> findings; ///< empty: accepted
    int strength = 0;                      ///< 0 to 4, zxcvbn's scale
    double guessesLog10 = 0.0;

    bool accepted() const { return findings.empty(); }
};

/// A few microseconds to some milliseconds (it grows with the length, which is capped). Pure and safe
/// from any thread. Characters are Unicode code points.
PasswordReport checkPassword(std::string_view password, const PasswordRules& rules);

/// The words that a password must not consist of: the product's name, the organisation, the person's
/// name and the parts of the e-mail address, folded, each of at least four characters.
std::vector<std::string> passwordContext(std::string_view organisation, std::string_view personName,
                                         std::string_view email);

/// English, for the API's problem document: "Use at least 15 characters." The window has its own words.
std::string passwordFindingSentence(const PasswordFinding& finding);
/// Stable name for the wire: "too-short".
std::string_view passwordFaultName(PasswordFault fault);

} // namespace taskward::crypto
