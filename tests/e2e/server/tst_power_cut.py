#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors
"""A power cut under eight writers: every write that was acknowledged before it is there afterwards, and
nothing is half done. One recording of what the server wrote and synced gives any number of cuts; half of
them fall next to a sync or into a checkpoint, and some recoveries are cut again. The same recording on
a disk that only pretends to sync must lose writes: otherwise the test saw nothing.

    tst_power_cut.py [--cuts 200] [--batches 250] [--seed S]"""
import argparse
import pathlib
import random
import shutil
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from batch_writers import SUBTASKS, everything, started, verify  # noqa: E402
from disk_recorder import DiskRecorder  # noqa: E402
from taskward_server import Client, Server, check, passed, scratch  # noqa: E402


class Recording:
    """One run of the server under load, ended by kill -9."""

    def __init__(self, folder, batches):
        self.folder = pathlib.Path(folder)
        self.server = Server(folder)
        self.server.start("--log-level", "warn")
        session = self.server.client()
        self.token = session.token
        self.project = session.ask("POST", "/v1/projects", {"name": "Load"}).json["id"]
        session.close()
        self.server.stop()
        self.disk = DiskRecorder(self.server.data, self.folder / "trace")
        self.server.prefix = self.disk.prefix
        self.server.start("--log-level", "warn")
        self.began = time.time()
        self.acknowledged = self.load(batches)
        self.disk.read()
        check(self.checkpoints(), "no checkpoint was recorded: more batches are needed")

    def load(self, batches):
        writers = started(self.server, self.token, self.project)
        deadline = time.monotonic() + 120
        while sum(len(writer.acknowledged) for writer in writers) < batches:
            check(time.monotonic() < deadline, "the writers do not get on")
            time.sleep(0.01)
        self.server.kill()
        acknowledged = []
        for writer in writers:
            writer.join()
            check(not writer.refused, f"refused: {writer.refused[:1]}")
            acknowledged += zip(writer.moments, writer.acknowledged)
        return sorted(acknowledged)

    def checkpoints(self):
        return [call for call in self.disk.calls
                if call.path.endswith("taskward.db") and call.began > self.began]

    def moment(self, rng):
        """By lot: anywhere, just after an acknowledgement, about a call, about a checkpoint."""
        kind = rng.randrange(4)
        if kind == 0:
            return rng.uniform(self.began, self.acknowledged[-1][0])
        if kind == 1:
            return rng.choice(self.acknowledged)[0]
        calls = self.checkpoints() if kind == 2 else [
            call for call in self.disk.calls if call.began > self.began]
        call = rng.choice(calls)
        return rng.choice((call.began, min(call.ended, call.began + 1) + 1e-6))

    def examine(self, data, moment):
        """Opens what the cut left, and says what is not there."""
        home = data.parent
        server = Server(home, made=True)
        server.start("--log-level", "warn")
        try:
            client = Client(server)
            client.token = self.token
            verify(everything(client), [ids for when, ids in self.acknowledged if when <= moment])
            check(client.ask("GET", "/readyz").status == 200, "not ready")
            answer = client.ask("POST", "/v1/projects", {"name": "after the cut"})
            check(answer.status == 201, f"no write after the cut: {answer.status} {answer.body}")
            client.close()
        finally:
            server.stop()


def cut_again(recording, data, rng):
    """The power goes a second time, while the server comes up after the first."""
    disk = DiskRecorder(data, data.parent / "trace")
    server = Server(data.parent, made=True, prefix=disk.prefix)
    server.start("--log-level", "warn")
    client = Client(server)
    client.token = recording.token
    client.ask("POST", "/v1/projects", {"name": "between the cuts"})
    server.kill()
    calls = disk.read()
    second = data.parent / "second" / "data"
    second.parent.mkdir()
    disk.cut(rng.choice(calls).began if calls else time.time(), rng, second)
    return second


def survive(recording, rng, number, honest=True):
    moment = recording.moment(rng)
    home = recording.folder / f"cut-{number}"
    home.mkdir()
    try:
        data = home / "data"
        recording.disk.cut(moment, rng, data, honest)
        if honest and number % 8 == 7:
            data = cut_again(recording, data, rng)
        recording.examine(data, moment)
    finally:
        shutil.rmtree(home)


def pretending_disk_loses(recording, rng):
    for number in range(5):
        try:
            survive(recording, rng, 1000 + number, honest=False)
        except AssertionError:
            return
    raise AssertionError("a disk that never syncs lost nothing: this test cannot see a loss")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cuts", type=int, default=16)
    parser.add_argument("--batches", type=int, default=250)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    rng = random.Random(options.seed)
    with scratch() as folder:
        recording = Recording(folder, options.batches)
        for number in range(options.cuts):
            try:
                survive(recording, rng, number)
            except AssertionError as problem:
                raise AssertionError(f"cut {number} of seed {options.seed}: {problem}") from problem
        writes = len(recording.acknowledged) * (SUBTASKS + 1)
        passed(f"{options.cuts} power cuts among {writes} acknowledged writes, none lost, none half done")
        pretending_disk_loses(recording, rng)
        passed("the same recording without its syncs is seen to lose writes")


if __name__ == "__main__":
    sys.exit(main())
