// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/security/QrView.h"

#include <QPainter>
#include <algorithm>
#include <qrcodegen/qrcodegen.hpp>

namespace taskward::ui {

namespace {

constexpr int kQuietZone = 4; ///< modules on each side; ISO/IEC 18004 section 5.3.8

} // namespace

QrView::QrView(QWidget* parent) : QWidget(parent)
{
    setFixedSize(kSide, kSide);
    setAccessibleName(tr("QR code of the key"));
    setAccessibleDescription(tr("For the camera of your phone. The same key stands beside it in "
                                "letters, to be typed or copied."));
}

QrView::~QrView()
{
    clear();
}

void QrView::present(const Secret& text)
{
    clear();
    std::vector<std::uint8_t> bytes(text.bytes().begin(), text.bytes().end());
    try {
        const auto code = qrcodegen::QrCode::encodeBinary(bytes, qrcodegen::QrCode::Ecc::MEDIUM);
        m_side = code.getSize();
        m_modules.resize(m_side * m_side);
        for (int y = 0; y < m_side; ++y) {
            for (int x = 0; x < m_side; ++x)
                m_modules.setBit(y * m_side + x, code.getModule(x, y));
        }
    } catch (const qrcodegen::data_too_long&) {
        m_side = 0;
    }
    wipe(bytes.data(), bytes.size());
    update();
}

void QrView::clear()
{
    m_modules.fill(false);
    m_side = 0;
    update();
}

void QrView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), Qt::white);
    if (m_side == 0)
        return;
    // In the pixels of the device: a module that ends within a pixel is grey at its edge.
    const QTransform toDevice = painter.deviceTransform();
    const QTransform back = toDevice.inverted();
    const QRect device = toDevice.mapRect(QRectF(rect())).toRect();
    const int pixels = std::min(device.width(), device.height());
    const int module = std::max(1, pixels / (m_side + 2 * kQuietZone));
    const int left = device.left() + (device.width() - module * m_side) / 2;
    const int top = device.top() + (device.height() - module * m_side) / 2;
    for (int y = 0; y < m_side; ++y) {
        for (int x = 0; x < m_side; ++x) {
            if (m_modules.testBit(y * m_side + x))
                painter.fillRect(
                    back.mapRect(QRectF(left + x * module, top + y * module, module, module)),
                    Qt::black);
        }
    }
}

} // namespace taskward::ui
