// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/settings/SettingsDialog.h"

#include "ui/settings/GeneralPage.h"
#include "ui/settings/KeychainPage.h"
#include "ui/settings/LockSettingsPage.h"
#include "ui/settings/SecurityPage.h"
#include "ui/style/Icons.h"
#include "ui/style/Metrics.h"
#include "ui/style/Theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace taskward::ui {

namespace {

constexpr int kListWidth = 190;
constexpr QSize kSize(860, 640);

} // namespace

SettingsDialog::SettingsDialog(Context context, QWidget* parent, Page page)
    : QDialog(parent), m_context(context), m_list(new QListWidget(this)),
      m_pages(new QStackedWidget(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Settings"));
    auto* columns = new QHBoxLayout(this);
    columns->setContentsMargins(12, 20, 24, 20);
    columns->setSpacing(20);
    m_list->setObjectName(QStringLiteral("pages"));
    m_list->setAccessibleName(tr("Pages of the settings"));
    m_list->setFixedWidth(kListWidth);
    m_list->setIconSize({metrics::kIconSize, metrics::kIconSize});
    columns->addWidget(m_list);
    auto* right = new QVBoxLayout;
    right->setSpacing(12);
    right->addWidget(m_pages, 1);
    auto* close = new QPushButton(tr("Close"), this);
    close->setDefault(true);
    right->addWidget(close, 0, Qt::AlignRight);
    columns->addLayout(right, 1);
    auto* general = new GeneralPage(context);
    addPage(Page::General, tr("General"), QStringLiteral("settings"), general);
    m_security = new SecurityPage(context);
    addPage(Page::Security, tr("Security"), QStringLiteral("shield-check"), m_security);
    if (context.opener)
        addPage(Page::Keychain, tr("Keychain"), QStringLiteral("key-round"),
                new KeychainPage(*context.opener, *context.theme));
    if (context.appLock)
        addPage(Page::Lock, tr("Lock"), QStringLiteral("lock"), new LockSettingsPage(context));
    connect(m_list, &QListWidget::currentRowChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(general, &GeneralPage::signedOut, this, [this] {
        emit signedOut();
        accept();
    });
    resize(kSize.boundedTo(this->screen()->availableSize() - QSize(40, 60)));
    showPage(page);
    m_list->setFocus();
}

void SettingsDialog::addPage(Page page, const QString& title, const QString& icon, QWidget* widget)
{
    auto* item = new QListWidgetItem(makeIcon(icon, m_context.theme->palette().muted), title);
    item->setData(Qt::UserRole, int(page));
    item->setSizeHint({0, metrics::kSidebarRowHeight});
    m_list->addItem(item);
    auto* inside = new QWidget;
    inside->setObjectName(QStringLiteral("scrolled"));
    auto* layout = new QVBoxLayout(inside);
    layout->setContentsMargins(0, 0, 12, 0);
    auto* heading = new QLabel(title, inside);
    heading->setFont(m_context.theme->font(Theme::Text::Large));
    layout->addWidget(heading);
    layout->addSpacing(8);
    layout->addWidget(widget, 1);
    auto* scroll = new QScrollArea(m_pages);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(inside);
    m_pages->addWidget(scroll);
}

void SettingsDialog::showPage(Page page)
{
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->data(Qt::UserRole).toInt() == int(page))
            m_list->setCurrentRow(row);
    }
}

} // namespace taskward::ui
