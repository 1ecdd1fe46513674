# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors
"""A power cut without a privilege: strace records what a program writes and syncs in one folder, and
the folder is made again as a disk could show it after a cut at any moment of the recording.

What a disk must show: everything whose fsync had returned well. What it may show of the rest is drawn by
lot, sector by sector: nothing, all, any part in any order. A new name is there for certain only after
the fsync of its folder. What an fsync failed to write may be gone for good: a later one that returns
well says nothing about it, as with the kernel's page cache."""
import dataclasses
import pathlib
import re
import shutil

SECTOR = 512
LINE = re.compile(r"^(\d+\.\d+) (\w+)\((.*)\)\s+= (-?\d+|\?)(.*)$")
HEX = re.compile(r"\\x([0-9a-f]{2})")
CALLS = "open,openat,creat,write,pwrite64,pwritev,ftruncate,fallocate,fsync,fdatasync," \
        "rename,renameat,renameat2,unlink,unlinkat"


@dataclasses.dataclass
class Call:
    began: float
    ended: float  # infinite: it never returned
    name: str
    path: str
    data: bytes = b""
    at: int = 0  # where the data goes; the new size
    failed: bool = False


def text(shown):
    return bytes.fromhex("".join(HEX.findall(shown)))


def parse(line):
    found = LINE.match(line)
    if not found:
        return None
    failed = found[4].startswith("-")
    if failed and found[2] not in ("fsync", "fdatasync"):
        return None
    arguments = found[3].split(", ")
    strings = [text(part) for part in arguments if part.startswith('"')]
    if found[2] in ("open", "openat", "creat"):
        path = strings[0] if "O_CREAT" in found[3] or found[2] == "creat" else b""
    elif found[2].startswith(("rename", "unlink")):
        path = strings[0]
    else:
        path = text(arguments[0])
    took = re.search(r"<(\d+\.\d+)>$", found[5])
    began = float(found[1])
    ended = began + float(took[1]) if took and found[4] != "?" else float("inf")
    call = Call(began, ended, found[2], path.decode(), failed=failed)
    if call.name == "pwrite64":
        call.data, call.at = text(arguments[1]), int(arguments[3])
    elif call.name == "write":
        call.data = text(arguments[1])
    elif call.name == "ftruncate":
        call.at = int(arguments[1])
    return call


class File:
    """The bytes that are safe, and what was done since, in order."""

    def __init__(self, data=b""):
        self.safe = bytearray(data)
        self.since = []

    def sync(self, until):
        for call in [call for call in self.since if call.began <= until]:
            change(self.safe, call)
        self.since = [call for call in self.since if call.began > until]

    def forget(self, until, rng):
        """A sync failed: the kernel may drop what it held, and takes it for written."""
        lost = rng.choice((0.0, 0.5, 1.0))
        self.since = [call for call in self.since if call.began > until or rng.random() >= lost]

    def after_cut(self, rng):
        data = bytearray(self.safe)
        fate = rng.choice(("lost", "kept", "torn", "torn"))
        for call in self.since:
            if fate == "kept" or (fate == "torn" and rng.random() < 0.7):
                change(data, call, rng if fate == "torn" else None)
        return bytes(data)


def change(data, call, rng=None):
    if call.name == "ftruncate":
        data[:] = data[:call.at].ljust(call.at, b"\0")
        return
    end = call.at + len(call.data)
    if len(data) < end:
        data.extend(bytes(end - len(data)))
    if rng is None:
        data[call.at:end] = call.data
        return
    for begin in range(0, len(call.data), SECTOR):
        if rng.random() < 0.5:
            part = call.data[begin:begin + SECTOR]
            data[call.at + begin:call.at + begin + len(part)] = part


