// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/style/Icons.h"

#include <QFile>
#include <QIconEngine>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace taskward::ui {

namespace {

QByteArray tintedSvg(const QString& name, const QColor& colour)
{
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArray svg = file.readAll();
    svg.replace("currentColor", colour.name().toLatin1());
    // Lucide is drawn for 24 px; at 16 to 18 px its strokes read too heavy beside Inter.
    svg.replace("stroke-width=\"2\"", "stroke-width=\"1.9\"");
    return svg;
}

QPixmap renderPixmap(const QString& name, const QColor& colour, QSize deviceSize)
{
    const QString key = QStringLiteral("tw/%1/%2/%3x%4")
                            .arg(name, colour.name())
                            .arg(deviceSize.width())
                            .arg(deviceSize.height());
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    pixmap = QPixmap(deviceSize);
    pixmap.fill(Qt::transparent);
    QSvgRenderer renderer(tintedSvg(name, colour));
    QPainter painter(&pixmap);
    renderer.render(&painter, QRectF(QPointF(), QSizeF(deviceSize)));
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

class IconEngine final : public QIconEngine {
public:
    IconEngine(QString name, QColor colour) : m_name(std::move(name)), m_colour(colour) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        const double before = painter->opacity();
        if (mode == QIcon::Disabled)
            painter->setOpacity(before * 0.45);
        drawIcon(*painter, m_name, m_colour, rect);
        painter->setOpacity(before);
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap result(size);
        result.fill(Qt::transparent);
        QPainter painter(&result);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return result;
    }

    QIconEngine* clone() const override { return new IconEngine(m_name, m_colour); }

private:
    QString m_name;
    QColor m_colour;
};

class DotEngine final : public QIconEngine {
public:
    explicit DotEngine(QColor colour) : m_colour(colour) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode, QIcon::State) override
    {
        const double side = rect.width() * 0.56;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(m_colour);
        painter->drawEllipse(QRectF(rect).center(), side / 2, side / 2);
        painter->restore();
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap result(size);
        result.fill(Qt::transparent);
        QPainter painter(&result);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return result;
    }

    QIconEngine* clone() const override { return new DotEngine(m_colour); }

private:
    QColor m_colour;
};

} // namespace

QIcon makeIcon(const QString& name, const QColor& colour)
{
    return QIcon(new IconEngine(name, colour));
}

QIcon makeDot(const QColor& colour)
{
    return QIcon(new DotEngine(colour));
}

void drawIcon(QPainter& painter, const QString& name, const QColor& colour, const QRectF& target)
{
    const QTransform& transform = painter.deviceTransform();
    const QSize deviceSize(qRound(target.width() * transform.m11()),
                           qRound(target.height() * transform.m22()));
    if (deviceSize.isEmpty())
        return;
    const QPixmap pixmap = renderPixmap(name, colour, deviceSize);
    painter.drawPixmap(target, pixmap, QRectF(pixmap.rect()));
}

} // namespace taskward::ui
