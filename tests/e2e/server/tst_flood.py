#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors
"""A short flood of wrong passwords: nobody who belongs here is turned away, and few guesses are hashed.
The long one, which also looks at times, is tests/campaign/flood."""
import json
import sys

from flood import flood
from taskward_server import Server, check, passed, scratch


def main():
    with scratch() as folder:
        server = Server(folder)
        try:
            found = flood(server, addresses=200, guesses=100_000, seconds=25, quiet_seconds=2)
        finally:
            server.stop()
    print(json.dumps(found, indent=2))
    check(found["owner_sign_ins"] > 0 and not found["owner_failures"], "the owner was kept out")
    check(not found["others_failures"], "others were kept from work")
    check(set(found["answers"]) <= {"unauthenticated", "rate-limited", "use-dpop-nonce", "overloaded"},
          "an answer that tells more, or none")
    check(found["guesses"] > 1000, "that was no flood")
    check(0 < found["guesses_hashed"] < 100, "too many guesses were hashed, or none was counted")
    passed("flood")


sys.exit(main())
