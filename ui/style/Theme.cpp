// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/style/Theme.h"

#include "ui/style/Style.h"
#include "ui/style/SystemScheme.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QPalette>
#include <utility>

namespace taskward::ui {

namespace {

QString styleSheet(const Palette& p)
{
    QFile file(QStringLiteral(":/style/taskward.qss"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString text = QString::fromUtf8(file.readAll());
    // Longer names first where one is the beginning of another.
    const std::pair<const char*, QColor> colours[] = {
        {"@sidebar-selected", p.sidebarSelected},
        {"@sidebar-hover", p.sidebarHover},
        {"@sidebar", p.sidebar},
        {"@window", p.window},
        {"@surface", p.surface},
        {"@hover", p.hover},
        {"@selected", p.selected},
        {"@border", p.border},
        {"@control", p.control},
        {"@text", p.text},
        {"@muted", p.muted},
        {"@accent-hover", p.accentHover},
        {"@accent", p.accent},
        {"@on-accent", p.onAccent},
        {"@danger-ground", p.dangerGround},
        {"@danger", p.danger},
        {"@warning-ground", p.warningGround},
        {"@warning", p.warning},
        {"@today", p.today},
        {"@toast-action", p.toastAction},
        {"@toast", p.toast},
        {"@on-toast", p.onToast},
    };
    for (const auto& [name, colour] : colours)
        text.replace(QLatin1String(name), colour.name());
    return text;
}

QPalette widgetPalette(const Palette& p)
{
    QPalette q;
    q.setColor(QPalette::Window, p.window);
    q.setColor(QPalette::WindowText, p.text);
    q.setColor(QPalette::Base, p.surface);
    q.setColor(QPalette::AlternateBase, p.hover);
    q.setColor(QPalette::Text, p.text);
    q.setColor(QPalette::PlaceholderText, p.muted);
    q.setColor(QPalette::Button, p.surface);
    q.setColor(QPalette::ButtonText, p.text);
    q.setColor(QPalette::BrightText, p.danger);
    q.setColor(QPalette::Highlight, p.accent);
    q.setColor(QPalette::HighlightedText, p.onAccent);
    q.setColor(QPalette::Link, p.accent);
    q.setColor(QPalette::ToolTipBase, p.toast);
    q.setColor(QPalette::ToolTipText, p.onToast);
    q.setColor(QPalette::Light, p.surface);
    q.setColor(QPalette::Midlight, p.border);
    q.setColor(QPalette::Mid, p.border);
    q.setColor(QPalette::Dark, p.control);
    q.setColor(QPalette::Shadow, p.control);
    for (const QPalette::ColorRole role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        q.setColor(QPalette::Disabled, role, p.muted);
    return q;
}

QFont baseFont(const QFont& system)
{
    QFont font = system;
    if (QFontDatabase::hasFamily(QStringLiteral("Inter")))
        font.setFamily(QStringLiteral("Inter"));
    font.setPointSizeF(10.5);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

} // namespace

Theme::Theme(QApplication& application, QObject* parent)
    : QObject(parent), m_application(application), m_system(new SystemScheme(this)),
      m_base(baseFont(QApplication::font()))
{
    QApplication::setStyle(new Style);
    QApplication::setFont(m_base);
    connect(m_system, &SystemScheme::changed, this, &Theme::apply);
    apply();
}

void Theme::setAppearance(Appearance appearance)
{
    m_appearance = appearance;
    apply();
}

void Theme::choose(Appearance appearance)
{
    setAppearance(appearance);
    emit appearanceChosen(appearance);
}

void Theme::followSystem()
{
    m_system->listen();
}

void Theme::apply()
{
    const Scheme scheme = m_appearance == Appearance::Light  ? Scheme::Light
                          : m_appearance == Appearance::Dark ? Scheme::Dark
                                                             : m_system->scheme();
    const Palette* palette = &Palette::of(scheme);
    if (palette == m_palette)
        return;
    m_palette = palette;
    QApplication::setPalette(widgetPalette(*m_palette));
    m_application.setStyleSheet(styleSheet(*m_palette));
    emit changed();
}

QFont Theme::font(Text role) const
{
    QFont font = m_base;
    switch (role) {
    case Text::Title:
        font.setPointSizeF(19);
        font.setWeight(QFont::Bold);
        font.setLetterSpacing(QFont::PercentageSpacing, 98.5);
        break;
    case Text::Large:
        font.setPointSizeF(13.5);
        font.setWeight(QFont::DemiBold);
        break;
    case Text::Heading:
        font.setPointSizeF(10.5);
        font.setWeight(QFont::DemiBold);
        break;
    case Text::Strong:
        font.setWeight(QFont::DemiBold);
        break;
    case Text::Small:
        font.setPointSizeF(9);
        break;
    case Text::SmallStrong:
        font.setPointSizeF(9);
        font.setWeight(QFont::DemiBold);
        break;
    case Text::Body:
        break;
    }
    return font;
}

QFont Theme::monospace() const
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(10.5);
    return font;
}

} // namespace taskward::ui
