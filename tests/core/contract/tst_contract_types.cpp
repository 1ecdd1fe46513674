// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/contract/Types.h"

#include <QTest>

using namespace taskward;
using namespace taskward::contract;

Q_DECLARE_METATYPE(TextKind)

class TestTypes : public QObject {
    Q_OBJECT

private slots:
    void normalises_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<TextKind>("kind");
        QTest::addColumn<QByteArray>("out");
        const auto row = [](const char* name, const char* text, TextKind kind, const char* out) {
            QTest::newRow(name) << QByteArray(text) << kind << QByteArray(out);
        };
        row("plain", "Buy milk", TextKind::Line, "Buy milk");
        row("trimmed", "  Buy milk ", TextKind::Line, "Buy milk");
        row("a block is not", "  a\n\tb ", TextKind::Block, "  a\n\tb ");
        row("composed", "cafe\xcc\x81", TextKind::Line, "caf\xc3\xa9");
        row("Hangul", "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab", TextKind::Line, "\xed\x95\x9c");
        row("Angstrom sign", "\xe2\x84\xab", TextKind::Line, "\xc3\x85");
        row("compatibility kept", "\xef\xac\x81", TextKind::Line, "\xef\xac\x81");
        row("joined emoji", "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb", TextKind::Line,
            "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb");
        row("right to left mark", "\xe2\x80\x8f" "abc", TextKind::Line, "\xe2\x80\x8f" "abc");
    }
    void normalises()
    {
        QFETCH(QByteArray, text);
        QFETCH(TextKind, kind);
        QFETCH(QByteArray, out);
        const auto done = normaliseText(text.toStdString(), 0, 100, kind);
        QVERIFY(done);
        QCOMPARE(QByteArray::fromStdString(*done), out);
        QCOMPARE(*normaliseText(*done, 0, 100, kind), *done);
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<TextKind>("kind");
        const auto row = [](const char* name, QByteArray text, TextKind kind) {
            QTest::newRow(name) << text << kind;
        };
        for (int c = 0; c < 0x20; ++c) {
            const auto text = QByteArray("a") + char(c) + 'b';
            const auto name = "control " + QByteArray::number(c);
            row((name + " in a line").constData(), text, TextKind::Line);
            if (c != '\n' && c != '\t')
                row((name + " in a block").constData(), text, TextKind::Block);
        }
        row("delete", "a\x7f", TextKind::Block);
        row("next line", "a\xc2\x85", TextKind::Block);
        for (const char* bidi : {"\xe2\x80\xaa", "\xe2\x80\xab", "\xe2\x80\xac", "\xe2\x80\xad",
                                 "\xe2\x80\xae", "\xe2\x81\xa6", "\xe2\x81\xa7", "\xe2\x81\xa8",
                                 "\xe2\x81\xa9", "\xe2\x80\xa8", "\xe2\x80\xa9"})
            row(QByteArray(bidi).toHex().constData(), QByteArray("a") + bidi + "b", TextKind::Block);
        row("cut off", "a\xc3", TextKind::Line);
        row("overlong", "\xc0\xaf", TextKind::Line);
        row("surrogate", "\xed\xa0\x80", TextKind::Line);
        row("beyond Unicode", "\xf4\x90\x80\x80", TextKind::Line);
        row("stray", "\x80", TextKind::Line);
    }
    void refuses()
    {
        QFETCH(QByteArray, text);
        QFETCH(TextKind, kind);
        const auto done = normaliseText(std::string_view(text.constData(), std::size_t(text.size())), 0,
                                        100, kind);
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::ValidationFailed);
    }

    void countsCodePoints()
    {
        std::string wide;
        for (int i = 0; i < 10; ++i)
            wide += "\xf0\x9f\x92\xa1";
        QVERIFY(normaliseText(wide, 10, 10, TextKind::Line));
        QVERIFY(!normaliseText(wide + "x", 0, 10, TextKind::Line));
        QVERIFY(!normaliseText(wide, 11, 20, TextKind::Line));
        // What counts is what is stored: ten letters with their marks are ten composed characters.
        std::string marked;
        for (int i = 0; i < 10; ++i)
            marked += "e\xcc\x81";
        QVERIFY(normaliseText(marked, 10, 10, TextKind::Line));
        QVERIFY(!normaliseText("   ", 1, 10, TextKind::Line));
        QVERIFY(!normaliseText(std::string(1'000'000, 'x'), 0, 10, TextKind::Line));
    }

    void folds()
    {
        QCOMPARE(foldText("Buy MILK 7"), std::string("buy milk 7"));
        QCOMPARE(foldText("\xc3\x89t\xc3\xa9"), std::string("ete"));
        QCOMPARE(foldText("e\xcc\x81t\xc3\xa9"), std::string("ete"));
        QCOMPARE(foldText("STRASSE"), foldText("Stra\xc3\x9f" "e"));
        QCOMPARE(foldText("\xef\xac\x81"), std::string("fi"));
    }

    void readsWhen_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("good");
        const auto row = [](const char* text, bool good) {
            QTest::newRow(*text ? text : "empty") << text << good;
        };
        row("2026-11-25", true);
        row("2026-11-25T14:00", true);
        row("2028-02-29T23:59", true);
        row("1970-01-01", true);
        row("9999-12-31", true);
        row("", false);
        row("1969-12-31", false);
        row("2026-02-29", false);
        row("2026-11-25T24:00", false);
        row("2026-11-25T14:60", false);
        row("2026-11-25T14:00:00", false);
        row("2026-11-25T14:00Z", false);
        row("2026-11-25 14:00", false);
        row("2026/11/25", false);
        row("2026-1-25", false);
        row("+026-11-25", false);
    }
    void readsWhen()
    {
        QFETCH(QString, text);
        QFETCH(bool, good);
        const auto when = parseWhen(text.toStdString());
        QCOMPARE(when.has_value(), good);
        if (good) {
            QCOMPARE(when->value, text.toStdString());
            QCOMPARE(when->hasTime(), text.contains('T'));
        }
    }

    void whenSortsAsText()
    {
        QVERIFY(*parseWhen("2026-11-25") < *parseWhen("2026-11-25T00:00"));
        QVERIFY(*parseWhen("2026-11-25T23:59") < *parseWhen("2026-11-26"));
    }
};

QTEST_GUILESS_MAIN(TestTypes)

#include "tst_contract_types.moc"
