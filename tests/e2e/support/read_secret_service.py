#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors
"""Prints, in base64, the values that the session's own Secret Service keeps for Taskward's entries whose names
begin with PREFIX, a line for each.

    read_secret_service.py PREFIX

With the system's Python, which has python3-dbus."""
import base64
import sys

import dbus

SERVICE = "org.freedesktop.Secret.Service"


def main():
    bus = dbus.SessionBus()
    service = bus.get_object("org.freedesktop.secrets", "/org/freedesktop/secrets")
    _, session = service.OpenSession("plain", dbus.String("", variant_level=1), dbus_interface=SERVICE)
    found, _ = service.SearchItems({"server": "taskward"}, dbus_interface=SERVICE)
    for path in found:
        item = bus.get_object("org.freedesktop.secrets", path)
        attributes = item.Get("org.freedesktop.Secret.Item", "Attributes",
                              dbus_interface="org.freedesktop.DBus.Properties")
        if any(value.startswith(sys.argv[1]) for value in attributes.values()):
            secret = item.GetSecret(session, dbus_interface="org.freedesktop.Secret.Item")
            print(base64.b64encode(bytes(secret[2])).decode())


if __name__ == "__main__":
    main()
