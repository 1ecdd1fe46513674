#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors
"""What is left in the memory of a client that was locked or signed out: no password, title, token or key,
in UTF-8, UTF-16, base64 or hex. Reads /proc/PID/mem of MemoryVictim, which is the client without a face. With
the session's real keychain: it is spoken to in ciphers, so that what GDBus keeps of its last message is noise.

    tst_memory.py [--rounds 1]"""
import argparse
import base64
import contextlib
import pathlib
import re
import secrets
import subprocess
import sys
import tempfile

from taskward_cli import check, served
from taskward_server import BUILD, environment, passed

READER = pathlib.Path(__file__).resolve().parents[1] / "support" / "read_secret_service.py"
VICTIM = BUILD / "tests" / "e2e" / "client" / "MemoryVictim"
TOKEN = re.compile(rb"tw[ar]_[A-Za-z0-9_-]{43}|t\0w\0[ar]\0_\0(?:[A-Za-z0-9_-]\0){43}")


def forms(value):
    """The bytes by which a value could be lying about."""
    yield "as it is", value
    with contextlib.suppress(UnicodeDecodeError):
        yield "UTF-16", value.decode().encode("utf-16-le")
    yield "hex", value.hex().encode()
    yield "hex", value.hex().upper().encode()
    for shift in range(3):  # where in a longer text it began
        coded = base64.b64encode(bytes(shift) + value)
        inner = coded[(0, 2, 3)[shift]:-4]
        yield "base64", inner
        yield "base64url", inner.replace(b"+", b"-").replace(b"/", b"_")


def regions(process):
    with open(f"/proc/{process}/maps", encoding="ascii") as maps, \
            open(f"/proc/{process}/mem", "rb", buffering=0) as memory:
        for line in maps:
            span, rights, *rest = line.split(None, 5)
            name = rest[3].strip() if len(rest) > 3 else ""
            if "w" not in rights or name.startswith(("[vvar", "[vsyscall")):
                continue
            first, last = (int(number, 16) for number in span.split("-"))
            with contextlib.suppress(OSError, ValueError):  # guard pages
                memory.seek(first)
                yield name or "anonymous", memory.read(last - first)


def kept(prefix):
    """The entries of that kind in the session's keychain."""
    read = subprocess.run(["/usr/bin/python3", "-B", READER, prefix], capture_output=True, text=True,
                          check=True, timeout=60)
    return set(read.stdout.split())


def packed_keys(entry):
    """The two keys in an entry, whose fields begin with accountId, cacheKey, outboxKey (AccountKeys::pack);
    QtKeychain keeps bytes in base64."""
    entry = base64.b64decode(base64.b64decode(entry))
    check(entry.startswith(b"TWK1"), "the entry is not as expected")
    rest, found = entry[4:], {}
    for name in ("account", "cache key", "outbox key"):
        length = int.from_bytes(rest[:2], "big")
        found[name], rest = rest[2:2 + length], rest[2 + length:]
    del found["account"]
    return found


def device_key(entry):
    """The private number in a PKCS #8 document of P-256, and as OpenSSL holds it, its lowest byte first."""
    document = base64.b64decode(base64.b64decode(entry))
    at = document.index(b"\x04\x20") + 2
    return {"device key": document[at:at + 32], "device key in OpenSSL": document[at:at + 32][::-1]}


def finds(process, canaries):
    out = []
    for name, content in regions(process):
        for what, value in canaries.items():
            out += [f"{what} ({form}) in {name}" for form, looked in forms(value) if looked in content]
        token = TOKEN.search(content)
        if token:
            out.append(f"a token in {name}: {token.group()[:8]!r}")
    return out


def one_round(server, ready, way):
    with tempfile.TemporaryDirectory(prefix="taskward-memory-") as name:
        folder = pathlib.Path(name)
        titles = {f"title {n}": f"Kanarienvogel-{secrets.token_hex(12)}-{n}" for n in range(5)}
        (folder / "titles").write_text("\n".join(titles.values()) + "\n")
        before = {kind: kept(kind) for kind in ("account:", "device:")}
        victim = subprocess.Popen(
            [str(VICTIM), str(folder / "profile"), ready["url"], ready["spki_sha256"],
             str(server.password), str(folder / "titles"), way],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment([]))
        try:
            canaries = {what: title.encode() for what, title in titles.items()}
            canaries["password"] = server.password.read_text().strip().encode()
            said = victim.stdout.readline()
            check(said == "ready\n", f"the client: {said!r}")
            added = {kind: kept(kind) - held for kind, held in before.items()}
            check(len(added["account:"]) == (way == "lock") and len(added["device:"]) == 1,
                  f"in the keychain: {[(kind, len(held)) for kind, held in added.items()]}")
            for entry in added["account:"]:
                canaries |= packed_keys(entry)
            for entry in added["device:"]:
                canaries |= device_key(entry)
            found = finds(victim.pid, canaries)
            check(not found, f"after {way}: " + "; ".join(sorted(set(found))[:20]))
        finally:
            victim.stdin.close()
            victim.wait()
            victim.stdout.close()
    passed(f"memory after {way}")


def harness_sees():
    """A canary that is there is found, in each form: or the test above proves nothing."""
    for form, looked in forms(b"Kanarienvogel-sichtbar"):
        held = subprocess.Popen([sys.executable, "-c", "import sys; text = bytes.fromhex(sys.stdin.readline());"
                                 "print('ready', flush=True); sys.stdin.readline()"],
                                stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        held.stdin.write(looked.hex() + "\n")
        held.stdin.flush()
        held.stdout.readline()
        check(finds(held.pid, {"canary": b"Kanarienvogel-sichtbar"}), f"{form} is not found")
        held.stdin.close()
        held.wait()
        held.stdout.close()
    passed("the harness finds what is there")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=1)
    rounds = parser.parse_args().rounds
    harness_sees()
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="taskward-memory-"))
        server, ready = served(pathlib.Path(folder))
        stack.callback(server.stop)
        for _ in range(rounds):
            for way in ("lock", "sign-out"):
                one_round(server, ready, way)
    return 0


if __name__ == "__main__":
    sys.exit(main())
