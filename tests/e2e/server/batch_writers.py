# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors
"""Writers that remember what the server acknowledged, and the check that all of it is there, whole."""
import http.client
import threading
import time

from taskward_server import Client, check

WRITERS = 8
SUBTASKS = 3


class Writer(threading.Thread):
    """Writes parents with sub-tasks in one batch each, until the connection ends or end() is called."""

    def __init__(self, server, token, project, number, first_turn=0):
        super().__init__(daemon=True)
        self.client = Client(server)
        self.client.token = token
        self.project = project
        self.number = number
        self.turn = first_turn
        self.ended = False
        self.acknowledged = []  # the ids of each batch
        self.moments = []       # the wall clock after each of them
        self.refused = []

    def end(self):
        self.ended = True

    def run(self):
        while not self.ended:
            self.turn += 1
            try:
                self.write()
            except (OSError, http.client.HTTPException):
                break
        self.client.close()

    def write(self):
        ids, operations = batch(self.project, self.number, self.turn)
        answer = self.client.ask("POST", "/v1/sync", {"operations": operations})
        outcomes = [result["outcome"] for result in (answer.json or {}).get("results", [])]
        if answer.status == 200 and outcomes == ["applied"] * len(ids):
            self.moments.append(time.time())
            self.acknowledged.append(ids)
        else:
            self.refused.append((answer.status, answer.body[:300]))


def batch(project, number, turn):
    stamp = f"{int(time.time() * 1000):012x}"
    ids = [f"{stamp[:8]}-{stamp[8:]}-7{number:03x}-8000-{turn:08x}{part:04x}"
           for part in range(SUBTASKS + 1)]
    operations = []
    for part, identifier in enumerate(ids):
        fields = {"title": f"writer {number} turn {turn} part {part}", "project_id": project}
        if part:
            fields["parent_id"] = ids[0]
        operations.append({"id": identifier.replace("-8000-", "-9000-"), "kind": "task",
                           "action": "create", "entity_id": identifier, "base_version": 0,
                           "made_at": "2026-01-01T00:00:00Z", "task": fields})
    return ids, operations


def started(server, token, project, count=WRITERS):
    writers = [Writer(server, token, project, number) for number in range(count)]
    for writer in writers:
        writer.start()
    return writers


def everything(client):
    tasks, cursor = {}, ""
    while True:
        answer = client.ask("GET", "/v1/sync?limit=2000" + cursor)
        check(answer.status == 200, f"reading all: {answer.status} {answer.body[:300]}")
        page = answer.json
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
