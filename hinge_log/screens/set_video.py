"""The video of a set on a screen: files are read and programs started off the event loop and off the log's thread."""

from __future__ import annotations

from hinge_log.opener import open_location
from hinge_log.screens.daemon_call import call_in_daemon
from hinge_log.store.set_extras import locate


async def read_location(text: str) -> tuple[str, str]:
    """A link, or a path with the hash of its file; raises HingeLogError. A long video takes seconds to read."""
    return await call_in_daemon(locate, text)


async def show(location: str) -> str:
    """Open a video in the platform's program; gives the sentence that says so. Raises HingeLogError."""
    await call_in_daemon(open_location, location)
    return f"Opened {location}."
