// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/tasks/QuickEntry.h"

#include "core/contract/Types.h"
#include "ui/Text.h"
#include "ui/style/Icons.h"
#include "ui/style/Metrics.h"
#include "ui/style/Theme.h"
#include "ui/tasks/RowText.h"
#include "ui/tasks/TaskEdits.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStyle>
#include <QTextCharFormat>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace taskward::ui {

namespace {

std::chrono::year_month_day dayOf(QDate date)
{
    return {std::chrono::year(date.year()), std::chrono::month(static_cast<unsigned>(date.month())),
            std::chrono::day(static_cast<unsigned>(date.day()))};
}

template <typename Items>
auto named(const Items& items, std::string_view name)
{
    const std::string folded = contract::foldText(name);
    return std::ranges::find_if(
        items, [&](const auto& item) { return contract::foldText(item.name) == folded; });
}

} // namespace

QuickEntry::QuickEntry(Context context, TaskEdits& edits, QWidget* parent)
    : QFrame(parent), m_context(context), m_edits(edits), m_icon(new QLabel(this)),
      m_field(new QLineEdit(this)), m_add(new QPushButton(tr("Add"), this)),
      m_preview(new QWidget(this)), m_chips(new QHBoxLayout(m_preview))
{
    setObjectName(QStringLiteral("quickEntry"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 0, 6, 0);
    layout->setSpacing(0);
    auto* line = new QHBoxLayout;
    line->setSpacing(12);
    m_icon->setFixedSize(metrics::kCheckSize, metrics::kCheckSize);
    line->addWidget(m_icon);
    m_field->setProperty("kind", QStringLiteral("inside"));
    m_field->setFixedHeight(40);
    m_field->setPlaceholderText(tr("Add a task"));
    m_field->setAccessibleName(tr("Add a task"));
    m_field->setAccessibleDescription(
        tr("Enter adds it. Understands today, tomorrow, a weekday, a date, p1 to p4, #project and "
           "@label."));
    m_field->setMaxLength(1000);
    line->addWidget(m_field, 1);
    m_add->setProperty("kind", QStringLiteral("primary"));
    m_add->setAccessibleName(tr("Add the task"));
    m_add->hide();
    line->addWidget(m_add);
    layout->addLayout(line);
    m_chips->setContentsMargins(metrics::kCheckSize + 12, 0, 0, 8);
    m_chips->setSpacing(6);
    m_chips->addStretch();
    m_preview->hide();
    layout->addWidget(m_preview);
    m_field->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &QuickEntry::onTextChanged);
    connect(m_field, &QLineEdit::returnPressed, this, &QuickEntry::submit);
    connect(m_add, &QPushButton::clicked, this, &QuickEntry::submit);
    connect(m_context.theme, &Theme::changed, this, &QuickEntry::retint);
    retint();
}

void QuickEntry::retint()
{
    m_icon->setPixmap(
        makeIcon(QStringLiteral("plus"), m_context.theme->palette().accent)
            .pixmap(QSize(metrics::kCheckSize, metrics::kCheckSize), devicePixelRatioF()));
}

void QuickEntry::setQuery(const client::TaskQuery& query)
{
    m_query = query;
    setEnabled(m_context.workspace->may(contract::Permission::TaskCreate));
}

void QuickEntry::start()
{
    m_field->setFocus(Qt::ShortcutFocusReason);
}

capture::QuickAdd QuickEntry::parse() const
{
    const client::Overview& overview = m_context.workspace->overview();
    const capture::Vocabulary vocabulary{
        [&](std::string_view name) {
            return named(overview.projects, name) != overview.projects.end();
        },
        [&](std::string_view name) {
            return named(overview.labels, name) != overview.labels.end();
        },
    };
    return capture::parseQuickAdd(fromQt(m_field->text()), dayOf(m_context.today()), vocabulary);
}

contract::TaskFields QuickEntry::fieldsOf(const capture::QuickAdd& read) const
{
    using client::View;
    const client::Overview& overview = m_context.workspace->overview();
    contract::TaskFields fields;
    fields.title = contract::Title(read.title);
    fields.projectId = m_query.view == View::Project ? m_query.project : overview.inbox;
    if (const auto project = named(overview.projects, read.project);
        !read.project.empty() && project != overview.projects.end())
        fields.projectId = project->id;
    if (read.due)
        fields.due = read.due;
    else if (m_query.view == View::Today || m_query.view == View::Upcoming)
        fields.due = std::optional(whenOf(m_context.today()));
    if (read.priority > 0)
        fields.priority = contract::Priority(read.priority);
    contract::LabelIds labels;
    if (m_query.view == View::Label)
        labels.push_back(m_query.label);
    for (const std::string& name : read.labels) {
        const auto label = named(overview.labels, name);
        if (label != overview.labels.end() && std::ranges::find(labels, label->id) == labels.end())
            labels.push_back(label->id);
    }
    if (!labels.empty())
        fields.labelIds = std::move(labels);
    return fields;
}

