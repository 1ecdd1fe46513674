#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors
"""The window is killed (-9) at the moment at which it says that an edit is saved: typed with the keyboard
into the real program, read from it as a screen reader reads it. Nothing that it said may be lost: the next
start brings every edit to the server, once.

    tst_window_kill.py [--kills 20]"""
import argparse
import os
import re
import subprocess
import sys
import time

import pyatspi
from taskward_cli import BUILD, Profile, check, served
from taskward_server import Client, passed, scratch

WINDOW = BUILD / "app" / "window" / "taskward"
PATIENCE = 60
WAITING = re.compile(r"(\d+) changes? waiting")


def walk(node):
    try:
        yield node
        for child in node:
            if child is not None:
                yield from walk(child)
    except Exception:  # pyatspi raises GLib.Error for what went away meanwhile
        return


def until(what, found):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        result = found()
        if result:
            return result
        time.sleep(0.01)
    raise AssertionError(f"{what}: not within {PATIENCE} s")


class Window:
    def __init__(self, profile):
        self.process = subprocess.Popen(
            [str(WINDOW), "--profile", str(profile.folder)], stdin=subprocess.DEVNULL,
            env={**os.environ, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "LANG": "C.UTF-8"})
        self.application = until("the window", self.find)
        self.field = until("the field for a new task", self.entry)

    def find(self):
        check(self.process.poll() is None, f"the window ended: {self.process.returncode}")
        for application in pyatspi.Registry.getDesktop(0):
            if application is not None and application.get_process_id() == self.process.pid:
                return application
        return None

    def entry(self):
        for node in walk(self.application):
            if node.getRole() in (pyatspi.ROLE_TEXT, pyatspi.ROLE_ENTRY) and node.name == "Add a task" \
                    and node.getState().contains(pyatspi.STATE_SHOWING):
                return node
        return None

    def said_waiting(self):
        """How many edits it says that it keeps for the server."""
        for node in walk(self.application):
            found = WAITING.search(node.name or "")
            if found:
                return int(found[1])
        return 0

    def type(self, title):
        self.field.queryComponent().grabFocus()
        until("the focus", lambda: self.field.getState().contains(pyatspi.STATE_FOCUSED))
        subprocess.run(["xdotool", "type", "--delay", "2", title], check=True)
        subprocess.run(["xdotool", "key", "Return"], check=True)

    def kill(self):
        self.process.kill()
        self.process.wait()


def rounds(profile, kills):
    for number in range(kills):
        window = Window(profile)
        try:
            window.type(f"typed {number}")
            until("the words that it is saved", lambda: window.said_waiting() > number)
        finally:
            window.kill()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=4)
    options = parser.parse_args()
    with scratch() as folder:
        server, ready = served(folder)
        profile = Profile(f"{folder}/profile")
        profile.sign_in(server, ready)
        server.stop()
        try:
            rounds(profile, options.kills)
            server.start("--log-level", "warn")
            profile.run("sync")
            client = Client(server)
            client.sign_in()
            arrived = sorted(task["title"] for task in client.ask("GET", "/v1/tasks?limit=200").json["items"])
            client.close()
            wanted = sorted(f"typed {number}" for number in range(options.kills))
            check(arrived == wanted, f"at the server: {arrived}, typed: {wanted}")
            passed(f"{options.kills} times killed when it said saved: every edit arrived, once")
        finally:
            server.stop()
            profile.forget()


if __name__ == "__main__":
    sys.exit(main())
