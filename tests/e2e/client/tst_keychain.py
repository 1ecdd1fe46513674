#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors
"""The terminal client while its keychain is absent, locked, silent, closed to it, or wrong.

Each time: it ends by itself with its own code and sentence, no file of the profile changes, nothing
readable is written, and with the real keychain everything is there afterwards.
"""
import contextlib
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

from taskward_cli import Profile, check, served
from taskward_server import passed

FAKE = pathlib.Path(__file__).resolve().parents[1] / "support" / "fake_secret_service.py"
CANARY = "Kanarienvogel-4b1e"
# No service files: nothing may start a real keychain behind the fake one.
BUS = """<busconfig><type>session</type><listen>unix:dir={folder}</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy></busconfig>"""
# mode of the fake, code and exit code, seconds within which the program has to give up
CASES = (
    ("absent", "keychain-absent", 78, 15),
    ("no-collection", "keychain-absent", 78, 15),
    ("locked", "keychain-locked", 77, 15),
    ("denied", "keychain-denied", 77, 15),
    ("wrong", "keychain-wrong-value", 78, 15),
    ("hang", "keychain-slow", 69, 45),
    ("hang-secret", "keychain-slow", 69, 45),
)


@contextlib.contextmanager
def keychain(mode, file=None):
    """A bus of its own with a keychain of that kind; the session's own is out of sight meanwhile."""
    children = []
    real = os.environ.get("DBUS_SESSION_BUS_ADDRESS")
    with tempfile.TemporaryDirectory() as folder:
        try:
            config = pathlib.Path(folder) / "bus.conf"
            config.write_text(BUS.format(folder=folder))
            children.append(subprocess.Popen(
                ["dbus-daemon", f"--config-file={config}", "--nofork", "--nopidfile", "--print-address"],
                stdout=subprocess.PIPE, text=True))
            os.environ["DBUS_SESSION_BUS_ADDRESS"] = children[0].stdout.readline().strip()
            if mode != "absent":
                # The system's Python: that is the one which has python3-dbus.
                children.append(subprocess.Popen(["/usr/bin/python3", "-B", FAKE, mode, *([file] if file else [])],
                                                 stdout=subprocess.PIPE, text=True))
                check(children[1].stdout.readline() == "ready\n", "the fake keychain does not start")
            yield
        finally:
            if real is None:
                os.environ.pop("DBUS_SESSION_BUS_ADDRESS", None)
            else:
                os.environ["DBUS_SESSION_BUS_ADDRESS"] = real
            for child in reversed(children):
                child.terminate()
                child.wait()
                child.stdout.close()


def stored(profile):
    """What must not change: every file of the profile but the logs of the engine's shared memory."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(profile.folder.iterdir())
            if path.is_file() and not path.name.endswith((".lock", "-shm"))}


def readable(folder):
    return [str(path) for path in pathlib.Path(folder).rglob("*")
            if path.is_file() and CANARY.encode() in path.read_bytes()]


def refuses(profile, code, exit_code, *command):
    done = profile.run("--json", *command, expect=exit_code)
    lines = [line for line in done.stderr.splitlines() if line.startswith("{")]
    check(len(lines) == 1, f"{command}: {done.stdout}{done.stderr}")
    told = json.loads(lines[0])
    check(told["code"] == code, f"{command}: {told}")
    check(told["sentence"].endswith("."), f"no sentence: {told}")
    check(CANARY not in done.stdout + done.stderr, "a title is shown without the key")


def tst_case(profile, folder, mode, code, exit_code, seconds):
    expected = profile.dump()
    before = stored(profile)
    with keychain(mode):
        began = time.monotonic()
        refuses(profile, code, exit_code, "list")
        check(time.monotonic() - began < seconds, f"{mode}: took {time.monotonic() - began:.0f} s")
        refuses(profile, code, exit_code, "add", "--literal", CANARY + " lost?")
    check(stored(profile) == before, f"{mode}: a file of the profile changed")
    check(readable(folder) == [], f"{mode}: readable: {readable(folder)}")
    check(profile.dump() == expected, f"{mode}: not everything is there afterwards")
    passed(f"keychain {mode}: {code}, nothing changed, everything there afterwards")


def tst_sign_in_without_keychain(server, ready, folder):
    """No key can be kept: no account, no file, no plain text."""
    profile = Profile(folder / "newcomer")
    profile.run("connect", ready["url"], "--pin", ready["spki_sha256"])
    for mode, code, exit_code in (("absent", "keychain-absent", 78), ("locked", "keychain-locked", 77)):
        with keychain(mode):
            refuses(profile, code, exit_code, "login", "--email", "owner@example.org",
                    "--password-file", str(server.password))
        left = [path.name for path in profile.folder.iterdir() if path.suffix == ".db"]
        check(left == [], f"left behind: {left}")
    passed("sign-in without a keychain leaves nothing")


def tst_vault_instead(server, ready, folder):
    """No keychain at all: a file under a passphrase, by the person's choice; with a keychain later, moved."""
    profile = Profile(folder / "with-vault")
    passphrase, wrong = folder / "passphrase", folder / "wrong"
    passphrase.write_text("four plain english words\n")
    wrong.write_text("some other english words\n")
    opened = ("--passphrase-file", passphrase)
    with keychain("absent"):
        profile.run("connect", ready["url"], "--pin", ready["spki_sha256"])
        profile.run("login", "--email", "owner@example.org", "--password-file", server.password,
                    "--secrets", "vault", *opened)
        profile.run("add", "--literal", CANARY + " in a vault", *opened)
        before = stored(profile)
        refuses(profile, "keychain-locked", 77, "list")
        refuses(profile, "keychain-denied", 77, "--passphrase-file", str(wrong), "list")
        check(json.loads(profile.run("--json", "doctor", expect=77).stdout)["condition"] == "locked", "doctor")
        check(stored(profile) == before, "a file of the profile changed")
        check(CANARY in profile.run("list", *opened).stdout, "the task is not there")
    check(readable(profile.folder) == [], f"readable: {readable(profile.folder)}")
    profile.run("secrets", "move", "keychain", *opened)
    check(not (profile.folder / "vault").exists(), "the vault is still there")
    check(CANARY in profile.run("list").stdout, "the task has not moved along")
    profile.run("sync")
    profile.forget()
    passed("a vault instead of a keychain, and back")


def main():
    with tempfile.TemporaryDirectory(prefix="taskward-keychain-") as name:
        folder = pathlib.Path(name)
        server, ready = served(folder)
        profile = Profile(folder / "profile")
        try:
            profile.sign_in(server, ready)
            profile.add(CANARY + " sent")
            profile.run("sync")
            profile.add(CANARY + " waiting")
            for case in CASES:
                tst_case(profile, folder, *case)
            profile.run("sync")
            titles = sorted(profile.titles().values())
            check(titles == [CANARY + " sent", CANARY + " waiting"], f"titles: {titles}")
            tst_sign_in_without_keychain(server, ready, folder)
            tst_vault_instead(server, ready, folder)
        finally:
            profile.forget()
            server.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
