// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/security/ApiKeyList.h"

#include "client/Workspace.h"
#include "ui/ErrorText.h"
#include "ui/security/ApiKeyDialog.h"
#include "ui/security/Line.h"
#include "ui/security/LineGroup.h"
#include "ui/security/SecurityWords.h"
#include "ui/shell/ConfirmDialog.h"

#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

namespace taskward::ui {

namespace {

constexpr qint64 kWarnDays = 14; ///< before a key ends

} // namespace

ApiKeyList::ApiKeyList(Context context, QWidget* parent)
    : QWidget(parent), m_context(context), m_security(*context.workspace->security()),
      m_group(new LineGroup(*context.theme, this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_group);
    auto* add = new QPushButton(tr("Make a key…"), this);
    add->setObjectName(QStringLiteral("makeKey"));
    add->setAutoDefault(false);
    layout->addWidget(add, 0, Qt::AlignLeft);
    connect(add, &QPushButton::clicked, this, [this] {
        auto* dialog = new ApiKeyDialog(m_context, window());
        connect(dialog, &ApiKeyDialog::made, this, &ApiKeyList::read);
        dialog->open();
    });
    m_group->say(tr("Reading…"));
}

QCoro::Task<void> ApiKeyList::read()
{
    const QPointer<ApiKeyList> self(this);
    auto reading = m_security.apiKeys();
    Result<std::vector<contract::ApiKey>> keys = co_await reading;
    if (!self)
        co_return;
    if (!keys) {
        m_group->say(errorSentence(keys.error()));
        co_return;
    }
    m_group->clear();
    for (const contract::ApiKey& key : *keys)
        addLine(key);
    if (keys->empty())
        m_group->say(tr("None. A key lets a script of yours work with your tasks."));
}

void ApiKeyList::addLine(const contract::ApiKey& key)
{
    const QDateTime now = m_context.now();
    const QDateTime ends = QDateTime::fromMSecsSinceEpoch(key.expiresAt.ms);
    QStringList scopes;
    for (const std::string& scope : key.scopes)
        scopes << toQt(scope);
    QStringList detail{scopes.join(QStringLiteral(", "))};
    detail << (key.lastUsedAt ? tr("last used %1").arg(whenWords(*key.lastUsedAt, now))
                              : tr("never used"))
           << (ends < now
                   ? tr("ended")
                   : tr("ends %1").arg(QLocale().toString(ends.date(), QLocale::ShortFormat)));
    auto* line = new Line(*m_context.theme, QStringLiteral("key"), toQt(key.name),
                          detail.join(QStringLiteral("  ·  ")), m_group);
    if (key.frozen)
        line->addBadge(tr("Frozen"), QStringLiteral("danger"));
    else if (now.daysTo(ends) <= kWarnDays)
        line->addBadge(ends < now ? tr("Ended") : tr("Ends soon"), QStringLiteral("warning"));
    m_group->add(line);
    const contract::ApiKey kept = key;
    connect(line->addLink(tr("End it…"), true), &QPushButton::clicked, this,
            [this, kept] { askToRevoke(kept); });
}

void ApiKeyList::askToRevoke(const contract::ApiKey& key)
{
    auto* dialog = new ConfirmDialog(m_context, tr("End the key “%1”?").arg(toQt(key.name)),
                                     tr("Whatever uses it stops working at once. It cannot be "
                                        "brought back."),
                                     tr("End it"), window());
    connect(dialog, &ConfirmDialog::accepted, this, [this, id = key.id] { revoke(id); });
    dialog->open();
}

QCoro::Task<void> ApiKeyList::revoke(ApiKeyId id)
{
    const QPointer<ApiKeyList> self(this);
    auto revoking = m_security.revokeApiKey(std::move(id));
    const Status status = co_await revoking;
    if (!self)
        co_return;
    if (!status)
        emit failed(status.error());
    co_await read();
}

} // namespace taskward::ui
