# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors
"""taskward-cli on a profile of its own, with the keychain of the session, for tests of the whole program."""
import json
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "server"))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from taskward_server import BUILD, Server, check, environment  # noqa: E402

CLI = BUILD / "app" / "cli" / "taskward-cli"
EMAIL = "owner@example.org"


class Profile:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.prefix = []

    def run(self, *arguments, expect=0):
        """Ends with that exit code; None: with any. Answers with the finished process."""
        done = subprocess.run([*self.prefix, str(CLI), "--profile", str(self.folder), *map(str, arguments)],
                              capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL,
                              env=environment(self.prefix))
        check(expect is None or done.returncode == expect,
              f"{arguments[0]}: exit {done.returncode}: {done.stdout}{done.stderr}")
        return done

    def sign_in(self, server, ready):
        self.run("connect", ready["url"], "--pin", ready["spki_sha256"])
        self.run("login", "--email", EMAIL, "--password-file", server.password)
        self.run("sync")

    def add(self, title):
        return self.run("add", "--literal", title).stdout.strip()

    def dump(self):
        return json.loads(self.run("dump", "--json").stdout)

    def titles(self):
        return {task["id"]: task["title"] for task in self.dump()["tasks"]}

    def forget(self):
        self.run("logout", "--discard", expect=None)


def served(folder):
    """A server that is up, at an address that it keeps, and what it said at its start."""
    server = Server(folder)
    ready = server.start("--log-level", "warn")
    server.listen = f"127.0.0.1:{server.port}"
    return server, ready
