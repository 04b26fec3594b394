"""The file of the log as a file: making it, telling it from others, refusing what is not ours, and where it lies."""

from __future__ import annotations

import os
import stat
import sys
import time
from dataclasses import dataclass
from typing import BinaryIO

from hinge_log.errors import StoreRefused
from hinge_log.store.migrations import APPLICATION_ID

HEADER = b"SQLite format 3\x00"
LINK_PATIENCE = 2.0
"""Seconds to wait while the log has two names: another window may be in the middle of making it."""

_A_FEW_PAGES = 256 * 1024

_checked: set[tuple[int, int]] = set()
"""Files whose first bytes were read in this process. Reading them again would drop SQLite's locks: closing any
descriptor of a file drops all POSIX locks that the process has on it."""

_NETWORK = frozenset((
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "smb2", "afs", "9p", "ncpfs", "ceph", "glusterfs",
    "lustre", "davfs", "afpfs", "webdav", "acfs", "fuse.sshfs", "fuse.rclone",
    "fuse.davfs2", "fuse.s3fs", "fuse.glusterfs", "fuse.gvfsd-fuse",
))  # fmt: skip
"""File system types on which SQLite's locks are not to be trusted (SQLite, "How To Corrupt", 2.1)."""


def make_folder(folder: str) -> None:
    """Make a folder that is the user's alone (0700); one that exists stays as it is."""
    if not os.path.isdir(folder):
        os.makedirs(os.path.dirname(os.path.abspath(folder)), exist_ok=True)
        try:
            os.mkdir(folder, 0o700)
        except FileExistsError:
            return
        os.chmod(folder, 0o700)


def make_file(path: str) -> None:
    """Make an empty file that is the user's alone (0600), whatever the umask; one that exists is an error."""
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0), 0o600)
    os.close(handle)
    os.chmod(path, 0o600)


def open_plain(path: str) -> BinaryIO:
    """Open a file to read. Raises OSError for what is none, also a link: a pipe would be waited for without end."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError("it is not a file")
    return os.fdopen(handle, "rb")


def sync_folder(folder: str) -> None:
    """Make a new or changed name in a folder outlive a power cut."""
    if sys.platform != "win32":  # a folder cannot be opened there
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def refuse_wrong_file(path: str) -> None:
    """Raise StoreRefused for a file that is no log of ours, or has two names; it is left as it is."""
    status = os.stat(path)
    unchanged = "It was not changed."
    if not stat.S_ISREG(status.st_mode):
        raise StoreRefused(f"{path} is not a file.", "Choose another one with --db.")
    if status.st_size == 0:
        raise StoreRefused(
            f"{path} is empty. It may once have been a log.",
            f"{unchanged} {recovery_hint(path, 'Or move the empty file away to start a new log.')}",
        )
    if (status.st_dev, status.st_ino) not in _checked:
        with open(path, "rb") as file:
            head = file.read(100)
        if head[:16] != HEADER:
            raise StoreRefused(
                f"{path} is not a hinge-log file, or its header is damaged.",
                f"{unchanged} {recovery_hint(path, 'Or choose another file with --db.')}",
            )
        if head[68:72] != APPLICATION_ID.to_bytes(4, "big"):
            raise foreign(path)
        _checked.add((status.st_dev, status.st_ino))
    _refuse_second_name(path)


def looks_ours(path: str) -> bool:
    """Whether the first bytes of a file are those of a log of ours. Not for a file that is open in this process."""
    try:
        with open(path, "rb") as file:
            head = file.read(100)
    except OSError:
        return False
    return head[:16] == HEADER and head[68:72] == APPLICATION_ID.to_bytes(4, "big")


def _refuse_second_name(path: str) -> None:
    give_up = time.monotonic() + LINK_PATIENCE
    while (status := os.stat(path)).st_nlink > 1:
        if time.monotonic() > give_up:
            if _drop_leftover(path, status):
                continue
            raise StoreRefused(
                f"{path} has a second name (a hard link), and SQLite would keep two journals for it.",
                "It was not changed. Remove the other name, or open a copy.",
            )
        time.sleep(0.02)


def _drop_leftover(path: str, status: os.stat_result) -> bool:
    # A window that was killed while it made the log leaves the name under which it was made.
    folder, name = os.path.split(os.path.abspath(path))
    for each in os.listdir(folder):
        full = os.path.join(folder, each)
        if each.startswith(f"{name}.new-") and os.path.samestat(os.lstat(full), status):
            os.unlink(full)
            return True
    return False


def foreign(path: str) -> StoreRefused:
    """The refusal of an SQLite file that another program made."""
    return StoreRefused(
        f"{path} is another program's SQLite file.",
        f"It was not changed. {recovery_hint(path, 'Choose another file with --db.')}",
    )


def recovery_hint(path: str, otherwise: str) -> str:
    """What to do about a log that cannot be opened: the backups that there are, newest first, or `otherwise`."""
    from hinge_log.store.safety.backup import listed

    backups = listed(path)
    if not backups:
        return f"No backup of it was found. {otherwise}"
    names = "\n".join(f"  {each.path}" for each in backups[:5])
    more = f"\n  and {len(backups) - 5} older ones" if len(backups) > 5 else ""
    return f"Restore a backup with 'hinge-log restore FILE'. {otherwise} Backups, newest first:\n{names}{more}"


def identity(path: str) -> tuple[int, int] | None:
    """What tells a file from another one of the same name (device, inode); None when there is no file."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_dev, status.st_ino


