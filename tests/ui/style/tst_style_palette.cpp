// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/style/Icons.h"
#include "ui/style/Palette.h"

#include <QFile>
#include <QImage>
#include <QPainter>
#include <QTest>

using namespace taskward::ui;

class TestPalette : public QObject {
    Q_OBJECT

private slots:
    void contrastIsTheOneOfWcag()
    {
        QCOMPARE(contrast(Qt::white, Qt::black), 21.0);
        QVERIFY(std::abs(contrast(QColor(0x777777), Qt::white) - 4.48) < 0.01);
    }

    void textIsReadable_data()
    {
        QTest::addColumn<QColor>("text");
        QTest::addColumn<QColor>("ground");
        QTest::addColumn<double>("least");
        for (const Palette* p : {&Palette::light(), &Palette::dark()}) {
            const QByteArray scheme = p->scheme == Scheme::Light ? "light " : "dark ";
            const auto row = [&](const char* name, QColor text, QColor ground, double least = 4.5) {
                QTest::newRow((scheme + name).constData()) << text << ground << least;
            };
            for (const auto& [name, ground] :
                 {std::pair{"window", p->window}, std::pair{"hover", p->hover},
                  std::pair{"selected", p->selected}, std::pair{"surface", p->surface}}) {
                const QByteArray on = QByteArray(" on ") + name;
                row(("text" + on).constData(), p->text, ground);
                row(("muted" + on).constData(), p->muted, ground);
                row(("danger" + on).constData(), p->danger, ground);
                row(("today" + on).constData(), p->today, ground);
                row(("tomorrow" + on).constData(), p->tomorrow, ground);
                row(("p1" + on).constData(), p->priority1, ground);
                row(("p2" + on).constData(), p->priority2, ground);
                row(("p3" + on).constData(), p->priority3, ground);
                row(("accent" + on).constData(), p->accent, ground);
            }
            row("control", p->control, p->window, 3);
            row("text on sidebar", p->text, p->sidebar);
            row("muted on sidebar", p->muted, p->sidebar);
            row("text on chosen place", p->text, p->sidebarSelected);
            row("muted on chosen place", p->muted, p->sidebarSelected);
            row("danger on sidebar", p->danger, p->sidebarSelected);
            row("button", p->onAccent, p->accent);
            row("button under pointer", p->onAccent, p->accentHover);
            row("warning", p->warning, p->warningGround);
            row("problem", p->danger, p->dangerGround);
            row("toast", p->onToast, p->toast);
            row("toast action", p->toastAction, p->toast);
            for (const QString& name : Palette::colourNames())
                row(("dot " + name.toLatin1()).constData(), p->named(name), p->sidebar, 2.5);
        }
    }

    void textIsReadable()
    {
        QFETCH(QColor, text);
        QFETCH(QColor, ground);
        QFETCH(double, least);
        const double ratio = contrast(text, ground);
        QVERIFY2(
            ratio >= least,
            qPrintable(QStringLiteral("%1 on %2: %3").arg(text.name(), ground.name()).arg(ratio)));
    }

    void unknownColourIsGrey()
    {
        QCOMPARE(Palette::light().named(QStringLiteral("mauve")),
                 Palette::light().named(QStringLiteral("grey")));
    }

    /// Tinted, and as sharp as the device: the picture at 200 % is not the one of 100 % enlarged.
    void iconsAreTintedAndSharp()
    {
        const QIcon icon = makeIcon(QStringLiteral("inbox"), QColor(0x0f766e));
        const QImage once = icon.pixmap(QSize(18, 18), 1.0).toImage();
        const QImage twice = icon.pixmap(QSize(18, 18), 2.0).toImage();
        QCOMPARE(twice.width(), 36);
        QVERIFY(twice.scaled(18, 18) != once);
        bool tinted = false;
        for (int y = 0; y < twice.height(); ++y) {
            for (int x = 0; x < twice.width(); ++x)
                tinted = tinted || (qAlpha(twice.pixel(x, y)) == 255 &&
                                    QColor(twice.pixel(x, y)) == QColor(0x0f766e));
        }
        QVERIFY(tinted);
    }
};

QTEST_MAIN(TestPalette)
#include "tst_style_palette.moc"
