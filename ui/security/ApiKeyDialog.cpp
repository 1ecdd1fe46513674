// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/security/ApiKeyDialog.h"

#include "client/Workspace.h"
#include "core/base/Limits.h"
#include "ui/ErrorText.h"
#include "ui/security/ClipboardGuard.h"
#include "ui/security/SecurityWords.h"
#include "ui/style/Theme.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QHostAddress>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QSpinBox>
#include <QStackedWidget>

namespace taskward::ui {

namespace {

constexpr int kColumns = 3;
constexpr int kUsualDays = 90;

/// What scripts are made for; the rights of administrators are not offered.
constexpr contract::Permission kOffered[] = {
    contract::Permission::TaskRead,      contract::Permission::TaskCreate,
    contract::Permission::TaskUpdate,    contract::Permission::TaskDelete,
    contract::Permission::ProjectRead,   contract::Permission::ProjectCreate,
    contract::Permission::ProjectUpdate, contract::Permission::SectionRead,
    contract::Permission::LabelRead,     contract::Permission::LabelCreate,
    contract::Permission::LabelUpdate,   contract::Permission::OrgRead,
};

bool isAddress(const QString& text)
{
    if (text.contains(QLatin1Char('/')))
        return QHostAddress::parseSubnet(text).second >= 0;
    return QHostAddress().setAddress(text);
}

} // namespace

ApiKeyDialog::ApiKeyDialog(Context context, QWidget* parent)
    : Sheet(*context.theme, tr("A key for a script"),
            tr("A program signs in with it in your name. It can do what you tick here and never "
               "more than you may yourself."),
            parent),
      m_context(context), m_security(*context.workspace->security()),
      m_pages(new QStackedWidget(this)), m_name(new QLineEdit), m_days(new QSpinBox),
      m_addresses(new QPlainTextEdit), m_secretText(new QLineEdit)
{
    setMinimumWidth(560);
    m_pages->addWidget(makeForm());
    m_pages->addWidget(makeSecret());
    body().addWidget(m_pages);
    m_verb = addVerb(tr("Make the key"));
    m_cancel = addOther(tr("Cancel"));
    connect(m_verb, &QPushButton::clicked, this, &ApiKeyDialog::submit);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    m_name->setFocus();
}

QWidget* ApiKeyDialog::makeForm()
{
    auto* form = new QWidget;
    auto* layout = new QVBoxLayout(form);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    const auto add = [&](const QString& text, QWidget* field) {
        auto* label = new QLabel(text, form);
        label->setBuddy(field);
        layout->addWidget(label);
        layout->addWidget(field);
        field->setAccessibleName(QString(text).remove(QLatin1Char('&')));
    };
    m_name->setObjectName(QStringLiteral("name"));
    m_name->setMaxLength(int(limits::kMaxNameChars));
    m_name->setPlaceholderText(tr("nightly report"));
    add(tr("&Name"), m_name);
    auto* may = new QLabel(tr("It may"), form);
    layout->addSpacing(4);
    layout->addWidget(may);
    auto* grid = new QGridLayout;
    grid->setVerticalSpacing(4);
    int at = 0;
    for (const contract::Permission permission : kOffered) {
        auto* box = new QCheckBox(toQt(contract::wireName(permission)), form);
        box->setEnabled(m_context.workspace->may(permission));
        grid->addWidget(box, at / kColumns, at % kColumns);
        m_scopes.emplace_back(permission, box);
        ++at;
    }
    layout->addLayout(grid);
    layout->addSpacing(4);
    m_days->setRange(1, limits::kMaxApiKeyDays);
    m_days->setValue(kUsualDays);
    m_days->setButtonSymbols(QSpinBox::NoButtons);
    m_days->setSuffix(tr(" days"));
    add(tr("&Ends after"), m_days);
    m_addresses->setPlaceholderText(QStringLiteral("192.0.2.0/24"));
    m_addresses->setTabChangesFocus(true);
    m_addresses->setFixedHeight(64);
    add(tr("Only from these &addresses, one a line (empty: from anywhere)"), m_addresses);
    return form;
}

QWidget* ApiKeyDialog::makeSecret()
{
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    m_secretText->setReadOnly(true);
    m_secretText->setFont(theme().monospace());
    m_secretText->setAccessibleName(tr("The key"));
    layout->addWidget(m_secretText);
    auto* copy = new QPushButton(tr("Copy for 30 seconds"), page);
    copy->setObjectName(QStringLiteral("copySecret"));
    copy->setAutoDefault(false);
    layout->addWidget(copy, 0, Qt::AlignLeft);
    layout->addStretch();
    connect(copy, &QPushButton::clicked, this, [this] { ClipboardGuard::copy(m_secret); });
    return page;
}

std::vector<std::string> ApiKeyDialog::addresses() const
{
    std::vector<std::string> list;
    for (const QString& line : m_addresses->toPlainText().split(QLatin1Char('\n'))) {
        if (!line.trimmed().isEmpty())
            list.push_back(fromQt(line.trimmed()));
    }
    return list;
}

QString ApiKeyDialog::problemOfForm() const
{
    if (m_name->text().trimmed().isEmpty())
        return tr("Give it a name, to know it again later.");
    const bool none =
        std::ranges::none_of(m_scopes, [](const auto& scope) { return scope.second->isChecked(); });
    if (none)
        return tr("Tick what it may do.");
    for (const std::string& address : addresses()) {
        if (!isAddress(toQt(address)))
            return tr("“%1” is no address or network.").arg(toQt(address));
    }
    return {};
}

QCoro::Task<void> ApiKeyDialog::submit()
{
    const QPointer<ApiKeyDialog> self(this);
    if (m_pages->currentIndex() == 1) {
        accept();
        co_return;
    }
    const QString problem = problemOfForm();
    showProblem(problem);
    if (!problem.isEmpty())
        co_return;
    std::vector<contract::Permission> scopes;
    for (const auto& [permission, box] : m_scopes) {
        if (box->isChecked())
            scopes.push_back(permission);
    }
    std::string name = fromQt(m_name->text().trimmed());
    std::vector<std::string> from = addresses();
    m_verb->setEnabled(false);
    auto creating = m_security.createApiKey(std::move(name), std::move(scopes), std::move(from),
                                            m_days->value());
    Result<client::NewApiKey> key = co_await creating;
    if (!self)
        co_return;
    m_verb->setEnabled(true);
    if (key)
        showSecret(std::move(*key));
    else if (key.error().code != ErrorCode::Cancelled)
        showProblem(proofProblem(key.error()));
}

void ApiKeyDialog::showSecret(client::NewApiKey fresh)
{
    m_secret = std::move(fresh.secret);
    m_secretText->setText(QString::fromUtf8(m_secret.text().data(), qsizetype(m_secret.size())));
    m_secretText->setCursorPosition(0);
    setHeading(tr("The key of “%1”").arg(toQt(fresh.key.name)),
               tr("It is shown this once. Put it where the script reads it, in a file that only "
                  "it can read; never into the script itself."));
    m_pages->setCurrentIndex(1);
    m_cancel->hide();
    m_verb->setText(tr("Close"));
    m_secretText->setFocus();
    m_secretText->selectAll();
    emit made();
}

} // namespace taskward::ui
