// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <string_view>

/// What makes a password easy to guess although it is long. Each takes the folded form (see
/// PasswordText.h). Pure.
namespace taskward::crypto {

/// A common password, also when dressed up: letters swapped for look-alikes ("p4ssw0rd"), short or
/// well-known trimmings before or behind ("password-123!"), or backwards.
bool isCommonAtHeart(std::string_view folded);
/// Four different bytes or fewer, a piece shorter than eight bytes again and again, or a run of
/// neighbours ("abcdefgh...", "98765...").
bool isRepetitive(std::string_view folded);

} // namespace taskward::crypto
