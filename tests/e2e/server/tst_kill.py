#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors
"""kill -9 of the server at random moments under eight writers: every acknowledged write is there
afterwards, nothing is half done, and the server answers again at once.

    tst_kill.py [--cycles 200] [--seed S]"""
import argparse
import random
import sys
import time

from batch_writers import SUBTASKS, everything, started, verify
from taskward_server import Server, check, passed, scratch


def wait_for_one(writers):
    deadline = time.monotonic() + 60
    while not any(writer.acknowledged for writer in writers):
        check(time.monotonic() < deadline, "no writer gets an answer")
        time.sleep(0.001)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cycles", type=int, default=12)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    rng = random.Random(options.seed)
    with scratch() as folder:
        server = Server(folder)
        server.start("--log-level", "warn")
        session = server.client()
        project = session.ask("POST", "/v1/projects", {"name": "Load"}).json["id"]
        acknowledged, slowest = [], 0.0
        try:
            for _ in range(options.cycles):
                writers = started(server, session.token, project)
                # Some cycles end before the first answer, the others in the middle of the work.
                if rng.random() < 0.75:
                    wait_for_one(writers)
                time.sleep(rng.uniform(0.005, 0.3))
                server.kill()
                for writer in writers:
                    writer.join()
                    acknowledged += writer.acknowledged
                    check(not writer.refused, f"refused: {writer.refused[:1]}")
                began = time.monotonic()
                server.start("--log-level", "warn")
                session.close()
                check(session.ask("GET", "/readyz").status == 200, "not ready")
                slowest = max(slowest, time.monotonic() - began)
            session.sign_in()
            tasks = everything(session)
            verify(tasks, acknowledged)
            check(len(acknowledged) > 0, "nothing was written: the test proves nothing")
        finally:
            server.stop()
        passed(f"{options.cycles} kills, {len(acknowledged) * (SUBTASKS + 1)} acknowledged writes, none "
               f"lost; ready again within {slowest * 1000:.0f} ms")


if __name__ == "__main__":
    sys.exit(main())
