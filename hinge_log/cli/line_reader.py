"""Lines from a person or a pipe, and the end of a rest while one is waited for."""

from __future__ import annotations

import io
import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO

SLICE_S = 5.0
"""So often the wall clock is asked anew: it alone goes on while the machine sleeps."""


class LineReader:
    """Reads a stream line by line.

    A stream without a file descriptor is read as it is: then nothing can happen in between.
    """

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream if stream is not None else io.StringIO()  # a shell may have closed it
        self._held = b""
        self.by_hand = False
        try:
            self._fd: int | None = self._stream.fileno()
            self.by_hand = self._stream.isatty()
        except (io.UnsupportedOperation, OSError, ValueError):
            self._fd = None

    def line(self, rest_left: Callable[[], int | None], rang: Callable[[], None]) -> str | None:
        """The next line without its end, or None when there will be none.

        `rest_left` gives the seconds until `rang` is to be called, or None; it is asked again after the call.
        """
        if self._fd is None:
            text = self._stream.readline()
            return text.rstrip("\r\n") if text else None
        while b"\n" not in self._held:
            if not self._ready(self._fd, rest_left()):
                left = rest_left()
                if left is not None and left <= 0:
                    rang()
                continue
            got = os.read(self._fd, 4096)
            if not got:
                last, self._held = self._held, b""
                return self._text(last) if last else None
            self._held += got
        first, _, self._held = self._held.partition(b"\n")
        return self._text(first)

    @staticmethod
    def _ready(fd: int, left: int | None) -> bool:
        from select import select

        wait = None if left is None else min(SLICE_S, max(0.0, float(left)))
        return bool(select([fd], [], [], wait)[0])

    def _text(self, line: bytes) -> str:
        # Files and pipes are UTF-8 whatever the locale; what is not stays in the line as surrogates.
        encoding = self._stream.encoding if self.by_hand else "utf-8"
        return line.decode(encoding or "utf-8", errors="surrogateescape").rstrip("\r")
