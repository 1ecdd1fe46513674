# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors
"""A flood of wrong passwords for the owner's account, from many loopback addresses, while the owner
signs in on a known device and another person works. Tells what everybody met."""
import http.client
import json
import multiprocessing
import pathlib
import threading
import time

from device_key import Device, DeviceKey
from taskward_server import PASSWORD, Client, check

OWNER = "owner@example.org"
OTHER = "other@example.org"
WATCHER = "watcher@example.org"
ATTACKERS = 2
LOGIN = "/v1/auth/login"


def address(number):
    return f"127.{1 + number // 62500}.{number // 250 % 250}.{1 + number % 250}"


class Attacker:
    """Keeps a connection for each of its addresses and guesses over them in turn."""

    def __init__(self, server, numbers):
        self.server = server
        self.key = DeviceKey()
        self.nonce = None
        self.url = f"https://127.0.0.1:{server.port}{LOGIN}"
        self.connections = {number: None for number in numbers}
        self.statuses = {}

    def guess(self, number, text):
        connection = self.connections[number]
        if connection is None:
            connection = http.client.HTTPSConnection(
                "127.0.0.1", self.server.port, context=self.server.context, timeout=20,
                source_address=(address(number), 0))
            self.connections[number] = connection
        body = json.dumps({"email": OWNER, "password": text, "device_name": "x"})
        headers = {"Content-Type": "application/json",
                   "DPoP": self.key.proof("POST", self.url, None, self.nonce)}
        try:
            connection.request("POST", LOGIN, body, headers)
            response = connection.getresponse()
            answer = json.loads(response.read())
        except (OSError, http.client.HTTPException):
            self.connections[number] = None
            self.count("cut off")
            return
        self.nonce = response.headers.get("DPoP-Nonce", self.nonce)
        self.count(answer["code"])

    def count(self, what):
        self.statuses[what] = self.statuses.get(what, 0) + 1


def attack(server, numbers, guesses, deadline, results):
    attacker = Attacker(server, numbers)
    for i in range(guesses):
        if time.monotonic() > deadline:
            break
        attacker.guess(numbers[i % len(numbers)], f"guess number {i}")
    results.put(attacker.statuses)


def quantile(times, part):
    times = sorted(times)
    return times[min(len(times) - 1, int(len(times) * part))] if times else 0.0


def resident_mib(pid):
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


class Worker(threading.Thread):
    """Repeats something that has to succeed, with a pause; keeps the times."""

    def __init__(self, action, pause):
        super().__init__(daemon=True)
        self.action = action
        self.pause = pause
        self.times = []
        self.failures = []
        self.ended = threading.Event()

    def run(self):
        while not self.ended.wait(self.pause):
            start = time.monotonic()
            answer = self.action()
            self.times.append(time.monotonic() - start)
            if answer.status != 200:
                self.failures.append(f"{answer.status} {answer.body}")

    def end(self):
        self.ended.set()
        self.join()


def signed_in(server, email):
    device = Device(Client(server))
    answer = device.sign_in(email, PASSWORD)
    check(answer.status == 200, f"sign-in: {answer.status} {answer.body}")
    return device


def working(device):
    """Reads one's tasks; refreshes when the five minutes of a token are over."""
    def read():
        answer = device.ask("GET", "/v1/tasks")
        if answer.status == 401 and answer.json["code"] == "unauthenticated":
            device.take(device.refresh().json)
            answer = device.ask("GET", "/v1/tasks")
        return answer
    return read


def charged_guesses(device):
    """How many guesses of strangers have reached the hash: they are charged before it."""
    answer = device.ask("GET", "/v1/admin/locks")
    check(answer.status == 200, f"locks: {answer.status} {answer.body}")
    return max([lock["misses"] for lock in answer.json["items"]
                if lock["cause"] == "misses-spread"], default=0)


def flood(server, addresses, guesses, seconds, quiet_seconds):
    server.settings = {}
    for email, role in ((OTHER, "member"), (WATCHER, "administrator")):
        server.command("user add", "--email", email, "--role", role, "--password-file",
                       server.password)
    server.start()
    owner = signed_in(server, OWNER)
    watcher = signed_in(server, WATCHER)
    other = signed_in(server, OTHER)
    before = Worker(working(other), 0.01)
    before.start()
    time.sleep(quiet_seconds)
    before.end()
    memory = [resident_mib(server.pid)]
    results = multiprocessing.Queue()
    deadline = time.monotonic() + seconds
    began = time.monotonic()
    attackers = [multiprocessing.Process(
        target=attack, args=(server, list(range(i, addresses, ATTACKERS)), guesses // ATTACKERS,
                             deadline, results)) for i in range(ATTACKERS)]
    for attacker in attackers:
        attacker.start()
    signing = Worker(lambda: owner.sign_in(OWNER, PASSWORD), 1.5)
    during = Worker(working(other), 0.01)
    workers = [signing, during]
    for worker in workers:
        worker.start()
    statuses = {}
    while any(attacker.is_alive() for attacker in attackers):
        memory.append(resident_mib(server.pid))
        time.sleep(0.2)
    for _ in attackers:
        for name, count in results.get().items():
            statuses[name] = statuses.get(name, 0) + count
    took = time.monotonic() - began
    for worker in workers:
        worker.end()
    return {
        "guesses": sum(statuses.values()), "answers": statuses, "seconds": round(took, 1),
        "owner_sign_ins": len(signing.times), "owner_failures": signing.failures,
        "owner_slowest_s": round(max(signing.times, default=0), 3),
        "others_failures": during.failures,
        "others_p99_before_ms": round(quantile(before.times, 0.99) * 1000, 1),
        "others_p99_during_ms": round(quantile(during.times, 0.99) * 1000, 1),
        "memory_rise_mib": round(max(memory) - memory[0], 1),
        "guesses_hashed": charged_guesses(watcher),
    }
