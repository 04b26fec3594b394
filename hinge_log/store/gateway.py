"""The one thread that owns the log for the screens: what they ask is done there, in order, off the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from hinge_log.clock import Clock
from hinge_log.store.connection import is_locked, translate_errors
from hinge_log.store.store import Store

T = TypeVar("T")


class Gateway:
    """Opens the log in its own thread and hands it to every call; a call's errors come back to the caller."""

    def __init__(self, path: str, *, clock: Clock | None = None) -> None:
        self.path = path
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="log")
        self._store: Future[Store] = self._thread.submit(Store, path, clock=clock)

    def submit(self, work: Callable[[Store], T]) -> Future[T]:
        """Start some work with the log; opening errors come out of the result."""

        def work_on_log() -> T:
            store = self._store.result()
            with translate_errors(self.path):
                return work(store)

        return self._thread.submit(work_on_log)

    async def do(self, work: Callable[[Store], T]) -> T:
        """Do some work with the log and wait for it without holding the event loop."""
        return await asyncio.wrap_future(self.submit(work))

    def held_elsewhere(self) -> bool:
        """Whether another window holds the log at this moment; may be asked from any thread."""
        if self._store.done() and (self._store.exception() is not None or self._store.result().writing):
            return False
        return is_locked(self.path)

    def closing(self) -> Future[None]:
        """Begin to finish what was asked and close the file; nothing can be asked any more."""

        def close() -> None:
            if self._store.done() and self._store.exception() is None:
                self._store.result().close()

        closed = self._thread.submit(close)
        self._thread.shutdown(wait=False)
        return closed

    def close(self) -> None:
        """Finish what was asked and close the file."""
        self.closing().result()
