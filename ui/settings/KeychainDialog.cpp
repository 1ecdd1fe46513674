// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/settings/KeychainDialog.h"

#include "ui/settings/KeychainPage.h"
#include "ui/style/Theme.h"

#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QVBoxLayout>

namespace taskward::ui {

KeychainDialog::KeychainDialog(client::AccountOpener& opener, Theme& theme, QWidget* parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    setWindowTitle(tr("Keychain"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(12);
    auto* title = new QLabel(windowTitle(), this);
    title->setFont(theme.font(Theme::Text::Large));
    layout->addWidget(title);
    auto* page = new KeychainPage(opener, theme);
    page->setObjectName(QStringLiteral("scrolled"));
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(page);
    layout->addWidget(scroll, 1);
    resize(QSize(640, 680).boundedTo(screen()->availableSize() - QSize(40, 60)));
    auto* close = new QPushButton(tr("Close"), this);
    close->setDefault(true);
    layout->addWidget(close, 0, Qt::AlignRight);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(page, &KeychainPage::mended, this, &KeychainDialog::mended);
}

} // namespace taskward::ui
