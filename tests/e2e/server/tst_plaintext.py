#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors
"""What a person writes is in no file of the server, in no temporary file and in no log; and the engine
never opens a temporary file of its own. The whole server runs under strace for it."""
import base64
import os
import pathlib
import sys

from taskward_server import PASSWORD, Server, check, passed, scratch

CANARY = "canary-7f3a-Sonnenblume"


def shapes(text):
    raw = text.encode()
    return [raw, text.encode("utf-16-le"), base64.b64encode(raw)[:-4], raw.hex().encode()]


def find(folder, needles):
    for path in pathlib.Path(folder).rglob("*"):
        if not path.is_file():
            continue
        data = path.read_bytes()
        for needle in needles:
            check(needle not in data, f"{path} holds {needle!r}")


def main():
    with scratch() as folder:
        trace = pathlib.Path(folder) / "opened"
        server = Server(folder, prefix=["strace", "-f", "-qq", "-e", "trace=open,openat,creat",
                                        "-o", str(trace)])
        server.start("--log-level", "trace")
        client = server.client()
        project = client.ask("POST", "/v1/projects", {"name": CANARY}).json["id"]
        for number in range(300):
            answer = client.ask("POST", "/v1/tasks", {"project_id": project, "note": CANARY * 40,
                                                      "title": f"{CANARY} {number:04d} {CANARY}"})
            check(answer.status == 201, answer.body)
        for path in ("/v1/tasks?sort=alphabet&limit=200", f"/v1/tasks?text={CANARY}&limit=200",
                     "/v1/sync?limit=2000", "/v1/tasks?sort=urgency&limit=200"):
            check(CANARY in client.ask("GET", path).body.decode(), path)
        client.ask("POST", "/v1/tasks", {"project_id": project, "title": CANARY, "bogus": CANARY})
        opened = trace.read_text(errors="replace")
        check("taskward.db" in opened, "strace saw nothing")
        check("etilqs_" not in opened, "the engine opened a temporary file")
        token = client.token
        find(server.data, shapes(CANARY))  # while it runs: the write-ahead log too
        check(server.stop() == 0, "the server did not end cleanly")
        trace.unlink()
        server.password.unlink()
        find(folder, shapes(CANARY) + shapes(PASSWORD) + shapes(token))
        header = (server.data / "taskward.db").read_bytes()[:16]
        check(header != b"SQLite format 3\0", "the store is not encrypted")
        left = [name for name in os.listdir("/var/tmp") if name.startswith("etilqs_")]
        check(not left, f"temporary files: {left}")
    passed("no plaintext in files, temporary files or logs")


if __name__ == "__main__":
    sys.exit(main())
