# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors
"""The window's figures: the real widgets over a real account with a real keychain, on the session's screen.

Bounds: shown with its tasks within 150 ms with 1,000 tasks in the cache and within 200 ms with 100,000,
counted from before the program is loaded; under 80 MiB; no step of the window's thread over 16 ms while
scrolling, searching, completing, or receiving 1,000 changes of another device.
"""
import json
import ssl
import statistics
import subprocess
import time
import urllib.request
import uuid

PASSWORD = "bench: correct horse battery staple"
EMAIL = "bench@example.org"
SIZES = (1000, 100000)
CHANGES = 1000


class Api:
    def __init__(self, ready):
        self.url = ready["url"]
        self.context = ssl.create_default_context(cafile=ready["ca"])
        self.token = None
        answer = self.ask("/v1/auth/login",
                          {"email": EMAIL, "password": PASSWORD, "device_name": "another device"})
        self.token = answer["signed_in"]["tokens"]["access_token"]

    def ask(self, path, body=None):
        request = urllib.request.Request(self.url + path)
        if self.token:
            request.add_header("Authorization", "Bearer " + self.token)
        if body is not None:
            request.add_header("Content-Type", "application/json")
            request.data = json.dumps(body).encode()
        with urllib.request.urlopen(request, context=self.context) as response:
            return json.load(response)

    def change_many(self, count):
        """Gives that many tasks another title; answers with the id and title of the last one."""
        tasks, path = [], "/v1/tasks?limit=200&completed=false"
        while len(tasks) < count and path:
            page = self.ask(path)
            tasks += page["items"]
            path = page.get("next") and f"/v1/tasks?limit=200&completed=false&cursor={page['next']}"
        tasks = tasks[:count]
        for begin in range(0, len(tasks), 500):
            self.ask("/v1/sync", {"operations": [
                {"id": str(uuid7()), "kind": "task", "action": "update", "entity_id": task["id"],
                 "base_version": task["version"], "made_at": task["updated_at"],
                 "task": {"title": "Changed elsewhere: " + task["title"][:100].strip()}}
                for task in tasks[begin:begin + 500]]})
        return tasks[-1]["id"], "Changed elsewhere: " + tasks[-1]["title"][:100].strip()


def uuid7():
    value = int(time.time() * 1000) << 80 | uuid.uuid4().int & ((1 << 80) - 1)
    value = value & ~(0xF << 76) | 0x7 << 76
    return uuid.UUID(int=value & ~(0x3 << 62) | 0x2 << 62)


def start_window(build, profile, *arguments):
    return subprocess.Popen([build / "tests" / "bench" / "bench_window", "--started",
                             str(time.monotonic_ns()), "--profile", profile, *arguments],
                            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def finish(window):
    report = json.loads(window.stdout.read())
    if window.wait(timeout=60) != 0:
        raise RuntimeError(f"the window's run did not come to its end: {report}")
    return report


def measure_on(build, folder, ready, password, rounds):
    profile = folder / ("window-" + ready["spki_sha256"][:8])
    report = finish(start_window(build, profile, "--connect", ready["url"], "--pin",
                                 ready["spki_sha256"], "--email", EMAIL, "--password-file", password))
    starts = []
    for _ in range(rounds):
        window = start_window(build, profile, "--start-only")
        starts.append(finish(window))
    window = start_window(build, profile)
    if window.stdout.readline().strip() != "ready":
        raise RuntimeError("the window was not ready to receive")
    last, title = Api(ready).change_many(CHANGES)
    window.stdin.write(f"{last} {title}\n")
    window.stdin.flush()
    report.update(finish(window))
    report["shown_after_ms"] = statistics.median(start["shown_after_ms"] for start in starts)
    report["rss_mib"] = max(start["rss_mib"] for start in starts)
    return report


def measure_size(build, folder, tasks, rounds):
    server = build / "server-stub" / "taskward-server"
    data = folder / f"window-server-{tasks}"
    password = folder / "window-password"
    password.touch(mode=0o600)
    password.write_text(PASSWORD + "\n")
    run = dict(check=True, stdout=subprocess.DEVNULL)
    subprocess.run([server, "init", "--data", data, "--org", "Bench", "--owner", EMAIL,
                    "--password-file", password], **run)
    subprocess.run([server, "seed", "--data", data, "--projects", "3", "--tasks", str(tasks),
                    "--random-seed", "1"], **run)
    with open(folder / f"window-{tasks}.log", "w") as log:
        child = subprocess.Popen([server, "serve", "--data", data, "--listen", "127.0.0.1:0"],
                                 stdout=subprocess.PIPE, stderr=log, text=True)
        try:
            return measure_on(build, folder, json.loads(child.stdout.readline()), password, rounds)
        finally:
            child.terminate()
            child.wait(timeout=30)


def measure(build, folder, options):
    return {f"tasks_{size}": measure_size(build, folder, size, max(3, options.rounds))
            for size in SIZES}
