// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/security/StrengthMeter.h"

#include "core/base/Secret.h"
#include "ui/security/SecurityWords.h"
#include "ui/style/Theme.h"

#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace taskward::ui {

namespace {

constexpr int kBarHeight = 4;
constexpr int kGap = 4;
constexpr int kSegments = 4;

} // namespace

StrengthMeter::StrengthMeter(Theme& theme, crypto::PasswordRules rules, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_rules(std::move(rules)), m_words(new QLabel(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, kBarHeight + 6, 0, 0);
    m_words->setWordWrap(true);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setFont(theme.font(Theme::Text::Small));
    m_words->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    // Room for two lines from the start: the dialog does not jump while one types.
    m_words->setMinimumHeight(2 * m_words->fontMetrics().lineSpacing() + 2);
    layout->addWidget(m_words);
    judge({});
}

void StrengthMeter::setRules(crypto::PasswordRules rules)
{
    m_rules = std::move(rules);
}

QString StrengthMeter::words() const
{
    return m_words->text();
}

void StrengthMeter::judge(const QString& password)
{
    m_isEmpty = password.isEmpty();
    QByteArray bytes = password.toUtf8();
    m_report = crypto::checkPassword({bytes.constData(), std::size_t(bytes.size())}, m_rules);
    wipe(bytes.data(), std::size_t(bytes.size()));
    QStringList lines;
    if (m_isEmpty) {
        const std::size_t least = m_rules.hasSecondFactor ? 8 : 15;
        lines
            << tr("At least %1 characters, anything you like. A few words are easiest.").arg(least);
    } else {
        lines << strengthWords(m_report.strength);
        for (const crypto::PasswordFinding& finding : m_report.findings)
            lines << findingWords(finding);
        if (m_report.accepted())
            lines << tr("This one is fine.");
    }
    const QString rest = QStringList(lines.mid(1)).join(QLatin1Char(' '));
    m_words->setText(rest.isEmpty() ? lines.first() : lines.first() + QStringLiteral(". ") + rest);
    setAccessibleName(tr("Strength"));
    setAccessibleDescription(m_words->text());
    update();
}

void StrengthMeter::paintEvent(QPaintEvent*)
{
    const Palette& p = m_theme.palette();
    const int filled = m_isEmpty             ? 0
                       : m_report.accepted() ? std::max(2, m_report.strength)
                                             : std::min(1, m_report.strength + 1);
    const QColor colour = m_report.accepted() ? p.today : p.danger;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const double width = (this->width() - (kSegments - 1) * kGap) / double(kSegments);
    for (int i = 0; i < kSegments; ++i) {
        painter.setBrush(i < filled ? colour : p.border);
        painter.drawRoundedRect(QRectF(i * (width + kGap), 1, width, kBarHeight), 2, 2);
    }
}

} // namespace taskward::ui
