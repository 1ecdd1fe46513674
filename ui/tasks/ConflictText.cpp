// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/tasks/ConflictText.h"

#include "ui/Text.h"
#include "ui/tasks/RowText.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>

namespace taskward::ui {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("taskward::ui", text);
}

QJsonValue parseValue(std::string_view json)
{
    // QJsonDocument takes no bare values.
    const QByteArray wrapped = '[' + QByteArray(json.data(), qsizetype(json.size())) + ']';
    return QJsonDocument::fromJson(wrapped).array().at(0);
}

template <typename Items>
QString nameIn(const Items& items, const QString& id)
{
    const auto found =
        std::ranges::find_if(items, [&](const auto& item) { return toQt(item.id.value) == id; });
    return found == items.end() ? tr("something that is gone") : toQt(found->name);
}

} // namespace

QString fieldName(std::string_view field)
{
    static const std::pair<std::string_view, const char*> kNames[] = {
        {"title", "Title"},
        {"note", "Note"},
        {"priority", "Priority"},
        {"start", "Start"},
        {"due", "Due"},
        {"completed_at", "Completed"},
        {"project_id", "Project"},
        {"section_id", "Section"},
        {"parent_id", "Parent task"},
        {"order_key", "Order"},
        {"label_ids", "Labels"},
        {"assignee_id", "Assignee"},
        {"name", "Name"},
        {"colour", "Colour"},
    };
    for (const auto& [wire, name] : kNames) {
        if (wire == field)
            return tr(name);
    }
    return toQt(field);
}

QString valueText(std::string_view field, std::string_view json, const client::Overview& overview,
                  QDate today)
{
    const QJsonValue value = parseValue(json);
    if (value.isNull() || value.isUndefined())
        return tr("nothing");
    const QString text = value.toString();
    if (field == "due" || field == "start")
        return dueText({fromQt(text)}, today, {}).text;
    if (field == "priority")
        return value.toInt() == 0 ? tr("none") : QStringLiteral("P%1").arg(value.toInt());
    if (field == "completed_at")
        return tr("done");
    if (field == "project_id")
        return nameIn(overview.projects, text);
    if (field == "section_id")
        return nameIn(overview.sections, text);
    if (field == "label_ids") {
        QStringList names;
        for (const QJsonValue& id : value.toArray())
            names << nameIn(overview.labels, id.toString());
        return names.isEmpty() ? tr("none") : names.join(QStringLiteral(", "));
    }
    if (text.isEmpty())
        return value.isString() ? tr("nothing") : toQt(json);
    return text.size() > 160 ? text.left(160) + QStringLiteral("…") : text;
}

QString personName(const UserId& id, const client::Overview& overview)
{
    const auto found = std::ranges::find(overview.people, id, &contract::Person::id);
    return found == overview.people.end() ? tr("somebody") : toQt(found->name);
}

} // namespace taskward::ui