def free_bytes(path: str) -> int:
    """What is free for the user on the disk of `path`, in bytes."""
    from shutil import disk_usage

    return disk_usage(os.path.dirname(os.path.abspath(path))).free


def at_size_limit(path: str) -> bool:
    """Whether a limit on the size of files (ulimit -f) keeps the log or its journal from growing."""
    full = False
    if sys.platform != "win32":
        import resource

        limit = resource.getrlimit(resource.RLIMIT_FSIZE)[0]
        sizes = [os.path.getsize(each) for each in (path, f"{path}-journal") if os.path.exists(each)]
        full = limit != resource.RLIM_INFINITY and max(sizes, default=0) + _A_FEW_PAGES > limit
    return full


@dataclass(frozen=True, slots=True)
class FolderKind:
    """`name` is "" for a plain folder, else the tool or file system; `network` says that locks may not hold."""

    name: str = ""
    network: bool = False

    @property
    def warning(self) -> str:
        """A warning in plain words, or "" for a plain folder."""
        if not self.name:
            return ""
        if self.network:
            return (
                f"The log is on a network folder ({self.name}). File locks may not work there: use it from one"
                " machine at a time, or keep the log on a local disk."
            )
        return (
            f"The log is in a folder that {self.name} syncs. Close hinge-log on one machine and let the sync finish"
            " before you open it on another, or one of the two logs is lost."
        )


def folder_kind(path: str, *, mounts: str = "/proc/mounts") -> FolderKind:
    """Find out what copies the folder of `path`, by the marks that such tools leave and by the kind of mount."""
    folder = os.path.dirname(os.path.realpath(path))
    tool = _sync_tool(folder)
    if tool:
        return FolderKind(tool)
    kind = _mount_type(folder, mounts)
    return FolderKind(kind, network=True) if kind in _NETWORK else FolderKind()


def _sync_tool(folder: str) -> str:
    while True:
        name = os.path.basename(folder)
        if os.path.lexists(os.path.join(folder, ".stfolder")):
            return "Syncthing"
        if os.path.lexists(os.path.join(folder, ".dropbox")) or name == "Dropbox":
            return "Dropbox"
        if name == "OneDrive" or name.startswith(("OneDrive - ", "OneDrive-")):
            return "OneDrive"
        if name in ("Mobile Documents", "com~apple~CloudDocs", "iCloudDrive"):
            return "iCloud"
        if name in ("Nextcloud", "ownCloud") or os.path.lexists(os.path.join(folder, ".owncloudsync.log")):
            return "Nextcloud"
        if name in ("Google Drive", "GoogleDrive", "My Drive") or name.startswith("GoogleDrive-"):
            return "Google Drive"
        above = os.path.dirname(folder)
        if above == folder:
            return ""
        folder = above


def _mount_type(folder: str, mounts: str) -> str:
    try:
        with open(mounts, encoding="utf-8", errors="replace") as file:
            lines = [line.split() for line in file]
    except OSError:
        return ""  # no such table here (macOS): nothing is claimed
    best, kind = "", ""
    for line in lines:
        if len(line) < 3:
            continue
        # The table writes a space as \040, a tab as \011, a line break as \012 and a backslash as \134.
        point = line[1].replace("\\040", " ").replace("\\011", "\t").replace("\\012", "\n").replace("\\134", "\\")
        if (folder == point or folder.startswith(point.rstrip("/") + "/")) and len(point) >= len(best):
            best, kind = point, line[2]
    return kind
