// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/security/RecoveryCodesView.h"

#include "ui/Text.h"
#include "ui/security/ClipboardGuard.h"
#include "ui/style/Icons.h"
#include "ui/style/Theme.h"

#include <QDate>
#include <QDir>
#include <QFileDialog>
#include <QFrame>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPointer>
#include <QPrintDialog>
#include <QPrinter>
#include <QPushButton>
#include <QSaveFile>
#include <QTextDocument>

namespace taskward::ui {

namespace {

constexpr int kColumns = 2;

QString textOf(const Secret& secret)
{
    return QString::fromUtf8(secret.text().data(), qsizetype(secret.size()));
}

} // namespace

RecoveryCodesView::RecoveryCodesView(Theme& theme, const QString& account, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_account(account), m_grid(nullptr)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    auto* card = new QFrame(this);
    card->setObjectName(QStringLiteral("card"));
    m_grid = new QGridLayout(card);
    m_grid->setContentsMargins(24, 16, 24, 16);
    m_grid->setHorizontalSpacing(40);
    m_grid->setVerticalSpacing(6);
    layout->addWidget(card);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    const struct {
        QString text;
        const char* name;
        const char* icon;
        void (RecoveryCodesView::*act)();
    } buttons[] = {{tr("Print…"), "print", "printer", &RecoveryCodesView::print},
                   {tr("Save…"), "save", "save", &RecoveryCodesView::save},
                   {tr("Copy all"), "copy", "copy", &RecoveryCodesView::copy}};
    for (const auto& each : buttons) {
        auto* button = new QPushButton(QLatin1Char(' ') + each.text, this);
        button->setObjectName(QLatin1String(each.name));
        button->setAccessibleName(each.text);
        button->setAutoDefault(false);
        button->setIcon(makeIcon(QLatin1String(each.icon), theme.palette().text));
        row->addWidget(button);
        connect(button, &QPushButton::clicked, this, each.act);
    }
    row->addStretch();
    layout->addLayout(row);
}

void RecoveryCodesView::present(std::vector<Secret> codes)
{
    clear();
    m_codes = std::move(codes);
    const int rows = (int(m_codes.size()) + kColumns - 1) / kColumns;
    for (int i = 0; i < int(m_codes.size()); ++i) {
        auto* label = new QLabel(textOf(m_codes[std::size_t(i)]), this);
        QFont font = m_theme.monospace();
        font.setPointSizeF(12);
        label->setFont(font);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        label->setAccessibleName(
            tr("Code %1 of %2: %3").arg(i + 1).arg(m_codes.size()).arg(label->text()));
        m_grid->addWidget(label, i % rows, i / rows);
        m_labels.push_back(label);
    }
}

void RecoveryCodesView::clear()
{
    for (QLabel* label : m_labels) {
        label->clear();
        label->deleteLater();
    }
    m_labels.clear();
    m_codes.clear();
}

Secret RecoveryCodesView::sheet(const QString& date) const
{
    QString text = tr("Recovery codes of %1 for Taskward, made on %2").arg(m_account, date) +
                   QStringLiteral("\n\n") +
                   tr("Each works once, in place of the code of your phone. Keep them away from "
                      "the phone and from your password. Nobody will ever ask you for them.") +
                   QStringLiteral("\n\n");
    for (const Secret& code : m_codes)
        text += textOf(code) + QLatin1Char('\n');
    QByteArray bytes = text.toUtf8();
    Secret secret = Secret::fromText({bytes.constData(), std::size_t(bytes.size())});
    wipe(bytes.data(), std::size_t(bytes.size()));
    wipe(text.data(), std::size_t(text.size()) * sizeof(QChar));
    return secret;
}

Status RecoveryCodesView::saveTo(const QString& file) const
{
    QSaveFile out(file);
    const Secret text = sheet(QLocale().toString(QDate::currentDate(), QLocale::ShortFormat));
    const bool written =
        out.open(QIODevice::WriteOnly) &&
        out.setPermissions(QFile::ReadOwner | QFile::WriteOwner) &&
        out.write(text.text().data(), qint64(text.size())) == qint64(text.size()) && out.commit();
    if (!written)
        return fail(ErrorCode::StorageUnavailable, fromQt(out.errorString()));
    return {};
}

void RecoveryCodesView::save()
{
    auto* dialog =
        new QFileDialog(this, tr("Save the recovery codes"), QDir::homePath(), tr("Text (*.txt)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("txt"));
    dialog->selectFile(tr("taskward-recovery-codes.txt"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
        if (const Status saved = saveTo(file); !saved)
            emit failed(saved.error());
        else
            emit kept(tr("Saved. Only you can read the file; move it to a safe place."));
    });
    dialog->open();
}

void RecoveryCodesView::print()
{
    auto* printer = new QPrinter;
    auto* dialog = new QPrintDialog(printer, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QObject::destroyed, [printer] { delete printer; });
    connect(dialog, qOverload<QPrinter*>(&QPrintDialog::accepted), this, [this](QPrinter* on) {
        QTextDocument document;
        document.setDefaultFont(m_theme.monospace());
        document.setPlainText(
            textOf(sheet(QLocale().toString(QDate::currentDate(), QLocale::ShortFormat))));
        document.print(on);
        emit kept(tr("Sent to the printer."));
    });
    dialog->open();
}

void RecoveryCodesView::copy()
{
    Secret all = sheet(QLocale().toString(QDate::currentDate(), QLocale::ShortFormat));
    ClipboardGuard::copy(all);
    emit kept(tr("Copied for 30 seconds. Paste them where you keep passwords."));
}

} // namespace taskward::ui
