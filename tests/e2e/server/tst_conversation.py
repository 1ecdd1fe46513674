#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors
"""The same conversation of several hundred requests with both engines: the answers must be equal byte for
byte, ids and times aside. Ids are numbered in the order in which they first appear, so that a wrong
reference shows."""
import random
import re
import sys

from taskward_server import Server, check, passed, scratch

ID = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
TIME = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
OPAQUE = re.compile(rb'"(cursor|next|access_token|refresh_token)":"[^"]+"')
KEPT_HEADERS = ("etag", "allow", "content-type", "idempotency-replayed", "www-authenticate")
SEED = 20260101


class Recorder:
    def __init__(self, client):
        self.client = client
        self.lines = []
        self.names = {}

    def name(self, match):
        return b"id%d" % self.names.setdefault(match.group(), len(self.names))

    def ask(self, method, path, body=None, headers=None):
        answer = self.client.ask(method, path, body, headers)
        text = OPAQUE.sub(rb'"\1":"*"', TIME.sub(b"time", ID.sub(self.name, answer.body)))
        kept = {name: answer.headers.get(name) for name in KEPT_HEADERS}
        asked = ID.sub(self.name, path.partition("cursor=")[0].encode()).decode()
        self.lines.append(f"{method} {asked} -> {answer.status} {kept} {text.decode()}")
        return answer


def projects(recorder):
    made = []
    for name, visibility in (("Fair", "organisation"), ("Café déjà vu", "private"), ("  Trim  ", "private")):
        answer = recorder.ask("POST", "/v1/projects", {"name": name, "visibility": visibility})
        made.append(answer.json)
    recorder.ask("POST", "/v1/projects", {"name": ""})
    recorder.ask("POST", "/v1/projects", {"name": "x", "owner_id": made[0]["id"]})
    recorder.ask("PATCH", f"/v1/projects/{made[0]['id']}", {"colour": "teal"})
    recorder.ask("PATCH", f"/v1/projects/{made[0]['id']}", {"colour": "teal"},
                 {"If-Match": f'"{made[0]["version"]}"'})
    recorder.ask("PATCH", f"/v1/projects/{made[0]['id']}", {"colour": "red"},
                 {"If-Match": f'"{made[0]["version"]}"'})
    recorder.ask("GET", "/v1/projects?limit=2")
    return [project["id"] for project in made]


def some_task(rng, project, sections, labels, parents):
    body = {"title": rng.choice(["Alpha", "beta", "Gamma ray", "délta", "<b>&\u2028", "50 % off_", "zeta"])
            + f" {rng.randrange(100)}", "project_id": project}
    if rng.random() < 0.5:
        body["due"] = f"2026-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}" + rng.choice(
            ["", "T09:30"])
    if rng.random() < 0.4:
        body["priority"] = rng.randrange(0, 6)
    if rng.random() < 0.3:
        body["section_id"] = rng.choice(sections)
    if rng.random() < 0.3:
        body["label_ids"] = rng.sample(labels, rng.randrange(1, len(labels) + 1))
    if parents and rng.random() < 0.2:
        body["parent_id"] = rng.choice(parents)
    if rng.random() < 0.1:
        body["completed_at"] = "2026-01-02T03:04:05Z"
    if rng.random() < 0.2:
        body["note"] = "line\nnext\ttab"
    return body


def tasks(recorder, rng, project_ids):
    sections = [recorder.ask("POST", "/v1/sections", {"name": name, "project_id": project_ids[0]})
                .json["id"] for name in ("To do", "Done")]
    labels = [recorder.ask("POST", "/v1/labels", {"name": name}).json["id"]
              for name in ("phone", "Ärger", "zebra")]
    made = {}
    for number in range(90):
        project = project_ids[0] if rng.random() < 0.7 else rng.choice(project_ids)
        parents = [i for i, task in made.items() if task["project_id"] == project]
        answer = recorder.ask("POST", "/v1/tasks",
                              some_task(rng, project, sections, labels, parents),
                              {"Idempotency-Key": f"task-{number % 80}"})
        if answer.status == 201:
            made[answer.json["id"]] = answer.json
    for identifier, task in list(made.items())[:60]:
        change = rng.choice([{"title": "Changed"}, {"due": None}, {"priority": 1}, {"parent_id": None},
                             {"label_ids": []}, {"completed_at": "2026-03-04T05:06:07.008Z"},
                             {"order_key": "a0V"}, {"order_key": "!"}, {"project_id": project_ids[1]},
                             {"version": 3}, {"section_id": sections[1]}, {}])
        tag = task["version"] if rng.random() < 0.8 else task["version"] + 1
        recorder.ask("PATCH", f"/v1/tasks/{identifier}", change, {"If-Match": f'"{tag}"'})
    for identifier in rng.sample(sorted(made), 12):
        recorder.ask("DELETE", f"/v1/tasks/{identifier}")
        recorder.ask("GET", f"/v1/tasks/{identifier}")
    return sections, labels, list(made)


