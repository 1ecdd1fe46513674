// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
// Every filter, sort and page of the list of tasks against a naive model in memory.
#include "server-stub/tasks/SectionStore.h"
#include "server-stub/tasks/TaskListQuery.h"
#include "server-stub/tasks/TaskRow.h"
#include "server-stub/tasks/TaskStore.h"

#include "tests/support/Expect.h"
#include "tests/support/Seed.h"
#include "tests/support/World.h"

#include <QTest>

#include <algorithm>
#include <tuple>

using namespace taskward;
using namespace taskward::contract;
using tasks::ListPosition;
using test::must;
using test::World;

namespace {

using Request = ListTasks::Request;

struct Sample {
    std::unique_ptr<World> world;
    World::Member ada, bob;
    std::vector<ProjectId> projects;
    std::vector<SectionId> sections;
    std::vector<LabelId> labels;
    std::vector<Task> tasks;  ///< all that Ada sees
};

template <typename T>
T anyOf(Random& random, const std::vector<T>& from)
{
    return from[random.below(from.size())];
}

std::optional<When> anyWhen(Random& random)
{
    static const std::vector<std::string> kDates{"2026-11-24", "2026-11-25", "2026-11-25T00:00",
                                                 "2026-11-25T14:00", "2026-11-26", "2030-01-01"};
    if (random.below(3) == 0)
        return std::nullopt;
    return When{anyOf(random, kDates)};
}

TaskFields anyFields(Random& random, const Sample& s)
{
    static const std::vector<std::string> kTitles{
        "Buy milk", "buy MILK", "Caf\xc3\xa9", "cafe", "100%", "100 per cent", "a_b", "axb", "back\\slash",
        "\xe4\xbb\xbb\xe5\x8a\xa1", "\xf0\x9f\x92\xa1 idea", "Stra\xc3\x9f" "e", "STRASSE", "zebra",
        std::string(70, 'z') + "1", std::string(70, 'z') + "2"};
    TaskFields f;
    f.title = Title(anyOf(random, kTitles));
    f.note = Note(random.below(3) == 0 ? anyOf(random, kTitles) : "");
    const auto project = random.below(s.projects.size());
    f.projectId = s.projects[project];
    if (random.below(2) == 0)
        f.sectionId = std::optional(s.sections[project]);
    f.priority = Priority(std::int64_t(random.below(5)));
    f.due = anyWhen(random);
    if (random.below(3) == 0)
        f.completedAt = std::optional(Timestamp{1});
    f.orderKey = OrderKey(anyOf<std::string>(random, {"Zz", "a0", "a0V", "a1", "a1V", "b00"}));
    LabelIds labels;
    for (const auto& label : s.labels) {
        if (random.below(3) == 0)
            labels.push_back(label);
    }
    f.labelIds = labels;
    if (random.below(3) == 0)
        f.assigneeId = std::optional(random.below(2) == 0 ? s.ada.caller.user : s.bob.caller.user);
    return f;
}

Sample makeSample(const QString& engine, Random& random, int count)
{
    Sample s;
    s.world = must(World::open(engine));
    const auto org = must(s.world->addOrganisation("One"));
    s.ada = must(s.world->addMember(org));
    s.bob = must(s.world->addMember(org));
    const auto eve = must(s.world->addMember(must(s.world->addOrganisation("Two"))));
    for (const char* name : {"One", "Two", "Three"}) {
        s.projects.push_back(must(s.world->project(s.ada, name)).id);
        s.sections.push_back(must(s.world->section(s.ada, s.projects.back(), "s")).id);
        s.labels.push_back(must(s.world->label(s.ada, name)).id);
    }
    for (int i = 0; i < count; ++i) {
        s.world->clock.advance(std::int64_t(random.below(2)));
        auto fields = anyFields(random, s);
        if (!s.tasks.empty() && random.below(3) == 0) {
            const auto& parent = anyOf(random, s.tasks);
            if (!parent.parentId && parent.projectId == fields.projectId.value)
                fields.parentId = std::optional(parent.id);
        }
        s.tasks.push_back(must(s.world->task(s.ada, fields)));
        // What she does not see must not show in any list.
        if (i % 10 == 0) {
            must(s.world->task(s.bob, s.bob.inbox, "Buy milk"));
            must(s.world->task(eve, eve.inbox, "Buy milk"));
        }
    }
    return s;
}

bool matches(const Request& f, const Task& t)
{
    const auto folded = [](const std::string& text) { return foldText(text); };
    return (!f.projectId || t.projectId == *f.projectId) &&
           (!f.sectionId || t.sectionId == f.sectionId) && (!f.parentId || t.parentId == f.parentId) &&
           (!f.labelId || std::ranges::find(t.labelIds, *f.labelId) != t.labelIds.end()) &&
           (!f.assigneeId || t.assigneeId == f.assigneeId) &&
           (!f.completed || t.completedAt.has_value() == *f.completed) &&
           (!f.priority || t.priority == *f.priority) &&
           (!f.dueFrom || (t.due && t.due->value >= f.dueFrom->value)) &&
           (!f.dueBefore || (t.due && t.due->value < f.dueBefore->value)) &&
           (!f.text || folded(t.title).find(folded(*f.text)) != std::string::npos ||
            folded(t.note).find(folded(*f.text)) != std::string::npos);
}

/// In the order of the sort: negative numbers for descending ones, ids turned round with them.
bool inOrder(TaskSort sort, const Task& a, const Task& b)
{
    const auto by = [&](const auto& x, const auto& y) { return x != y ? x < y : a.id < b.id; };
    const auto down = [&](auto x, auto y) { return x != y ? x > y : a.id > b.id; };
    const auto urgency = [](const Task& t) { return t.priority.value == 0 ? 5 : t.priority.value; };
    const auto due = [](const Task& t) { return t.due ? t.due->value : std::string("~"); };
    switch (sort) {
    case TaskSort::Manual:
        return by(a.orderKey.str(), b.orderKey.str());
    case TaskSort::DueDate:
        return by(due(a), due(b));
    case TaskSort::Urgency:
        return by(urgency(a), urgency(b));
    case TaskSort::Newest:
        return down(a.createdAt.ms, b.createdAt.ms);
    case TaskSort::Changed:
        return down(a.version, b.version);
    case TaskSort::Alphabet:
        return by(tasks::alphabetKey(a.title), tasks::alphabetKey(b.title));
    }
    return false;
}

std::vector<Task> modelOf(const Sample& s, const Request& filter)
{
    std::vector<Task> out;
    std::ranges::copy_if(s.tasks, std::back_inserter(out),
                         [&](const Task& t) { return matches(filter, t); });
    const auto sort = filter.sort.value_or(TaskSort::Manual);
    std::ranges::sort(out, [&](const Task& a, const Task& b) { return inOrder(sort, a, b); });
    return out;
}

/// All pages of `size`, each found by the key of the last item of the one before.
std::vector<Task> pagesOf(const Sample& s, const Request& filter, std::int64_t size)
{
    std::vector<Task> out;
    std::optional<ListPosition> after;
    const auto sort = filter.sort.value_or(TaskSort::Manual);
    for (;;) {
        const auto page = must(s.world->database().read(
            s.ada.caller.scope(), [&](db::Tx& tx) -> Result<std::vector<Task>> {
                return tasks::TaskStore(tx).list(s.ada.caller.org, s.ada.caller.user, filter, after, size);
            }));
        out.insert(out.end(), page.begin(), page.end());
        if (static_cast<std::int64_t>(page.size()) < size)
            return out;
        after = ListPosition{tasks::TaskStore::sortKey(sort, page.back()), page.back().id.value};
    }
}

/// All pages of a list by (key, id), two items at a time; fails unless they are in that order, each once.
template <typename Entity, typename List, typename KeyOf>
std::vector<Entity> keyPages(const Sample& s, List list, KeyOf keyOf)
{
    std::vector<Entity> out;
    ListPosition at;
    for (;;) {
        const auto page = must(s.world->database().read(
            s.ada.caller.scope(),
            [&](db::Tx& tx) -> Result<std::vector<Entity>> { return list(tx, at); }));
        for (const auto& item : page) {
            const ListPosition next{keyOf(item), item.id.value};
            if (std::tie(next.key, next.id) <= std::tie(at.key, at.id))
                must<int>(fail(ErrorCode::Internal, "out of order: " + next.key), "a page");
            at = next;
            out.push_back(item);
        }
        if (page.size() < 2)
            return out;
    }
}

Request anyRequest(Random& random, const Sample& s)
{
    static const std::vector<std::string> kTexts{"milk", "CAFE", "%", "_", "\\", "0%", "a_b", "strasse",
                                                 "\xe4\xbb\xbb", "nowhere"};
    const auto often = [&random] { return random.below(4) == 0; };
    Request f;
    if (often())
        f.projectId = anyOf(random, s.projects);
    if (often())
        f.sectionId = anyOf(random, s.sections);
    if (often())
        f.parentId = anyOf(random, s.tasks).parentId;
    if (often())
        f.labelId = anyOf(random, s.labels);
    if (often())
        f.assigneeId = random.below(2) == 0 ? s.ada.caller.user : s.bob.caller.user;
    if (often())
        f.completed = random.below(2) == 0;
    if (often())
        f.priority = Priority(std::int64_t(random.below(5)));
    if (often())
        f.dueFrom = anyWhen(random);
    if (often())
        f.dueBefore = anyWhen(random);
    if (often())
        f.text = Text<1, 200>(anyOf(random, kTexts));
    f.sort = static_cast<TaskSort>(random.below(6));
    return f;
}

std::vector<std::string> titlesOf(const std::vector<Task>& list)
{
    std::vector<std::string> out;
    for (const auto& task : list)
        out.push_back(task.id.value + ' ' + task.title);
    return out;
}

} // namespace

