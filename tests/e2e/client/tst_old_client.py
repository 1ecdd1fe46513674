#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors
"""A client that is too old for its server: the server says so (426) to each request but the one about
itself, the client says it in words and keeps what was edited, and all arrives once it is new enough."""
import json
import os
import sys

from taskward_cli import Profile, check, served
from taskward_server import Client, passed, scratch

EXIT_CONFIGURATION = 78
SETTING = "TASKWARD_CLIENT_MIN_VERSION"


def restart(server, version):
    server.stop()
    os.environ[SETTING] = version
    server.start("--log-level", "warn")


def refuses_old_ones(server):
    client = Client(server)
    for shown, status in (("taskward/98.9.9", 426), ("taskward/99.0.0", 401), ("curl/8", 401), (None, 401)):
        headers = {"Taskward-Client": shown} if shown else {}
        answer = client.ask("GET", "/v1/tasks", headers=headers)
        check(answer.status == status, f"{shown}: {answer.status} {answer.body}")
        check(status != 426 or answer.json["code"] == "upgrade-required", answer.body)
        meta = client.ask("GET", "/v1/meta", headers=headers)
        check(meta.status == 200 and meta.json["min_client_version"] == "99.0.0", meta.body)
    answer = client.ask("POST", "/v1/auth/login", {}, {"Taskward-Client": "taskward/0.0.1"})
    check(answer.status == 426, f"sign-in of an old client: {answer.status}")
    client.close()
    passed("old clients are told to update, before anything else")


def keeps_the_edits(server, profile):
    profile.add("kept while too old")
    told = profile.run("--json", "sync", expect=EXIT_CONFIGURATION)
    problem = json.loads(told.stderr or told.stdout)
    check(problem["code"] == "upgrade-required" and "too old" in problem["sentence"], problem)
    restart(server, "0.1.0")
    profile.run("sync")
    state = profile.dump()
    check(not state["local"]["pending"], "still waiting")
    check([task["title"] for task in state["tasks"]] == ["kept while too old"], state["tasks"])
    passed(f"the client says: {problem['sentence']}")


def main():
    with scratch() as folder:
        server, ready = served(folder)
        profile = Profile(f"{folder}/profile")
        try:
            profile.sign_in(server, ready)
            restart(server, "99.0.0")
            refuses_old_ones(server)
            keeps_the_edits(server, profile)
            server.stop()
            server.command("config", expect=0)
            os.environ[SETTING] = "new"
            server.command("config", expect=78)
            passed("a version that is none is an error of the configuration")
        finally:
            os.environ.pop(SETTING, None)
            server.stop()
            profile.forget()


if __name__ == "__main__":
    sys.exit(main())
