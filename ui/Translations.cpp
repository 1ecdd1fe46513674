// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/Translations.h"

#include <QCoreApplication>
#include <QLibraryInfo>

namespace taskward::ui {

Translations::Translations(const QLocale& locale)
{
    if (!m_own.load(locale, QStringLiteral("taskward"), QStringLiteral("_"),
                    QStringLiteral(":/translations")))
        return; // Qt's words alone in another language would be a mixture
    QCoreApplication::installTranslator(&m_own);
    if (m_qt.load(locale, QStringLiteral("qtbase"), QStringLiteral("_"),
                  QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qt);
}

Translations::~Translations()
{
    QCoreApplication::removeTranslator(&m_own);
    QCoreApplication::removeTranslator(&m_qt);
}

} // namespace taskward::ui
