// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace taskward::crypto {

/// The JSON of headers, keys and claims: one object of texts, integers and at most objects of such one
/// level deeper. Read strictly, because what two readers understand differently can be forged between
/// them: no repeated names, no arrays, no fractions, no true, false or null.
class FlatObject {
public:
    struct Member;

    /// Errors: Malformed, with the cause.
    static Result<FlatObject> parse(std::string_view json);

    std::size_t size() const { return m_members.size(); }
    const std::string* text(std::string_view name) const;
    const std::int64_t* integer(std::string_view name) const;
    const FlatObject* object(std::string_view name) const;
    /// The first member that is not among these; nullptr when there is none.
    const std::string* strangerTo(std::initializer_list<std::string_view> names) const;

private:
    friend struct FlatObjectHandler;
    const Member* find(std::string_view name) const;
    std::vector<Member> m_members;
};

struct FlatObject::Member {
    enum class Kind { Text, Integer, Object };
    std::string name;
    Kind kind = Kind::Text;
    std::string text;
    std::int64_t integer = 0;
    FlatObject object;
};

} // namespace taskward::crypto
