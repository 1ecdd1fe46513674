// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/settings/KeychainPage.h"

#include "ui/ErrorText.h"
#include "ui/security/KeychainWords.h"
#include "ui/settings/SettingRow.h"
#include "ui/style/Icons.h"
#include "ui/style/Theme.h"

#include <QButtonGroup>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QRadioButton>
#include <QStyle>
#include <QVBoxLayout>

namespace taskward::ui {

namespace {

constexpr client::SecretPlace kPlaces[] = {
    client::SecretPlace::Keychain, client::SecretPlace::Vault, client::SecretPlace::MemoryOnly};

void setTone(QLabel& label, const char* tone)
{
    label.setProperty("tone", QLatin1String(tone));
    label.style()->unpolish(&label);
    label.style()->polish(&label);
}

} // namespace

KeychainPage::KeychainPage(client::AccountOpener& opener, Theme& theme, QWidget* parent)
    : QWidget(parent), m_opener(opener), m_theme(theme), m_retry(new QPushButton(this)),
      m_unlock(new QPushButton(tr("Unlock it"), this)), m_places(new QButtonGroup(this)),
      m_move(new QPushButton(tr("Move them there"), this)), m_outcome(new QLabel(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    addSentence(*layout,
                tr("Your tasks on this computer are encrypted. The keys to them are kept apart "
                   "from them, and here you see where."),
                this);
    layout->addWidget(makeFindings());
    auto* row = new QHBoxLayout;
    m_retry->setObjectName(QStringLiteral("retry"));
    m_unlock->setObjectName(QStringLiteral("unlock"));
    for (QPushButton* button : {m_retry, m_unlock}) {
        button->setAutoDefault(false);
        row->addWidget(button);
    }
    m_unlock->hide();
    row->addStretch();
    layout->addLayout(row);
    m_outcome->setWordWrap(true);
    m_outcome->setTextFormat(Qt::PlainText);
    m_outcome->setAccessibleName(tr("Outcome"));
    m_outcome->hide();
    layout->addWidget(m_outcome);
    addPlaces(*layout);
    layout->addStretch();
    connect(m_retry, &QPushButton::clicked, this, &KeychainPage::examine);
    connect(m_unlock, &QPushButton::clicked, this, &KeychainPage::unlock);
    connect(m_move, &QPushButton::clicked, this, &KeychainPage::onMove);
    setBusy(false);
}

QFrame* KeychainPage::makeFindings()
{
    auto* card = new QFrame(this);
    card->setObjectName(QStringLiteral("card"));
    auto* inside = new QVBoxLayout(card);
    inside->setContentsMargins(16, 12, 16, 12);
    inside->setSpacing(4);
    for (QLabel** label : {&m_state, &m_backend, &m_meaning, &m_kept, &m_others}) {
        *label = new QLabel(card);
        (*label)->setWordWrap(true);
        (*label)->setTextFormat(Qt::PlainText);
        inside->addWidget(*label);
    }
    m_state->setFont(m_theme.font(Theme::Text::Strong));
    for (QLabel* label : {m_backend, m_kept, m_others})
        label->setProperty("tone", QStringLiteral("muted"));
    m_commandRow = new QWidget(card);
    auto* row = new QHBoxLayout(m_commandRow);
    row->setContentsMargins(0, 4, 0, 0);
    m_command = new QLabel(m_commandRow);
    m_command->setFont(m_theme.monospace());
    m_command->setTextFormat(Qt::PlainText);
    m_command->setWordWrap(true);
    m_command->setTextInteractionFlags(Qt::TextSelectableByMouse);
    row->addWidget(m_command, 1);
    auto* copy = new QPushButton(tr("Copy the command"), m_commandRow);
    copy->setObjectName(QStringLiteral("copyCommand"));
    copy->setAutoDefault(false);
    row->addWidget(copy);
    inside->addWidget(m_commandRow);
    m_commandRow->hide();
    connect(copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_command->text()); });
    return card;
}

