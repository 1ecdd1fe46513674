// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/shell/ConfirmDialog.h"

#include "ui/style/Theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace taskward::ui {

ConfirmDialog::ConfirmDialog(Context context, const QString& question, const QString& consequence,
                             const QString& verb, QWidget* parent)
    : QDialog(parent), m_buttons(new QHBoxLayout)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(question);
    setAccessibleDescription(consequence);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(8);
    auto* title = new QLabel(question, this);
    title->setFont(context.theme->font(Theme::Text::Large));
    title->setTextFormat(Qt::PlainText);
    title->setWordWrap(true);
    layout->addWidget(title);
    auto* text = new QLabel(consequence, this);
    text->setProperty("tone", QStringLiteral("muted"));
    text->setWordWrap(true);
    text->setMinimumWidth(380);
    layout->addWidget(text);
    layout->addSpacing(12);
    m_buttons->addStretch();
    auto* cancel = new QPushButton(tr("Cancel"), this);
    auto* confirm = new QPushButton(verb, this);
    confirm->setProperty("kind", QStringLiteral("danger"));
    confirm->setObjectName(QStringLiteral("confirm"));
    confirm->setAutoDefault(false);
    m_buttons->addWidget(confirm);
    m_buttons->addWidget(cancel);
    cancel->setDefault(true);
    cancel->setFocus();
    layout->addLayout(m_buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(confirm, &QPushButton::clicked, this, &QDialog::accept);
}

void ConfirmDialog::addOther(const QString& verb)
{
    auto* other = new QPushButton(verb, this);
    other->setObjectName(QStringLiteral("other"));
    other->setAutoDefault(false);
    m_buttons->insertWidget(m_buttons->count() - 1, other);
    connect(other, &QPushButton::clicked, this, [this] {
        emit otherChosen();
        reject();
    });
}

} // namespace taskward::ui
