#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors
"""A Secret Service (org.freedesktop.secrets) that works, or fails as keychains do, for tests of whole programs.

    fake_secret_service.py store|slow|dying|empty|refused FILE
    fake_secret_service.py hang|hang-secret|locked|denied|wrong|no-collection

FILE keeps the items, as JSON; what is asked for is in it, and the mode is what becomes of it: given (store),
given after half a minute (slow), never given because the service dies on it (dying), given empty, or locked
in an item whose unlocking the person refuses. The modes without a file have one item of their own. On the
session bus that DBUS_SESSION_BUS_ADDRESS names; prints "ready" when it owns the name. With the system's
Python, which has python3-dbus. Specification: freedesktop.org Secret Service API 0.2.
"""
import base64
import json
import os
import pathlib
import sys

import dbus
import dbus.mainloop.glib
import dbus.service
from gi.repository import GLib

ROOT = "/org/freedesktop/secrets"
COLLECTION = ROOT + "/collection/login"
DEFAULT = ROOT + "/aliases/default"
PROMPT = ROOT + "/prompt/1"
ITEM = COLLECTION + "/1"
SESSION = ROOT + "/session/1"
SERVICE = "org.freedesktop.Secret.Service"
PROPERTIES = "org.freedesktop.DBus.Properties"
ITEMS = "org.freedesktop.Secret.Item"
WRONG = b"not the key of this account"
SLOW_MS = 30000


class NotSupported(dbus.DBusException):
    _dbus_error_name = "org.freedesktop.DBus.Error.NotSupported"


class Denied(dbus.DBusException):
    _dbus_error_name = "org.freedesktop.DBus.Error.AccessDenied"


class Thing(dbus.service.Object):
    """Any object of the service: its properties, and what the mode makes of them."""

    def __init__(self, bus, path, properties):
        super().__init__(bus, path)
        self.properties = properties

    @dbus.service.method(PROPERTIES, in_signature="ss", out_signature="v")
    def Get(self, _interface, name):
        return self.properties[name]

    @dbus.service.method(PROPERTIES, in_signature="s", out_signature="a{sv}")
    def GetAll(self, _interface):
        return dbus.Dictionary(self.properties, signature="sv")


class Store:
    """The items: attributes and value of each, kept in a file that the test may copy and exchange."""

    def __init__(self, bus, mode, file):
        self.bus, self.mode, self.file = bus, mode, file and pathlib.Path(file)
        self.objects = {}
        self.items = {}
        if self.file is None:
            self.items[ITEM] = ({}, WRONG)
        elif self.file.exists():
            for path, (attributes, value) in json.loads(self.file.read_text()).items():
                self.items[path] = (attributes, base64.b64decode(value))
        for path in self.items:
            self.objects[path] = Item(self, path)

    def find(self, attributes):
        return [path for path, (held, _) in self.items.items()
                if self.file is None or all(held.get(name) == value for name, value in attributes.items())]

    def put(self, attributes, value):
        path = next(iter(self.find(attributes)), None)
        if path is None:
            path = f"{COLLECTION}/{max([int(old.rsplit('/', 1)[1]) for old in self.items] + [0]) + 1}"
        self.items[path] = (attributes, value)
        if path not in self.objects:
            self.objects[path] = Item(self, path)
        self.save()
        return path

    def drop(self, path):
        self.items.pop(path, None)
        self.save()

    def save(self):
        self.file.write_text(json.dumps({path: (attributes, base64.b64encode(value).decode())
                                         for path, (attributes, value) in self.items.items()}))


class Item(Thing):
    def __init__(self, store, path):
        self.store, self.path = store, path
        super().__init__(store.bus, path, {
            "Locked": store.mode == "refused", "Label": "taskward",
            "Attributes": dbus.Dictionary(store.items[path][0], signature="ss"),
            "Created": dbus.UInt64(1), "Modified": dbus.UInt64(1)})

    @dbus.service.method(ITEMS, out_signature="o")
    def Delete(self):
        self.store.drop(self.path)
        return "/"


