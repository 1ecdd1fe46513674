// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/ErrorText.h"
#include "ui/Translations.h"
#include "ui/shell/SyncWords.h"
#include "ui/signin/TroubleWords.h"
#include "ui/signin/WelcomePage.h"
#include "ui/style/Theme.h"

#include <QTest>

using namespace taskward;
using namespace taskward::ui;

/// The language comes from the locale, and reaches what is said in classes, in plain functions and in
/// the table of errors. That no text is missing is tst_ui_translation_files.
class TestTranslations : public QObject {
    Q_OBJECT

private slots:
    void germanIsSpoken()
    {
        const Translations german(QLocale(QStringLiteral("de_AT")));
        QVERIFY(german.isTranslated());
        Theme theme(*qApp);
        WelcomePage page(theme);
        QCOMPARE(page.heading(), QStringLiteral("Willkommen bei Taskward"));
        QCOMPARE(troubleWords({ErrorCode::KeychainLocked, {}, {}}).title,
                 QStringLiteral("Ihr Schlüsselbund ist gesperrt"));
        QCOMPARE(errorSentence({ErrorCode::Timeout, {}, {}}),
                 QStringLiteral("Es kam nicht rechtzeitig eine Antwort."));
    }

    void everyErrorHasItsSentence()
    {
        const Translations german(QLocale(QLocale::German));
        for (int code = 0; code <= int(ErrorCode::Constraint); ++code) {
            const Error error{static_cast<ErrorCode>(code), {}, {}};
            const ErrorInfo& info = errorInfo(error.code);
            QVERIFY2(errorSentence(error) != toQt(info.sentence), info.wireName.data());
        }
    }

    void englishIsTheSourceAndTheFallback()
    {
        for (const char* name : {"en_GB", "C", "fi_FI"}) {
            const Translations none{QLocale(QLatin1String(name))};
            QVERIFY(!none.isTranslated());
            QCOMPARE(errorSentence({ErrorCode::Timeout, {}, {}}),
                     QStringLiteral("There was no answer in time."));
        }
    }

    void itEndsWithItsObject()
    {
        {
            const Translations german(QLocale(QLocale::German));
        }
        QCOMPARE(errorTitle({ErrorCode::Offline, {}, {}}), QStringLiteral("Offline"));
        QCOMPARE(errorSentence({ErrorCode::Timeout, {}, {}}),
                 QStringLiteral("There was no answer in time."));
    }
};

QTEST_MAIN(TestTranslations)
#include "tst_ui_translations.moc"
