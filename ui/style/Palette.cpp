// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/style/Palette.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace taskward::ui {

namespace {

struct NamedColour {
    const char* name;
    QRgb light;
    QRgb dark;
};

constexpr std::array kNamed{
    NamedColour{"grey", 0xff7a7d85, 0xff9a9da6},   NamedColour{"red", 0xffd3423a, 0xfff47c70},
    NamedColour{"orange", 0xffd9730d, 0xfff2a058}, NamedColour{"yellow", 0xffb98a00, 0xffe5c453},
    NamedColour{"green", 0xff2f8f4e, 0xff6bc486},  NamedColour{"teal", 0xff0f8a80, 0xff4fc3b5},
    NamedColour{"blue", 0xff2f6fd6, 0xff7badf7},   NamedColour{"indigo", 0xff5457c9, 0xff9a9cf5},
    NamedColour{"violet", 0xff8a4fc4, 0xffc193ee}, NamedColour{"pink", 0xffc7437f, 0xfff08ab5},
};

Palette makeLight()
{
    Palette p;
    p.scheme = Scheme::Light;
    p.window = QColor(0xffffff);
    p.sidebar = QColor(0xf6f6f3);
    p.surface = QColor(0xffffff);
    p.hover = QColor(0xf5f5f2);
    p.selected = QColor(0xe4f0ee);
    p.sidebarHover = QColor(0xededea);
    p.sidebarSelected = QColor(0xe2e4e0);
    p.border = QColor(0xe6e6e1);
    p.control = QColor(0x868a90);
    p.text = QColor(0x1f2124);
    p.muted = QColor(0x5f636a);
    p.accent = QColor(0x0f766e);
    p.accentHover = QColor(0x0b5f59);
    p.onAccent = QColor(0xffffff);
    p.danger = QColor(0xbf2a22);
    p.dangerGround = QColor(0xfdeeec);
    p.warning = QColor(0x7a4b00);
    p.warningGround = QColor(0xfdf4df);
    p.today = QColor(0x1b7339);
    p.tomorrow = QColor(0x955300);
    p.priority1 = QColor(0xc62f26);
    p.priority2 = QColor(0xa85400);
    p.priority3 = QColor(0x2361c4);
    p.toast = QColor(0x26282c);
    p.onToast = QColor(0xf4f4f5);
    p.toastAction = QColor(0x6fd6c8);
    return p;
}

Palette makeDark()
{
    Palette p;
    p.scheme = Scheme::Dark;
    p.window = QColor(0x1c1d20);
    p.sidebar = QColor(0x161719);
    p.surface = QColor(0x26282c);
    p.hover = QColor(0x232528);
    p.selected = QColor(0x1e3634);
    p.sidebarHover = QColor(0x202225);
    p.sidebarSelected = QColor(0x2a2d31);
    p.border = QColor(0x313439);
    p.control = QColor(0x7e828b);
    p.text = QColor(0xececee);
    p.muted = QColor(0xa6a9b1);
    p.accent = QColor(0x45b9aa);
    p.accentHover = QColor(0x60cdbf);
    p.onAccent = QColor(0x06211e);
    p.danger = QColor(0xff8b7d);
    p.dangerGround = QColor(0x3d2321);
    p.warning = QColor(0xf2cf8a);
    p.warningGround = QColor(0x37301c);
    p.today = QColor(0x6dcb88);
    p.tomorrow = QColor(0xf0b35f);
    p.priority1 = QColor(0xff8b7d);
    p.priority2 = QColor(0xf2a65c);
    p.priority3 = QColor(0x84b3fb);
    p.toast = QColor(0xe9e9eb);
    p.onToast = QColor(0x1c1d20);
    p.toastAction = QColor(0x0b5f59);
    return p;
}

double channel(double value)
{
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& c)
{
    return 0.2126 * channel(c.redF()) + 0.7152 * channel(c.greenF()) + 0.0722 * channel(c.blueF());
}

} // namespace

const Palette& Palette::light()
{
    static const Palette palette = makeLight();
    return palette;
}

const Palette& Palette::dark()
{
    static const Palette palette = makeDark();
    return palette;
}

const Palette& Palette::of(Scheme scheme)
{
    return scheme == Scheme::Dark ? dark() : light();
}

const QColor& Palette::priority(int level) const
{
    switch (level) {
    case 1:
        return priority1;
    case 2:
        return priority2;
    case 3:
        return priority3;
    default:
        return control;
    }
}

QColor Palette::named(const QString& name) const
{
    const auto found = std::ranges::find_if(
        kNamed, [&](const NamedColour& c) { return name == QLatin1String(c.name); });
    const NamedColour& colour = found == kNamed.end() ? kNamed.front() : *found;
    return QColor::fromRgb(scheme == Scheme::Dark ? colour.dark : colour.light);
}

const QStringList& Palette::colourNames()
{
    static const QStringList names = [] {
        QStringList list;
        for (const NamedColour& colour : kNamed)
            list << QLatin1String(colour.name);
        return list;
    }();
    return names;
}

double contrast(const QColor& a, const QColor& b)
{
    const double la = luminance(a);
    const double lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

} // namespace taskward::ui
