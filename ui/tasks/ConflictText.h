// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Workspace.h"

#include <QDate>
#include <QString>

/// The words of a conflict: pure functions.
namespace taskward::ui {

/// "title" → "Title".
QString fieldName(std::string_view field);
/// The JSON value of a member, as a person reads it.
QString valueText(std::string_view field, std::string_view json, const client::Overview& overview,
                  QDate today);
QString personName(const UserId& id, const client::Overview& overview);

} // namespace taskward::ui