class TestLists : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { m_seed = test::testSeed(); }

    void everySortAndPageSize_data() { test::addEngineRows(); }
    void everySortAndPageSize()
    {
        QFETCH(QString, engine);
        SeededRandom random(m_seed);
        const auto s = makeSample(engine, random, 60);
        for (int sort = 0; sort < 6; ++sort) {
            Request filter;
            filter.sort = static_cast<TaskSort>(sort);
            const auto model = modelOf(s, filter);
            QCOMPARE(model.size(), s.tasks.size());
            for (const std::int64_t size : {1, 2, 7, 59, 60, 200}) {
                const auto listed = pagesOf(s, filter, size);
                QCOMPARE(titlesOf(listed), titlesOf(model));
                QVERIFY(listed == model);
            }
        }
    }

    void everyFilter_data() { test::addEngineRows(); }
    void everyFilter()
    {
        QFETCH(QString, engine);
        SeededRandom random(m_seed);
        const auto s = makeSample(engine, random, 120);
        std::size_t found = 0;
        for (int i = 0; i < 250; ++i) {
            const auto filter = anyRequest(random, s);
            const auto model = modelOf(s, filter);
            found += model.size();
            const auto listed = pagesOf(s, filter, 1 + std::int64_t(random.below(20)));
            QVERIFY2(titlesOf(listed) == titlesOf(model), toJson(filter).c_str());
        }
        QVERIFY2(found > 500, "the filters let too little through to show anything");
    }

    void projectsSectionsLabels_data() { test::addEngineRows(); }
    void projectsSectionsLabels()
    {
        QFETCH(QString, engine);
        SeededRandom random(m_seed);
        const auto s = makeSample(engine, random, 0);
        ProjectFields archived;
        archived.archived = true;
        must(s.world->updateProject(s.ada, s.projects[1], archived));
        for (const char* name : {"\xc3\xa9t\xc3\xa9", "ETE", "one", "zz"})
            must(s.world->label(s.ada, name));
        must(s.world->section(s.ada, s.projects[0], "t"));
        must(s.world->section(s.bob, s.bob.inbox, "hidden"));
        const auto& caller = s.ada.caller;
        // Her three and her Inbox; neither Bob's Inbox nor Eve's.
        for (const auto wanted : {std::optional<bool>(), std::optional(true), std::optional(false)}) {
            const auto pages = keyPages<Project>(s, [&](db::Tx& tx, const ListPosition& at) {
                return tasks::ProjectStore(tx).list(caller.org, caller.user, wanted, at.key, at.id, 2);
            }, [](const Project& p) { return p.orderKey.str(); });
            QCOMPARE(pages.size(), std::size_t(wanted ? (*wanted ? 1 : 3) : 4));
        }
        for (const auto& project : {std::optional<ProjectId>(), std::optional(s.projects[0])}) {
            const auto pages = keyPages<Section>(s, [&](db::Tx& tx, const ListPosition& at) {
                return tasks::SectionStore(tx).list(caller.org, caller.user, project, at.key, at.id, 2);
            }, [](const Section& section) { return section.orderKey.str(); });
            QCOMPARE(pages.size(), std::size_t(project ? 2 : 4));
        }
        const auto labels = keyPages<Label>(s, [&](db::Tx& tx, const ListPosition& at) {
            return tasks::LabelStore(tx).list(caller.org, at.key, at.id, 2);
        }, [](const Label& label) { return tasks::alphabetKey(label.name); });
        QCOMPARE(labels.size(), std::size_t(7));
        QCOMPARE(foldText(labels.front().name), std::string("ete"));
        QCOMPARE(labels.back().name.str(), std::string("zz"));
    }

    void cursorsAreSealed()
    {
        const tasks::Cursor cursor(Secret::fromText("one"));
        const tasks::Cursor other(Secret::fromText("two"));
        const auto sealed = cursor.seal("tasks manual", {"a0", "id"});
        QCOMPARE(*cursor.open("tasks manual", sealed, 2), (std::vector<std::string>{"a0", "id"}));
        QVERIFY(!cursor.open("tasks newest", sealed, 2));
        QVERIFY(!cursor.open("tasks manual", sealed, 3));
        QVERIFY(!other.open("tasks manual", sealed, 2));
        for (const std::string& text : {std::string(), std::string("x"), sealed + "A", sealed.substr(4)})
            QCOMPARE(cursor.open("tasks manual", text, 2).error().pointer, std::string("/cursor"));
        for (std::size_t i = 0; i < sealed.size(); ++i) {
            auto tampered = sealed;
            tampered[i] = tampered[i] == 'A' ? 'B' : 'A';
            QVERIFY(!cursor.open("tasks manual", tampered, 2));
        }
    }

    void cursorsFitTheirLimit()
    {
        // The longest keys of every list still make a cursor that a request may carry.
        const tasks::Cursor cursor(Secret::fromText("one"));
        Task task;
        for (int i = 0; i < 250; ++i)
            task.title += "\xef\xb7\xba";  // one character that folds to eighteen
        task.orderKey = OrderKey("a" + std::string(199, 'z'));
        const auto id = std::string(36, '0');
        for (int sort = 0; sort < 6; ++sort) {
            const auto key = tasks::TaskStore::sortKey(static_cast<TaskSort>(sort), task);
            QVERIFY(cursor.seal("tasks", {key, id}).size() <= CursorText::kMax);
        }
        QCOMPARE(tasks::alphabetKey(std::string(100, 'Q')), std::string(64, 'q'));
        QCOMPARE(tasks::alphabetKey("\xc3\x84"), std::string("a"));
    }

private:
    std::uint64_t m_seed = 0;
};

QTEST_GUILESS_MAIN(TestLists)

#include "tst_rooms_lists.moc"
