// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "server-stub/http/Refusal.h"

#include <cstddef>
#include <optional>
#include <string_view>

namespace taskward::http {

/// Looks at the raw bytes of a request's head while they arrive, before the parser does: finds its
/// end, counts it against the limits, and refuses what parsers are known to read differently (bare
/// CR or LF, obs-fold, control characters, whitespace before the colon; RFC 9112 sections 2.2, 5.1
/// and 5.2).
class HeadGuard {
public:
    void reset() { *this = HeadGuard(); }
    /// `bytes` is everything since the head's first byte; it only ever grows between two resets.
    /// The length of the head including its empty line, or 0 while that is not there. On a refusal
    /// the connection is to be closed.
    std::size_t scan(std::string_view bytes);
    const std::optional<Refusal>& refusal() const { return m_refusal; }

private:
    bool takeLine(std::string_view line);
    bool takeRequestLine(std::string_view line);
    bool refuse(ErrorCode code, const char* detail);
    bool checkSize(std::size_t unfinishedLine);

    std::size_t m_lineStart = 0;
    std::size_t m_scanned = 0;
    std::size_t m_fieldsStart = 0;
    std::size_t m_fields = 0;
    bool m_skippedEmptyLine = false;
    bool m_hasRequestLine = false;
    bool m_ended = false;
    std::optional<Refusal> m_refusal;
};

} // namespace taskward::http
