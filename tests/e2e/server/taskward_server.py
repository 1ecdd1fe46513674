# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors
"""The real server program for tests that talk to it over a real socket: set up, start, kill, ask."""
import atexit
import http.client
import json
import os
import pathlib
import signal
import ssl
import subprocess
import tempfile
import uuid

BUILD = pathlib.Path(os.environ.get("TASKWARD_BUILD_DIR", "build/dev")).resolve()
PROGRAM = BUILD / "server-stub" / "taskward-server"
PASSWORD = "only for tests: correct horse"


# All devices of a test are strangers at one address: more than people sign in within a minute.
MANY_STRANGERS = {"TASKWARD_SIGN_IN_STRANGERS_PER_MINUTE": "6000"}


def environment(prefix, settings=MANY_STRANGERS):
    """LeakSanitizer, when it is there, has to trace the program itself and cannot under strace."""
    options = os.environ.get("ASAN_OPTIONS", "") + (":detect_leaks=0" if prefix else "")
    return {**os.environ, **settings, "ASAN_OPTIONS": options}


def passed(name):
    print(f"PASS   : {name}", flush=True)


def check(condition, message):
    if not condition:
        raise AssertionError(message)


class Answer:
    def __init__(self, response, body):
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.body = body

    @property
    def json(self):
        return json.loads(self.body) if self.body else None


class Client:
    """One keep-alive connection and a key for scripts. For sessions of people there is Device."""

    def __init__(self, server):
        self.server = server
        self.connection = None
        self.token = None

    def ask(self, method, path, body=None, headers=None):
        if self.connection is None:
            self.connection = http.client.HTTPSConnection(
                "127.0.0.1", self.server.port, context=self.server.context, timeout=20)
        sent = dict(headers or {})
        if self.token:
            sent["Authorization"] = "Bearer " + self.token
        data = None
        if body is not None:
            sent.setdefault("Content-Type", "application/json")
            data = body if isinstance(body, (bytes, str)) else json.dumps(body)
        try:
            self.connection.request(method, path, data, sent)
            response = self.connection.getresponse()
            answer = Answer(response, response.read())
        except Exception:
            self.close()
            raise
        if answer.headers.get("connection") == "close":
            self.close()
        return answer

    def close(self):
        if self.connection:
            self.connection.close()
        self.connection = None

    def sign_in(self, email="owner@example.org"):
        self.token = self.server.key_of(email)


class Server:
    """Embedded by default; with postgres=True on a database of its own in the cluster of ./test.
    With made=True the folder holds a server already."""

    def __init__(self, folder, postgres=False, prefix=(), made=False):
        self.folder = pathlib.Path(folder)
        self.data = self.folder / "data"
        self.prefix = list(prefix)
        self.process = None
        self.port = None
        self.listen = "127.0.0.1:0"
        self.context = None
        self.store = []
        self.keys = {}
        self.database = None
        self.settings = MANY_STRANGERS
        if postgres:
            self.make_database()
        password = self.folder / "password"
        password.touch(mode=0o600)
        password.write_text(PASSWORD + "\n")
        self.password = password
        if made:
            return
        self.command("init", "--org", "Acme", "--owner", "owner@example.org", "--password-file",
                     password, *self.migrate_as)

    @property
    def migrate_as(self):
        return ["--migrate-as", self.owner_url] if self.database else []

    def make_database(self):
        owner = os.environ["TASKWARD_TEST_PG_OWNER_URL"]
        app = os.environ["TASKWARD_TEST_PG_APP_URL"]
        self.database = "e2e_" + uuid.uuid4().hex[:12]
        subprocess.run(["psql", "-q", owner, "-c",
                        f"CREATE DATABASE {self.database} TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'"],
                       check=True)
        self.owner_url = in_database(owner, self.database)
        self.store = ["--database", in_database(app, self.database)]

    def command(self, name, *arguments, expect=0):
        done = subprocess.run([str(PROGRAM), *name.split(), "--data", str(self.data), *self.store,
                               *map(str, arguments)], capture_output=True, text=True)
        check(done.returncode == expect, f"{name}: exit {done.returncode}: {done.stderr}")
        return done.stdout

    def start(self, *arguments):
        with open(self.folder / "server.log", "a") as log:
            self.process = subprocess.Popen(
                [*self.prefix, str(PROGRAM), "serve", "--data", str(self.data), "--listen",
                 self.listen, *self.store, *arguments],
                stdout=subprocess.PIPE, stderr=log, text=True,
                env=environment(self.prefix, self.settings))
        atexit.register(self.process.kill)  # a test that fails leaves no server behind
        line = self.process.stdout.readline()
        check(line, f"the server did not start: {(self.folder / 'server.log').read_text()[-2000:]}")
        ready = json.loads(line)
        self.port = int(ready["url"].rsplit(":", 1)[1])
        self.context = ssl.create_default_context(cafile=ready["ca"])
        return ready

    @property
    def pid(self):
        """Of the server itself, also when it runs under another program."""
        if not self.prefix:
            return self.process.pid
        children = pathlib.Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return int(children.read_text().split()[0])

    def kill(self):
        os.kill(self.pid, signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()

    def stop(self):
        if self.process and self.process.poll() is None:
            os.kill(self.pid, signal.SIGTERM)
            self.process.wait(timeout=60)
        code = self.process.returncode if self.process else 0
        if self.database:
            subprocess.run(["psql", "-q", os.environ["TASKWARD_TEST_PG_OWNER_URL"], "-c",
                            f"DROP DATABASE {self.database} WITH (FORCE)"], check=False)
        return code

    def key_of(self, email):
        """A key that may do what its owner may; made once, by the command."""
        if email not in self.keys:
            made = self.command("token create", "--json", "--user", email, "--scope", "all", "--days", 1,
                                "--name", "test", "--per-minute", 10000000)
            self.keys[email] = json.loads(made)["secret"]
        return self.keys[email]

    def client(self, email="owner@example.org"):
        client = Client(self)
        client.sign_in(email)
        return client


def in_database(url, database):
    head, _, rest = url.partition("://")
    place, slash, tail = rest.partition("/")
    check(slash, url)
    query = tail.partition("?")[2]
    return f"{head}://{place}/{database}" + (f"?{query}" if query else "")


def scratch():
    return tempfile.TemporaryDirectory(prefix="taskward-e2e-")
