"""Videos of sets: a path or a link, never the video itself."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass

from hinge_log.errors import NeedsDecision, NotFound
from hinge_log.store.reading import Reading
from hinge_log.store.store import Store
from hinge_log.text import clean

LONGEST = 4096
_LINKS = ("https://", "http://")
_READ = 1 << 20


@dataclass(frozen=True, slots=True)
class Video:
    """Where the video of a set is; `sha256` is "" for a link."""

    id: str
    set_id: str
    location: str
    sha256: str = ""

    @property
    def is_link(self) -> bool:
        """Whether it is on the web rather than a file."""
        return self.location.startswith(_LINKS)


def add_video(store: Store, set_id: str, location: str) -> Video:
    """Add a video to a set, as one undo step: a link (http, https), or the path of a file, whose hash is kept.

    Raises NotFound without the set or the file, and NeedsDecision for what is neither.
    """
    where = clean(location, limit=LONGEST + 1).strip()
    if not where or len(where) > LONGEST:
        raise NeedsDecision("A video is a path or a link.", "Nothing was saved.")
    if store.one("SELECT 1 FROM sets WHERE id = ? AND hidden = 0", set_id) is None:
        raise NotFound("That set is no longer in the log.", "Another window may have removed it.")
    digest = ""
    if not where.startswith(_LINKS):
        where = os.path.abspath(os.path.expanduser(where))
        if clean(where, limit=LONGEST + 1) != where or len(where) > LONGEST:
            raise NeedsDecision("The name of the file cannot be kept in the log.", "Rename the file.")
        digest = file_hash(where)
    with store.action("video") as action:
        id_ = store.new_id()
        at_ms = store.clock.now().utc_ms
        action.insert("video", {"id": id_, "set_id": set_id, "location": where, "sha256": digest, "at_ms": at_ms})
    return Video(id_, set_id, where, digest)


def remove_video(store: Store, video_id: str) -> None:
    """Take a video off its set; the file itself stays where it is."""
    with store.action("remove video") as action:
        action.update("video", video_id, {"hidden": 1})


def videos_of(log: Reading, set_ids: Iterable[str]) -> dict[str, tuple[Video, ...]]:
    """The videos of sets, oldest first."""
    grouped: dict[str, list[Video]] = {}
    for set_id in set_ids:
        for id_, location, sha256 in log.rows(
            "SELECT id, location, sha256 FROM video WHERE set_id = ? AND hidden = 0 ORDER BY at_ms, id", set_id
        ):
            grouped.setdefault(set_id, []).append(Video(str(id_), set_id, str(location), str(sha256)))
    return {set_id: tuple(each) for set_id, each in grouped.items()}


def file_hash(path: str) -> str:
    """The SHA-256 of a file. Raises NotFound for what is no file that can be read."""
    if not os.path.isfile(path):
        raise NotFound(f"There is no file {path}.", "Give the path of a video or a link.")
    hashed = hashlib.sha256()
    try:
        with open(path, "rb") as file:
            while part := file.read(_READ):
                hashed.update(part)
    except OSError as error:
        raise NotFound(f"{path} cannot be read: {error.strerror}.", "Check who owns the file.") from error
    return hashed.hexdigest()
