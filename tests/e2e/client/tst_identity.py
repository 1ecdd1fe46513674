#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors
"""A person's protection through the terminal client against the real server: the second factor from its
first day to its loss, a stolen copy, a device that is wiped from afar, a key for scripts."""
import base64
import json
import pathlib
import shutil
import subprocess
import sys

from taskward_cli import EMAIL, Profile, check, served
from device_key import Device, DeviceKey
from taskward_server import Client, passed, scratch

NO_PERMISSION = 77


class Person(Profile):
    """A profile that answers in JSON, and what its owner types."""

    def __init__(self, folder, server):
        super().__init__(folder)
        self.server = server
        self.proof = ["--proof-password-file", server.password]

    def ask(self, *arguments, expect=0):
        done = self.run("--json", *self.proof, *arguments, expect=expect)
        text = done.stdout if expect == 0 else done.stderr
        return [json.loads(line) for line in text.splitlines() if line.startswith("{")]

    def connect(self, ready):
        self.run("connect", ready["url"], "--pin", ready["spki_sha256"])

    def log_in(self, *arguments, expect=0):
        return self.run("--json", "login", "--email", EMAIL, "--password-file", self.server.password,
                        *arguments, expect=expect)


def code_of(key, step=0):
    """The code of the step that far from now: one that was used is not taken again."""
    return subprocess.run(["oathtool", "--totp", "-b", f"--now=now + {30 * step} seconds", key.replace(" ", "")],
                          check=True, capture_output=True, text=True).stdout.strip()


def factor(folder):
    server, ready = served(folder)
    person = Person(pathlib.Path(folder) / "a", server)
    person.connect(ready)
    person.log_in()
    try:
        check(not person.ask("totp", "status")[0]["totp"], "a factor from nowhere")
        offer = person.ask("totp", "enrol")[0]
        check(offer["otpauth_uri"].startswith("otpauth://totp/"), offer)
        refusal = person.ask("totp", "confirm", "000000", expect=NO_PERMISSION)[0]
        check(refusal["code"] == "code-wrong", refusal)
        codes = person.ask("totp", "confirm", code_of(offer["key"]))[0]["recovery_codes"]
        check(len(codes) == 10 and len(set(codes)) == 10, codes)
        check(person.ask("totp", "status")[0]["recovery_codes_left"] == 10, "codes")
        person.run("logout")
        told = json.loads(person.log_in(expect=NO_PERMISSION).stderr.splitlines()[-1])
        check(told["code"] == "step-up-required", told)
        wrong = json.loads(person.log_in("--totp", "000000", expect=NO_PERMISSION).stderr.splitlines()[-1])
        check(wrong["code"] == "code-wrong" and wrong["attempts_left"] == 4, wrong)
        person.log_in("--totp", code_of(offer["key"], 1))
        person.run("logout")
        person.log_in("--totp", codes[0])
        check(person.ask("totp", "status")[0]["recovery_codes_left"] == 9, "a code was not used up")
        person.run("logout")
        person.log_in("--totp", codes[0], expect=NO_PERMISSION)
        person.log_in("--totp", codes[1])
        passed("factor: enrolled, asked for, a code and a recovery code are taken, once")
    finally:
        person.forget()
        server.stop()


def stolen(folder):
    """Everything but the keychain's key of the device: the tokens are worth nothing, and it shows."""
    server, ready = served(folder)
    person = Person(pathlib.Path(folder) / "a", server)
    person.connect(ready)
    person.log_in()
    try:
        record = json.loads((person.folder / "device.json").read_text())
        config = json.loads((person.folder / "config.json").read_text())
        token = refresh_token(config["account_id"])
        thief = Device(Client(server), DeviceKey())
        answer = thief.ask("POST", "/v1/auth/refresh", {"refresh_token": token})
        check(answer.status in (400, 401), f"{answer.status}: {answer.json}")
        mine = json.loads(person.run("--json", "sync", expect=NO_PERMISSION).stderr.splitlines()[-1])
        check(mine["code"] == "unauthenticated", mine)
        # The session was ended; its owner signs in again, and reads of the theft.
        person.log_in()
        kinds = [event["kind"] for event in person.ask("events") if event["critical"]]
        check(kinds == ["auth.refresh.reuse"], kinds)
        # A machine that has the files and a keychain of its own has no key to open them.
        other = Person(pathlib.Path(folder) / "copy", server)
        shutil.copytree(person.folder, other.folder)
        config["account_id"] = "0190c000-0000-7000-8000-00000000dead"
        (other.folder / "config.json").write_text(json.dumps(config))
        check(other.run("list", expect=78).returncode == 78, "a copy was opened")
        check(record["id"] and "twr_" not in json.dumps(record), record)
        passed("stolen: a copied token ends the session, tells of the theft, and opens nothing")
    finally:
        person.forget()
        server.stop()


