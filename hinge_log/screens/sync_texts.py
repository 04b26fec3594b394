"""Where the sync stands, in the few words that a title has room for."""

from __future__ import annotations

from hinge_log.clock import time_text
from hinge_log.text import plural

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.sync.background import SyncNews


def sync_note(news: SyncNews, offset_min: int) -> tuple[str, ...]:
    """From the longest to the shortest form; empty for a log that does not sync."""
    if news.failure:
        waiting = f", {news.waiting} not sent yet" if news.waiting else ""
        return f"sync failed{waiting}", "sync failed"
    if news.conflicts:
        return (plural(news.conflicts, "conflict"),)
    if news.waiting:
        return f"{news.waiting} not sent yet", f"{news.waiting} unsent"
    if news.last_ms:
        return f"synced {time_text(news.last_ms, offset_min)}", "synced"
    return ("not synced yet",)
