#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors
"""A power cut at a client that works offline: every edit that taskward-cli had taken (it printed the id
and ended with 0) is in the outbox afterwards and arrives at the server, once. One recording of what the
programs wrote and synced gives any number of cuts; with its syncs disregarded edits must be lost, or
the test saw nothing. What the last cut of a recording left goes up to the server (the keychain then
knows that the files have moved on, so the recording cannot be wound back any more).

    tst_power_cut.py [--recordings 20] [--cuts 12] [--edits 6] [--seed S]"""
import argparse
import pathlib
import random
import shutil
import sys
import time

from taskward_cli import Profile, check, served
from disk_recorder import DiskRecorder
from taskward_server import Client, passed, scratch


class Recording:
    """A signed-in profile, the server as it was then, and what was edited after it went away."""

    def __init__(self, folder, edits):
        self.folder = pathlib.Path(folder)
        self.server, ready = served(folder)
        self.profile = Profile(self.folder / "profile")
        self.profile.sign_in(self.server, ready)
        self.server.stop()
        shutil.copytree(self.server.data, self.folder / "server-before")
        self.disk = DiskRecorder(self.profile.folder, self.folder / "trace")
        self.acknowledged = []  # when, id, title
        self.profile.prefix = self.disk.prefix
        for number in range(edits):
            self.edit(number)
        self.profile.prefix = []
        self.disk.read()

    def edit(self, number):
        if number % 3 == 2:
            identifier, title = self.acknowledged[-1][1], f"edit {number}, over the last"
            self.profile.run("edit", identifier, "--title", title)
        else:
            title = f"edit {number}"
            identifier = self.profile.add(title)
        self.acknowledged.append((time.time(), identifier, title))

    def expected(self, moment):
        """Of each task the titles that it may have: the last that was taken, and the one on its way."""
        titles = {}
        for when, identifier, title in self.acknowledged:
            if when <= moment:
                titles[identifier] = {title}
            elif identifier in titles:
                titles[identifier].add(title)
                break
            else:
                break
        return titles

    def moment(self, rng):
        if rng.randrange(2):
            return rng.choice(self.acknowledged)[0]
        call = rng.choice(self.disk.calls)
        return rng.choice((call.began, min(call.ended, call.began + 1) + 1e-6))

    def back_to(self, moment, rng, honest):
        shutil.rmtree(self.profile.folder)
        self.disk.cut(moment, rng, self.profile.folder, honest)

    def local(self, expected):
        titles = self.profile.titles()
        for identifier, may_be in expected.items():
            check(titles.get(identifier) in may_be, f"lost an edit: {identifier} is "
                  f"{titles.get(identifier)!r}, not one of {may_be}")

    def arrives(self, expected):
        shutil.rmtree(self.server.data)
        shutil.copytree(self.folder / "server-before", self.server.data)
        self.server.start("--log-level", "warn")
        try:
            self.profile.run("sync")
            check(not self.profile.dump()["local"]["pending"], "edits are still waiting after the sync")
            client = Client(self.server)
            client.sign_in()
            tasks = client.ask("GET", "/v1/tasks?limit=200").json["items"]
            client.close()
            for identifier, may_be in expected.items():
                found = [task["title"] for task in tasks if task["id"] == identifier]
                check(len(found) == 1 and found[0] in may_be, f"{identifier} at the server: {found}")
            twice = len({task["title"] for task in tasks}) - len(tasks)
            check(twice == 0, f"an edit arrived twice: {sorted(task['title'] for task in tasks)}")
        finally:
            self.server.stop()


def survive(recording, rng):
    moment = recording.moment(rng)
    recording.back_to(moment, rng, honest=True)
    expected = recording.expected(moment)
    recording.local(expected)
    return expected


def recorded(folder, options, rng):
    recording = Recording(folder, options.edits)
    try:
        pretending_disk_loses(recording, rng)
        for _ in range(options.cuts):
            expected = survive(recording, rng)
        recording.arrives(expected)
    finally:
        recording.profile.forget()


def pretending_disk_loses(recording, rng):
    for _ in range(5):
        try:
            recording.back_to(recording.acknowledged[-1][0], rng, honest=False)
            recording.local(recording.expected(recording.acknowledged[-1][0]))
        except AssertionError:
            return
    raise AssertionError("a disk that never syncs lost nothing: this test cannot see a loss")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--recordings", type=int, default=1)
    parser.add_argument("--cuts", type=int, default=12)
    parser.add_argument("--edits", type=int, default=6)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    rng = random.Random(options.seed)
    for _ in range(options.recordings):
        with scratch() as folder:
            recorded(folder, options, rng)
    passed(f"{options.recordings * options.cuts} power cuts among offline edits: none lost, none arrives "
           "twice; the same without syncs is seen to lose edits")


if __name__ == "__main__":
    sys.exit(main())
