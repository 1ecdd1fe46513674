#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors
"""Sessions bound to a device's key, over real sockets: proofs that are not good, stolen tokens, lost
replies, and two processes over one store that must agree about all of it."""
import copy
import socket
import sys
import threading
import time

from device_key import Device, DeviceKey
from taskward_server import PASSWORD, Client, Server, check, passed, scratch

OWNER = "owner@example.org"
AT_ONCE = 50
ROUNDS = 8


def signed_in(server):
    device = Device(Client(server))
    answer = device.sign_in(OWNER, PASSWORD)
    check(answer.status == 200, f"sign-in: {answer.status} {answer.body}")
    return device


def refused(answer, code, error):
    check(answer.status == 401 and answer.json["code"] == code, f"not {code}: {answer.status} {answer.body}")
    challenge = answer.headers["www-authenticate"]
    check(challenge.startswith("DPoP ") and f'error="{error}"' in challenge, challenge)


def events(device, kind):
    answer = device.ask("GET", "/v1/me/events")
    check(answer.status == 200, f"events: {answer.status} {answer.body}")
    return [event for event in answer.json["items"] if event["kind"] == kind]


def proofs(server, other):
    device = signed_in(server)
    check(device.ask("GET", "/v1/me").status == 200, "a session is not let in")
    say = device.client.ask
    bound = {"Authorization": "DPoP " + device.access}

    def show(proof, headers=bound):
        return say("GET", "/v1/me", None, {**headers, "DPoP": proof})
    url, nonce = device.url("/v1/me"), device.nonce
    wrong = ("invalid-dpop-proof", "invalid_dpop_proof")
    good = device.key.proof("GET", url, device.access, nonce)
    check(show(good).status == 200, "a good proof is refused")
    refused(show(good), *wrong)
    refused(show(device.key.proof("POST", url, device.access, nonce)), *wrong)
    refused(show(device.key.proof("GET", device.url("/v1/people"), device.access, nonce)), *wrong)
    refused(show(device.key.proof("GET", "https://localhost/v1/me", device.access, nonce)), *wrong)
    refused(show(device.key.proof("GET", url, "twa_another", nonce)), *wrong)
    refused(say("GET", "/v1/me", None, bound), *wrong)
    again = ("use-dpop-nonce", "use_dpop_nonce")
    refused(show(device.key.proof("GET", url, device.access)), *again)
    answer = show(device.key.proof("GET", url, device.access, "an old one"))
    refused(answer, *again)
    check(answer.headers["dpop-nonce"], "no fresh nonce")
    refused(say("GET", "/v1/me", None, {"Authorization": "Bearer " + device.access}),
            "unauthenticated", "invalid_token")
    # A proof that was used at one process is shown to another one.
    elsewhere = Client(other)
    answer = elsewhere.ask("GET", "/v1/me", None, {**bound, "DPoP": good})
    check(answer.status == 401 and answer.json["code"] in ("use-dpop-nonce", "invalid-dpop-proof"),
          f"a used proof at another process: {answer.status} {answer.body}")
    check(device.ask("GET", "/v1/me").status == 200, "the session suffered")
    passed("proofs that are not for this request are refused, each with its reason")


def stolen(server, other):
    owner = signed_in(server)
    for token in ("access", "refresh"):
        victim = signed_in(server)
        kind = "auth.token.theft" if token == "access" else "auth.refresh.reuse"
        before = len(events(owner, kind))
        thief = Device(Client(other), DeviceKey())
        for _ in range(5):
            answer = thief.ask("GET", "/v1/me", access=victim.access) if token == "access" \
                else thief.refresh(victim.refresh_token)
            check(answer.status == 401, f"a stolen {token} token: {answer.status} {answer.body}")
        until_refused(victim)
        check(victim.refresh().status == 401, "the stolen session goes on")
        found = events(owner, kind)
        check(len(found) == before + 1 and found[0]["critical"], f"{token}: {found}")
    check(owner.ask("GET", "/v1/me").status == 200, "another session of the person ended too")
    passed("a token on another device ends its session, with one event")