def lists(recorder, rng, project_ids, sections, labels):
    for sort in ("manual", "due_date", "urgency", "newest", "changed", "alphabet"):
        for filters in ("", f"&project_id={project_ids[0]}", "&completed=false", "&completed=true",
                        f"&section_id={sections[0]}", f"&label_id={labels[0]}", "&priority=1",
                        "&due_from=2026-03-01&due_before=2026-09-01", "&text=ALPHA", "&text=%25",
                        "&text=_"):
            cursor = ""
            for _ in range(2):
                answer = recorder.ask("GET", f"/v1/tasks?limit=7&sort={sort}{filters}{cursor}")
                if "next" not in (answer.json or {}):
                    break
                cursor = "&cursor=" + answer.json["next"]
    for path in ("/v1/tasks?limit=0", "/v1/tasks?limit=201", "/v1/tasks?sort=evil", "/v1/tasks?cursor=abc",
                 "/v1/tasks?bogus=1", "/v1/tasks/not-an-id", "/v1/labels?limit=2", "/v1/sections?limit=1",
                 "/v1/people", "/v1/me", "/v1/nowhere"):
        recorder.ask("GET", path)
    recorder.ask("PUT", "/v1/tasks", {})
    recorder.ask("POST", "/v1/tasks", "{")
    recorder.ask("POST", "/v1/tasks", '{"title":"a","title":"b"}')


def synchronise(recorder, rng, project_ids, made):
    def operation(number, kind, action, entity, base=0, **fields):
        return {"id": f"0190ffff-0000-7000-8000-{number:012d}", "kind": kind, "action": action,
                "entity_id": entity, "base_version": base, "made_at": "2026-01-01T00:00:00Z", **fields}
    new = "0190eeee-0000-7000-8000-000000000001"
    batch = [operation(1, "task", "create", new, task={"title": "From afar", "project_id": project_ids[0]}),
             operation(2, "task", "update", new, 1, task={"title": "Merged", "priority": 2}),
             operation(3, "task", "update", made[0], 1, task={"title": "Clash?"}),
             operation(4, "task", "update", new, 0, task={"project_id": "0190eeee-0000-7000-8000-00000000dead"}),
             operation(5, "label", "create", "0190eeee-0000-7000-8000-000000000002", label={"name": "afar"}),
             operation(6, "task", "delete", "0190eeee-0000-7000-8000-00000000beef"),
             operation(7, "section", "create", "0190eeee-0000-7000-8000-000000000003", task={"title": "x"})]
    for _ in range(2):  # the second time is a repeat after a lost reply
        recorder.ask("POST", "/v1/sync", {"operations": batch})
    cursor = ""
    for _ in range(60):
        answer = recorder.ask("GET", "/v1/sync?limit=5" + cursor)
        if not answer.json["more"]:
            break
        cursor = "&cursor=" + answer.json["cursor"]
    recorder.ask("DELETE", f"/v1/projects/{project_ids[2]}")
    recorder.ask("GET", "/v1/sync?limit=2000")


def converse(postgres):
    with scratch() as folder:
        server = Server(folder, postgres=postgres)
        try:
            server.start()
            recorder = Recorder(server.client())
            rng = random.Random(SEED)
            project_ids = projects(recorder)
            sections, labels, made = tasks(recorder, rng, project_ids)
            lists(recorder, rng, project_ids, sections, labels)
            synchronise(recorder, rng, project_ids, made)
            return recorder.lines
        finally:
            server.stop()


def main():
    embedded = converse(postgres=False)
    other = converse(postgres=True)
    check(len(embedded) >= 300, f"only {len(embedded)} requests")
    statuses = {line.split(" -> ")[1][:3] for line in embedded}
    check({"200", "201", "204", "400", "404", "405", "412", "422"} <= statuses, f"only {statuses}")
    check("500" not in statuses and "503" not in statuses, f"{statuses}")
    for number, (one, two) in enumerate(zip(embedded, other)):
        check(one == two, f"seed {SEED}, request {number} differs:\nembedded: {one}\npostgres: {two}")
    check(len(embedded) == len(other), "one conversation is longer")
    passed(f"{len(embedded)} requests, equal answers of both engines")


if __name__ == "__main__":
    sys.exit(main())
