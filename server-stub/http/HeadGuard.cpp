// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/http/HeadGuard.h"

#include "core/base/Limits.h"
#include "server-stub/http/Utf8.h"

#include <algorithm>

namespace taskward::http {

namespace {

/// Room in the request line for the method, two spaces and the version.
constexpr std::size_t kRequestLineExtra = 64;

bool isControl(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t') || byte == 0x7f;
}

} // namespace

std::size_t HeadGuard::scan(std::string_view bytes)
{
    while (!m_refusal) {
        const std::size_t end = bytes.find('\n', m_scanned);
        if (end == std::string_view::npos) {
            m_scanned = bytes.size();
            checkSize(bytes.size() - m_lineStart);
            return 0;
        }
        if (end == m_lineStart || bytes[end - 1] != '\r') {
            refuse(ErrorCode::Malformed, "bare LF");
            return 0;
        }
        const std::string_view line = bytes.substr(m_lineStart, end - 1 - m_lineStart);
        m_scanned = m_lineStart = end + 1;
        if (!takeLine(line))
            return 0;
        if (m_ended)
            return m_lineStart;
    }
    return 0;
}

bool HeadGuard::checkSize(std::size_t unfinishedLine)
{
    if (!m_hasRequestLine) {
        return unfinishedLine <= limits::kMaxUrlBytes + kRequestLineExtra ||
               refuse(ErrorCode::UriTooLong, "request line too long");
    }
    return m_lineStart - m_fieldsStart + unfinishedLine <= limits::kMaxHeaderBytes ||
           refuse(ErrorCode::HeadersTooLarge, "header section too large");
}

bool HeadGuard::takeLine(std::string_view line)
{
    if (!m_hasRequestLine && line.empty() && !m_skippedEmptyLine) {
        m_skippedEmptyLine = true; // RFC 9112 section 2.2: old clients send one after a body
        return true;
    }
    if (std::any_of(line.begin(), line.end(), isControl))
        return refuse(ErrorCode::Malformed, "control character in the head");
    if (!m_hasRequestLine)
        return takeRequestLine(line);
    if (!checkSize(0))
        return false;
    if (line.empty()) {
        m_ended = true;
        return true;
    }
    if (line.front() == ' ' || line.front() == '\t')
        return refuse(ErrorCode::Malformed, "folded header");
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0)
        return refuse(ErrorCode::Malformed, "header without a name or a colon");
    if (line[colon - 1] == ' ' || line[colon - 1] == '\t')
        return refuse(ErrorCode::Malformed, "whitespace before the colon");
    if (!isUtf8(line))
        return refuse(ErrorCode::Malformed, "header is not UTF-8");
    if (++m_fields > limits::kMaxHeaderCount)
        return refuse(ErrorCode::HeadersTooLarge, "too many headers");
    return true;
}

bool HeadGuard::takeRequestLine(std::string_view line)
{
    m_hasRequestLine = true;
    m_fieldsStart = m_lineStart;
    const std::size_t first = line.find(' ');
    const std::size_t second = first == line.npos ? line.npos : line.find(' ', first + 1);
    if (second == line.npos || line.find(' ', second + 1) != line.npos)
        return refuse(ErrorCode::Malformed, "request line is not method, target, version");
    if (second - first - 1 > limits::kMaxUrlBytes)
        return refuse(ErrorCode::UriTooLong, "target too long");
    const std::string_view version = line.substr(second + 1);
    if (version.size() == 8 && version.starts_with("HTTP/") && version[6] == '.' &&
        version[5] >= '0' && version[5] <= '9' && version[7] >= '0' && version[7] <= '9' &&
        version != "HTTP/1.1" && version != "HTTP/1.0") {
        refuse(ErrorCode::Malformed, "HTTP version not supported");
        m_refusal->status = 505;
        return false;
    }
    return true;
}

bool HeadGuard::refuse(ErrorCode code, const char* detail)
{
    m_refusal = Refusal{code, detail, 0, {}, true};
    return false;
}

} // namespace taskward::http
