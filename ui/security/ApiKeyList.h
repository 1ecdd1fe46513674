// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Security.h"
#include "ui/Context.h"

#include <QWidget>

namespace taskward::ui {

class LineGroup;

/// The person's keys for scripts: what each may do, until when, when it was last used; make and end.
class ApiKeyList final : public QWidget {
    Q_OBJECT

public:
    explicit ApiKeyList(Context context, QWidget* parent = nullptr);

    QCoro::Task<void> read();

signals:
    void failed(const taskward::Error& error);

private:
    void addLine(const contract::ApiKey& key);
    void askToRevoke(const contract::ApiKey& key);
    QCoro::Task<void> revoke(ApiKeyId id);

    Context m_context;
    client::Security& m_security;
    LineGroup* m_group;
};

} // namespace taskward::ui
