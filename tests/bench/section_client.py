# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors
"""The client's figures: first synchronisation and ten changes, real programs over TLS.

Bounds: 10,000 tasks within 800 ms, 100,000 within 8,000 ms; ten changes within 40 ms until the server
has them and a second, listening device shows them.
"""
import json
import subprocess

PASSWORD = "bench: correct horse battery staple"
EMAIL = "bench@example.org"
SIZES = (10000, 100000)


def start_server(program, data, log):
    child = subprocess.Popen([program, "serve", "--data", data, "--listen", "127.0.0.1:0"],
                             stdout=subprocess.PIPE, stderr=log, text=True)
    return child, json.loads(child.stdout.readline())


def measure_size(build, folder, tasks, rounds):
    server = build / "server-stub" / "taskward-server"
    data = folder / f"client-{tasks}"
    password = folder / "client-password"
    password.touch(mode=0o600)
    password.write_text(PASSWORD + "\n")
    run = dict(check=True, stdout=subprocess.DEVNULL)
    subprocess.run([server, "init", "--data", data, "--org", "Bench", "--owner", EMAIL,
                    "--password-file", password], **run)
    subprocess.run([server, "seed", "--data", data, "--projects", "100", "--tasks", str(tasks),
                    "--random-seed", "1"], **run)
    with open(folder / f"client-{tasks}.log", "w") as log:
        child, ready = start_server(server, data, log)
        try:
            text = subprocess.run(
                [build / "tests" / "bench" / "bench_client", ready["url"], ready["spki_sha256"],
                 EMAIL, password, str(rounds)], check=True, capture_output=True, text=True).stdout
            return json.loads(text)
        finally:
            child.terminate()
            child.wait(timeout=30)


def bare_commits(build, folder):
    """The reference: a change is three durable commits or more, so a slow disk shows here first."""
    place = folder / "client-engine"
    place.mkdir()
    text = subprocess.run([build / "tests" / "bench" / "bench_engine", place, "2"], check=True,
                          capture_output=True, text=True).stdout
    return json.loads(text)["commits_per_second"]


def measure(build, folder, options):
    report = {"bare_commits_per_second": bare_commits(build, folder)}
    report.update({f"tasks_{size}": measure_size(build, folder, size, 10 * options.rounds)
                   for size in SIZES})
    return report
