"""A pseudo-terminal with a screen model, to drive the program as a person does."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType

import pyte

from tests.terminal.model import Model, left_on

KEYS = {
    "space": " ", "enter": "\r", "esc": "\x1b", "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D",
    "tab": "\t", "shift+tab": "\x1b[Z", "home": "\x1b[H", "end": "\x1b[F", "f1": "\x1bOP", "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~", "ctrl+z": "\x1a", "ctrl+c": "\x03", "ctrl+p": "\x10", "ctrl+q": "\x11", "backspace": "\x7f",
}  # fmt: skip
PATIENCE = 20.0
ESCAPE_S = 0.35
"""Seconds after which an escape is known to be the key and not the start of a sequence."""


class Terminal:
    """Runs `python -m hinge_log ARGS`, or another `program`, in a terminal of a given size.

    With `answers` the terminal says who it is and where its cursor is when it is asked; with `wide` it draws glyphs
    of ambiguous width over two columns.
    """

    def __init__(
        self,
        home: Path,
        *arguments: str,
        columns: int = 80,
        rows: int = 24,
        env: Mapping[str, str] | None = None,
        program: Sequence[str] = (),
        answers: bool = False,
        wide: bool = False,
    ) -> None:
        self.screen = Model(columns, rows, wide=wide, answer=self._tell if answers else None)
        self._stream = pyte.ByteStream(self.screen)
        self._escaped = 0.0
        self.raw = bytearray()
        self.status: int | None = None
        environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("HINGE_LOG", "XDG_", "NO_COLOR", "TEXTUAL", "TERM", "COLORTERM"))
        }
        environment |= {
            "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "HOME": str(home),
            "HINGE_LOG_DAILY_BACKUP": "0",
            "HINGE_LOG_DB": str(home / "log.db"), "HINGE_LOG_CONFIG": str(home / "config"), **(env or {}),
        }  # fmt: skip
        self.pid, self._file = pty.fork()
        if self.pid == 0:  # the program under test; nothing of this process is kept
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            command = [*(program or (sys.executable, "-m", "hinge_log")), *arguments]
            os.execvpe(command[0], command, environment)
        self.resize(columns, rows)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
        os.close(self._file)

    @property
    def text(self) -> str:
        """What a person sees."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        self.screen.resize(rows, columns)
        fcntl.ioctl(self._file, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def press(self, *keys: str) -> None:
        """Send keys by name, or text as it is."""
        for key in keys:
            os.write(self._file, KEYS.get(key, key).encode())
            if key == "esc":
                self._escaped = time.monotonic()

    def read(self, seconds: float = 0.0) -> bool:
        """Take what the program painted; False when it said nothing for `seconds`."""
        ready, _, _ = select.select([self._file], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self._file, 65536)
        except OSError:
            return False
        self.raw += data
        self._stream.feed(data)
        return bool(data)

    def read_for(self, seconds: float) -> None:
        """Go on reading for so long."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.read(left)

    def until(self, shown: str | Callable[[str], bool], *, patience: float = PATIENCE) -> str:
        """Read until a text is on the screen, or a condition of the screen's text holds."""
        holds = (lambda text: shown in text) if isinstance(shown, str) else shown
        end = time.monotonic() + patience
        while not holds(self.text):
            left = end - time.monotonic()
            if left <= 0 or (not self.read(min(left, 0.2)) and self.over() and not holds(self.text)):
                raise AssertionError(f"never shown: {shown!r}\n{self.text}")
        return self.text

    def settled(self, quiet: float = 0.12) -> str:
        """Read until the program has painted nothing for a moment and does nothing; gives what a person then sees."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            while self.read(quiet):
                pass
            if not self._works() and time.monotonic() - self._escaped > ESCAPE_S:
                break
        return self.text

    def over(self) -> bool:
        """Whether the program has ended."""
        if self.status is None:
            done, status = os.waitpid(self.pid, os.WNOHANG)
            self.status = status if done else None
        return self.status is not None

    def _works(self) -> bool:
        """Whether a thread of the program, or of what its shell runs, runs or waits for the processor or a disk."""
        try:
            for pid in {self.pid, os.tcgetpgrp(self._file)}:
                for thread in os.listdir(f"/proc/{pid}/task"):
                    stat = Path(f"/proc/{pid}/task/{thread}/stat").read_text(encoding="utf-8", errors="replace")
                    if stat.rpartition(")")[2].split()[0] in "RD":
                        return True
        except OSError:
            return False
        return False

    def _tell(self, words: str) -> None:
        os.write(self._file, words.encode())

    def cell_of(self, text: str) -> tuple[int, int]:
        """Column and row, from 0, where a text stands."""
        for y, line in enumerate(self.screen.display):
            if (x := line.find(text)) >= 0:
                return x, y
        raise AssertionError(f"not on the screen: {text!r}\n{self.text}")

    def click(self, where: str | tuple[int, int]) -> None:
        """Tap on a text or a cell, as a terminal tells it that was asked for SGR reports (xterm, mode 1006)."""
        x, y = self.cell_of(where) if isinstance(where, str) else where
        self.press(f"\x1b[<0;{x + 1};{y + 1}M", f"\x1b[<0;{x + 1};{y + 1}m")

    def drag(self, text: str) -> None:
        """Press on the first character of a text, move to its last, and let go."""
        x, y = self.cell_of(text)
        end = x + len(text)
        self.press(f"\x1b[<0;{x + 1};{y + 1}M")
        self.press(*(f"\x1b[<32;{column + 1};{y + 1}M" for column in range(x, end)), f"\x1b[<0;{end};{y + 1}m")

    def wheel(self, down: int, at: tuple[int, int] = (10, 5)) -> None:
        """Turn the wheel so many steps down, or up when below zero."""
        button = 65 if down > 0 else 64
        self.press(*[f"\x1b[<{button};{at[0] + 1};{at[1] + 1}M"] * abs(down))

    def left_on(self) -> dict[str, bool]:
        """What of the terminal is not as a shell wants it back; the line discipline too."""
        flags = termios.tcgetattr(self._file)
        wanted = termios.ECHO | termios.ICANON | termios.ISIG | termios.IEXTEN
        found = left_on(bytes(self.raw))
        if flags[3] & wanted != wanted or not flags[0] & termios.ICRNL:
            found["line"] = True
        return found

    def type(self, *keys: str, shows: str) -> str:
        """Press keys, then read until `shows` is on the screen."""
        self.press(*keys)
        return self.until(shows)

    def signal(self, number: int) -> None:
        """Send a signal to the program."""
        os.kill(self.pid, number)

    def kill(self) -> None:
        """End the program as a power cut would."""
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            _, self.status = os.waitpid(self.pid, 0)

    def hang_up(self) -> None:
        """Close the terminal, as a window or a connection that goes away."""
        os.close(self._file)

    def ended(self, within: float) -> float:
        """Wait until the program has ended; nothing is read, as there may be no terminal any more.

        Gives the seconds of processor time that it took in all.
        """
        end = time.monotonic() + within
        spent = 0.0
        while self.status is None:
            done, status, used = os.wait4(self.pid, os.WNOHANG)
            if done:
                self.status = status
                spent = used.ru_utime + used.ru_stime
            elif time.monotonic() > end:
                self.kill()
                raise AssertionError(f"still running {within} s after its terminal was gone")
            else:
                select.select([], [], [], 0.02)
        return spent

    def wait(self, patience: float = PATIENCE) -> int:
        """Wait until the program has ended by itself; gives its exit code."""
        end = time.monotonic() + patience
        while self.status is None:
            self.read(0.05)
            done, status = os.waitpid(self.pid, os.WNOHANG)
            if done:
                self.status = status
            elif time.monotonic() > end:
                raise AssertionError(f"still running\n{self.text}")
        while self.read(0.05):
            pass
        return os.waitstatus_to_exitcode(self.status)
