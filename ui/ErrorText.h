// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Error.h"
#include "ui/Text.h"

#include <QCoreApplication>
#include <QString>

namespace taskward::ui {

/// What a person reads: the table's sentence, translated where there is a translation.
inline QString errorSentence(const Error& error)
{
    const std::string_view sentence = errorInfo(error.code).sentence;
    return QCoreApplication::translate("Error", std::string(sentence).c_str());
}

inline QString errorTitle(const Error& error)
{
    const std::string_view title = errorInfo(error.code).title;
    return QCoreApplication::translate("Error", std::string(title).c_str());
}

/// What is worth copying for whoever helps: the code, and the request when there was one.
inline QString errorReference(const Error& error, const QString& requestId = {})
{
    const QString code = toQt(errorInfo(error.code).wireName);
    return requestId.isEmpty() ? code : code + QStringLiteral(" · ") + requestId;
}

} // namespace taskward::ui
