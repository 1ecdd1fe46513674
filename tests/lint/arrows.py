# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors
"""The table of includes: app -> ui -> client -> core <- server-stub, and the orders inside."""

# A top folder and what its files may include. tests/ may include everything.
TOP = {
    "core": {"core"},
    "client": {"client", "core"},
    "ui": {"ui", "client", "core"},
    "app": {"app", "ui", "client", "core"},
    "server-stub": {"server-stub", "core"},
}

# core: base is below everything; the others stand on it and on what is named here.
CORE = {
    "base": set(),
    "crypto": {"base"},
    "db": {"base", "crypto"},
    "contract": {"base", "crypto"},
    "policy": {"base", "contract"},
    "tasks": {"base", "contract"},
}

# The server's rooms, each standing on all of those before it.
ROOMS = ["http", "audit", "access", "identity", "tasks", "sync"]
# Rooms on top of all of these, beside each other; ops is where they are put together.
UPPER_ROOMS = ["privacy", "watch", "hooks"]
SERVER = {room: set(ROOMS[:i]) for i, room in enumerate(ROOMS)}
SERVER.update({room: set(ROOMS) for room in UPPER_ROOMS})
SERVER["storage"] = set()
SERVER["ops"] = set(ROOMS) | set(UPPER_ROOMS) | {"storage"}

# Plain values of the edge, without a word of HTTP in them, which every kind of file may name.
EDGE_VALUES = {"server-stub/http/Caller.h"}

# The one interface of storage that the rooms are handed; it names no engine.
ROOM_INTERFACES = {"server-stub/storage/ChangeSignal.h"}

INNER = {"core": CORE, "server-stub": SERVER}

# Libraries that a folder must not see: (folder prefix, pattern of the include, why).
FORBIDDEN = [
    ("core/", r"^(Q[A-Z]|Qt|QCoro|qtkeychain|qt6keychain)", "core knows no Qt"),
    ("core/", r"^(boost/(asio|beast)|sys/socket|netinet/|arpa/|netdb)", "core opens no sockets"),
    ("server-stub/", r"^(Q[A-Z]|Qt|QCoro|qtkeychain|qt6keychain)", "the server knows no Qt"),
    ("client/", r"^(Qt(Gui|Widgets)/|Q(Widget|Application|GuiApplication|Icon|Color|Font|Pixmap|Image"
                r"|Painter|Brush|Pen|Palette|Clipboard|DesktopServices|Window|Screen|Cursor|Action"
                r"|Validator|TextDocument|Dialog|MessageBox|Label|PushButton)\b)",
     "the client's engine is not GUI"),
    ("client/", r"^boost/(asio|beast)", "one HTTP library per side; the client's is Qt Network"),
]


def allowed_inner(top, source, target):
    """May a file in folder `source` of `top` include from folder `target` of the same top?"""
    table = INNER.get(top)
    if table is None or source == target or source is None:
        return True  # a file right in the top folder is the composition and sees all of it
    if target is None:
        return False  # nothing includes the composition
    if source not in table or target not in table:
        return False  # a folder that the table does not know: add its line
    return target in table[source]
