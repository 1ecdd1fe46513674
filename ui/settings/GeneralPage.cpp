// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/settings/GeneralPage.h"

#include "ui/ErrorText.h"
#include "ui/shell/ConfirmDialog.h"
#include "ui/style/Icons.h"
#include "ui/style/Metrics.h"
#include "ui/style/Theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

namespace taskward::ui {

GeneralPage::GeneralPage(Context context, QWidget* parent) : QWidget(parent), m_context(context)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    addAppearance(*layout);
    layout->addSpacing(20);
    addAccount(*layout);
    layout->addStretch();
}

void GeneralPage::addAppearance(QVBoxLayout& layout)
{
    auto* row = new QHBoxLayout;
    auto* choice = new QComboBox(this);
    choice->addItem(tr("As the system"), int(Appearance::System));
    choice->addItem(tr("Light"), int(Appearance::Light));
    choice->addItem(tr("Dark"), int(Appearance::Dark));
    choice->setCurrentIndex(choice->findData(int(m_context.theme->appearance())));
    choice->setAccessibleName(tr("Appearance"));
    choice->setMinimumWidth(180);
    // A styled box draws no arrow of its own, and without one it looks like a field to type in.
    auto* arrow = new QLabel(choice);
    arrow->setPixmap(
        makeIcon(QStringLiteral("chevron-down"), m_context.theme->palette().muted)
            .pixmap(QSize(metrics::kIconSize, metrics::kIconSize), devicePixelRatioF()));
    arrow->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto* inside = new QHBoxLayout(choice);
    inside->setContentsMargins(0, 0, 8, 0);
    inside->addWidget(arrow, 0, Qt::AlignRight);
    auto* label = new QLabel(tr("&Appearance"), this);
    label->setBuddy(choice);
    row->addWidget(label, 1);
    row->addWidget(choice);
    layout.addLayout(row);
    connect(choice, &QComboBox::activated, this, [this, choice] {
        m_context.theme->choose(static_cast<Appearance>(choice->currentData().toInt()));
    });
}

void GeneralPage::addAccount(QVBoxLayout& layout)
{
    const client::Workspace& workspace = *m_context.workspace;
    auto* heading = new QLabel(tr("Account"), this);
    heading->setFont(m_context.theme->font(Theme::Text::SmallStrong));
    heading->setProperty("tone", QStringLiteral("muted"));
    layout.addWidget(heading);
    auto* card = new QFrame(this);
    card->setObjectName(QStringLiteral("card"));
    auto* inside = new QHBoxLayout(card);
    inside->setContentsMargins(16, 12, 12, 12);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    auto* name = new QLabel(toQt(workspace.me().name), card);
    name->setFont(m_context.theme->font(Theme::Text::Strong));
    name->setTextFormat(Qt::PlainText);
    words->addWidget(name);
    const QString place = tr("%1 · %2 at %3")
                              .arg(toQt(workspace.me().email), toQt(workspace.membership().orgName),
                                   toQt(workspace.serverName()));
    auto* where = new QLabel(place, card);
    where->setProperty("tone", QStringLiteral("muted"));
    where->setTextFormat(Qt::PlainText);
    where->setWordWrap(true);
    words->addWidget(where);
    inside->addLayout(words, 1);
    auto* out = new QPushButton(tr("Sign out…"), card);
    out->setProperty("kind", QStringLiteral("danger"));
    out->setAutoDefault(false);
    inside->addWidget(out);
    layout.addWidget(card);
    connect(out, &QPushButton::clicked, this, &GeneralPage::askToSignOut);
}

void GeneralPage::askToSignOut()
{
    const std::int64_t waiting = m_context.workspace->syncState().pendingEdits;
    const QString consequence =
        waiting > 0
            ? tr("%1 changes were not sent yet. They are lost if you sign out now. Your tasks on "
                 "this computer are erased.")
                  .arg(QLocale().toString(qlonglong(waiting)))
            : tr("Your tasks are erased from this computer; they stay on the server.");
    auto* dialog =
        new ConfirmDialog(m_context, tr("Sign out?"), consequence,
                          waiting > 0 ? tr("Discard and sign out") : tr("Sign out"), this);
    connect(dialog, &ConfirmDialog::accepted, this, [this, waiting] { signOut(waiting > 0); });
    dialog->open();
}

QCoro::Task<void> GeneralPage::signOut(bool discardPending)
{
    const QPointer<GeneralPage> self(this);
    auto signingOut = m_context.workspace->signOut(discardPending);
    const Status status = co_await signingOut;
    if (!self)
        co_return;
    if (!status) {
        // An edit was made meanwhile: asked again, with the new count.
        askToSignOut();
        co_return;
    }
    emit signedOut();
}

} // namespace taskward::ui
