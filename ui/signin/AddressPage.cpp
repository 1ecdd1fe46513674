// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/signin/AddressPage.h"

#include "ui/ErrorText.h"
#include "ui/signin/ProbeChecklist.h"
#include "ui/style/Theme.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>

namespace taskward::ui {

AddressPage::AddressPage(client::AccountOpener& opener, Theme& theme, QWidget* parent)
    : SignInPage(theme, parent), m_opener(opener), m_address(new QLineEdit(this)),
      m_check(new QPushButton(tr("Continue"), this)), m_checklist(new ProbeChecklist(theme, this)),
      m_problem(new QLabel(this))
{
    setHeading(QStringLiteral("server"), tr("Connect to a server"),
               tr("Its administrator gave you an address or a connect code. A code is safer: it "
                  "also says how to recognise the server."));
    auto* label = new QLabel(tr("&Address or connect code"), this);
    label->setBuddy(m_address);
    column().addWidget(label);
    m_address->setPlaceholderText(tr("tasks.example.org"));
    m_address->setAccessibleName(tr("Address or connect code"));
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_address, 1);
    m_check->setProperty("kind", QStringLiteral("primary"));
    m_check->setEnabled(false);
    row->addWidget(m_check);
    column().addLayout(row);
    m_problem->setWordWrap(true);
    m_problem->setProperty("tone", QStringLiteral("danger"));
    m_problem->hide();
    column().addWidget(m_problem);
    m_checklist->hide();
    column().addWidget(m_checklist);
    addBack();
    connect(m_address, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_check->setEnabled(!text.trimmed().isEmpty());
        m_problem->hide();
    });
    connect(m_address, &QLineEdit::returnPressed, this, &AddressPage::check);
    connect(m_check, &QPushButton::clicked, this, &AddressPage::check);
}

void AddressPage::start(const QString& address)
{
    m_address->setText(address);
    m_checklist->hide();
    m_problem->hide();
    setBusy(false);
    m_address->setFocus();
}

void AddressPage::setBusy(bool busy)
{
    m_address->setEnabled(!busy);
    m_check->setEnabled(!busy && !m_address->text().trimmed().isEmpty());
    m_check->setText(busy ? tr("Checking…") : tr("Continue"));
}

void AddressPage::hideEvent(QHideEvent* event)
{
    ++m_attempt; // gone back: whatever the checks still find is not wanted
    SignInPage::hideEvent(event);
}

QCoro::Task<void> AddressPage::check()
{
    const QPointer<AddressPage> self(this);
    const int attempt = ++m_attempt;
    const std::string address = fromQt(m_address->text().trimmed());
    if (address.empty())
        co_return;
    setBusy(true);
    m_problem->hide();
    m_checklist->start();
    m_checklist->show();
    bool told = false;
    std::function<void(client::ProbeResult)> progress = [self, attempt,
                                                         &told](const client::ProbeResult& result) {
        if (!self || self->m_attempt != attempt)
            return;
        told = told || !result.passed;
        self->m_checklist->report(result);
    };
    auto probing = m_opener.probe(address, std::move(progress)); // see Sidebar::moveTasks on g++ 12
    Result<client::ServerIdentity> server = co_await probing;
    if (!self || attempt != m_attempt)
        co_return;
    setBusy(false);
    if (server) {
        emit found(*server);
        co_return;
    }
    m_address->setFocus();
    if (!told) {
        // Not even a first step: the text is no address.
        m_checklist->hide();
        m_problem->setText(errorSentence(server.error()));
        m_problem->show();
    }
}

} // namespace taskward::ui
