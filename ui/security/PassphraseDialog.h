// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Error.h"
#include "core/base/Secret.h"
#include "ui/security/Sheet.h"

#include <optional>

namespace taskward::ui {

class NewPasswordFields;
class SecretField;

/// The passphrase of the vault on this computer: asked for, or chosen (typed twice, with a meter).
/// It never leaves this computer, and the dialog says so.
class PassphraseDialog final : public Sheet {
    Q_OBJECT

public:
    PassphraseDialog(Theme& theme, bool fresh, const std::optional<Error>& last, QWidget* parent);

    /// After accepted().
    Secret take() { return std::move(m_secret); }

private:
    void confirm();

    SecretField* m_known = nullptr;
    NewPasswordFields* m_fresh = nullptr;
    Secret m_secret;
};

} // namespace taskward::ui