void QuickEntry::onTextChanged()
{
    const capture::QuickAdd read = parse();
    m_add->setVisible(!read.title.empty());
    paintTokens(read);
    showChips(read);
}

QString QuickEntry::wordsOf(const capture::QuickAdd& read, const capture::Token& token) const
{
    switch (token.kind) {
    case capture::TokenKind::Due:
        return tr("Due %1").arg(dueText(*read.due, m_context.today(), {}).text);
    case capture::TokenKind::Priority:
        return tr("Priority %1").arg(read.priority);
    case capture::TokenKind::Project:
        return tr("In %1").arg(toQt(read.project));
    case capture::TokenKind::Label:
        break;
    }
    return toQt(
        std::string_view(fromQt(m_field->text())).substr(token.begin, token.end - token.begin));
}

void QuickEntry::showChips(const capture::QuickAdd& read)
{
    while (m_chips->count() > 1) {
        QLayoutItem* item = m_chips->takeAt(0);
        item->widget()->hide();
        item->widget()->deleteLater(); // a click on it may be under way
        delete item;
    }
    for (const capture::Token& token : read.tokens) {
        auto* chip = new QToolButton(m_preview);
        chip->setProperty("kind", QStringLiteral("token"));
        chip->setFont(m_context.theme->font(Theme::Text::Small));
        chip->setText(wordsOf(read, token));
        chip->setIcon(makeIcon(QStringLiteral("x"), m_context.theme->palette().muted));
        chip->setIconSize({12, 12});
        chip->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        chip->setFocusPolicy(Qt::StrongFocus);
        chip->setToolTip(tr("Not meant so: keep the words in the title"));
        chip->setAccessibleName(tr("%1: keep the words in the title instead").arg(chip->text()));
        connect(chip, &QToolButton::clicked, this, [this, token] { takeLiterally(token); });
        m_chips->insertWidget(m_chips->count() - 1, chip);
        chip->show();
    }
    m_preview->setVisible(!read.tokens.empty());
}

/// The grammar's own way: a backslash before each word of the piece.
void QuickEntry::takeLiterally(const capture::Token& token)
{
    std::string text = fromQt(m_field->text());
    // Only a date has several words; a name with spaces is quoted, and one word.
    const bool words = token.kind == capture::TokenKind::Due;
    for (std::size_t at = words ? token.end : token.begin + 1; at-- > token.begin;) {
        if (text[at] != ' ' && (at == token.begin || text[at - 1] == ' '))
            text.insert(at, 1, '\\');
    }
    m_field->setText(toQt(text));
    m_field->setFocus(Qt::OtherFocusReason);
}

/// A line edit has no formats of its own; the formats of an input method's text serve.
void QuickEntry::paintTokens(const capture::QuickAdd& read)
{
    const std::string text = fromQt(m_field->text());
    QList<QInputMethodEvent::Attribute> attributes;
    for (const capture::Token& token : read.tokens) {
        const auto begin = toQt(std::string_view(text).substr(0, token.begin)).size();
        const auto length =
            toQt(std::string_view(text).substr(token.begin, token.end - token.begin)).size();
        QTextCharFormat format;
        format.setForeground(m_context.theme->palette().accent);
        format.setBackground(m_context.theme->palette().selected);
        attributes.append({QInputMethodEvent::TextFormat,
                           static_cast<int>(begin) - m_field->cursorPosition(),
                           static_cast<int>(length), format});
    }
    QInputMethodEvent event(QString(), attributes);
    QCoreApplication::sendEvent(m_field, &event);
}

bool QuickEntry::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) {
        setProperty("active", event->type() == QEvent::FocusIn);
        style()->unpolish(this);
        style()->polish(this);
    } else if (event->type() == QEvent::ShortcutOverride) {
        // Escape ends typing here before it closes anything elsewhere.
        if (static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
            event->accept();
            return true;
        }
    } else if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Escape || (key == Qt::Key_Down && m_field->text().isEmpty())) {
            m_field->clear();
            emit left();
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

QCoro::Task<void> QuickEntry::submit()
{
    const QPointer<QuickEntry> self(this);
    const capture::QuickAdd read = parse();
    if (read.title.empty())
        co_return;
    const QString typed = m_field->text();
    contract::TaskFields fields = fieldsOf(read);
    // The field is free at once for the next task; a text that could not be added comes back.
    m_field->clear();
    auto creating = m_edits.create(std::move(fields)); // see Sidebar::moveTasks on g++ 12
    Result<TaskId> made = co_await creating;
    if (!self)
        co_return;
    if (made)
        emit added(*made);
    else if (m_field->text().isEmpty())
        m_field->setText(typed);
}

} // namespace taskward::ui
