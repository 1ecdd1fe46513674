// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Security.h"
#include "ui/security/ServerSight.h"
#include "ui/security/Sheet.h"

namespace taskward::ui {

class CodeField;
class SecretField;

/// "Confirm that it is you": the password, and the code where a factor is set up, for an action that
/// waits. The server they go to is in sight.
class ProofDialog final : public Sheet {
    Q_OBJECT

public:
    ProofDialog(Theme& theme, const ServerSight& server, const QString& email, bool withCode,
                const std::optional<Error>& last, QWidget* parent);

    /// After accepted().
    client::Proof take() { return std::move(m_proof); }

private:
    void confirm();

    SecretField* m_password;
    CodeField* m_code = nullptr;
    client::Proof m_proof;
};

} // namespace taskward::ui
