#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors
"""A Secret Service (org.freedesktop.secrets) that fails as keychains do, for tests of whole programs.

    fake_secret_service.py hang|hang-secret|locked|denied|wrong|no-collection

On the session bus that DBUS_SESSION_BUS_ADDRESS names; prints "ready" when it owns the name. With the
system's Python, which has python3-dbus. Specification: freedesktop.org Secret Service API 0.2.
"""
import sys

import dbus
import dbus.mainloop.glib
import dbus.service
from gi.repository import GLib

ROOT = "/org/freedesktop/secrets"
COLLECTION = ROOT + "/collection/login"
ITEM = COLLECTION + "/1"
SESSION = ROOT + "/session/1"
SERVICE = "org.freedesktop.Secret.Service"
PROPERTIES = "org.freedesktop.DBus.Properties"
WRONG = b"not the key of this account"


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


class Service(Thing):
    def __init__(self, bus, mode):
        super().__init__(bus, ROOT, {"Collections": dbus.Array([COLLECTION], signature="o")})
        self.mode = mode

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
    def SearchItems(self, _attributes, reply, error):
        if self.mode == "denied":
            error(Denied("not for you"))
        elif self.mode not in ("hang", "hang-secret"):
            reply([ITEM], [])

    @dbus.service.method(SERVICE, in_signature="aoo", out_signature="a{o(oayays)}")
    def GetSecrets(self, items, session):
        secret = dbus.Struct((session, dbus.ByteArray(b""), dbus.ByteArray(WRONG), "text/plain"),
                             signature="oayays")
        return dbus.Dictionary({item: secret for item in items}, signature="o(oayays)")


def main():
    mode = sys.argv[1]
    dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
    bus = dbus.SessionBus()
    name = dbus.service.BusName("org.freedesktop.secrets", bus, do_not_queue=True)
    attributes = dbus.Dictionary({"service": "taskward"}, signature="ss")
    objects = [
        Service(bus, mode),
        Thing(bus, COLLECTION, {"Locked": mode == "locked", "Label": "login",
                                "Items": dbus.Array([ITEM], signature="o"),
                                "Created": dbus.UInt64(1), "Modified": dbus.UInt64(1)}),
        Thing(bus, ITEM, {"Locked": False, "Label": "taskward", "Attributes": attributes,
                          "Created": dbus.UInt64(1), "Modified": dbus.UInt64(1)}),
    ]
    print("ready", flush=True)
    GLib.MainLoop().run()
    del name, objects


if __name__ == "__main__":
    main()
