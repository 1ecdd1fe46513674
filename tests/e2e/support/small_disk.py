# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors
"""A disk that can be filled and emptied under a program: a small tmpfs in a mount namespace of the test's
own, which needs no root and leaves nothing behind. Where namespaces are forbidden: a limit on the size of
the program's files (EFBIG for ENOSPC)."""
import os
import pathlib
import resource
import shutil
import subprocess
import sys

INSIDE = "TASKWARD_INSIDE_NAMESPACE"


def enter_namespace():
    """Starts the running test again with mounts of its own, if this machine lets it. Call it first."""
    if INSIDE in os.environ:
        return
    ways = [["unshare", "--mount"]] if os.geteuid() == 0 else []
    ways.append(["unshare", "--user", "--map-root-user", "--mount"])
    probe = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", "/mnt"]
    for way in ways:
        if subprocess.run([*way, *probe], capture_output=True).returncode == 0:
            os.environ[INSIDE] = "yes"
            os.execvp(way[0], [*way, sys.executable, "-B", *sys.argv])
    os.environ[INSIDE] = "no"


class SmallDisk:
    def __init__(self, folder, megabytes):
        self.place = pathlib.Path(folder)
        self.place.mkdir(exist_ok=True)
        self.real = os.environ.get(INSIDE) == "yes"
        if self.real:
            subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(self.place)],
                           check=True)
        self.balloon = self.place / "balloon"

    def fill(self, process):
        """Nothing more can be written from now on."""
        if self.real:
            with open(self.balloon, "wb", buffering=0) as file:
                for size in (1 << 20, 1 << 12, 1):
                    blow_up(file, size)
            return
        largest = max(path.stat().st_size for path in self.place.rglob("*") if path.is_file())
        unlimited = resource.prlimit(process, resource.RLIMIT_FSIZE)[1]
        resource.prlimit(process, resource.RLIMIT_FSIZE, (largest, unlimited))

    def empty(self, process):
        if self.real:
            self.balloon.unlink()
            return
        unlimited = resource.prlimit(process, resource.RLIMIT_FSIZE)[1]
        resource.prlimit(process, resource.RLIMIT_FSIZE, (unlimited, unlimited))

    def remove(self):
        if self.real:
            subprocess.run(["umount", str(self.place)], check=True)
        shutil.rmtree(self.place, ignore_errors=True)


def blow_up(file, size):
    try:
        while True:
            file.write(bytes(size))
    except OSError:
        pass
