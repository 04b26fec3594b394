"""Videos and links in the platform's own program: never through a shell, and nothing that could run as a program."""

from __future__ import annotations

import mimetypes
import os
import shutil
import subprocess
import sys
from threading import Thread
from urllib.parse import urlsplit

from hinge_log.errors import HingeLogError, NotFound
from hinge_log.text import clean, shown

OPENERS = ("xdg-open", "termux-open", "wslview")
"""Programs that open a file or link in the program for its kind: desktops, Termux, Linux under Windows."""
WATCHED = ("video/", "image/", "audio/")
"""Kinds of files that are looked at or listened to; others, scripts and shortcuts among them, are not opened."""


def open_location(location: str) -> None:
    """Open an http(s) link or a file that is there; nothing waits for the program.

    Raises NotFound for what is neither, and HingeLogError where nothing here can open it.
    """
    where = location if _is_link(location) else _checked_path(location)
    if sys.platform == "win32":
        os.startfile(where)  # noqa: S606 - the kind of the file was checked; there is no shell
    else:
        _start_opener(where)


def _start_opener(where: str) -> None:
    """Open something with the program of the desktop."""
    opener = "/usr/bin/open" if sys.platform == "darwin" else next(filter(None, map(shutil.which, OPENERS)), None)
    if opener is None:
        raise HingeLogError(f"No program on this machine can open it: {shown(where)}.", "Open it on another device.")
    try:
        process = subprocess.Popen(  # noqa: S603 - a list and no shell; what is opened was checked
            [opener, where],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise HingeLogError(
            f"{opener} cannot be run: {error.strerror}.", f"Open it yourself: {shown(where)}"
        ) from error
    Thread(target=process.wait, daemon=True).start()  # nobody else would take its exit code


def _is_link(location: str) -> bool:
    """Whether it is a link that may be opened; raises NotFound for another kind of address."""
    if "://" not in location:
        return False
    try:
        parts = urlsplit(location)
        allowed = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        allowed = False
    if not allowed or clean(location, limit=len(location)) != location or " " in location:
        raise NotFound(f"{shown(location)} is not a link that can be opened.", "A link begins with https://.")
    return True


def _checked_path(location: str) -> str:
    path = os.path.abspath(os.path.expanduser(location))
    if not os.path.isfile(path):
        raise NotFound(f"There is no file {shown(path)} on this device.", "It may be on another one.")
    kind = mimetypes.guess_type(path)[0] or ""
    if not kind.startswith(WATCHED) and not path.lower().endswith((".mkv", ".m4v", ".3gp", ".mts", ".hevc")):
        raise NotFound(f"{shown(path)} does not look like a video.", "Open it yourself.")
    return path
