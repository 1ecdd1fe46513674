#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors
"""The real window as a screen reader sees it: over the accessibility bus of the session, with keys that
come from outside. Whatever takes the focus has a name and a role; a task is added and completed by keys
alone; its row says its title and its state."""
import os
import pathlib
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from taskward_cli import BUILD, EMAIL, served  # noqa: E402
from taskward_server import check, passed, scratch  # noqa: E402

# The bus starts the registry, which sends the keys to the screen; it was there before the screen.
subprocess.run(["dbus-update-activation-environment", "DISPLAY", "XAUTHORITY"], check=True)
import pyatspi  # noqa: E402

WINDOW = BUILD / "app" / "window" / "taskward"
PATIENCE = 30


def wait_for(what, find):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        found = find()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"waited in vain for {what}")


def walk(node):
    yield node
    for child in node:
        if child is not None:
            yield from walk(child)


def has(node, state):
    return node.getState().contains(state)


def application():
    for app in pyatspi.Registry.getDesktop(0):
        if app is not None and app.name == "Taskward" and app.childCount > 0:
            return app
    return None


def rows(app):
    return [node for node in walk(app) if node.getRole() == pyatspi.ROLE_LIST_ITEM]


def row_called(app, title):
    return next((row for row in rows(app) if row.name.startswith(title)), None)


def focused(app):
    return next((node for node in walk(app) if has(node, pyatspi.STATE_FOCUSED)), None)


def key(name):
    subprocess.run(["xdotool", "key", "--clearmodifiers", name], check=True)


def type_text(text):
    subprocess.run(["xdotool", "type", "--delay", "8", text], check=True)


def everything_focusable_has_a_name(app):
    nameless, checked = [], 0
    for node in walk(app):
        if not (has(node, pyatspi.STATE_FOCUSABLE) and has(node, pyatspi.STATE_SHOWING)):
            continue
        checked += 1
        if not node.name.strip() or node.getRole() in (pyatspi.ROLE_INVALID, pyatspi.ROLE_UNKNOWN):
            nameless.append(f"{node.getRoleName()} '{node.name}' in '{node.parent.name}'")
    check(checked > 10, f"only {checked} places take the focus")
    check(not nameless, f"without a name or a role: {nameless}")
    passed(f"{checked} places that take the focus have a name and a role")


def tasks_by_keys(app, client):
    key("q")
    field = wait_for("the focus in the quick entry",
                     lambda: (lambda at: at if at and at.name == "Add a task" else None)(focused(app)))
    check(field.getRole() in (pyatspi.ROLE_TEXT, pyatspi.ROLE_ENTRY), field.getRoleName())
    type_text("Buy oat milk today p1")
    key("Return")
    key("Escape")
    row = wait_for("the row of the new task", lambda: row_called(app, "Buy oat milk"))
    check("priority 1" in row.name and "due Today" in row.name, row.name)
    passed("a task is added by keys, and its row says title, priority and date")

    key("Home")

    def is_chosen():
        row = row_called(app, "Buy oat milk")
        if row and has(row, pyatspi.STATE_SELECTED):
            return row
        key("Down")
        return None

    wait_for("the row to be chosen", is_chosen)
    key("space")
    wait_for("the row to say that it is done", lambda: any(
        "completed" in row.name for row in rows(app) if row.name.startswith("Buy oat milk")))

    def done_on_server():
        items = client.ask("GET", "/v1/tasks?limit=50").json["items"]
        return any(item["title"] == "Buy oat milk" and item["completed_at"] for item in items)

    wait_for("the completion on the server", done_on_server)
    passed("it is completed by keys, and its row says so")


def main():
    with scratch() as name:
        folder = pathlib.Path(name)
        server, ready = served(folder)
        server.command("seed", "--sample")
        window = subprocess.Popen(
            [str(WINDOW), "--profile", str(folder / "profile"), "--connect", ready["url"], "--pin",
             ready["spki_sha256"], "--email", EMAIL, "--password-file", str(server.password)],
            env={**os.environ, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "LC_ALL": "C.UTF-8"},
            stderr=open(folder / "window.log", "w"))
        try:
            app = wait_for("the window on the accessibility bus", application)
            wait_for("rows", lambda: len(rows(app)) > 5)
            wait_for("the focus", lambda: focused(app))
            everything_focusable_has_a_name(app)
            tasks_by_keys(app, server.client())
        finally:
            window.terminate()
            window.wait(timeout=20)
            server.stop()


if __name__ == "__main__":
    main()