class DiskRecorder:
    def __init__(self, folder, traces):
        self.folder = pathlib.Path(folder).resolve()
        self.traces = pathlib.Path(traces)
        self.traces.mkdir()
        self.before = self.traces / "before"
        shutil.copytree(self.folder, self.before)
        self.calls = None

    @property
    def prefix(self):
        """What to start the program under; as often as wanted."""
        return ["strace", "-ff", "-qq", "--seccomp-bpf", "-ttt", "-T", "-y", "-xx", "-s", "1048576",
                "-e", f"trace={CALLS}", "-e", "signal=none", "-o",
                str(self.traces / "call")]

    def read(self):
        calls = []
        for trace in self.traces.glob("call.*"):
            with open(trace, encoding="ascii", errors="replace") as lines:
                calls += filter(None, map(parse, lines))
        self.calls = sorted((call for call in calls if self.ours(call.path)),
                            key=lambda call: call.began)
        self.place_appends()
        return self.calls

    def place_appends(self):
        """What is written without an offset goes to the end: such files are only ever appended to."""
        ends = {str(self.folder / path.relative_to(self.before)): path.stat().st_size
                for path in self.before.rglob("*") if path.is_file()}
        for call in self.calls:
            if call.name in ("pwritev", "fallocate"):
                raise AssertionError(f"{call.name} to {call.path}: the recorder does not know this call")
            if call.name.startswith("unlink"):
                ends.pop(call.path, None)
            elif call.name == "write":
                call.at = ends.get(call.path, 0)
                call.name = "pwrite64"
            if call.name == "ftruncate":
                ends[call.path] = call.at
            elif call.name == "pwrite64":
                ends[call.path] = max(ends.get(call.path, 0), call.at + len(call.data))

    def ours(self, path):
        return path.startswith(str(self.folder)) and not path.endswith("-shm")

    def replay(self, moment, honest, rng):
        """For each name what it may stand for after a cut at that moment: a File, or None for no file;
        the last is what the program itself would see."""
        names, doubtful = {}, set()
        for path in self.before.rglob("*"):
            name = str(self.folder / path.relative_to(self.before))
            if path.is_file() and self.ours(name):
                names[name] = [File(path.read_bytes())]
        for call in self.calls:
            if call.began > moment:
                break
            if call.name in ("open", "openat", "creat"):
                may_be = names.setdefault(call.path, [None])
                if may_be[-1] is None:
                    may_be.append(File())
            elif call.name.startswith("unlink"):
                names[call.path].append(None)
            elif call.name in ("pwrite64", "ftruncate"):
                names[call.path][-1].since.append(call)
            elif call.name not in ("fsync", "fdatasync"):
                raise AssertionError(f"{call.name} of {call.path}: the recorder does not know this call")
            elif call.failed:
                if call.path in names:
                    names[call.path][-1].forget(call.began, rng)
                else:
                    doubtful.add(call.path)
            elif honest and call.ended <= moment and not call.failed:
                synced(names, call, doubtful)
        return names

    def cut(self, moment, rng, target, honest=True):
        """Makes `target` as the disk may show the folder after a cut at that moment. Not honest: as on
        a disk for which a sync means nothing, which no program can stand; it shows that the test sees."""
        shutil.copytree(self.before, target, ignore=shutil.ignore_patterns("*-shm"))
        for name, may_be in self.replay(moment, honest, rng).items():
            place = pathlib.Path(target) / pathlib.Path(name).relative_to(self.folder)
            file = rng.choice(may_be)
            if file is None:
                place.unlink(missing_ok=True)
                continue
            place.touch(mode=0o600)
            place.write_bytes(file.after_cut(rng))


def synced(names, call, doubtful):
    if call.path in names:
        names[call.path][-1].sync(call.began)
        # SQLite looks away when the sync of the folder fails. The journals of ext4, XFS and btrfs take
        # the name along with the file.
        if str(pathlib.Path(call.path).parent) in doubtful:
            del names[call.path][:-1]
        return
    for name, may_be in names.items():
        if str(pathlib.Path(name).parent) == call.path:
            del may_be[:-1]
