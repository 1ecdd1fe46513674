#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors
"""A Secret Service that lies, in each of eleven ways, to the real terminal client.

The account is made with a keychain that works. Then, for each way: the doctor names the state and a remedy
and ends by itself; nothing is written into the keychain, no file of the profile changes, nothing readable
appears on disk; and with the keychain that works again every edit is there, once.
"""
import contextlib
import json
import pathlib
import shutil
import sys
import tempfile

from taskward_cli import Profile, check, served
from taskward_server import passed
from tst_keychain import CANARY, keychain, readable, refuses, stored

# name, mode of the service, which items it has, code of the error, exit code, condition
WAYS = (
    ("missing", "absent", "ours", "keychain-absent", 78, "absent"),
    ("locked", "locked", "ours", "keychain-locked", 77, "locked"),
    ("unlock refused", "refused", "ours", "keychain-locked", 77, "locked"),
    ("30 s slow", "slow", "ours", "keychain-slow", 69, "slow"),
    ("hanging", "hang", "ours", "keychain-slow", 69, "slow"),
    ("wrong", "wrong", None, "keychain-wrong-value", 78, "wrong-value"),
    ("old", "store", "old", None, 0, "works"),
    ("empty", "empty", "ours", "keychain-wrong-value", 78, "wrong-value"),
    ("dying mid-call", "dying", "ours", "keychain-absent", 78, "absent"),
    ("swapped backend", "store", "swapped", "key-not-found", 78, "missing"),
    ("two users", "store", "theirs", "keychain-wrong-value", 78, "wrong-value"),
)


def items(file):
    return json.loads(file.read_text())


def entry_of(held, prefix):
    """The one item whose key of QtKeychain begins like that."""
    return next(path for path, (attributes, _) in held.items()
                if any(value.startswith(prefix) for value in attributes.values()))


def make_items(folder, server, ready, profile):
    """The items of each kind; the profile is signed in with "ours" and has one edit that waits."""
    files = {name: folder / f"{name}.json" for name in ("ours", "old", "swapped", "theirs")}
    with keychain("store", files["swapped"]):
        other = Profile(folder / "other")
        other.sign_in(server, ready)
    with keychain("store", files["ours"]):
        profile.sign_in(server, ready)
        profile.add(CANARY + " sent")
        shutil.copy(files["ours"], files["old"])
        profile.run("sync")
        profile.add(CANARY + " waiting")
    check(items(files["ours"]) != items(files["old"]), "the entry has not changed since")
    ours, foreign = items(files["ours"]), items(files["swapped"])
    mine, others = entry_of(ours, "account:"), entry_of(foreign, "account:")
    ours[mine][1] = foreign[others][1]
    files["theirs"].write_text(json.dumps(ours))
    return files


def examined(profile, condition, exit_code):
    done = profile.run("--json", "doctor", expect=exit_code)
    report = json.loads(done.stdout)
    check(report["condition"] == condition, f"the doctor: {report}")
    check(report["sentence"].endswith(".") and report["remedy"].endswith("."), f"no words: {report}")
    check(condition == "works" or report["kept"] == [], f"said to hold something: {report}")


def tst_way(profile, folder, files, expected, way):
    name, mode, variant, code, exit_code, condition = way
    file = files.get(variant)
    held = file and file.read_bytes()
    before = stored(profile)
    with keychain(mode, file):
        examined(profile, condition, exit_code)
        if code is not None:
            refuses(profile, code, exit_code, "list")
            refuses(profile, code, exit_code, "add", "--literal", CANARY + " lost?")
        else:
            check(profile.dump() == expected, f"{name}: not everything is shown")
    check(file is None or file.read_bytes() == held, f"{name}: the keychain was written to")
    if code is not None:
        check(stored(profile) == before, f"{name}: a file of the profile changed")
    check(readable(profile.folder) == [], f"{name}: readable: {readable(profile.folder)}")
    with keychain("store", files["ours"]):
        check(profile.dump() == expected, f"{name}: not everything is there afterwards")
    passed(f"lying keychain, {name}: {condition}")


def tst_lost_for_good(server, profile, files, key):
    """The item is gone: signing in again and the recovery key bring everything back, under the same ids."""
    gone = files["swapped"]
    with keychain("store", gone):
        done = profile.run("recover", "--recovery-key-file", key, "--password-file", server.password)
        check(done.stdout.startswith("1 changes came back"), f"recover: {done.stdout}")
        titles = sorted(profile.titles().values())
        check(titles == [CANARY + " sent", CANARY + " waiting"], f"titles: {titles}")
        check(profile.run("recover", "--recovery-key-file", key, expect=None).returncode != 0,
              "the same edits came back twice")
        profile.run("sync")
        check(len(profile.titles()) == 2, "an edit arrived twice")
    passed("lost keychain item: nothing lost")


def main():
    with contextlib.ExitStack() as stack:
        folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="taskward-lying-")))
        server, ready = served(folder)
        stack.callback(server.stop)
        profile = Profile(folder / "profile")
        files = make_items(folder, server, ready, profile)
        key = folder / "recovery-key"
        with keychain("store", files["ours"]):
            expected = profile.dump()
            key.write_text(profile.run("recovery-key").stdout)
        for way in WAYS:
            tst_way(profile, folder, files, expected, way)
        tst_lost_for_good(server, profile, files, key)
    return 0


if __name__ == "__main__":
    sys.exit(main())
