// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <QString>

class QVBoxLayout;
class QWidget;

namespace taskward::ui {

class Theme;

/// A small heading over a group of settings.
void addGroupHeading(QVBoxLayout& layout, Theme& theme, const QString& text, QWidget* parent);
/// A muted sentence that wraps.
void addSentence(QVBoxLayout& layout, const QString& text, QWidget* parent);

} // namespace taskward::ui
