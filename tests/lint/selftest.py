#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors
"""Plants each mistake in a scratch tree and wants it found; then wants a good tree left alone."""
import os
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import lint  # noqa: E402
import requirements  # noqa: E402

HEAD = "// SPDX-License-Identifier: GPL-3.0-or-later\n// SPDX-FileCopyrightText: The Taskward authors\n"
README = "# a folder\n\nWhat it is for.\n"


def function(lines):
    return "int f()\n{\n" + "    ++n;\n" * lines + "}\n"


# What is planted: (the rule that must find it, path, content after the licence lines).
BAD = [
    ("arrow", "core/db/A.cpp", '#include "client/api/B.h"\n'),
    ("arrow", "core/db/A.cpp", '#include "core/tasks/B.h"\n'),
    ("arrow", "core/base/A.cpp", '#include "core/db/B.h"\n'),
    ("arrow", "core/newroom/A.cpp", '#include "core/db/B.h"\n'),
    ("arrow", "core/base/A.h", "#include <QString>\n"),
    ("arrow", "core/base/A.h", "#include <boost/asio/io_context.hpp>\n"),
    ("arrow", "client/api/A.cpp", '#include "ui/shell/B.h"\n'),
    ("arrow", "client/api/A.cpp", "#include <QWidget>\n"),
    ("arrow", "client/api/A.cpp", "#include <QtGui/QIcon>\n"),
    ("arrow", "client/api/A.cpp", '#include "server-stub/http/B.h"\n'),
    ("arrow", "ui/shell/A.cpp", '#include "server-stub/http/B.h"\n'),
    ("arrow", "ui/shell/A.cpp", '#include "app/window/B.h"\n'),
    ("arrow", "ui/shell/A.cpp", '#include "B.h"\n'),
    ("arrow", "server-stub/http/A.cpp", '#include "client/api/B.h"\n'),
    ("arrow", "server-stub/http/A.cpp", '#include "server-stub/tasks/B.h"\n'),
    ("arrow", "server-stub/identity/A.cpp", '#include "server-stub/sync/B.h"\n'),
    ("arrow", "server-stub/tasks/A.cpp", '#include "server-stub/storage/B.h"\n'),
    ("arrow", "server-stub/privacy/A.cpp", '#include "server-stub/watch/B.h"\n'),
    ("arrow", "server-stub/ops/A.cpp", "#include <QString>\n"),
    ("room", "server-stub/tasks/TaskApi.cpp", '#include "server-stub/tasks/TaskStore.h"\n'),
    ("room", "server-stub/tasks/TaskService.cpp", '#include "server-stub/audit/AuditStore.h"\n'),
    ("room", "server-stub/tasks/TaskService.cpp", '#include "server-stub/http/Router.h"\n'),
    ("room", "server-stub/tasks/TaskService.cpp", "#include <boost/json.hpp>\n"),
    ("room", "server-stub/tasks/TaskStore.cpp", '#include "server-stub/http/Router.h"\n'),
    ("long-file", "core/base/A.cpp", "int n;\n" * 399),
    ("long-file", "tests/core/tst_a.cpp", "int n;\n" * 499),
    ("long-function", "core/base/A.cpp", function(61)),
    ("long-function", "core/base/A.h", "class A {\n    int f()\n    {\n" + "        ++n;\n" * 61 + "    }\n};\n"),
    ("string-connect", "ui/shell/A.cpp", "int n = connect(a, SIGNAL(clicked()), b);\n"),
    ("string-connect", "ui/shell/A.cpp", "int n = connect(a, b, SLOT (go()));\n"),
    ("qdebug", "client/api/A.cpp", 'void f() { qDebug() << 1; }\n'),
    ("todo", "client/api/A.cpp", "// TODO: later\n"),
    ("todo", "client/api/A.cpp", "/* FIXME */\n"),
    ("sql", "server-stub/tasks/TaskService.cpp", 'auto s = "SELECT id FROM tasks";\n'),
    ("sql", "server-stub/tasks/TaskApi.cpp", 'auto s = R"(insert into tasks (id) values ($1))";\n'),
    ("sql", "client/cache/Cache.cpp", 'auto s = "PRAGMA user_version";\n'),
    ("sql", "core/tasks/A.cpp", 'auto s = R"sql(UPDATE tasks\n SET title = $1)sql";\n'),
    ("backend", "server-stub/ops/A.cpp", 'auto s = "sqlcipher";\n'),
    ("backend", "client/cache/A.cpp", "int n = sqlite3_step(s);\n"),
    ("backend", "server-stub/tasks/A.cpp", "auto r = PQexec(c);\n"),
    ("name", "core/base/TaskManager.h", ""),
    ("name", "core/base/task_list.h", ""),
    ("machine-path", "core/base/A.cpp", 'auto s = "/' + 'work/main/x";\n'),
    ("machine-path", "docs/A.md", "See /" + "root/notes.\n"),
    ("machine-path", "docs/A.md", "See /home/anna/notes.\n"),
    ("host", "docs/A.md", "Get it at https://packages.somewhere.io/x.\n"),
    ("host", "installer/x.sh", "#!/bin/sh\n# http://user@mirror.country.net/debian\n"),
    ("readme", "client/api/A.cpp", ""),
    ("reason", lint.REASONS, "long-file core/base/Gone.cpp it is a table of constants\n"),
    ("reason", lint.REASONS, "long-file core/base/Gone.cpp because\n"),
]

