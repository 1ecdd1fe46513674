# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors
"""One function for each rule. Each yields (rule, path, line, sentence[, function])."""
import ast
import posixpath
import re

import arrows

MAX_LINES, MAX_TEST_LINES, MAX_FUNCTION = 400, 500, 60
OURS = ("core", "client", "ui", "app", "server-stub", "tests")
# Hosts that may be named: documentation, namespaces, and names that belong to nobody (RFC 2606, 6761).
HOSTS = re.compile(
    r"^(localhost|127\.0\.0\.1|\[::1\]|0\.0\.0\.0|host|server|HOST|NAME|PORT|"
    r"(.*\.)?example(\.(org|com|net))?|.*\.(test|invalid|localhost|local)|"
    r"(192\.0\.2|198\.51\.100|203\.0\.113)\.\d+|"
    r"(www\.)?(gnu\.org|fsf\.org|w3\.org|spdx\.org|freedesktop\.org|rfc-editor\.org|ietf\.org|iana\.org|"
    r"openapis\.org|json-schema\.org|owasp\.org|nist\.gov|unicode\.org|keepachangelog\.com|semver\.org|"
    r"lucide\.dev|sqlite\.org|postgresql\.org|debian\.org)|"
    r"(spec\.openapis|datatracker\.ietf|standards\.freedesktop|specifications\.freedesktop)\.org)$")


def is_cpp(path):
    return path.endswith((".cpp", ".h")) and path.split("/")[0] in OURS


def in_tests(path):
    return path.startswith("tests/")


def folders(path):
    """("core", "db") of core/db/Tx.h; the second is None for a file right in the top folder."""
    parts = path.split("/")
    return parts[0], parts[1] if len(parts) > 2 else None


def include_arrows(path, source):
    top, inner = folders(path)
    if top not in arrows.TOP:
        return
    for line, target, ours in source.includes():
        if not ours:
            for prefix, pattern, why in arrows.FORBIDDEN:
                if path.startswith(prefix) and re.match(pattern, target):
                    yield "arrow", path, line, f"<{target}>: {why}"
            continue
        if "/" not in target:
            if not target.endswith(".moc"):
                yield "arrow", path, line, f'"{target}": name it from the top of the tree'
            continue
        target_top, target_inner = folders(posixpath.normpath(target))
        if target_top not in arrows.TOP[top]:
            yield "arrow", path, line, f"{top} may not include {target_top} ({target})"
        elif target in arrows.ROOM_INTERFACES:
            continue
        elif target_top == top and not arrows.allowed_inner(top, inner, target_inner):
            yield "arrow", path, line, f"{top}/{inner} may not include {target}"


def room_kinds(path, source):
    """Api, Service and Store of a room of the server: what each may see."""
    top, room = folders(path)
    kind = re.search(r"(Api|Service|Store)\.(cpp|h)$", path)
    if top != "server-stub" or room in (None, "http", "storage") or not kind:
        return
    kind = kind.group(1)
    for line, target, ours in source.includes():
        foreign_store = ours and re.search(r"Store\.h$", target) and folders(target)[1] != room
        if foreign_store and not target.startswith("core/"):
            yield "room", path, line, f"the store of another room ({target}): ask its service"
        if kind == "Api" and re.search(r"Store\.h$", target):
            yield "room", path, line, f"an Api speaks to its service, not to a store ({target})"
        http = target.startswith(("server-stub/http/", "boost/beast")) and target not in arrows.EDGE_VALUES
        if kind != "Api" and http:
            yield "room", path, line, f"a {kind} knows no HTTP ({target})"
        if kind == "Service" and target.startswith("boost/"):
            yield "room", path, line, f"a Service knows no Boost ({target})"


def sizes(path, source):
    limit = MAX_TEST_LINES if in_tests(path) else MAX_LINES
    if len(source.lines) > limit:
        yield "long-file", path, limit, f"{len(source.lines)} lines; {limit} is the limit"
    for line, name, length in source.functions():
        if length > MAX_FUNCTION:
            yield "long-function", path, line, f"{name} has {length} lines; {MAX_FUNCTION} is the limit", name


