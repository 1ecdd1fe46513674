// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/security/LookAlike.h"

#include <QHostAddress>
#include <QUrl>
#include <algorithm>
#include <array>
#include <set>
#include <vector>

namespace taskward::ui {

namespace {

struct Pair {
    char16_t from;
    char to;
};

// Letters of other scripts, and digits, that are drawn like an ASCII letter in the usual fonts; from
// the confusables of UTS 39, those that host names may hold.
constexpr std::array kLikeLatin{
    Pair{u'а', 'a'}, Pair{u'с', 'c'}, Pair{u'ԁ', 'd'}, Pair{u'е', 'e'}, Pair{u'һ', 'h'},
    Pair{u'і', 'i'}, Pair{u'ј', 'j'}, Pair{u'ӏ', 'l'}, Pair{u'о', 'o'}, Pair{u'р', 'p'},
    Pair{u'ԛ', 'q'}, Pair{u'ѕ', 's'}, Pair{u'ԝ', 'w'}, Pair{u'х', 'x'}, Pair{u'у', 'y'},
    Pair{u'к', 'k'}, Pair{u'м', 'm'}, Pair{u'т', 't'}, Pair{u'н', 'h'}, Pair{u'в', 'b'},
    Pair{u'г', 'r'}, Pair{u'п', 'n'}, Pair{u'α', 'a'}, Pair{u'ο', 'o'}, Pair{u'ρ', 'p'},
    Pair{u'ν', 'v'}, Pair{u'ι', 'i'}, Pair{u'κ', 'k'}, Pair{u'τ', 't'}, Pair{u'υ', 'u'},
    Pair{u'χ', 'x'}, Pair{u'γ', 'y'}, Pair{u'η', 'n'}, Pair{u'ω', 'w'}, Pair{u'ß', 'b'},
    Pair{u'ı', 'i'}, Pair{u'ł', 'l'}, Pair{u'ø', 'o'}, Pair{u'đ', 'd'}, Pair{u'ɡ', 'g'},
    Pair{u'ա', 'w'}, Pair{u'ո', 'n'}, Pair{u'ս', 'u'}, Pair{u'օ', 'o'}, Pair{u'0', 'o'},
    Pair{u'1', 'l'},
};

QString unicodeOf(const QString& host)
{
    const QString lower = host.trimmed().toLower();
    const QString decoded = QUrl::fromAce(lower.toLatin1(), QUrl::IgnoreIDNWhitelist);
    const bool isAce =
        lower.startsWith(QStringLiteral("xn--")) || lower.contains(QStringLiteral(".xn--"));
    return isAce && !decoded.isEmpty() ? decoded : lower;
}

/// Two names with the same skeleton are drawn alike.
QString skeleton(const QString& unicode)
{
    QString folded;
    for (const QChar c : unicode.normalized(QString::NormalizationForm_KD)) {
        if (c.category() == QChar::Mark_NonSpacing)
            continue;
        const auto found = std::ranges::find(kLikeLatin, c.unicode(), &Pair::from);
        folded += found == kLikeLatin.end() ? c : QChar(QLatin1Char(found->to));
    }
    folded.replace(QStringLiteral("rn"), QStringLiteral("m"));
    folded.replace(QStringLiteral("vv"), QStringLiteral("w"));
    folded.replace(QStringLiteral("cl"), QStringLiteral("d"));
    folded.replace(QLatin1Char('i'), QLatin1Char('l'));
    return folded;
}

bool isMixed(const QString& unicode)
{
    for (const QString& label : unicode.split(QLatin1Char('.'))) {
        std::set<QChar::Script> scripts;
        for (const QChar c : label) {
            const QChar::Script script = c.script();
            if (script != QChar::Script_Common && script != QChar::Script_Inherited)
                scripts.insert(script);
        }
        // Japanese is written in three scripts together, and that imitates nothing.
        const bool japanese = std::ranges::all_of(scripts, [](QChar::Script script) {
            return script == QChar::Script_Han || script == QChar::Script_Hiragana ||
                   script == QChar::Script_Katakana;
        });
        if (scripts.size() > 1 && !japanese)
            return true;
    }
    return false;
}

/// Damerau-Levenshtein distance (adjacent letters swapped count one) of at most one.
bool isOneSlipAway(const QString& a, const QString& b)
{
    if (std::abs(a.size() - b.size()) > 1 || a == b)
        return false;
    const qsizetype common = std::min(a.size(), b.size());
    qsizetype head = 0;
    while (head < common && a[head] == b[head])
        ++head;
    const QString restA = a.mid(head);
    const QString restB = b.mid(head);
    if (restA.size() == restB.size()) {
        if (restA.mid(1) == restB.mid(1))
            return true;
        return restA.size() >= 2 && restA[0] == restB[1] && restA[1] == restB[0] &&
               restA.mid(2) == restB.mid(2);
    }
    return restA.size() > restB.size() ? restA.mid(1) == restB : restB.mid(1) == restA;
}

} // namespace

QString hostOf(const QString& address)
{
    const QString text = address.trimmed();
    const QUrl url(text.contains(QStringLiteral("://")) ? text : QStringLiteral("https://") + text);
    return url.host(QUrl::FullyDecoded).toLower();
}

LookAlike judgeHost(const QString& host, const QStringList& known)
{
    LookAlike judgement;
    judgement.shown = unicodeOf(host);
    if (judgement.shown.isEmpty() || QHostAddress().setAddress(judgement.shown))
        return judgement;
    const QString mine = skeleton(judgement.shown);
    QStringList names;
    for (const QString& other : known)
        names << unicodeOf(other);
    if (names.contains(judgement.shown))
        return judgement;
    for (const QString& other : names) {
        if (other.isEmpty() || QHostAddress().setAddress(other))
            continue;
        // Very short names are one slip away from each other by chance.
        const bool slip = other.size() >= 6 && isOneSlipAway(judgement.shown, other);
        if (skeleton(other) == mine || slip) {
            judgement.kind = LookAlike::Kind::Imitates;
            judgement.known = other;
            return judgement;
        }
    }
    const bool ascii =
        std::ranges::all_of(judgement.shown, [](QChar c) { return c.unicode() < 0x80; });
    if (isMixed(judgement.shown))
        judgement.kind = LookAlike::Kind::Mixed;
    else if (!ascii)
        judgement.kind = LookAlike::Kind::Foreign;
    return judgement;
}

} // namespace taskward::ui
