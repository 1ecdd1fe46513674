#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors
"""A server under attack: bodies of a gigabyte, long heads, 300 slow connections of three kinds, garbage and
plain HTTP where TLS belongs, JSON that is not what was agreed, ids of another organisation. Each is
answered as it should be, takes less than 8 MiB of memory, and good clients go on all the time."""
import json
import pathlib
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from raw_tls import plain, receive, request, say, tls  # noqa: E402
from sealed_store import execute  # noqa: E402
from taskward_server import BUILD, Client, Server, check, passed, scratch  # noqa: E402

GIGABYTE = 1 << 30
MEGABYTE = bytes(1 << 20)
SLOW = 300
GROWTH_KIB = 8 * 1024
NO_SUCH_ID = "0190eeee-0000-7000-8000-00000000dead"
# Sanitizers keep shadow memory and a quarantine: figures of memory mean nothing under them.
MEASURES = BUILD.name not in ("asan", "tsan")


class Good(threading.Thread):
    """A person at work: writes and reads, and is never refused."""

    def __init__(self, server, token, project):
        super().__init__(daemon=True)
        self.client = Client(server)
        self.client.token = token
        self.project = project
        self.ended = False
        self.took = []
        self.problem = None

    def run(self):
        try:
            made = self.client.ask("POST", "/v1/tasks", {"project_id": self.project, "title": "Good"})
            check(made.status == 201, made.body)
            place, tag = "/v1/tasks/" + made.json["id"], made.headers["etag"]
            while not self.ended:
                began = time.monotonic()
                title = f"Good {len(self.took)}"
                changed = self.client.ask("PATCH", place, {"title": title}, {"If-Match": tag})
                check(changed.status == 200, changed.body)
                tag = changed.headers["etag"]
                read = self.client.ask("GET", place)
                check(read.status == 200 and read.json["title"] == title, read.body)
                self.took.append(time.monotonic() - began)
                time.sleep(0.02)
        except Exception as problem:
            self.problem = problem
        self.client.close()

    def join_checked(self):
        self.ended = True
        self.join()
        check(self.problem is None, f"a good client was disturbed: {self.problem!r}")
        check(len(self.took) > 10, "the good client did nothing")
        return sorted(self.took)[len(self.took) * 99 // 100]


class Memory:
    """The highest resident size since the start of the measuring, beside the size then."""

    def __init__(self, pid):
        self.pid = pid
        pathlib.Path(f"/proc/{pid}/clear_refs").write_text("5")  # forget the peak so far
        self.before = self.read("VmRSS")

    def read(self, name):
        for line in pathlib.Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith(name + ":"):
                return int(line.split()[1])
        raise AssertionError(f"no {name}")

    def growth(self):
        return self.read("VmHWM") - self.before


def problem(answer, status, code=None):
    check(answer.status == status, f"{answer.status} for {status}: {answer.body[:300]}")
    document = answer.json
    check(answer.headers["content-type"] == "application/problem+json", answer.headers)
    check(document["status"] == status and document["request_id"], document)
    check(code is None or document["code"] == code, document)
    return document


def heads(server, authorised):
    port = server.port
    problem(say(server, request(headers=["X-Long: " + "a" * 65536], port=port)), 431)
    problem(say(server, request(headers=[f"X-{n}: v" for n in range(200)], port=port)), 431)
    problem(say(server, request(path="/v1/tasks?text=" + "a" * 9000, port=port)), 414)
    problem(say(server, request(host="evil.example")), 421)
    problem(say(server, b"GET /v1/tasks HTTP/1.1\r\n\r\n"), 400)
    problem(say(server, request(headers=["Content-Length: 3", "Transfer-Encoding: chunked"], port=port),
                b"abc"), 400)
    problem(say(server, request("DELETE", "/v1/projects", [authorised], port=port)), 405)
    check(say(server, request("TRACE", "/v1/tasks", [authorised], port=port)).status in (405, 501), "TRACE")
    problem(say(server, request("GET", "/v2/tasks", [authorised], port=port)), 404)
    problem(say(server, request("GET", "/v1/tasks/../../etc/passwd", [authorised], port=port)), 400)
    for kind in ("text/plain", "application/xml", "multipart/form-data; boundary=x"):
        problem(say(server, request("POST", "/v1/tasks", [authorised, "Content-Type: " + kind,
                                                         "Content-Length: 2"], b"{}", port=port)), 415)
    problem(say(server, request(port=port)), 401)
    problem(say(server, request(headers=["Authorization: Bearer " + "A" * 43], port=port)), 401)


def large_bodies(server, authorised):
    """The server says no at the announcement, or at the first megabyte too many."""
    head = [authorised, "Content-Type: application/json"]
    announced = request("POST", "/v1/tasks", [*head, f"Content-Length: {GIGABYTE}"], port=server.port)
    problem(say(server, announced, *[MEGABYTE] * 1024), 413)
    chunked = request("POST", "/v1/tasks", [*head, "Transfer-Encoding: chunked"], port=server.port)
    chunk = b"100000\r\n" + MEGABYTE + b"\r\n"
    problem(say(server, chunked, *[chunk] * 1024), 413)
    problem(say(server, chunked, b"FFFFFFFFFFFFFFFF\r\n", MEGABYTE), 413)


def json_bodies(client, project):
    task = {"project_id": project, "title": "x"}
    deep = "[" * 100_000 + "]" * 100_000
    rows = [({**task, "bogus": 1}, 422), ({"project_id": project}, 422), ({**task, "title": 7}, 422),
            ({**task, "title": "a" * 251}, 422), ({**task, "priority": 1e400}, 400),
            ({**task, "due": "yesterday"}, 422), ({**task, "project_id": "../../x"}, 422),
            ({**task, "labels": "none"}, 422), ([], 422), ("null", 422), ("", 400), ("{", 400), (deep, 400),
            (json.dumps(task)[:-1] + ',"title":"twice"}', 400), (b'{"title":"\xff\xfe"}', 400),
            ('{"title":"\\ud800"}', 400), ("NaN", 400)]
    for body, status in rows:
        answer = client.ask("POST", "/v1/tasks", body)
        check(answer.status == status, f"{str(body)[:80]}: {answer.status} {answer.body[:300]}")
        check(answer.headers["content-type"] == "application/problem+json", answer.headers)
        check(b"passwd" not in answer.body and b"boost" not in answer.body.lower(), answer.body)


def other_organisation(client, foreign):
    """The same bytes, the request's own id aside, for what others have and for what nobody has."""
    for kind, identifier in foreign.items():
        for method, tail, body, extra in (
                ("GET", "", None, {}), ("DELETE", "", None, {"If-Match": '"1"'}),
                ("PATCH", "", {"title": "x"} if kind == "tasks" else {"name": "x"},
                 {"If-Match": '"1"'})):
            answers = []
            for one in (identifier, NO_SUCH_ID):
                answer = client.ask(method, f"/v1/{kind}/{one}{tail}", body, extra)
                shown = answer.json
                check(shown.pop("request_id"), "no request id")
                headers = {name: value for name, value in answer.headers.items()
                           if name not in ("date", "x-request-id")}
                answers.append((answer.status, shown, headers))
            check(answers[0] == answers[1], f"{method} {kind}: {answers}")
            check(answers[0][0] in (404, 405), f"{method} {kind}: {answers[0]}")
    shown = client.ask("GET", "/v1/sync?limit=2000").body.decode()
    check(not any(identifier in shown for identifier in foreign.values()), "a foreign id in the sync")


def before_tls(server):
    for first in (b"GET / HTTP/1.1\r\nHost: a\r\n\r\n", bytes(range(256)) * 64, b"\x16\x03\x01\xff\xff" * 900,
                  b"\x00" * 70_000, b"SSH-2.0-x\r\n"):
        with plain(server) as connection:
            try:
                connection.sendall(first)
                while connection.recv(65536):
                    pass
            except ConnectionError:
                pass


def slow(server, authorised):
    """Heads and bodies that come byte by byte, and answers that nobody reads: from four addresses, for no
    single one may hold so many. The server ends the first two kinds; the last may stay."""
    connections = []
    for number in range(SLOW):
        how = {"source": f"127.0.0.{2 + number % 4}", "receive_bytes": 4096}
        connection = tls(server, **how)
        kind = number % 3
        if kind == 0:
            connection.sendall(b"GET /v1/tasks HTTP/1.1\r\nHost: 127.0.0.1\r\nX-")
        elif kind == 1:
            connection.sendall(request("POST", "/v1/tasks", [authorised, "Content-Type: application/json",
                                                            "Content-Length: 1000000"], b"{", port=server.port))
        else:
            connection.sendall(request("GET", "/openapi.json", port=server.port) * 3)
        connections.append((kind, connection))
    held = [connection for kind, connection in connections if kind != 2]
    deadline = time.monotonic() + 60
    while held:
        check(time.monotonic() < deadline, f"{len(held)} slow connections are still served")
        time.sleep(0.5)
        held = [connection for connection in held if drip(connection)]
    for _, connection in connections:
        connection.close()


def drip(connection):
    """One more byte; False when the server has ended the connection."""
    connection.settimeout(0.001)
    try:
        connection.sendall(b"a")
        return connection.recv(4096) != b""
    except TimeoutError:
        return True
    except OSError:
        return False


def another_organisation(server, client):
    """What the owner makes is moved under an organisation of others, while the server is down."""
    project = client.ask("POST", "/v1/projects", {"name": "Theirs"}).json["id"]
    task = client.ask("POST", "/v1/tasks", {"project_id": project, "title": "Theirs"}).json["id"]
    section = client.ask("POST", "/v1/sections", {"project_id": project, "name": "Theirs"}).json["id"]
    label = client.ask("POST", "/v1/labels", {"name": "theirs"}).json["id"]
    server.stop()
    other = "0190eeee-0000-7000-8000-0000000000bb"
    moves = [f"UPDATE {table} SET org_id = '{other}' WHERE {column} = '{identifier}';" for
             table, column, identifier in (("projects", "id", project), ("tasks", "id", task),
                                           ("sections", "id", section), ("labels", "id", label))]
    execute(server.data, "BEGIN; INSERT INTO organisations (org_id, name, epoch, created_at) SELECT "
            f"'{other}', 'Others', epoch, created_at FROM organisations; {''.join(moves)} COMMIT;")
    server.start("--log-level", "off")
    client.close()
    return {"projects": project, "tasks": task, "sections": section, "labels": label}


def attack(server, client, project, foreign):
    authorised = "Authorization: Bearer " + client.token
    for name, act in (("heads", lambda: heads(server, authorised)),
                      ("JSON", lambda: json_bodies(client, project)),
                      ("another organisation", lambda: other_organisation(client, foreign)),
                      ("before TLS", lambda: before_tls(server)),
                      ("a gigabyte", lambda: large_bodies(server, authorised)),
                      ("300 slow connections", lambda: slow(server, authorised))):
        memory = Memory(server.pid)
        act()
        yield name, memory.growth()


def main():
    with scratch() as folder:
        server = Server(folder)
        server.start("--log-level", "off")
        client = server.client()
        foreign = another_organisation(server, client)
        client.sign_in()
        project = client.ask("POST", "/v1/projects", {"name": "Ours"}).json["id"]
        good = Good(server, client.token, project)
        good.start()
        while len(good.took) < 100 and good.is_alive():
            time.sleep(0.02)
        for _ in range(20):
            client.ask("GET", "/v1/tasks?limit=200")
        for name, grown in attack(server, client, project, foreign):
            check(not MEASURES or grown < GROWTH_KIB, f"{name}: memory grew by {grown} KiB")
            passed(f"{name}: memory +{grown} KiB at most")
        slowest = good.join_checked()
        client.close()
        check(server.stop() == 0, "the server did not end cleanly")
    passed(f"{len(good.took)} rounds of a good client meanwhile, 99 of 100 within {slowest * 1000:.0f} ms")


if __name__ == "__main__":
    sys.exit(main())
