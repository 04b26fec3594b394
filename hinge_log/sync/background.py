"""Sync while the app is open: in a thread of its own, in short steps of the log's thread, never in a key's path.

It begins when the app has started, goes on some seconds after the last change, and looks at the carrier every so often.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Event, Thread
from typing import TypeVar

from hinge_log.errors import HingeLogError, StoreBusy
from hinge_log.store.gateway import Gateway
from hinge_log.store.store import Store
from hinge_log.sync.conflicts import conflicts_of
from hinge_log.sync.state import SyncState, load_state, unsent

T = TypeVar("T")

LOOK_S = 1.0
"""How often the log is asked whether something waits to be sent, in seconds."""
NOT_SET_UP_S = 10.0
"""How often a log that does not sync is asked whether it does now."""
QUIET_S = 3.0
"""So long nothing was changed before changes are sent: an undo or a rating often follows a set."""
AT_LATEST_S = 30.0
"""Changes are sent after this time, whatever goes on."""
EVERY_S = {"folder": 5.0, "hub": 20.0}
"""How often the carrier is asked for what others did; one that failed is asked after four times as long."""
LAST_PUSH_S = 2.0
"""What is still to be sent when the app ends has this much time."""
KEYS_S = 6.0
"""So long after a key a sync goes on in small steps."""
AFTER_KEY_S, LONGEST_REST_S = 0.3, 1.0
"""A sync rests for the first after a key, and never longer than the second: it goes on while somebody types."""


class BesideKeys:
    """The pace of a sync beside somebody who presses keys: a few entries in a step, and a rest after each."""

    def __init__(self) -> None:
        self.pressed = -KEYS_S
        self.hurries = False
        self._began = time.monotonic()

    def key_pressed(self) -> None:
        """Go slowly for a while."""
        self.pressed = time.monotonic()

    @property
    def _in_use(self) -> bool:
        return not self.hurries and time.monotonic() - self.pressed < KEYS_S

    def entries(self) -> int:
        """Few enough that a key waits for some milliseconds at most."""
        return 4 if self._in_use else 10

    def pause(self) -> None:
        """Rest twice as long as was worked; after a key, ten times as long, and until no other has followed."""
        now = time.monotonic()
        worked = now - self._began
        if worked > 0.001 and not self.hurries:
            time.sleep(min(0.1, worked * (10 if self._in_use else 2)))
            give_up = now + LONGEST_REST_S
            while (left := min(self.pressed + AFTER_KEY_S, give_up) - time.monotonic()) > 0 and not self.hurries:
                time.sleep(min(left, 0.1))
            now = time.monotonic()
        self._began = now


@dataclass(frozen=True, slots=True)
class SyncNews:
    """Where the sync of the open log stands: `waiting` actions are not sent yet, `last_ms` is when it last ran.

    `received` came in just now; `conflicts` are to be decided; `failure` says in a sentence why it does not go on.
    """

    waiting: int = 0
    last_ms: int = 0
    received: int = 0
    failure: str = ""
    conflicts: int = 0


@dataclass(slots=True)
class _Schedule:
    """When the next sync is due: `changed` is when something was last done here, `first` when the first unsent was."""

    synced: float = -1e9
    changed: float = 0.0
    first: float = 0.0
    waiting: int = 0

    def is_due(self, now: float, waiting: int, kind: str, *, failed: bool) -> bool:
        """Whether to sync now, `waiting` actions being unsent."""
        if waiting != self.waiting:
            self.changed, self.first = now, self.first if self.waiting and waiting else now
            self.waiting = waiting
        since = now - self.synced
        if since >= EVERY_S.get(kind, max(EVERY_S.values())) * (4 if failed else 1) and (failed or not waiting):
            return True
        settled = now - self.changed >= QUIET_S or now - self.first >= AT_LATEST_S
        return bool(waiting) and settled and not failed


class BackgroundSync:
    """Syncs the log of a gateway until it is stopped; `tell` is called in its thread whenever there is news."""

    def __init__(self, gateway: Gateway, tell: Callable[[SyncNews], None]) -> None:
        self.pace = BesideKeys()
        self._gateway, self._tell = gateway, tell
        self._news = SyncNews()
        self._wake, self._ending = Event(), Event()
        self._thread = Thread(target=self._run, name="sync", daemon=True)
        self._asked = False

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def sync_now(self) -> None:
        """Sync at once, whatever there is to do."""
        self._asked = True
        self._wake.set()

    def stop(self) -> int:
        """Send what was not sent yet, and end; gives how many changes still wait after that time."""
        if not self._thread.is_alive():
            return 0
        self.pace.hurries = True
        self._ending.set()
        self._wake.set()
        self._thread.join(LAST_PUSH_S)
        return self._news.waiting

    # -- the thread ----------------------------------------------------------------------------------------

    def _log(self, work: Callable[[Store], T], /) -> T:
        return self._gateway.submit(work).result()

    def _run(self) -> None:
        schedule = _Schedule()
        while True:
            ending = self._ending.is_set()
            try:
                if not self._step(schedule, ending=ending) and not ending:
                    self._wake.wait(NOT_SET_UP_S - LOOK_S)
            except RuntimeError:
                return  # the log was closed
            except HingeLogError as error:
                self._note(replace(self._news, received=0, failure=str(error)))
            except Exception as error:
                words = f"Sync stopped: {error!r}. Your log has everything. Start hinge-log again to sync."
                self._note(replace(self._news, received=0, failure=words))
                return
            if ending:
                return
            self._wake.wait(LOOK_S)
            self._wake.clear()

    def _step(self, schedule: _Schedule, *, ending: bool) -> bool:
        """Look what is to be done, and do it; gives whether the log syncs at all."""
        state, waiting, conflicts = self._log(_look)
        if state is None:
            return False
        failed = bool(self._news.failure)
        self._note(SyncNews(waiting, state.last_ms, 0, self._news.failure, conflicts))
        kind = str(state.carrier.get("kind"))
        if self._asked or (ending and waiting) or schedule.is_due(time.monotonic(), waiting, kind, failed=failed):
            self._asked = False
            self._sync()
            schedule.synced = time.monotonic()
        return True

    def _sync(self) -> None:
        from hinge_log.sync.syncing import sync_log

        failure, received = "", 0
        try:
            received = sync_log(self._log, self.pace).received
        except StoreBusy:
            pass  # another window does it
        except HingeLogError as error:
            failure = str(error)
        state, waiting, conflicts = self._log(_look)
        self._note(SyncNews(waiting, state.last_ms if state is not None else 0, received, failure, conflicts))

    def _note(self, news: SyncNews) -> None:
        if news != replace(self._news, received=0):
            self._tell(news)
        self._news = news


def _look(store: Store) -> tuple[SyncState | None, int, int]:
    state = None if store.read_only else load_state(store)
    return (None, 0, 0) if state is None else (state, unsent(store, state), len(conflicts_of(store)))
