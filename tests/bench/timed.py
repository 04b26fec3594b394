"""A program in a pseudo-terminal, timed from outside: when a text is on the screen, and what the process costs.

A moment is that at which the bytes arrived that complete a frame. The terminal says that it knows synchronised
updates (mode 2026), so that a program which uses them tells where a frame ends.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType

import pyte

PATIENCE = 20.0
_BEGIN, _END = b"\x1b[?2026h", b"\x1b[?2026l"
_ASKED, _KNOWN = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
Shown = Callable[[str], bool]


class Timed:
    """A command in a terminal of 80 by 24 cells; `spawned` is when it was started."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str], *, columns: int = 80, rows: int = 24) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._frame = b""
        self._tail = b""
        self.painted = 0
        size = struct.pack("HHHH", rows, columns, 0, 0)
        self.spawned = time.perf_counter()
        self.pid, self._file = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, size)
            os.execve(command[0], list(command), dict(env))
        os.set_inheritable(self._file, False)
        fcntl.ioctl(self._file, termios.TIOCSWINSZ, size)

    def __enter__(self) -> Timed:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._file)

    @property
    def text(self) -> str:
        """What a person sees."""
        return "\n".join(self.screen.display)

    def until(self, shown: Shown) -> float:
        """Read until the screen shows it; gives the moment at which its bytes were there."""
        moment = time.perf_counter()
        give_up = moment + PATIENCE
        while not shown(self.text):
            taken = self._take(0.2)
            if taken is not None:
                moment = taken
            elif time.perf_counter() > give_up:
                raise TimeoutError(f"never shown:\n{self.text}")
        return moment

    def press(self, key: str, shown: Shown) -> float:
        """Press a key; gives the seconds until the screen shows what it is to show."""
        if shown(self.text):
            raise ValueError(f"shown before {key!r} was pressed:\n{self.text}")
        pressed = time.perf_counter()
        os.write(self._file, key.encode())
        return self.until(shown) - pressed

    def quiet(self, seconds: float) -> None:
        """Read until nothing was painted for so long."""
        while self._take(seconds) is not None:
            pass

    def idle(self, seconds: float) -> tuple[float, int]:
        """Do nothing for so long; gives the CPU seconds and the bytes painted meanwhile."""
        cpu, painted = self.cpu(), self.painted
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self._take(left)
        return self.cpu() - cpu, self.painted - painted

    def cpu(self) -> float:
        """CPU seconds of the process so far."""
        with open(f"/proc/{self.pid}/stat", encoding="ascii") as file:
            fields = file.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> int:
        """Bytes of memory of its own that the process holds now."""
        with open(f"/proc/{self.pid}/smaps_rollup", encoding="ascii") as file:
            sizes = dict(line.split(":", 1) for line in list(file)[1:])
        return 1024 * sum(int(sizes[name].split()[0]) for name in ("Private_Clean", "Private_Dirty", "Shared_Clean"))

    def _take(self, seconds: float) -> float | None:
        """Take what was painted; gives its moment, or None when nothing was painted for so long."""
        ready, _, _ = select.select([self._file], [], [], seconds)
        if not ready:
            return None
        moment = time.perf_counter()
        try:
            data = os.read(self._file, 65536)
        except OSError:
            raise EOFError(f"the program has ended:\n{self.text}") from None
        self.painted += len(data)
        if _ASKED in self._tail + data:
            os.write(self._file, _KNOWN)
        self._tail = data[-len(_ASKED) :]
        self._frame += data
        if self._frame.rfind(_BEGIN) <= self._frame.rfind(_END):
            whole, self._frame = self._frame, b""
            self._stream.feed(whole.replace(_ASKED, b""))
        return moment
