// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Result.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

/// The parsed text, without showing the library behind it. A Node is a view into its Document.
namespace taskward::contract::json {

enum class Reading { Strict, Lenient };
enum class Kind { Null, Boolean, Integer, Real, String, Array, Object };

class Node {
public:
    explicit Node(const void* value) : m_value(value) {}
    Kind kind() const;
    bool boolean() const;
    /// For Kind::Integer only; an unsigned value above INT64_MAX is Kind::Real.
    std::int64_t integer() const;
    std::string_view string() const;
    std::size_t size() const;  ///< of an array or object
    Node item(std::size_t index) const;
    std::pair<std::string_view, Node> member(std::size_t index) const;

private:
    const void* m_value;
};

class Document {
public:
    /// RFC 8259, UTF-8, depth at most limits::kMaxJsonDepth. Strict also refuses a repeated member name.
    static Result<Document> parse(std::string_view text, Reading reading = Reading::Strict);
    ~Document();
    Document(Document&&) noexcept;
    Document& operator=(Document&&) noexcept;
    Node root() const;

private:
    struct Impl;
    explicit Document(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

/// Where the reader is; written out as an RFC 6901 pointer only when something is wrong.
class Path {
public:
    void push(std::string_view member) { m_steps.emplace_back(member); }
    void push(std::size_t index) { m_steps.emplace_back(index); }
    void pop() { m_steps.pop_back(); }
    std::string pointer() const;

private:
    std::vector<std::variant<std::string_view, std::size_t>> m_steps;
};

struct Context {
    Reading reading;
    Path& path;
    Error error;

    /// Records the error at the present path; false, so that a reader can return it.
    bool refuse(std::string detail);
};

void writeString(std::string& out, std::string_view text);
void writeInteger(std::string& out, std::int64_t value);
/// "projectId" -> "project_id", "AtLeast" -> "at_least"
std::string snakeCase(std::string_view name);

} // namespace taskward::contract::json
