"""What kind of folder the log lies in: one that a sync tool copies, or one across the network, is worth a warning."""

from __future__ import annotations

import os
from dataclasses import dataclass

_NETWORK = frozenset((
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "smb2", "afs", "9p", "ncpfs", "ceph", "glusterfs",
    "lustre", "davfs", "afpfs", "webdav", "acfs", "fuse.sshfs", "fuse.rclone",
    "fuse.davfs2", "fuse.s3fs", "fuse.glusterfs", "fuse.gvfsd-fuse",
))  # fmt: skip
"""File system types on which SQLite's locks are not to be trusted (SQLite, "How To Corrupt", 2.1)."""


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
                f"The log is on a network folder ({self.name}). Locks may not hold there: use it from one machine at a"
                " time, or keep the log on this machine's own disk."
            )
        return (
            f"The log is in a folder that {self.name} copies. Close hinge-log on one machine and let the copy finish"
            " before it is opened on another, else one of the two logs loses."
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