def until_refused(device):
    """The other process learns within a second; a slow machine may need longer to ask."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        answer = device.ask("GET", "/v1/me")
        if answer.status == 401:
            return answer
    raise AssertionError("still let in")


def ended_elsewhere(server, other):
    here = signed_in(server)
    there = Device(Client(other))
    check(there.sign_in(OWNER, PASSWORD).status == 200, "sign-in at the other process")
    mine = here.ask("GET", "/v1/me/sessions").json["items"]
    that = there.ask("GET", "/v1/me").json["session_id"]
    check(sum(item["this_device"] for item in mine) == 1, mine)
    check(that in [item["session_id"] for item in mine], "the other session is not listed")
    check(here.ask("DELETE", "/v1/me/sessions/" + that + "?wipe=true").status == 204, "not ended")
    check(until_refused(there).json["code"] == "device-wiped", "the device is not told to erase")
    check(there.refresh().json["code"] == "device-wiped", "nor when it refreshes")
    check(there.sign_in(OWNER, PASSWORD).json["code"] == "device-wiped", "nor when it signs in")
    for _ in range(2):  # the second time is a repeat after a lost reply
        answer = there.ask("POST", "/v1/auth/wiped", {"unsent_edits": 3, "complete": True}, access="")
        check(answer.status == 204, f"report: {answer.status} {answer.body}")
    check(there.ask("GET", "/v1/me").json["code"] == "unauthenticated", "still told to erase")
    check(len(events(here, "auth.device.wiped")) == 1, "the report is not recorded once")
    passed("ended and erased at one process, in force at the other")


def lost_reply(server, other):
    device = signed_in(server)
    sent = device.refresh_token
    body = '{"refresh_token":"' + sent + '"}'
    device.ask("GET", "/v1/me")  # for the nonce
    proof = device.key.proof("POST", device.url("/v1/auth/refresh"), None, device.nonce)
    raw = socket.create_connection(("127.0.0.1", server.port))
    with server.context.wrap_socket(raw, server_hostname="127.0.0.1") as cut:
        cut.sendall((f"POST /v1/auth/refresh HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n"
                     f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
                     f"DPoP: {proof}\r\n\r\n{body}").encode())
        cut.recv(1)  # it has been committed; nobody reads the rest
    first = device.refresh(sent).json
    elsewhere = Device(Client(other), device.key)
    second = elsewhere.refresh(sent).json
    check(first == second, "two successors of one token")
    device.take(first)
    check(device.refresh().status == 200, "the successor is not good")
    passed("a lost reply is answered again with the same successor")


def many_at_once(server, other):
    first = signed_in(server)
    devices = [Device(Client(each), first.key) for each in (server, other) for _ in range(AT_ONCE // 2)]
    for device in devices:  # connected, and knowing their nonce
        device.ask("GET", "/v1/me", access=first.access)
    token = first.refresh_token
    for turn in range(ROUNDS):
        answers = [None] * len(devices)

        def refresh(number):
            answers[number] = devices[number].refresh(token)
        threads = [threading.Thread(target=refresh, args=(number,)) for number in range(len(devices))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        statuses = sorted(answer.status for answer in answers)
        check(statuses == [200] * len(devices), f"round {turn}: {statuses}")
        successors = {answer.json["refresh_token"] for answer in answers}
        check(len(successors) == 1, f"round {turn}: {len(successors)} lineages")
        token = successors.pop()
        first.take(answers[0].json)
    check(first.ask("GET", "/v1/me").status == 200, "signed out")
    check(not events(first, "auth.refresh.reuse")[1:], "taken for theft")
    passed(f"{len(devices)} refreshes at once, {ROUNDS} rounds: one lineage")


def run(server, other):
    proofs(server, other)
    stolen(server, other)
    ended_elsewhere(server, other)
    lost_reply(server, other)
    many_at_once(server, other)


def main():
    with scratch() as folder:
        server = Server(folder)
        try:
            server.start()
            run(server, server)
        finally:
            server.stop()
    with scratch() as folder:
        server = Server(folder, postgres=True)
        other = copy.copy(server)
        try:
            server.start()
            other.start()
            run(server, other)
        finally:
            other.database = None
            other.stop()
            server.stop()


if __name__ == "__main__":
    sys.exit(main())
