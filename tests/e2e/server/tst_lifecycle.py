#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors
"""The commands and the life of the server: exit codes, refusals, reload, drain, the end of its parent."""
import json
import os
import signal
import ssl
import subprocess
import sys
import threading

from device_key import Device
from taskward_server import PASSWORD, PROGRAM, Client, Server, check, passed, scratch


def run(*arguments, text=None, environment=None):
    return subprocess.run([str(PROGRAM), *map(str, arguments)], capture_output=True, text=True,
                          input=text, env={**os.environ, **(environment or {})})


def exit_codes(server):
    check(run().returncode == 64, "no command")
    check(run("serve", "--bogus").returncode == 64, "unknown flag")
    check(run("--help").returncode == 0, "help")
    again = run("init", "--data", server.data, "--org", "A", "--owner", "a@example.org",
                "--password-file", server.password)
    check(again.returncode == 73, f"init twice: {again.returncode}")
    server.password.chmod(0o644)
    elsewhere = server.folder / "elsewhere"
    lax = run("init", "--data", elsewhere, "--org", "A", "--owner", "a@example.org", "--password-file",
              server.password)
    check(lax.returncode == 77 and PASSWORD not in lax.stderr, f"open password file: {lax.returncode}")
    server.password.chmod(0o600)
    check(run("serve", "--data", server.folder / "nothing").returncode == 69, "serve before init")
    unknown = run("serve", "--data", server.data, environment={"TASKWARD_LOG_LEVEL": "loud"})
    check(unknown.returncode == 78 and "TASKWARD_LOG_LEVEL" in unknown.stderr, unknown.stderr)
    settings = server.data / "server.toml"
    settings.write_text("[server]\nlisten = \"127.0.0.1:0\"\nlisten_on = \"x\"\n")
    typo = run("serve", "--data", server.data)
    check(typo.returncode == 78 and "server.toml:3" in typo.stderr, typo.stderr)
    settings.write_text("[log]\nlevel = \"warn\"\n")
    shown = json.loads(run("config", "--data", server.data, "--json").stdout)
    check(shown["log.level"] == "warn (file)", f"{shown}")
    settings.unlink()
    passed("exit codes and settings")


def setup_code():
    with scratch() as folder:
        made = run("init", "--data", folder + "/d", "--org", "A", "--owner", "a@example.org", "--json")
        code = json.loads(made.stdout)["setup_code"]
        check(len(code) >= 24, "a setup code that can be guessed")
        leftovers = subprocess.run(["grep", "-rF", code, folder], capture_output=True)
        check(leftovers.returncode == 1, "the setup code is in a file")
    passed("a setup code when no password is given")


