// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/contract/Json.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Field-wise merge: who changed which member when, and what to do with a change that was made on an
/// older version. Pure; the server applies it, the client's tests check it.
namespace taskward::tasks {

/// The version at which each member was last changed, and by whom. Members that are not named have not
/// been changed since the entity was created. Stored as text: "title=12@<user id>;due=40@<user id>".
class FieldVersions {
public:
    static FieldVersions parse(std::string_view text);
    std::string text() const;
    /// 0 when it has not been changed.
    std::int64_t of(std::string_view field) const;
    /// Empty when it has not been changed.
    std::string authorOf(std::string_view field) const;
    void set(std::string_view field, std::int64_t version, std::string_view author = {});
    /// Did any member that a person would miss change after `base`? The place in a list is none.
    bool changedAfter(std::int64_t base) const;

private:
    struct Item {
        std::string field;
        std::int64_t version = 0;
        std::string author;
    };
    const Item* find(std::string_view field) const;
    std::vector<Item> m_items;
};

/// A member that both sides changed to different values: the arriving change wins, the value that it
/// replaces is kept for the person to see.
struct FieldClash {
    std::string field;
    std::string newValue;  ///< JSON
    std::string oldValue;  ///< JSON
    std::string oldAuthor; ///< who had set the old value
    bool operator==(const FieldClash&) const = default;
};

struct MergeReport {
    bool changed = false;            ///< any member has another value afterwards
    bool othersChanged = false;      ///< somebody changed other members since the base
    std::vector<FieldClash> clashes;
    std::vector<std::string> fields; ///< wire names of the members that changed
};

namespace detail {
inline bool isOrderField(std::string_view field)
{
    // Two people who drag the same line at once have not contradicted each other in anything that is
    // worth a question; the last place holds.
    return field == "order_key";
}
} // namespace detail

/// Applies the present members of `change` (a ...Fields struct of Patch members) to `entity`, whose
/// members have the same names. `base` is the version that the author of the change saw, `next` the
/// version that this change makes, `author` who makes it.
template <typename Entity, typename Fields>
MergeReport mergeFields(Entity& entity, const Fields& change, std::int64_t base, std::int64_t next,
                        FieldVersions& versions, std::string_view author = {})
{
    namespace json = contract::json;
    MergeReport report;
    report.othersChanged = entity.version > base;
    boost::mp11::mp_for_each<json::Members<Fields>>([&](auto d) {
        const auto& patch = change.*d.pointer;
        if (!patch.present)
            return;
        const std::string field = json::snakeCase(d.name);
        boost::mp11::mp_for_each<json::Members<Entity>>([&](auto e) {
            using Member = std::remove_cvref_t<decltype(entity.*e.pointer)>;
            if constexpr (std::is_same_v<Member, std::remove_cvref_t<decltype(patch.value)>>) {
                if (std::string_view(e.name) != d.name)
                    return;
                auto& member = entity.*e.pointer;
                if (member == patch.value)
                    return;
                if (versions.of(field) > base && !detail::isOrderField(field))
                    report.clashes.push_back({field, contract::toJson(patch.value),
                                              contract::toJson(member), versions.authorOf(field)});
                member = patch.value;
                versions.set(field, next, author);
                report.changed = true;
                report.fields.push_back(field);
            }
        });
    });
    return report;
}

} // namespace taskward::tasks