class Collection(Thing):
    def __init__(self, store, path):
        self.store = store
        super().__init__(store.bus, path, {
            "Locked": store.mode == "locked", "Label": "login",
            "Items": dbus.Array(list(store.items), signature="o"),
            "Created": dbus.UInt64(1), "Modified": dbus.UInt64(1)})

    @dbus.service.method("org.freedesktop.Secret.Collection", in_signature="a{sv}(oayays)b",
                         out_signature="oo")
    def CreateItem(self, properties, secret, _replace):
        attributes = {str(name): str(value) for name, value in properties[ITEMS + ".Attributes"].items()}
        return self.store.put(attributes, bytes(secret[2])), "/"


class Prompt(Thing):
    """Comes up, and the person says no."""

    @dbus.service.signal("org.freedesktop.Secret.Prompt", signature="bv")
    def Completed(self, dismissed, result):
        pass

    @dbus.service.method("org.freedesktop.Secret.Prompt", in_signature="s")
    def Prompt(self, _window):
        GLib.timeout_add(50, self.refuse)

    @dbus.service.method("org.freedesktop.Secret.Prompt")
    def Dismiss(self):
        self.refuse()

    def refuse(self):
        self.Completed(True, dbus.Array([], signature="o", variant_level=1))
        return False


class Service(Thing):
    def __init__(self, bus, mode, store):
        super().__init__(bus, ROOT, {"Collections": dbus.Array([COLLECTION], signature="o")})
        self.mode = mode
        self.store = store

    @dbus.service.method(SERVICE, in_signature="s", out_signature="o", async_callbacks=("reply", "error"))
    def ReadAlias(self, _name, reply, error):
        if self.mode != "hang":
            reply("/" if self.mode == "no-collection" else COLLECTION)

    @dbus.service.method(SERVICE, in_signature="sv", out_signature="vo",
                         async_callbacks=("reply", "error"))
    def OpenSession(self, algorithm, _input, reply, error):
        if self.mode in ("hang", "hang-secret"):
            return
        if self.mode == "denied":
            error(Denied("not for you"))
        elif algorithm != "plain":
            error(NotSupported("plain only"))
        else:
            reply(dbus.String("", variant_level=1), dbus.ObjectPath(SESSION))

    @dbus.service.method(SERVICE, in_signature="a{ss}", out_signature="aoao",
                         async_callbacks=("reply", "error"))
    def SearchItems(self, attributes, reply, error):
        if self.mode == "denied":
            error(Denied("not for you"))
        elif self.mode not in ("hang", "hang-secret"):
            found = self.store.find(attributes)
            reply(*([], found) if self.mode == "refused" else (found, []))

    @dbus.service.method(SERVICE, in_signature="ao", out_signature="aoo")
    def Unlock(self, objects):
        return ([], PROMPT) if self.mode in ("refused", "locked") else (objects, "/")

    @dbus.service.method(SERVICE, in_signature="aoo", out_signature="a{o(oayays)}",
                         async_callbacks=("reply", "error"))
    def GetSecrets(self, items, session, reply, error):
        if self.mode == "dying":
            os._exit(1)

        def secret(path):
            value = b"" if self.mode == "empty" else self.store.items[path][1]
            return dbus.Struct((session, dbus.ByteArray(b""), dbus.ByteArray(value), "text/plain"),
                               signature="oayays")
        answer = dbus.Dictionary({item: secret(item) for item in items}, signature="o(oayays)")
        if self.mode == "slow":
            GLib.timeout_add(SLOW_MS, lambda: reply(answer) or False)
        else:
            reply(answer)


def main():
    mode = sys.argv[1]
    dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
    bus = dbus.SessionBus()
    name = dbus.service.BusName("org.freedesktop.secrets", bus, do_not_queue=True)
    store = Store(bus, mode, sys.argv[2] if len(sys.argv) > 2 else None)
    objects = [Service(bus, mode, store), Collection(store, COLLECTION), Collection(store, DEFAULT),
               Prompt(bus, PROMPT, {})]
    print("ready", flush=True)
    GLib.MainLoop().run()
    del name, objects


if __name__ == "__main__":
    main()
