#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors
"""The disk is full under a client that works offline: an edit is refused in words and with the exit code
for it, or taken; nothing that was taken is lost, nothing that was refused is there, and with space again
it goes on and everything arrives, once."""
import json
import os
import pathlib
import sys

from taskward_cli import Profile, check, served
from small_disk import INSIDE, SmallDisk, enter_namespace
from taskward_server import Client, passed, scratch

EXIT_CANNOT_CREATE = 73


class Limit:
    """For the machine without namespaces: there the programs come and go, so the limit goes with them."""

    prefix = ["prlimit", "--fsize=8192:unlimited"]


def refused(done):
    check(done.returncode == EXIT_CANNOT_CREATE, f"exit {done.returncode}: {done.stdout}{done.stderr}")
    told = json.loads(done.stderr or done.stdout)
    check(told["code"] in ("storage-full", "storage-unavailable") and told["sentence"], told)
    return told["code"]


def edits_while_full(profile, taken):
    codes = []
    for number in range(6):
        title = f"while full {number}"
        done = profile.run("--json", "add", "--literal", title, expect=None)
        if done.returncode == 0:
            taken.add(title)
        else:
            codes.append(refused(done))
    check(codes, "no edit was refused: the test proves nothing")
    return codes


def offline_with_a_full_disk(folder):
    disk = SmallDisk(pathlib.Path(folder) / "small", 6)
    server, ready = served(folder)
    profile = Profile(disk.place / "profile")
    profile.sign_in(server, ready)
    server.stop()
    try:
        taken = {f"before {number}" for number in range(3)}
        for title in sorted(taken):
            profile.add(title)
        if disk.real:
            disk.fill(0)
        else:
            profile.prefix = Limit.prefix
        codes = edits_while_full(profile, taken)
        listed = profile.run("--json", "list", expect=None)
        if disk.real:
            disk.empty(0)
        profile.prefix = []
        profile.add("after")
        taken.add("after")
        titles = set(profile.titles().values())
        check(titles == taken, f"not what was taken: {titles ^ taken}")
        server.start("--log-level", "warn")
        profile.run("sync")
        client = Client(server)
        client.sign_in()
        arrived = sorted(task["title"] for task in client.ask("GET", "/v1/tasks?limit=200").json["items"])
        client.close()
        check(arrived == sorted(taken), f"at the server: {arrived}")
        passed(f"full disk: {len(codes)} edits refused ({', '.join(sorted(set(codes)))}; list: exit "
               f"{listed.returncode}), {len(taken)} kept and delivered once")
    finally:
        profile.prefix = []
        server.stop()
        profile.forget()
        disk.remove()


def main():
    enter_namespace()
    print("a real small disk" if os.environ[INSIDE] == "yes" else "a limit on the size of files")
    with scratch() as folder:
        offline_with_a_full_disk(folder)


if __name__ == "__main__":
    sys.exit(main())
