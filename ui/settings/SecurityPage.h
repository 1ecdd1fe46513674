// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Security.h"
#include "ui/Context.h"
#include "ui/security/TotpWizard.h"

#include <QWidget>

class QLabel;

namespace taskward::ui {

class ApiKeyList;
class DeviceList;
class EventList;
class LineGroup;

/// How the person's account is protected: second factor, password, devices, keys for scripts, and
/// what happened.
class SecurityPage final : public QWidget {
    Q_OBJECT

public:
    explicit SecurityPage(Context context, QWidget* parent = nullptr);

    void changePassword();
    void setUpFactor();
    void reportNotMe(const SecurityEventId& id);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void build(client::Security& security);
    QCoro::Task<void> read();
    void showState(const contract::GetSecurity::Response& state);
    void addFactor(const contract::GetSecurity::Response& state);
    void openWizard(TotpWizard::Task task);
    void askToRemove();
    QCoro::Task<void> remove();
    void showProblem(const Error& error);

    Context m_context;
    QLabel* m_problem = nullptr;
    LineGroup* m_state = nullptr;
    DeviceList* m_devices = nullptr;
    ApiKeyList* m_keys = nullptr;
    EventList* m_events = nullptr;
    bool m_hasFactor = false;
};

} // namespace taskward::ui