void KeychainPage::addPlaces(QVBoxLayout& layout)
{
    addGroupHeading(layout, m_theme, tr("Keep the keys"), this);
    for (const client::SecretPlace place : kPlaces) {
        auto* button = new QRadioButton(placeName(place), this);
        button->setAccessibleDescription(placeMeaning(place));
        m_places->addButton(button, int(place));
        layout.addWidget(button);
        auto* meaning = new QLabel(placeMeaning(place), this);
        meaning->setProperty("tone", QStringLiteral("muted"));
        meaning->setFont(m_theme.font(Theme::Text::Small));
        meaning->setWordWrap(true);
        meaning->setContentsMargins(28, 0, 0, 4);
        layout.addWidget(meaning);
    }
    m_move->setObjectName(QStringLiteral("move"));
    m_move->setAutoDefault(false);
    m_move->setEnabled(false);
    layout.addWidget(m_move, 0, Qt::AlignLeft);
    addSentence(layout,
                tr("They are read, written to the new place, read back from it, and only then "
                   "taken away from the old one. You can move them again at any time."),
                this);
    connect(m_places, &QButtonGroup::idToggled, this, [this](int id, bool checked) {
        if (checked)
            m_move->setEnabled(id != int(m_place));
    });
}

void KeychainPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (!event->spontaneous())
        examine();
}

void KeychainPage::setBusy(bool busy)
{
    m_retry->setEnabled(!busy);
    m_unlock->setEnabled(!busy);
    for (QAbstractButton* place : m_places->buttons())
        place->setEnabled(!busy); // what is found chooses among them
    m_retry->setText(busy ? tr("Looking…") : tr("Look again"));
    m_move->setEnabled(!busy && m_places->checkedId() >= 0 &&
                       m_places->checkedId() != int(m_place));
}

void KeychainPage::tell(const QString& words, bool bad)
{
    setTone(*m_outcome, bad ? "danger" : "good");
    m_outcome->setText(words);
    m_outcome->setVisible(!words.isEmpty());
}

QCoro::Task<void> KeychainPage::examine()
{
    const QPointer<KeychainPage> self(this);
    setBusy(true);
    m_state->setText(tr("Looking at the keychain…"));
    auto examining = m_opener.examineKeychain();
    const Result<client::KeychainReport> report = co_await examining;
    if (!self)
        co_return;
    if (report) {
        present(*report);
    } else {
        m_state->setText(errorTitle(report.error()));
        m_meaning->setText(errorSentence(report.error()));
    }
    setBusy(false);
}

void KeychainPage::present(const client::KeychainReport& report)
{
    const bool works = report.condition == client::KeychainCondition::Works;
    m_place = report.place;
    m_state->setText(conditionWords(report.condition));
    setTone(*m_state, works ? "good" : "warning");
    m_backend->setText(tr("%1  ·  answered after %2 ms")
                           .arg(backendName(report.backend))
                           .arg(report.answeredAfterMs));
    // The doctor's own words are English; the window says it in the language of the person.
    m_meaning->setText(conditionMeaning(report));
    QStringList kept;
    for (const std::string& name : report.kept)
        kept << keptWords(name);
    m_kept->setText(tr("Kept there: %1").arg(kept.join(QStringLiteral(", "))));
    m_kept->setVisible(!kept.isEmpty());
    QStringList others;
    for (const std::string& name : report.otherBackends)
        others << backendName(name);
    m_others->setText(tr("Also on this computer: %1").arg(others.join(QStringLiteral(", "))));
    m_others->setVisible(!others.isEmpty());
    m_command->setText(toQt(report.command));
    m_commandRow->setVisible(!report.command.empty());
    m_unlock->setVisible(report.condition == client::KeychainCondition::Locked);
    if (auto* button = m_places->button(int(report.place)))
        button->setChecked(true);
}

void KeychainPage::onMove()
{
    const int to = m_places->checkedId();
    if (to >= 0)
        move(static_cast<client::SecretPlace>(to));
}

QCoro::Task<void> KeychainPage::move(client::SecretPlace to)
{
    const QPointer<KeychainPage> self(this);
    setBusy(true);
    tell({}, false);
    auto moving = m_opener.moveSecrets(to);
    const Status moved = co_await moving;
    if (!self)
        co_return;
    if (moved) {
        tell(tr("Moved and read back: your keys are there now."), false);
        emit mended();
    } else if (moved.error().code == ErrorCode::Cancelled) {
        tell(tr("Nothing was moved."), false);
    } else {
        tell(tr("Nothing was moved, the old place stays in force. %1")
                 .arg(errorSentence(moved.error())),
             true);
    }
    co_await examine();
}

QCoro::Task<void> KeychainPage::unlock()
{
    const QPointer<KeychainPage> self(this);
    setBusy(true);
    auto unlocking = m_opener.unlockKeychain();
    const Status unlocked = co_await unlocking;
    if (!self)
        co_return;
    if (unlocked)
        emit mended();
    else
        tell(errorSentence(unlocked.error()), true);
    co_await examine();
}

} // namespace taskward::ui
