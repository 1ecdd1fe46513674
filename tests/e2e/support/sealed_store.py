# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors
"""SQL on the store of a server that is not running, past the server: for states that its commands do not
make. With the engine's library and the server's own key."""
import ctypes


def execute(data, sql):
    engine = ctypes.CDLL("libsqlcipher.so.1")
    # The engine keeps structures of 64 bits behind these.
    handle, message = ctypes.c_void_p(), ctypes.c_char_p()
    key = (data / "database.key").read_text().strip()
    if engine.sqlite3_open(str(data / "taskward.db").encode(), ctypes.byref(handle)) != 0:
        raise OSError("cannot open the store")
    try:
        for statement in (f"PRAGMA key = \"x'{key}'\"", "PRAGMA temp_store = MEMORY", sql):
            code = engine.sqlite3_exec(handle, statement.encode(), None, None, ctypes.byref(message))
            if code != 0:
                raise OSError(f"SQL failed ({code}): {message.value}")
    finally:
        engine.sqlite3_close(handle)
