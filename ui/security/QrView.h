// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Secret.h"

#include <QBitArray>
#include <QWidget>

namespace taskward::ui {

/// A QR code (ISO/IEC 18004) drawn by the program: black on white in every appearance, with the
/// quiet zone of four modules, each module a whole number of the device's pixels. It keeps the
/// modules only; clear() wipes them.
class QrView final : public QWidget {
    Q_OBJECT

public:
    explicit QrView(QWidget* parent = nullptr);
    ~QrView() override;

    /// Up to about 1,200 bytes; more (no provisioning address is that long) shows nothing.
    void present(const Secret& text);
    void clear();
    bool isEmpty() const { return m_side == 0; }
    QSize sizeHint() const override { return {kSide, kSide}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    static constexpr int kSide = 264;

    QBitArray m_modules;
    int m_side = 0;
};

} // namespace taskward::ui
