// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/capture/QuickAdd.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>

namespace taskward::capture {

namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::weekday;
using std::chrono::year_month_day;

struct Word {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string text;     ///< without the quotes and the escaping backslash
    std::string folded;   ///< ASCII lower case
    bool literal = false; ///< began with a backslash
};

struct Moment {
    std::optional<year_month_day> date;
    std::optional<int> minutes; ///< of the day
};

struct Reading {
    std::vector<Word> words;
    std::vector<bool> taken;
    year_month_day today;
};

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::string fold(std::string_view text)
{
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

/// Splits at spaces; after # or @ a quoted part belongs to the word.
std::vector<Word> split(std::string_view text)
{
    std::vector<Word> words;
    std::size_t at = 0;
    while (at < text.size()) {
        if (isSpace(text[at])) {
            ++at;
            continue;
        }
        Word word;
        word.begin = at;
        const bool sigil = text[at] == '#' || text[at] == '@';
        if (sigil && at + 2 < text.size() && text[at + 1] == '"') {
            const std::size_t close = text.find('"', at + 2);
            if (close != std::string_view::npos) {
                word.end = close + 1;
                word.text = text[at] + std::string(text.substr(at + 2, close - at - 2));
            }
        }
        if (word.end == 0) {
            while (at < text.size() && !isSpace(text[at]))
                ++at;
            word.end = at;
            word.text = std::string(text.substr(word.begin, at - word.begin));
            word.literal = word.text.size() > 1 && word.text.front() == '\\';
            if (word.literal)
                word.text.erase(0, 1);
        }
        at = word.end;
        word.folded = fold(word.text);
        words.push_back(std::move(word));
    }
    return words;
}

std::optional<int> number(std::string_view text)
{
    if (text.empty() || text.size() > 4)
        return std::nullopt;
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9')
            return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

std::optional<year_month_day> isoDate(std::string_view text)
{
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return std::nullopt;
    const auto year = number(text.substr(0, 4));
    const auto month = number(text.substr(5, 2));
    const auto day = number(text.substr(8, 2));
    if (!year || !month || !day || *year < 1970)
        return std::nullopt;
    const year_month_day date{std::chrono::year(*year),
                              std::chrono::month(static_cast<unsigned>(*month)),
                              std::chrono::day(static_cast<unsigned>(*day))};
    return date.ok() ? std::optional(date) : std::nullopt;
}

std::optional<year_month_day> wordDate(std::string_view word, year_month_day today)
{
    const sys_days base = today;
    if (word == "today" || word == "tod")
        return today;
    if (word == "tomorrow" || word == "tom" || word == "tmr")
        return year_month_day(base + days(1));
    static constexpr std::array<std::array<std::string_view, 3>, 7> kWeekdays{{
        {"sunday", "sun", "sun"},
        {"monday", "mon", "mon"},
        {"tuesday", "tue", "tues"},
        {"wednesday", "wed", "wed"},
        {"thursday", "thu", "thurs"},
        {"friday", "fri", "fri"},
        {"saturday", "sat", "sat"},
    }};
    for (unsigned i = 0; i < kWeekdays.size(); ++i) {
        if (std::ranges::find(kWeekdays[i], word) == kWeekdays[i].end())
            continue;
        days ahead = weekday(i) - weekday(base);
        if (ahead == days(0))
            ahead = days(7);
        return year_month_day(base + ahead);
    }
    return isoDate(word);
}

/// "14:00", "9am", "9:30pm": minutes of the day.
std::optional<int> wordTime(std::string_view word)
{
    int shift = -1;
    if (word.ends_with("am") || word.ends_with("pm")) {
        shift = word.ends_with("pm") ? 12 : 0;
        word.remove_suffix(2);
    }
    const std::size_t colon = word.find(':');
    if (colon == std::string_view::npos && shift < 0)
        return std::nullopt;
    const std::optional<int> hour = number(word.substr(0, colon));
    std::optional<int> minute = 0;
    if (colon != std::string_view::npos) {
        if (word.size() - colon != 3)
            return std::nullopt;
        minute = number(word.substr(colon + 1));
    }
    if (!hour || !minute || *minute > 59)
        return std::nullopt;
    if (shift < 0)
        return *hour <= 23 ? std::optional(*hour * 60 + *minute) : std::nullopt;
    if (*hour < 1 || *hour > 12)
        return std::nullopt;
    return (*hour % 12 + shift) * 60 + *minute;
}

contract::When makeWhen(const Moment& moment, year_month_day today)
{
    const year_month_day date = moment.date.value_or(today);
    char text[40];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    std::string value = text;
    if (moment.minutes) {
        std::snprintf(text, sizeof text, "T%02d:%02d", *moment.minutes / 60, *moment.minutes % 60);
        value += text;
    }
    return {std::move(value)};
}

void take(Reading& reading, QuickAdd& result, TokenKind kind, std::size_t first, std::size_t count)
{
    for (std::size_t i = first; i < first + count; ++i)
        reading.taken[i] = true;
    result.tokens.push_back(
        {kind, reading.words[first].begin, reading.words[first + count - 1].end});
}

void readDue(Reading& reading, QuickAdd& result)
{
    const auto& words = reading.words;
    for (std::size_t i = words.size(); i-- > 0;) {
        if (words[i].literal)
            continue;
        Moment moment;
        std::size_t first = i;
        if (i > 0 && !words[i - 1].literal && words[i - 1].folded == "next" &&
            words[i].folded == "week") {
            moment.date = wordDate("mon", reading.today);
            first = i - 1;
        } else {
            moment.date = wordDate(words[i].folded, reading.today);
        }
        if (!moment.date)
            continue;
        std::size_t end = i + 1;
        if (end < words.size() && !words[end].literal) {
            moment.minutes = wordTime(words[end].folded);
            end += moment.minutes ? 1 : 0;
        }
        if (!moment.minutes && first > 0 && !words[first - 1].literal) {
            moment.minutes = wordTime(words[first - 1].folded);
            first -= moment.minutes ? 1 : 0;
        }
        result.due = makeWhen(moment, reading.today);
        take(reading, result, TokenKind::Due, first, end - first);
        return;
    }
}

void readPriority(Reading& reading, QuickAdd& result)
{
    for (std::size_t i = reading.words.size(); i-- > 0;) {
        const Word& word = reading.words[i];
        const bool matches = !word.literal && !reading.taken[i] && word.folded.size() == 2 &&
                             word.folded[0] == 'p' && word.folded[1] >= '1' &&
                             word.folded[1] <= '4';
        if (!matches)
            continue;
        result.priority = word.folded[1] - '0';
        take(reading, result, TokenKind::Priority, i, 1);
        return;
    }
}

void readNames(Reading& reading, QuickAdd& result, const Vocabulary& vocabulary)
{
    for (std::size_t i = reading.words.size(); i-- > 0;) {
        const Word& word = reading.words[i];
        if (word.literal || reading.taken[i] || word.text.size() < 2)
            continue;
        const std::string name = word.text.substr(1);
        if (word.text[0] == '#' && result.project.empty() && vocabulary.isProject &&
            vocabulary.isProject(name)) {
            result.project = name;
            take(reading, result, TokenKind::Project, i, 1);
        } else if (word.text[0] == '@' && vocabulary.isLabel && vocabulary.isLabel(name)) {
            result.labels.insert(result.labels.begin(), name);
            take(reading, result, TokenKind::Label, i, 1);
        }
    }
}

} // namespace

QuickAdd parseQuickAdd(std::string_view text, year_month_day today, const Vocabulary& vocabulary)
{
    QuickAdd result;
    Reading reading{split(text), {}, today};
    reading.taken.assign(reading.words.size(), false);
    readDue(reading, result);
    readPriority(reading, result);
    readNames(reading, result, vocabulary);
    std::ranges::sort(result.tokens, {}, &Token::begin);
    for (std::size_t i = 0; i < reading.words.size(); ++i) {
        if (reading.taken[i])
            continue;
        const Word& word = reading.words[i];
        if (!result.title.empty())
            result.title += ' ';
        // As it was typed, so that quotes are not lost; only the escaping backslash goes.
        const std::size_t skip = word.literal ? 1 : 0;
        result.title += text.substr(word.begin + skip, word.end - word.begin - skip);
    }
    // "Friday" alone is a task of that name, not a task without one.
    if (result.title.empty() && !result.tokens.empty()) {
        QuickAdd literal;
        for (const Word& word : reading.words) {
            if (!literal.title.empty())
                literal.title += ' ';
            literal.title += text.substr(word.begin, word.end - word.begin);
        }
        return literal;
    }
    return result;
}

} // namespace taskward::capture
