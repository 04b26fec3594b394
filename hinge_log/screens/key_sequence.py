"""Keys in the order in which they were pressed, however fast: each is dispatched when the one before is dealt with."""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable

from textual import events
from textual.dom import DOMNode
from textual.message_pump import MessagePump

DISPATCH_ANYWAY_S = 2.0
"""A key that is not dealt with in this time holds no other up."""

Dispatch = Callable[[events.Key | events.Paste], Awaitable[None]]


class KeySequence:
    """Textual hands a key to the widget that has the focus at that moment, and lets it bubble from queue to queue.

    Keys that arrive in one write would all be handed to the widget that has the focus before the first of them opened
    or closed a field. So after each key a marker follows it through the same queues, from the widget to its parents and
    at last to the app, twice: the second time behind the messages that the key caused there.
    """

    def __init__(self, app: MessagePump, target: Callable[[], DOMNode], dispatch: Dispatch) -> None:
        self._app, self._target, self._dispatch = app, target, dispatch
        self._waiting: deque[events.Key | events.Paste] = deque()
        self._number = 0
        self._busy_since: float | None = None

    async def add(self, event: events.Key | events.Paste) -> None:
        """Dispatch an event, at once or after those before it."""
        self._waiting.append(event)
        late = self._busy_since is not None and event.time - self._busy_since > DISPATCH_ANYWAY_S
        if self._busy_since is None or late:
            await self._next()

    async def _next(self) -> None:
        if not self._waiting:
            self._busy_since = None
            return
        event = self._waiting.popleft()
        self._number += 1
        self._busy_since = event.time
        target = self._target()
        await self._dispatch(event)
        self._follow(target, target, self._number, rounds=2)

    def _follow(self, start: DOMNode, node: MessagePump | None, number: int, rounds: int) -> None:
        """Go on behind the key: `node` is where it was dealt with last."""
        if node is None or node is self._app:
            if rounds > 1:
                self._app.call_later(self._follow, start, start, number, rounds - 1)
            else:
                self._app.call_later(self._done, number)
        elif not node.call_later(
            self._follow, start, node.parent if isinstance(node, DOMNode) else None, number, rounds
        ):
            self._app.call_later(self._done, number)  # it is being removed

    async def _done(self, number: int) -> None:
        if number == self._number:
            await self._next()
