#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors
"""lint.py TREE: fails and lists the finds when the tree breaks a rule of the house."""
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import rules  # noqa: E402
from source import Source  # noqa: E402

REASONS = "tests/lint/reasons.txt"
SKIPPED_FOLDERS = {".git", "build", "node_modules", "__pycache__", ".cache"}


def list_files(tree):
    """What git would keep; in a tree without git, everything but the build folders."""
    try:
        out = subprocess.run(["git", "-C", tree, "ls-files", "-z", "-co", "--exclude-standard"],
                             check=True, capture_output=True).stdout.decode()
        paths = [path for path in out.split("\0") if path]
        if paths:
            return sorted(path for path in set(paths) if os.path.isfile(os.path.join(tree, path)))
    except (OSError, subprocess.CalledProcessError):
        pass
    paths = []
    for folder, names, files in os.walk(tree):
        names[:] = [name for name in names if name not in SKIPPED_FOLDERS]
        paths += [os.path.relpath(os.path.join(folder, file), tree) for file in files]
    return sorted(paths)


def read_text(path):
    """The file's text, or None for a picture and the like."""
    with open(path, "rb") as file:
        data = file.read()
    if b"\0" in data[:4096]:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def read_reasons(content):
    """{(rule, path or path#function): line number}; each line must say why."""
    reasons, problems = {}, []
    for number, text in enumerate(content.split("\n"), 1):
        if not text.strip() or text.startswith("#"):
            continue
        parts = text.split(None, 2)
        if len(parts) < 3 or len(parts[2].split()) < 3:
            problems.append(("reason", REASONS, number, "say: rule path[#function] reason, in words"))
        else:
            reasons[(parts[0], parts[1])] = number
    return reasons, problems


def finds_of(tree):
    paths = list_files(tree)
    finds, reasons = [], {}
    for path in paths:
        content = read_text(os.path.join(tree, path))
        if content is None:
            continue
        if path == REASONS:
            reasons, problems = read_reasons(content)
            finds += problems
        finds += rules.licence_head(path, content)
        finds += rules.places(path, content)
        if path.endswith(".py"):
            finds += rules.python_sizes(path, content)
        if rules.is_cpp(path):
            source = Source(content)
            for rule in (rules.include_arrows, rules.room_kinds, rules.sizes, rules.banned_words,
                         rules.sql_text, rules.backend_names):
                finds += rule(path, source)
            finds += rules.file_names(path)
    finds += rules.folder_readmes(set(paths))
    return excuse(finds, reasons)


def excuse(finds, reasons):
    kept, used = [], set()
    for find in finds:
        keys = [(find[0], find[1])]
        if len(find) > 4:
            keys.insert(0, (find[0], f"{find[1]}#{find[4]}"))
        key = next((key for key in keys if key in reasons), None)
        if key:
            used.add(key)
        else:
            kept.append(find)
    for key, number in reasons.items():
        if key not in used:
            kept.append(("reason", REASONS, number, f"nothing needs the exception '{' '.join(key)}' any more"))
    return kept


def main():
    if len(sys.argv) != 2:
        print("usage: lint.py TREE", file=sys.stderr)
        return 64
    finds = finds_of(sys.argv[1])
    for find in sorted(finds, key=lambda find: (find[1], find[2])):
        print(f"{find[1]}:{find[2]}: [{find[0]}] {re.sub(chr(10), ' ', find[3])}")
    print(f"{len(finds)} finds" if finds else "no finds")
    return 1 if finds else 0


if __name__ == "__main__":
    sys.exit(main())
