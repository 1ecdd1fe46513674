// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/signin/ProbeChecklist.h"

#include "ui/Text.h"
#include "ui/style/Icons.h"
#include "ui/style/Theme.h"

#include <QGridLayout>
#include <QLabel>

namespace taskward::ui {

namespace {

QString titleOf(std::size_t step)
{
    switch (static_cast<client::ProbeStep>(step)) {
    case client::ProbeStep::Name:
        return ProbeChecklist::tr("The name is found");
    case client::ProbeStep::Tcp:
        return ProbeChecklist::tr("The computer answers");
    case client::ProbeStep::Tls:
        return ProbeChecklist::tr("The connection is encrypted");
    case client::ProbeStep::Identity:
        return ProbeChecklist::tr("It is a Taskward server");
    case client::ProbeStep::Version:
        return ProbeChecklist::tr("The versions fit");
    }
    return {};
}

} // namespace

ProbeChecklist::ProbeChecklist(Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme)
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 8, 0, 8);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(1, 1);
    for (std::size_t i = 0; i < kSteps; ++i) {
        Line& line = m_lines[i];
        line.icon = new QLabel(this);
        line.title = new QLabel(titleOf(i), this);
        line.text = new QLabel(this);
        line.text->setWordWrap(true);
        line.text->setTextFormat(Qt::PlainText);
        line.text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        line.text->setFont(theme.font(Theme::Text::Small));
        const int row = static_cast<int>(i) * 2;
        grid->addWidget(line.icon, row, 0);
        grid->addWidget(line.title, row, 1);
        grid->addWidget(line.text, row + 1, 1);
        grid->setRowMinimumHeight(row, 24);
    }
    connect(&m_theme, &Theme::changed, this, &ProbeChecklist::retint);
    start();
}

void ProbeChecklist::start()
{
    for (std::size_t i = 0; i < kSteps; ++i)
        setState(i, i == 0 ? State::Running : State::Waiting, {});
}

void ProbeChecklist::report(const client::ProbeResult& result)
{
    const auto step = static_cast<std::size_t>(result.step);
    if (result.passed) {
        setState(step, State::Passed, toQt(result.found));
        if (step + 1 < kSteps)
            setState(step + 1, State::Running, {});
        return;
    }
    QString text = toQt(result.sentence);
    if (!result.remedy.empty())
        text += QLatin1Char('\n') + toQt(result.remedy);
    setState(step, State::Failed, text);
}

QString ProbeChecklist::spoken(client::ProbeStep step) const
{
    const Line& line = m_lines[static_cast<std::size_t>(step)];
    static const char* const kStates[] = {QT_TR_NOOP("waiting"), QT_TR_NOOP("checking"),
                                          QT_TR_NOOP("passed"), QT_TR_NOOP("failed")};
    QString words = line.title->text() + QStringLiteral(": ") +
                    tr(kStates[static_cast<std::size_t>(line.state)]);
    if (!line.text->text().isEmpty())
        words += QStringLiteral(". ") + line.text->text();
    return words;
}

void ProbeChecklist::setState(std::size_t step, State state, const QString& text)
{
    Line& line = m_lines[step];
    line.state = state;
    line.text->setText(text);
    line.text->setVisible(!text.isEmpty());
    retint();
    line.title->setAccessibleName(spoken(static_cast<client::ProbeStep>(step)));
}

void ProbeChecklist::retint()
{
    const Palette& p = m_theme.palette();
    for (const Line& line : m_lines) {
        if (!line.icon)
            continue;
        QString name = QStringLiteral("circle");
        QColor colour = p.control;
        if (line.state == State::Running) {
            name = QStringLiteral("loader-circle");
            colour = p.accent;
        } else if (line.state == State::Passed) {
            name = QStringLiteral("circle-check");
            colour = p.today;
        } else if (line.state == State::Failed) {
            name = QStringLiteral("circle-x");
            colour = p.danger;
        }
        line.icon->setPixmap(makeIcon(name, colour).pixmap(QSize(18, 18), devicePixelRatioF()));
        const bool failed = line.state == State::Failed;
        const QColor text = line.state == State::Waiting || !failed ? p.muted : p.danger;
        line.text->setStyleSheet(QStringLiteral("color:%1").arg(text.name()));
        line.title->setStyleSheet(
            QStringLiteral("color:%1")
                .arg((line.state == State::Waiting ? p.muted : p.text).name()));
    }
}

} // namespace taskward::ui
