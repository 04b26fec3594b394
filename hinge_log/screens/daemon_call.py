"""Work that may take long, such as a question over the network, in a thread that nothing waits for at the end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


async def call_in_daemon(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run some work in a thread of its own, and wait for it without holding the event loop; its errors come back.

    `asyncio.to_thread` will not do: the loop waits for its threads at the end, and the app would not quit meanwhile.
    """
    loop = asyncio.get_running_loop()
    future: asyncio.Future[T] = loop.create_future()

    def run() -> None:
        try:
            result = work(*args, **kwargs)
        except Exception as error:
            deliver(future.set_exception, error)
        else:
            deliver(future.set_result, result)

    def deliver(put: Callable[..., None], value: object) -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(lambda: None if future.done() else put(value))

    Thread(target=run, daemon=True).start()
    return await future
