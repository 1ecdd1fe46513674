# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors
"""Bytes to the server as no client library would send them."""
import json
import socket
import ssl


class RawAnswer:
    def __init__(self, raw):
        head, _, self.body = raw.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        self.status = int(lines[0].split()[1]) if lines[0].startswith("HTTP/") else 0
        self.headers = dict(line.lower().split(": ", 1) for line in lines[1:] if ": " in line)
        self.complete = len(self.body) >= int(self.headers.get("content-length", "0"))

    @property
    def json(self):
        return json.loads(self.body)


def plain(server, source="127.0.0.1", receive_bytes=None, timeout=30):
    raw = socket.socket()
    raw.settimeout(timeout)
    if receive_bytes:
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_bytes)
    raw.bind((source, 0))
    raw.connect(("127.0.0.1", server.port))
    return raw


def tls(server, **how):
    return server.context.wrap_socket(plain(server, **how), server_hostname="127.0.0.1")


def receive(connection):
    """Until the server ends, or one whole answer is there."""
    raw = b""
    while True:
        try:
            part = connection.recv(65536)
        except (ConnectionError, ssl.SSLError):
            part = b""
        raw += part
        if not part or (b"\r\n\r\n" in raw and RawAnswer(raw).complete):
            return RawAnswer(raw)


def say(server, *pieces, **how):
    """One connection: sends until the server has had enough, and answers with what it said."""
    with tls(server, **how) as connection:
        try:
            for piece in pieces:
                connection.sendall(piece)
        except (ConnectionError, ssl.SSLError):
            pass
        return receive(connection)


def request(method="GET", path="/v1/tasks", headers=(), body=b"", host=None, port=0):
    host = host or f"127.0.0.1:{port}"
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host}", *headers]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body
