# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors
"""A power cut with a real file system: ext4 on a loop device whose image is a file on XFS. A reflink
copy of that file is the block device at one moment, without what the kernel still held back. As root,
with xfsprogs and loop devices."""
import contextlib
import os
import pathlib
import subprocess


def run(*command):
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL)


class LoopDisk:
    """`self.place` is the disk in use. As a context manager: unmounts what it mounted."""

    def __init__(self, folder, megabytes=256):
        if os.geteuid() != 0:
            raise PermissionError("the disk on a loop device needs root")
        self.folder = pathlib.Path(folder)
        self.megabytes = megabytes
        self.place = self.folder / "disk"
        self.below = self.folder / "below"
        self.stack = contextlib.ExitStack()

    def __enter__(self):
        try:
            self.make()
        except BaseException:
            self.stack.close()
            raise
        return self

    def __exit__(self, *_):
        self.stack.close()

    def make(self):
        image = self.folder / "below.img"
        with open(image, "wb") as file:
            file.truncate(max(1024, 4 * self.megabytes) << 20)
        run("mkfs.xfs", "-q", "-m", "reflink=1", image)
        self.mount(self.stack, image, self.below)
        with open(self.below / "disk.img", "wb") as file:
            file.truncate(self.megabytes << 20)
        run("mkfs.ext4", "-q", "-E", "lazy_itable_init=0", self.below / "disk.img")
        self.mount(self.stack, self.below / "disk.img", self.place)

    @staticmethod
    def mount(stack, image, place):
        place.mkdir(exist_ok=True)
        run("mount", "-o", "loop", image, place)
        stack.callback(run, "umount", place)

    def cut(self):
        """The disk as it is at this moment; examine() shows it."""
        run("cp", "--reflink=always", self.below / "disk.img", self.below / "cut.img")

    @contextlib.contextmanager
    def examine(self):
        """Mounts the disk of the last cut: its journal is played back, as after a real one."""
        with contextlib.ExitStack() as stack:
            self.mount(stack, self.below / "cut.img", self.folder / "cut")
            yield self.folder / "cut"
