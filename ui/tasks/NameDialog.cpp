// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/tasks/NameDialog.h"

#include "core/base/Limits.h"
#include "ui/style/Icons.h"
#include "ui/style/Theme.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace taskward::ui {

namespace {

QString titleOf(NameDialog::Kind kind, bool isNew)
{
    switch (kind) {
    case NameDialog::Kind::Project:
        return isNew ? NameDialog::tr("New project") : NameDialog::tr("Edit project");
    case NameDialog::Kind::Section:
        return isNew ? NameDialog::tr("New section") : NameDialog::tr("Rename section");
    case NameDialog::Kind::Label:
        break;
    }
    return isNew ? NameDialog::tr("New label") : NameDialog::tr("Edit label");
}

QString spokenColour(const QString& name)
{
    return name.left(1).toUpper() + name.mid(1);
}

} // namespace

NameDialog::NameDialog(Context context, Kind kind, const QString& name, const QString& colour,
                       QWidget* parent)
    : QDialog(parent), m_context(context), m_name(new QLineEdit(name, this)),
      m_ok(new QPushButton(name.isEmpty() ? tr("Add") : tr("Save"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(titleOf(kind, name.isEmpty()));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(8);
    auto* title = new QLabel(windowTitle(), this);
    title->setFont(m_context.theme->font(Theme::Text::Large));
    layout->addWidget(title);
    layout->addSpacing(8);
    auto* label = new QLabel(tr("&Name"), this);
    label->setBuddy(m_name);
    layout->addWidget(label);
    m_name->setAccessibleName(tr("Name"));
    m_name->setMaxLength(int(limits::kMaxNameChars));
    m_name->setMinimumWidth(360);
    layout->addWidget(m_name);
    if (kind != Kind::Section) {
        layout->addSpacing(8);
        layout->addWidget(new QLabel(tr("Colour"), this));
        layout->addWidget(makeColours(colour));
    }
    layout->addSpacing(16);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    auto* cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    buttons->addWidget(cancel);
    m_ok->setProperty("kind", QStringLiteral("primary"));
    m_ok->setDefault(true);
    m_ok->setEnabled(!name.isEmpty());
    buttons->addWidget(m_ok);
    layout->addLayout(buttons);
    connect(m_name, &QLineEdit::textChanged, this,
            [this](const QString& text) { m_ok->setEnabled(!text.trimmed().isEmpty()); });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_ok, &QPushButton::clicked, this, &NameDialog::onAccepted);
}

QWidget* NameDialog::makeColours(const QString& chosen)
{
    auto* row = new QWidget(this);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    m_colours = new QButtonGroup(this);
    int id = 0;
    for (const QString& name : Palette::colourNames()) {
        auto* button = new QToolButton(row);
        button->setCheckable(true);
        button->setIcon(makeDot(m_context.theme->palette().named(name)));
        button->setIconSize({24, 24});
        button->setAccessibleName(tr("Colour %1").arg(name));
        button->setToolTip(spokenColour(name));
        button->setFocusPolicy(Qt::StrongFocus);
        button->setChecked(chosen.isEmpty() ? id == 0 : name == chosen);
        m_colours->addButton(button, id++);
        layout->addWidget(button);
    }
    layout->addStretch();
    return row;
}

void NameDialog::onAccepted()
{
    const QString name = m_name->text().trimmed();
    if (name.isEmpty())
        return;
    const int colour = m_colours ? m_colours->checkedId() : -1;
    emit confirmed(name, colour >= 0 ? Palette::colourNames().at(colour) : QString());
    accept();
}

} // namespace taskward::ui
