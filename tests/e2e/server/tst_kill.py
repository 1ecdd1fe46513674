#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors
"""kill -9 of the server at random moments under eight writers: every acknowledged write is there
afterwards, nothing is half done, and the server answers again at once.

    tst_kill.py [--cycles 200] [--seed S]"""
import argparse
import http.client
import random
import sys
import threading
import time

from taskward_server import Client, Server, check, passed, scratch

WRITERS = 8
SUBTASKS = 3


class Writer(threading.Thread):
    """Writes parents with sub-tasks in one batch each; remembers what was acknowledged."""

    def __init__(self, server, token, project, number):
        super().__init__()
        self.client = Client(server)
        self.client.token = token
        self.project = project
        self.number = number
        self.acknowledged = []
        self.refused = []

    def run(self):
        turn = 0
        while True:
            turn += 1
            try:
                self.write(turn)
            except (OSError, http.client.HTTPException):
                return

    def write(self, turn):
        stamp = f"{int(time.time() * 1000):012x}"
        ids = [f"{stamp[:8]}-{stamp[8:]}-7{self.number:03x}-8000-{turn:08x}{part:04x}"
               for part in range(SUBTASKS + 1)]
        operations = []
        for part, identifier in enumerate(ids):
            fields = {"title": f"writer {self.number} turn {turn} part {part}", "project_id": self.project}
            if part:
                fields["parent_id"] = ids[0]
            operations.append({"id": identifier.replace("-8000-", "-9000-"), "kind": "task",
                               "action": "create", "entity_id": identifier, "base_version": 0,
                               "made_at": "2026-01-01T00:00:00Z", "task": fields})
        answer = self.client.ask("POST", "/v1/sync", {"operations": operations})
        outcomes = [result["outcome"] for result in answer.json.get("results", [])]
        if answer.status == 200 and outcomes == ["applied"] * len(ids):
            self.acknowledged.append(ids)
        else:
            self.refused.append((answer.status, answer.body[:300]))


def everything(client):
    tasks, cursor = {}, ""
    while True:
        page = client.ask("GET", "/v1/sync?limit=2000" + cursor).json
        for task in page["tasks"]:
            tasks[task["id"]] = task
        if not page["more"]:
            return tasks
        cursor = "&cursor=" + page["cursor"]


def verify(tasks, acknowledged):
    for ids in acknowledged:
        for identifier in ids:
            check(identifier in tasks, f"lost an acknowledged write: {identifier}")
    families = {}
    for task in tasks.values():
        families.setdefault(task.get("parent_id", task["id"]), []).append(task)
    for parent, members in families.items():
        check(len(members) == SUBTASKS + 1, f"half of a batch is there: {parent}: {len(members)}")


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
                writers = [Writer(server, session.token, project, n) for n in range(WRITERS)]
                for writer in writers:
                    writer.start()
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
