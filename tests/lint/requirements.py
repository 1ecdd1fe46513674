#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors
"""requirements.py TREE BUILD: holds docs/requirements.yaml against the tests that exist.

Fails when a row is missing or doubled, when a row claims `partial` or `done` without naming a test,
names a test that ctest does not know, names a function that the test's source does not have
("tst_plan:mergesFields"), or claims `done` without evidence. Evidence that looks like a file must exist.
"""
import json
import os
import re
import subprocess
import sys

COUNT = 112
KEYS = ["id", "title", "text", "source", "standard", "status", "tests", "evidence"]
STATUSES = ("open", "partial", "done")


def parse(text):
    """The subset of YAML that the file keeps to: a list of flat maps whose keys come in one order;
    id and status are words, the rest are double-quoted texts or lists of them, each on its line."""
    rows, problems = [], []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        match = re.match(r"(- |  )(\w+): (.+)$", line)
        if not match or (match.group(1) == "- ") != (match.group(2) == "id"):
            problems.append(f"line {number}: not 'key: value' as this file keeps it")
            continue
        key, value = match.group(2), match.group(3)
        if key == "id":
            rows.append({})
        if not rows or len(rows[-1]) >= len(KEYS) or KEYS[len(rows[-1])] != key:
            problems.append(f"line {number}: '{key}' is not in its place; the order is {', '.join(KEYS)}")
            continue
        if key not in ("id", "status"):
            try:
                value = json.loads(value)
            except ValueError:
                problems.append(f"line {number}: {key} must be in double quotes, or a list of such")
                continue
            wanted = list if key in ("source", "tests", "evidence") else str
            if not isinstance(value, wanted):
                problems.append(f"line {number}: {key} has the wrong type")
                continue
        rows[-1][key] = value
    for row in rows:
        if len(row) != len(KEYS):
            problems.append(f"{row.get('id', '?')}: incomplete")
    return rows, problems


def check_tests(row, known):
    for test in row["tests"]:
        name, _, function = test.partition(":")
        if name not in known:
            yield f"{row['id']}: there is no test '{name}'"
        elif function and known[name] is not None and not re.search(rf"\b{re.escape(function)}\b", known[name]):
            yield f"{row['id']}: {name} has no function '{function}'"


def problems_of(text, count, known, tree=None):
    rows, problems = parse(text)
    if problems:
        return problems
    ids = [row["id"] for row in rows]
    wanted = [f"R{number}" for number in range(1, count + 1)]
    problems += [f"{name}: the row is missing" for name in wanted if name not in ids]
    problems += [f"{name}: there is no such requirement" for name in ids if name not in wanted]
    problems += [f"{name}: twice" for name in set(ids) if ids.count(name) > 1]
    for row in rows:
        if row["status"] not in STATUSES:
            problems.append(f"{row['id']}: status is one of {', '.join(STATUSES)}")
        if row["status"] != "open" and not row["tests"]:
            problems.append(f"{row['id']}: claims '{row['status']}' and names no test")
        if row["status"] == "done" and not row["evidence"]:
            problems.append(f"{row['id']}: claims 'done' without evidence")
        problems += check_tests(row, known)
        for evidence in row["evidence"]:
            path = evidence.split("#")[0].strip()
            if tree and re.match(r"^[\w.-]+(/[\w.-]+)+$", path) and not os.path.exists(os.path.join(tree, path)):
                problems.append(f"{row['id']}: the evidence {path} is not there")
    return problems


def known_tests(tree, build):
    """{name: the source of the test, or None where it is not a file tst_NAME.cpp}."""
    out = subprocess.run(["ctest", "--test-dir", build, "--show-only=json-v1"], check=True,
                         capture_output=True).stdout
    known = {test["name"]: None for test in json.loads(out)["tests"]}
    for folder, _, files in os.walk(os.path.join(tree, "tests")):
        for file in files:
            if file[:-4] in known and file.endswith(".cpp"):
                with open(os.path.join(folder, file), encoding="utf-8") as source:
                    known[file[:-4]] = source.read()
    return known


def main():
    if len(sys.argv) != 3:
        print("usage: requirements.py TREE BUILD", file=sys.stderr)
        return 64
    tree, build = sys.argv[1:]
    with open(os.path.join(tree, "docs/requirements.yaml"), encoding="utf-8") as file:
        text = file.read()
    problems = problems_of(text, COUNT, known_tests(tree, build), tree)
    for problem in problems:
        print(problem)
    statuses = re.findall(r"^  status: (\w+)", text, re.M)
    print(", ".join(f"{statuses.count(status)} {status}" for status in STATUSES))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
