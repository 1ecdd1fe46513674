# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors
"""Splits C++ into code, comments and string literals, and finds the functions' bodies."""
import re

_TOKEN = re.compile(
    r'R"(?P<tag>[^()\s\\]{0,16})\((?P<raw>.*?)\)(?P=tag)"'
    r'|"(?P<text>(?:\\.|[^"\\\n])*)"'
    r"|(?<![0-9A-Za-z_])'(?:\\.|[^'\\\n])+'"
    r"|(?P<line>//[^\n]*)"
    r"|(?P<block>/\*.*?\*/)",
    re.DOTALL,
)


class Source:
    """`code` has comments and texts blanked and keeps its line numbers."""

    def __init__(self, content):
        self.content = content
        self.lines = content.split("\n")
        if self.lines and self.lines[-1] == "":
            self.lines.pop()
        self.comments = []  # (line number, text)
        self.texts = []     # (line number, text)
        parts, position, line = [], 0, 1
        for match in _TOKEN.finditer(content):
            before = content[position:match.start()]
            line += before.count("\n")
            parts.append(before)
            token = match.group(0)
            if match.group("line") or match.group("block"):
                self.comments.append((line, token))
                parts.append("\n" * token.count("\n"))
            elif match.group("raw") is not None or match.group("text") is not None:
                self.texts.append((line, match.group("raw") or match.group("text") or ""))
                parts.append('""' + "\n" * token.count("\n"))
            else:
                parts.append("' '")
            line += token.count("\n")
            position = match.end()
        parts.append(content[position:])
        self.code = "".join(parts)
        self.code_lines = self.code.split("\n")

    def includes(self):
        """(line number, "path" or <path>, is it one of ours)."""
        for number, text in enumerate(self.lines, 1):
            match = re.match(r'\s*#\s*include\s*(["<])([^">]+)[">]', text)
            if match:
                yield number, match.group(2), match.group(1) == '"'

    def functions(self):
        """(first line, name, number of lines) of each body whose brace stands on a line of its own,
        as the formatter puts it."""
        starts = {}
        for index, text in enumerate(self.code_lines):
            match = re.match(r"( *)([{}])", text)
            if not match:
                continue
            indent = match.group(1)
            if match.group(2) == "{" and text.strip() == "{":
                starts[indent] = index
            elif match.group(2) == "}" and indent in starts:
                first = starts.pop(indent)
                yield first + 1, self._name_before(first), index - first - 1

    def _name_before(self, index):
        head = ""
        for text in reversed(self.code_lines[max(0, index - 12):index]):
            if re.match(r"\s*([}{]|#)", text) or text.rstrip().endswith((";", "}", "{")):
                break
            head = text + " " + head
        match = re.search(r"((?:\w+::)*[~\w]+)\s*\(", head)
        return match.group(1) if match else "?"
