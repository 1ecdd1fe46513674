// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Secret.h"

#include <QWidget>

class QLineEdit;
class QToolButton;

namespace taskward::ui {

class Theme;

/// Takes the text out of a field: the Secret is the only copy that is left. The field's own buffer
/// goes with clear(); what Qt copied on the way is out of reach, which is why the text leaves the
/// widget before anything else happens.
Secret takeSecret(QLineEdit& field);

/// A field for a password: hidden, to be shown with a button, pasting welcome.
class SecretField final : public QWidget {
    Q_OBJECT

public:
    SecretField(Theme& theme, const QString& name, QWidget* parent = nullptr);

    QLineEdit& edit() const { return *m_edit; }
    bool isEmpty() const;
    Secret take() { return takeSecret(*m_edit); }
    void setShown(bool shown);

private:
    Theme& m_theme;
    QLineEdit* m_edit;
    QToolButton* m_eye;
    QString m_name;
};

} // namespace taskward::ui