def key_over_pipe():
    with scratch() as folder:
        key = os.urandom(32).hex()
        data = folder + "/d"
        made = run("init", "--data", data, "--org", "A", "--owner", "a@example.org", "--key-stdin",
                   "--password-file", "-", text=f"{key}\n{PASSWORD}\n")
        check(made.returncode == 0, made.stderr)
        check(not os.path.exists(data + "/database.key"), "the key was written down")
        wrong = run("serve", "--data", data, "--listen", "127.0.0.1:0", "--key-stdin",
                    text="00" * 32 + "\n")
        check(wrong.returncode == 65, f"wrong key: {wrong.returncode} {wrong.stderr}")
        child = subprocess.Popen([str(PROGRAM), "serve", "--data", data, "--listen", "127.0.0.1:0",
                                  "--key-stdin"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                 stderr=subprocess.DEVNULL, text=True)
        child.stdin.write(key + "\n")
        child.stdin.flush()
        check(json.loads(child.stdout.readline())["ready"], "not ready")
        arguments = open(f"/proc/{child.pid}/cmdline").read() + open(f"/proc/{child.pid}/environ").read()
        check(key not in arguments, "the key is in the arguments or the environment")
        child.stdin.close()
        check(child.wait(timeout=40) == 0, "does not end with its parent")
        child.stdout.close()
    passed("the key over a pipe, the end of the parent ends the server")


def empty_store_is_not_a_first_run():
    with scratch() as folder:
        server = Server(folder)
        (server.data / "taskward.db").write_bytes(b"")
        refused = run("serve", "--data", server.data, "--listen", "127.0.0.1:0")
        check(refused.returncode == 65, f"empty store: {refused.returncode} {refused.stderr}")
        check((server.data / "taskward.db").stat().st_size == 0, "the empty store was touched")
    passed("an empty store is tampering, not a first run")


def reload_certificate(server):
    client = server.client()
    client.ask("GET", "/livez")
    before = client.connection.sock.getpeercert(True)
    server.command("cert renew")
    server.process.send_signal(signal.SIGHUP)
    check(client.ask("GET", "/v1/people").status == 200, "the running connection was dropped")
    for _ in range(200):
        fresh = Client(server)
        fresh.ask("GET", "/livez")
        after = fresh.connection.sock.getpeercert(True)
        fresh.close()
        if after != before:
            break
    check(after != before, "the new certificate is not in use")
    check(spki(after) == spki(before), "renewing changed the pinned key")
    passed("reload without dropping")


def spki(certificate):
    pem = ssl.DER_cert_to_PEM_cert(certificate)
    return subprocess.run(["openssl", "x509", "-noout", "-pubkey"], input=pem, capture_output=True,
                          text=True, check=True).stdout


def only_tls13(server):
    for old in (ssl.TLSVersion.TLSv1_2,):
        context = ssl.create_default_context(cafile=server.data / "tls" / "ca.pem")
        context.maximum_version = old
        import socket
        try:
            with socket.create_connection(("127.0.0.1", server.port)) as raw:
                context.wrap_socket(raw, server_hostname="127.0.0.1")
            check(False, f"{old} was accepted")
        except ssl.SSLError:
            pass
    passed("TLS 1.3 only")


def sessions_end(server):
    server.command("user add", "--email", "b@example.org", "--password-file", server.password)
    client = server.client(email="b@example.org")
    person = Device(Client(server))
    check(person.sign_in("b@example.org", PASSWORD).status == 200, "sign-in")
    lines = []
    stream = Client(server)
    stream.token = client.token
    stream_ended = threading.Event()

    def listen():
        import http.client
        connection = http.client.HTTPSConnection("127.0.0.1", server.port, context=server.context)
        connection.request("GET", "/v1/events", headers={"Authorization": "Bearer " + client.token})
        response = connection.getresponse()
        while line := response.readline():
            lines.append(line)
        stream_ended.set()

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    server.command("user disable", "--email", "b@example.org")
    check(stream_ended.wait(10), "the event stream of a disabled person goes on")
    answer = client.ask("GET", "/v1/me")
    check(answer.status == 401, f"a disabled person is let in: {answer.status}")
    check(answer.json["code"] == "unauthenticated", answer.body)
    answer = person.ask("GET", "/v1/me")
    check(answer.status == 401, f"the session of a disabled person goes on: {answer.status}")
    passed("disabling ends sessions, keys and streams")


def drain(server):
    client = server.client()
    check(client.ask("GET", "/readyz").status == 200, "not ready")
    server.process.terminate()
    check(server.process.wait(timeout=40) == 0, "SIGTERM is not a clean end")
    passed("SIGTERM ends cleanly")


def main():
    setup_code()
    key_over_pipe()
    empty_store_is_not_a_first_run()
    with scratch() as folder:
        server = Server(folder)
        exit_codes(server)
        server.start()
        try:
            only_tls13(server)
            reload_certificate(server)
            sessions_end(server)
            check("ok" in server.command("doctor"), "doctor")
            drain(server)
        finally:
            server.stop()


if __name__ == "__main__":
    sys.exit(main())