def refresh_token(account):
    """As one who reads the keychain of an unlocked desktop can."""
    out = subprocess.run(["secret-tool", "lookup", "user", f"account:{account}"], capture_output=True,
                         check=True).stdout
    raw = out if out.startswith(b"TWK1") else base64.b64decode(out)
    start = raw.index(b"twr_")
    size = int.from_bytes(raw[start - 2:start], "big")
    return raw[start:start + size].decode()


def wiped(folder):
    server, ready = served(folder)
    lost = Person(pathlib.Path(folder) / "lost", server)
    here = Person(pathlib.Path(folder) / "here", server)
    for person in (lost, here):
        person.connect(ready)
        person.log_in()
    try:
        lost.run("add", "--literal", "never sent")
        check(here.run("--json", "sessions", "end", "x", expect=None).returncode != 0, "ended nothing")
        target = [one for one in here.ask("sessions") if not one["this_device"]]
        check(len(target) == 1, target)
        here.ask("sessions", "wipe", target[0]["session_id"])
        told = json.loads(lost.run("--json", "sync", expect=NO_PERMISSION).stderr.splitlines()[-1])
        check(told["code"] == "device-wiped", told)
        left = [path.name for path in lost.folder.iterdir() if path.suffix in (".db", ".json")]
        check(left == ["server.json"], left)
        events = here.ask("events")
        check(any(event["kind"].startswith("auth.device.wip") or "wipe" in event["kind"]
                  for event in events), events)
        lost.log_in()
        check(lost.run("list").stdout == "", "something came back")
        passed("wiped: keys, files and the device's own key are gone, and the server knows")
    finally:
        lost.forget()
        here.forget()
        server.stop()


def key_for_scripts(folder):
    server, ready = served(folder)
    person = Person(pathlib.Path(folder) / "a", server)
    person.connect(ready)
    person.log_in()
    try:
        bare = person.run("--json", "key", "create", "x", "--scope", "task.read", expect=None)
        made = person.ask("key", "create", "backup", "--scope", "task.read", "--scope", "task.create",
                          "--scope", "project.read")[0]
        check(bare.returncode in (0, NO_PERMISSION), bare.stderr)
        secret = pathlib.Path(folder) / "key"
        secret.touch(mode=0o600)
        secret.write_text(made["secret"] + "\n")
        script = Profile(pathlib.Path(folder) / "nothing")
        options = ["--api-key-file", secret, "--server", ready["url"], "--server-pin", ready["spki_sha256"]]
        task = script.run(*options, "add", "--literal", "by a script").stdout.strip()
        check(task in script.run(*options, "list").stdout, "not listed")
        refusal = script.run(*options, "--json", "done", task, expect=NO_PERMISSION)
        check(json.loads(refusal.stderr)["code"] == "permission-denied", refusal.stderr)
        check(not script.folder.exists(), "a script's key left a profile behind")
        person.ask("key", "revoke", made["key"]["id"])
        script.run(*options, "list", expect=NO_PERMISSION)
        passed("key for scripts: does what its scopes say, until it is revoked")
    finally:
        person.forget()
        server.stop()


def main():
    for scenario in (factor, stolen, wiped, key_for_scripts):
        with scratch() as folder:
            scenario(folder)


if __name__ == "__main__":
    sys.exit(main())
