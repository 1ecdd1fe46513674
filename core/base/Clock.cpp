// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/base/Clock.h"

#include "core/base/Assert.h"

#include <chrono>

namespace taskward {

namespace {

using namespace std::chrono;

/// Exactly `count` digits at `position`, which moves on; -1 when there are not.
int digits(std::string_view text, std::size_t& position, std::size_t count)
{
    if (position + count > text.size())
        return -1;
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const char c = text[position + i];
        if (c < '0' || c > '9')
            return -1;
        value = value * 10 + (c - '0');
    }
    position += count;
    return value;
}

bool literal(std::string_view text, std::size_t& position, char expected)
{
    if (position >= text.size() || text[position] != expected)
        return false;
    ++position;
    return true;
}

/// Fraction of a second in ms; further digits are cut off. 0 when there is none, -1 when malformed.
int fraction(std::string_view text, std::size_t& position)
{
    if (position >= text.size() || text[position] != '.')
        return 0;
    ++position;
    const std::size_t start = position;
    int ms = 0;
    int scale = 100;
    while (position < text.size() && text[position] >= '0' && text[position] <= '9') {
        ms += (text[position] - '0') * scale;
        scale /= 10;
        ++position;
    }
    return position == start ? -1 : ms;
}

/// Offset in minutes; false when malformed.
bool offset(std::string_view text, std::size_t& position, int& minutesEast)
{
    minutesEast = 0;
    if (literal(text, position, 'Z') || literal(text, position, 'z'))
        return position == text.size();
    const bool west = position < text.size() && text[position] == '-';
    if (!west && (position >= text.size() || text[position] != '+'))
        return false;
    ++position;
    const int hour = digits(text, position, 2);
    if (hour < 0 || hour > 23 || !literal(text, position, ':'))
        return false;
    const int minute = digits(text, position, 2);
    if (minute < 0 || minute > 59)
        return false;
    minutesEast = (hour * 60 + minute) * (west ? -1 : 1);
    return position == text.size();
}

} // namespace

void appendRfc3339(std::string& out, Timestamp time)
{
    const sys_time<milliseconds> point{milliseconds{time.ms}};
    const auto day = floor<days>(point);
    const year_month_day date{day};
    const hh_mm_ss clock{point - day};
    // By hand: two of these stand in each task of a list, and printf would take a tenth of its time.
    char buffer[] = "0000-00-00T00:00:00.000Z";
    const auto put = [&](std::size_t last, std::size_t count, unsigned value) {
        for (std::size_t i = 0; i < count; ++i, value /= 10)
            buffer[last - i] = static_cast<char>('0' + value % 10);
    };
    put(3, 4, static_cast<unsigned>(static_cast<int>(date.year())));
    put(6, 2, static_cast<unsigned>(date.month()));
    put(9, 2, static_cast<unsigned>(date.day()));
    put(12, 2, static_cast<unsigned>(clock.hours().count()));
    put(15, 2, static_cast<unsigned>(clock.minutes().count()));
    put(18, 2, static_cast<unsigned>(clock.seconds().count()));
    put(22, 3, static_cast<unsigned>(clock.subseconds().count()));
    out.append(buffer, sizeof buffer - 1);
}

std::string toRfc3339(Timestamp time)
{
    std::string out;
    appendRfc3339(out, time);
    return out;
}

Result<Timestamp> parseRfc3339(std::string_view text)
{
    const auto malformed = [] { return fail(ErrorCode::ValidationFailed, "not an RFC 3339 time"); };
    std::size_t at = 0;
    const int y = digits(text, at, 4);
    if (y < 1 || !literal(text, at, '-'))
        return malformed();
    const int m = digits(text, at, 2);
    if (m < 1 || !literal(text, at, '-'))
        return malformed();
    const int d = digits(text, at, 2);
    const year_month_day date{year{y}, month{static_cast<unsigned>(m)},
                              day{static_cast<unsigned>(d < 0 ? 0 : d)}};
    if (!date.ok() || (!literal(text, at, 'T') && !literal(text, at, 't')))
        return malformed();
    const int hour = digits(text, at, 2);
    if (hour < 0 || hour > 23 || !literal(text, at, ':'))
        return malformed();
    const int minute = digits(text, at, 2);
    if (minute < 0 || minute > 59 || !literal(text, at, ':'))
        return malformed();
    const int second = digits(text, at, 2);
    if (second < 0 || second > 60)
        return malformed();
    const int ms = fraction(text, at);
    int east = 0;
    if (ms < 0 || !offset(text, at, east))
        return malformed();
    const auto point = sys_days{date} + hours{hour} + minutes{minute - east} +
                       seconds{second == 60 ? 59 : second} + milliseconds{ms};
    // An offset may lead out of the years that have four digits.
    const auto utcYear = static_cast<int>(year_month_day{floor<days>(point)}.year());
    if (utcYear < 1 || utcYear > 9999)
        return malformed();
    return Timestamp{duration_cast<milliseconds>(point.time_since_epoch()).count()};
}

Timestamp SystemClock::now() const
{
    return Timestamp{duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()};
}

std::int64_t SystemClock::monotonicMs() const
{
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

} // namespace taskward