def python_sizes(path, content):
    lines = content.count("\n")
    if lines > MAX_TEST_LINES:
        yield "long-file", path, MAX_TEST_LINES, f"{lines} lines; {MAX_TEST_LINES} is the limit"
    for node in ast.walk(ast.parse(content)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            length = node.end_lineno - node.lineno
            if length > MAX_FUNCTION:
                yield ("long-function", path, node.lineno,
                       f"{node.name} has {length} lines; {MAX_FUNCTION} is the limit", node.name)


def banned_words(path, source):
    for number, text in enumerate(source.code_lines, 1):
        if re.search(r"\b(SIGNAL|SLOT)\s*\(", text):
            yield "string-connect", path, number, "connect with a pointer to member, not with a text"
        if re.search(r"\bqDebug\s*\(", text):
            yield "qdebug", path, number, "use a logging category"
    for number, text in source.comments:
        if re.search(r"\b(TODO|FIXME|XXX|HACK)\b(?!\((#\d+|D-\d+|R\d+)\))", text):
            yield "todo", path, number, "give it an id: TODO(#12)"


_SQL = re.compile(
    r"\bSELECT\b.+\bFROM\b|\bINSERT\s+(OR\s+\w+\s+)?INTO\b|\bUPDATE\s+\w+\s+SET\b|\bDELETE\s+FROM\b"
    r"|\b(CREATE|ALTER|DROP)\s+(TEMP\s+|UNIQUE\s+|VIRTUAL\s+)*(TABLE|INDEX|VIEW|TRIGGER|POLICY|ROLE)\b|\bPRAGMA\s+\w+"
    r"|\bBEGIN\s+(IMMEDIATE|TRANSACTION)\b|\bSAVEPOINT\s+\w+|(?i:\binsert\s+into\s+\w+\s*\(|\bdelete\s+from\s+\w+\s+where\b)",
    re.DOTALL)


def sql_text(path, source):
    if in_tests(path) or path.startswith(("core/db/", "server-stub/storage/")) or path.endswith("Store.cpp"):
        return
    for number, text in source.texts:
        if _SQL.search(text):
            yield "sql", path, number, "SQL belongs into a Store"


_BACKEND = re.compile(r"(?i:sqlcipher|sqlite|postgres|libpq)|\bPQ[a-z]\w*|\bpg_\w+")


def backend_names(path, source):
    if in_tests(path) or path.startswith(("core/db/", "server-stub/storage/")):
        return
    # Code, includes and texts; a comment may say which engine it speaks of.
    spoken = [(number, text) for number, text in enumerate(source.code_lines, 1)] + source.texts
    for number, text in spoken:
        match = _BACKEND.search(text)
        if match:
            yield "backend", path, number, f"'{match.group(0)}' is known to core/db and server-stub/storage alone"


def file_names(path):
    name = posixpath.basename(path)
    stem = name.split(".")[0]
    if re.search(r"(Manager|Helper|Helpers|Util|Utils)$", stem):
        yield "name", path, 1, "say what it is: no Manager, Helper, Util"
    if not re.match(r"([A-Z][A-Za-z0-9]*|main|tst_\w+|fuzz_\w+|bench_\w+)$", stem):
        yield "name", path, 1, "files are PascalCase, one type each"


_WITH_HEAD = re.compile(r"\.(cpp|h|py|sh|cmake|sql|qss|yaml|yml|service|toml)$|(^|/)CMakeLists\.txt$")


def licence_head(path, content):
    if not (_WITH_HEAD.search(path) or content.startswith("#!")):
        return
    head = "\n".join(content.split("\n", 6)[:6])
    if "SPDX-License-Identifier: GPL-3.0-or-later" not in head or \
            "SPDX-FileCopyrightText: The Taskward authors" not in head:
        yield "spdx", path, 1, "the two SPDX lines are missing at the top"


_MACHINE = re.compile(r"(?<![\w.$}/-])/(work|root|home/\w+|Users/\w+)(?=[/\s\"'`:;,)]|$)")
_URL = re.compile(r"\b(?:https?|wss?|ftp|git|ssh)://(?:[^\s/@\"'<>]*@)?([A-Za-z0-9.\-_]+|\[[0-9a-fA-F:]+\])")


def places(path, content):
    """Hosts and paths of somebody's machine have no place in the tree."""
    if path == "LICENSE" or path.startswith("tests/lint/"):
        return
    for number, text in enumerate(content.split("\n"), 1):
        match = _MACHINE.search(text)
        if match:
            yield "machine-path", path, number, f"'{match.group(0)}' is a place on somebody's machine"
        for match in _URL.finditer(text):
            host = match.group(1).rstrip(".")
            if host and not HOSTS.match(host):
                yield "host", path, number, f"the host '{host}' is not one that we name (see HOSTS in rules.py)"


def folder_readmes(paths):
    """Each second-level folder says what it is for."""
    wanted = set()
    for path in paths:
        top, inner = folders(path)
        if top in OURS + ("installer",) and inner:
            wanted.add(f"{top}/{inner}")
    for folder in sorted(wanted):
        if f"{folder}/README.md" not in paths:
            yield "readme", folder, 1, "the folder has no README.md that says what it is for"
