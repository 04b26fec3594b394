"""Videos of sets: a path or a link, never the video itself."""

from __future__ import annotations

import os
from collections.abc import Iterable
from json import dumps

from hinge_log.errors import NeedsDecision, NotFound
from hinge_log.store.queries import ANY_OF, Reading
from hinge_log.store.store import Store
from hinge_log.text import clean
from hinge_log.training.coaching import LINKS, Video

LONGEST = 4096


def add_video(store: Store, set_id: str, location: str) -> Video:
    """Add a video to a set, as one undo step: a link (http, https), or the path of a file, whose hash is kept.

    Raises NotFound without the set or the file, and NeedsDecision for what is neither.
    """
    return put_video(store, set_id, *locate(location))


def locate(location: str) -> tuple[str, str]:
    """A link as it is, or the absolute path of a file with its SHA-256; the file is read, which may take seconds.

    Raises NotFound for a file that is not there, and NeedsDecision for what is neither.
    """
    where = clean(location, limit=LONGEST + 1).strip()
    if not where or len(where) > LONGEST:
        raise NeedsDecision("A video is a path or a link.", "Nothing was saved.")
    if where.startswith(LINKS):
        if not where.partition("://")[2].strip("/") or any(map(str.isspace, where)):
            raise NeedsDecision("That link cannot be opened.", "Copy it from the browser: https://...")
        return where, ""
    if "://" in where:
        raise NeedsDecision("Only http and https links can be opened.", "Give one, or the path of a file.")
    where = os.path.abspath(os.path.expanduser(where))
    if clean(where, limit=LONGEST + 1) != where or len(where) > LONGEST:
        raise NeedsDecision("The name of the file cannot be kept in the log.", "Rename the file.")
    return where, file_hash(where)


def put_video(store: Store, set_id: str, location: str, sha256: str) -> Video:
    """Write where the video of a set is, as `locate` gives it. Raises NotFound without the set."""
    store.existing_set(set_id)
    with store.action("video") as action:
        id_ = store.new_id()
        at_ms = store.clock.now().utc_ms
        action.insert("video", {"id": id_, "set_id": set_id, "location": location, "sha256": sha256, "at_ms": at_ms})
    return Video(id_, set_id, location, sha256)


def videos_of(log: Reading, set_ids: Iterable[str]) -> dict[str, tuple[Video, ...]]:
    """The videos of sets, oldest first."""
    grouped: dict[str, list[Video]] = {}
    for id_, set_id, location, sha256 in log.rows(
        f"SELECT id, set_id, location, sha256 FROM video WHERE hidden = 0 AND set_id IN {ANY_OF} ORDER BY at_ms, id",
        dumps(list(set_ids)),
    ):
        grouped.setdefault(str(set_id), []).append(Video(str(id_), str(set_id), str(location), str(sha256)))
    return {set_id: tuple(each) for set_id, each in grouped.items()}


def file_hash(path: str) -> str:
    """The SHA-256 of a file. Raises NotFound for what is no file that can be read."""
    if not os.path.isfile(path):
        raise NotFound(f"There is no file {path}.", "Give the path of a video or a link.")
    import hashlib

    try:
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise NotFound(f"{path} cannot be read: {error.strerror}.", "Check who owns the file.") from error
