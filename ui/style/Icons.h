// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <QColor>
#include <QIcon>
#include <QPainter>
#include <QString>

/// Lucide icons from the resources, tinted and rendered when they are first drawn, at the pixel
/// ratio of the device: crisp at any scale.
namespace taskward::ui {

/// `name` is the file's name without ".svg". A disabled icon is drawn at 45 % opacity.
QIcon makeIcon(const QString& name, const QColor& colour);
/// Draws into `target`; for delegates, without the cost of a QIcon.
void drawIcon(QPainter& painter, const QString& name, const QColor& colour, const QRectF& target);
/// A filled round dot: the mark of a project.
QIcon makeDot(const QColor& colour);

} // namespace taskward::ui