GOOD = [
    ("core/contract/A.cpp", '#include "core/base/B.h"\n#include <boost/json.hpp>\n#include <string>\n'),
    ("client/api/A.cpp", '#include "core/contract/B.h"\n#include "client/auth/B.h"\n#include <QObject>\n'),
    ("client/auth/A.cpp", '#include "core/base/B.h"\n'),
    ("ui/shell/A.cpp", '#include "ui/style/B.h"\n#include <QWidget>\n#include "A.moc"\n'),
    ("app/window/main.cpp", '#include "ui/shell/B.h"\n'),
    ("server-stub/sync/SyncService.cpp", '#include "server-stub/tasks/TaskService.h"\n'),
    ("server-stub/tasks/TaskApi.cpp", '#include "server-stub/http/Router.h"\n'),
    ("server-stub/tasks/TaskService.h", '#include "server-stub/http/Caller.h"\n'),
    ("server-stub/tasks/TaskStore.cpp", 'auto s = "SELECT id FROM tasks";\n#include "core/db/Tx.h"\n'),
    ("server-stub/ops/A.cpp", '#include "server-stub/storage/B.h"\n'),
    ("core/db/A.cpp", "int n = sqlite3_step(s); // TODO(#12) and a VTODO\n"),
    ("core/base/A.cpp", function(60)),
    ("ui/tasks/A.cpp", 'auto s = "Select a project, then delete from here; a TODO list";\n'),
    ("tests/core/tst_a.cpp", 'auto s = "SELECT id FROM sqlcipher";\n'),
    ("docs/A.md", "See https://www.rfc-editor.org/rfc/rfc9457 and https://tasks.example.org:8443.\n"),
]


def with_head(path, content):
    if path == lint.REASONS or path.endswith(".md"):
        return content
    if path.endswith(".sh"):
        return content + HEAD.replace("//", "#")
    return HEAD + content


def write(tree, path, content):
    full = os.path.join(tree, path)
    os.makedirs(os.path.dirname(full), exist_ok=True)
    with open(full, "w", encoding="utf-8") as file:
        file.write(content)


def finds(files, readmes=True):
    with tempfile.TemporaryDirectory() as tree:
        for path, content in files:
            write(tree, path, content)
            if readmes and path.count("/") > 1:
                write(tree, "/".join(path.split("/")[:2] + ["README.md"]), README)
        return lint.finds_of(tree)


def check_lint():
    wrong = []
    for rule, path, content in BAD:
        found = finds([(path, with_head(path, content))], readmes=rule != "readme")
        if [find[0] for find in found] != [rule]:
            wrong.append(f"{path} wants [{rule}], found {found}: {content[:60]!r}")
    if [find[0] for find in finds([("core/base/A.cpp", "int n;\n")])] != ["spdx"]:
        wrong.append("a file without the licence lines was not found")
    excused = [("core/base/A.cpp", HEAD + function(61)),
               (lint.REASONS, "long-function core/base/A.cpp#f a table of the standard\n")]
    if finds(excused):
        wrong.append(f"a recorded reason does not excuse: {finds(excused)}")
    for path, content in GOOD:
        found = finds([(path, with_head(path, content))])
        if found:
            wrong.append(f"{path} is good, found {found}")
    return wrong, len(BAD) + len(GOOD) + 2


def row(number=1, status="open", tests="[]", evidence="[]", title='"T"'):
    return (f"- id: R{number}\n  title: {title}\n  text: \"x\"\n  source: [\"A: x\"]\n  standard: \"-\"\n"
            f"  status: {status}\n  tests: {tests}\n  evidence: {evidence}\n")


def check_requirements():
    known = {"tst_plan": None}
    cases = [
        (row(), 1, False),
        (row(status="partial", tests='["tst_plan"]'), 1, False),
        (row(status="done", tests='["tst_plan"]', evidence='["docs/x.md"]'), 1, False),
        (row(), 2, True),                                          # a row is missing
        (row() + row(), 1, True),                                  # a row is there twice
        (row(status="finished"), 1, True),                         # no such status
        (row(status="partial"), 1, True),                          # a claim without a test
        (row(status="partial", tests='["tst_gone"]'), 1, True),    # a test that does not exist
        (row(tests='["tst_gone"]'), 1, True),
        (row(status="done", tests='["tst_plan"]'), 1, True),       # done without evidence
        (row(title="T: x"), 1, True),                              # not the format
        (row().replace("  standard: \"-\"\n", ""), 1, True),
        (row() + "  colour: \"red\"\n", 1, True),
    ]
    wrong = []
    for text, count, bad in cases:
        problems = requirements.problems_of(text, count, known)
        if bool(problems) != bad:
            wrong.append(f"requirements: wanted {'a find' if bad else 'none'}, got {problems} for {text!r}")
    return wrong, len(cases)


def main():
    wrong, total = [], 0
    for check in (check_lint, check_requirements):
        found, count = check()
        wrong += found
        total += count
    for line in wrong:
        print(line)
    print(f"{total - len(wrong)} of {total} as wanted")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
