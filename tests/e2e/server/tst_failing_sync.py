#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors
"""The disk answers a sync with EIO: the write is refused, never claimed, and what is acknowledged later
survives a power cut, although the kernel may have thrown away what it could not write and says so only
once (LWN 752063, "fsyncgate"). The fault is set at one sync after the other; a cut follows each time.

    tst_failing_sync.py [--points 30] [--seed S]"""
import argparse
import pathlib
import random
import shutil
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from batch_writers import batch, everything, verify  # noqa: E402
from disk_recorder import DiskRecorder  # noqa: E402
from taskward_server import Client, Server, check, passed, scratch  # noqa: E402

BATCHES = 12
PROBLEMS = {503: "storage-unavailable"}


def load(client, project, number):
    """Writes one after the other. What was acknowledged, what was refused."""
    acknowledged, refused = [], []
    for turn in range(BATCHES):
        ids, operations = batch(project, number, turn)
        answer = client.ask("POST", "/v1/sync", {"operations": operations})
        if answer.status == 200:
            acknowledged.append(ids)
            continue
        check(PROBLEMS.get(answer.status) == answer.json["code"], f"{answer.status} {answer.body}")
        refused.append(ids)
        check(client.ask("GET", "/v1/tasks?limit=50").status == 200, "no reads after a failed sync")
    return acknowledged, refused


def fail_at(folder, server, token, project, first, length, rng):
    """The syncs from `first` on fail. Answers with the number of refused writes."""
    home = folder / f"at-{first}"
    shutil.copytree(server.data, home / "data")
    disk = DiskRecorder(home / "data", home / "trace")
    fault = ["-e", f"inject=fdatasync,fsync:error=EIO:when={first}..{first + length - 1}"]
    failing = Server(home, made=True, prefix=[*disk.prefix, *fault])
    failing.start("--log-level", "off")
    client = Client(failing)
    client.token = token
    acknowledged, refused = load(client, project, first)
    check(client.ask("GET", "/readyz").status == 200, "not ready although syncs work again")
    moment = time.time()
    client.close()
    failing.kill()
    disk.read()
    for number in range(2):
        cut = home / f"cut-{number}"
        cut.mkdir()
        disk.cut(moment, rng, cut / "data")
        examine(cut, token, acknowledged)
    shutil.rmtree(home)
    return len(refused)


def examine(home, token, acknowledged):
    server = Server(home, made=True)
    server.start("--log-level", "warn")
    try:
        client = Client(server)
        client.token = token
        verify(everything(client), acknowledged)
        client.close()
    finally:
        server.stop()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--points", type=int, default=6)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    rng = random.Random(options.seed)
    with scratch() as folder:
        server = Server(folder)
        server.start("--log-level", "warn")
        session = server.client()
        project = session.ask("POST", "/v1/projects", {"name": "Load"}).json["id"]
        session.close()
        server.stop()
        refused = sum(
            fail_at(pathlib.Path(folder), server, session.token, project, first, rng.choice((1, 1, 3)), rng)
            for first in range(1, options.points + 1))
    check(refused > 0, "no sync failed: the test proves nothing")
    passed(f"{options.points} failing syncs: {refused} writes refused, none claimed and lost")


if __name__ == "__main__":
    sys.exit(main())
