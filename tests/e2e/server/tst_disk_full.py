#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors
"""The disk is full under a server at work: writes are refused with a problem document and leave nothing,
reads go on, /readyz says so; with space again writing goes on by itself. Then the server is killed: all
that it acknowledged is there, and nothing that it refused. And: a folder that cannot be written."""
import json
import os
import pathlib
import subprocess
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from batch_writers import batch, everything, verify  # noqa: E402
from small_disk import SmallDisk, enter_namespace  # noqa: E402
from device_key import Device  # noqa: E402
from taskward_server import PASSWORD, PROGRAM, Client, Server, check, passed, scratch  # noqa: E402

PATIENCE = 60


class Reader(threading.Thread):
    """A client that only reads, all the time."""

    def __init__(self, server, token):
        super().__init__(daemon=True)
        self.client = Client(server)
        self.client.token = token
        self.statuses = {}
        self.ended = False

    def run(self):
        while not self.ended:
            for path in ("/v1/tasks?limit=50", "/v1/projects", "/livez"):
                status = self.client.ask("GET", path).status
                self.statuses[status] = self.statuses.get(status, 0) + 1
        self.client.close()

    def join_checked(self):
        self.ended = True
        self.join()
        check(list(self.statuses) == [200], f"reads while the disk was full: {self.statuses}")
        return self.statuses[200]


def refused_well(answer, wanted):
    problem = answer.json
    check(answer.status in wanted, f"{answer.status} {answer.body}")
    check(answer.headers["content-type"] == "application/problem+json", answer.headers)
    check(problem["status"] == answer.status and problem["code"] in wanted[answer.status], problem)
    check(problem["request_id"] and "taskward.db" not in json.dumps(problem), problem)


FULL = {507: ("storage-full",), 503: ("storage-unavailable",)}


class Writes:
    def __init__(self, client, project):
        self.client = client
        self.project = project
        self.turn = 0
        self.acknowledged = []
        self.refused = []

    def one(self):
        """True when it was acknowledged."""
        self.turn += 1
        ids, operations = batch(self.project, 1, self.turn)
        answer = self.client.ask("POST", "/v1/sync", {"operations": operations})
        if answer.status == 200:
            outcomes = [result["outcome"] for result in answer.json["results"]]
            check(outcomes == ["applied"] * len(ids), outcomes)
            self.acknowledged.append(ids)
            return True
        refused_well(answer, FULL)
        self.refused.append((answer.status, ids))
        return False

    def until(self, good):
        deadline = time.monotonic() + PATIENCE
        while self.one() != good:
            check(time.monotonic() < deadline, f"no write was {'taken' if good else 'refused'}")


def ready_again(client):
    deadline = time.monotonic() + PATIENCE
    while client.ask("GET", "/readyz").status != 200:
        check(time.monotonic() < deadline, "not ready although there is space again")
        time.sleep(0.05)


def fill_and_empty(disk, server, client, writes, turn):
    key = {"Idempotency-Key": f"no-room-000{turn}"}
    reader = Reader(server, client.token)
    reader.start()
    disk.fill(server.pid)
    writes.until(good=False)
    for _ in range(40):
        writes.one()
    check(client.ask("GET", "/readyz").status == 503, "ready with a full disk")
    answer = client.ask("POST", "/v1/projects", {"name": "No room"}, key)
    refused_well(answer, FULL)
    stranger = Client(server)
    refused_well(Device(stranger).sign_in("owner@example.org", PASSWORD), FULL)
    stranger.close()
    disk.empty(server.pid)
    ready_again(client)
    writes.until(good=True)
    for _ in range(10):
        check(writes.one(), "refused although there is space again")
    answer = client.ask("POST", "/v1/projects", {"name": "No room"}, key)
    check(answer.status == 201 and "idempotency-replayed" not in answer.headers,
          f"the refused request was remembered: {answer.status} {answer.headers}")
    return reader.join_checked()


def full_disk(folder):
    disk = SmallDisk(pathlib.Path(folder) / "small", 12)
    server = Server(disk.place)
    server.start("--log-level", "warn")
    try:
        client = server.client()
        project = client.ask("POST", "/v1/projects", {"name": "Load"}).json["id"]
        writes = Writes(client, project)
        for _ in range(20):
            check(writes.one(), "refused before the disk was full")
        reads = sum(fill_and_empty(disk, server, client, writes, turn) for turn in range(3))
        client.close()
        server.kill()
        server.start("--log-level", "warn")
        client.sign_in()
        tasks = everything(client)
        verify(tasks, writes.acknowledged)
        ghosts = [ids for _, ids in writes.refused if any(identifier in tasks for identifier in ids)]
        check(not ghosts, f"{len(ghosts)} refused writes are there, the first {ghosts[:1]}")
        client.close()
    finally:
        server.stop()
        disk.remove()
    statuses = sorted({status for status, _ in writes.refused})
    passed(f"three times full{'' if disk.real else ' (by a limit)'}: {len(writes.refused)} writes refused with "
           f"{statuses}, {len(writes.acknowledged)} kept, {reads} reads answered")


def read_only_folder(folder):
    """A start, and an init, where nothing can be written: a clear refusal."""
    server = Server(folder)
    start = ["serve", "--data", str(server.data), "--listen", "127.0.0.1:0"]
    other = ["init", "--data", str(server.data / "new"), "--org", "A", "--owner", "a@example.org",
             "--password-file", str(server.password)]
    wrap = []
    if os.environ.get("TASKWARD_INSIDE_NAMESPACE") == "yes":
        subprocess.run(["mount", "--bind", str(server.data), str(server.data)], check=True)
        subprocess.run(["mount", "-o", "remount,bind,ro", str(server.data)], check=True)
    elif os.geteuid() == 0:
        raise AssertionError("as root a read-only folder needs a mount, and this machine allows none")
    else:
        server.data.chmod(0o500)
    for arguments in (start, other):
        done = subprocess.run([*wrap, str(PROGRAM), *arguments], capture_output=True, text=True, timeout=60)
        check(done.returncode in (69, 73, 77), f"{arguments[0]}: exit {done.returncode}: {done.stderr}")
        check("ready" not in done.stdout and done.stderr.strip(), f"{arguments[0]} says nothing")
        print(f"{arguments[0]}: exit {done.returncode}: {done.stderr.strip()}")
    if server.data.stat().st_mode & 0o700 == 0o500:
        server.data.chmod(0o700)
    else:
        subprocess.run(["umount", str(server.data)], check=True)
    passed("a folder that cannot be written is refused in words")


def main():
    enter_namespace()
    with scratch() as folder:
        full_disk(folder)
    with scratch() as folder:
        read_only_folder(folder)


if __name__ == "__main__":
    sys.exit(main())
