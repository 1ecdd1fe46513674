#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors
"""A power cut as tst_power_cut.py makes it, with a real file system below: a copy of the block device is
taken while eight writers work, and a server opens what is on it. As root. With a disk that pretends to
sync (strace answers for it) writes must be lost: otherwise the test saw nothing.

    loop_power_cut.py [--cuts 40] [--seed S]"""
import argparse
import pathlib
import random
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from batch_writers import SUBTASKS, everything, started, verify  # noqa: E402
from loop_disk import LoopDisk  # noqa: E402
from taskward_server import Client, Server, check, passed, scratch  # noqa: E402

CUTS_PER_DISK = 20  # it fills up under the load
PRETEND = ["strace", "-f", "-qq", "--seccomp-bpf", "-e", "trace=fsync,fdatasync", "-e",
           "inject=fsync,fdatasync:retval=0", "-o", "/dev/null"]


class Load:
    def __init__(self, disk, prefix=()):
        self.disk = disk
        home = disk.place / "server"
        home.mkdir()
        self.server = Server(home, prefix=prefix)
        self.server.start("--log-level", "warn")
        self.session = self.server.client()
        self.project = self.session.ask("POST", "/v1/projects", {"name": "Load"}).json["id"]
        self.writers = started(self.server, self.session.token, self.project)

    def acknowledged(self):
        return [ids for writer in self.writers for ids in list(writer.acknowledged)]

    def survive(self):
        """One cut: what was acknowledged before it must be on the copy."""
        before = self.acknowledged()
        self.disk.cut()
        with self.disk.examine() as place:
            server = Server(place / "server", made=True)
            server.start("--log-level", "warn")
            try:
                client = Client(server)
                client.sign_in()
                verify(everything(client), before)
                answer = client.ask("POST", "/v1/projects", {"name": "after the cut"})
                check(answer.status == 201, f"no write after the cut: {answer.status}")
                client.close()
            finally:
                server.stop()
        return len(before)

    def end(self):
        for writer in self.writers:
            writer.end()
        for writer in self.writers:
            writer.join()
        self.session.close()
        self.server.stop()
        for writer in self.writers:
            check(not writer.refused, f"refused: {writer.refused[:1]}")


def cuts(folder, count, rng):
    with LoopDisk(folder) as disk:
        load = Load(disk)
        try:
            for _ in range(count):
                time.sleep(rng.uniform(0.02, 0.4))
                batches = load.survive()
        finally:
            load.end()
    passed(f"{count} copies of the block device among {batches * (SUBTASKS + 1)} acknowledged writes: none "
           "lost, none half done")


def pretending_disk_loses(folder):
    with LoopDisk(folder) as disk:
        load = Load(disk, PRETEND)
        try:
            for _ in range(5):
                time.sleep(0.5)
                load.survive()
        except (AssertionError, FileNotFoundError, PermissionError):
            passed("a disk that pretends to sync is seen to lose writes")
            return
        finally:
            load.end()
    raise AssertionError("a disk that pretends to sync lost nothing: this test cannot see a loss")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cuts", type=int, default=40)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    rng = random.Random(options.seed)
    for begin in range(0, options.cuts, CUTS_PER_DISK):
        with scratch() as folder:
            cuts(folder, min(CUTS_PER_DISK, options.cuts - begin), rng)
    with scratch() as folder:
        pretending_disk_loses(folder)


if __name__ == "__main__":
    sys.exit(main())
