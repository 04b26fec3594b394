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
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType

import pyte

KEYS = {
    "space": " ", "enter": "\r", "esc": "\x1b", "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D",
    "tab": "\t", "pageup": "\x1b[5~", "pagedown": "\x1b[6~", "ctrl+z": "\x1a", "ctrl+q": "\x11", "backspace": "\x7f",
}  # fmt: skip
PATIENCE = 20.0


class Terminal:
    """Runs `python -m hinge_log ARGS` in a terminal of a given size."""

    def __init__(
        self, home: Path, *arguments: str, columns: int = 80, rows: int = 24, env: Mapping[str, str] | None = None
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = bytearray()
        self.status: int | None = None
        environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("HINGE_LOG", "XDG_", "NO_COLOR", "TEXTUAL", "TERM", "COLORTERM"))
        }
        environment |= {
            "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "HOME": str(home),
            "HINGE_LOG_DB": str(home / "log.db"), "HINGE_LOG_CONFIG": str(home / "config"), **(env or {}),
        }  # fmt: skip
        self.pid, self._file = pty.fork()
        if self.pid == 0:  # the program under test; nothing of this process is kept
            os.execve(sys.executable, [sys.executable, "-m", "hinge_log", *arguments], environment)
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

    def until(self, shown: str | Callable[[str], bool], *, patience: float = PATIENCE) -> str:
        """Read until a text is on the screen, or a condition of the screen's text holds."""
        holds = (lambda text: shown in text) if isinstance(shown, str) else shown
        end = time.monotonic() + patience
        while not holds(self.text):
            left = end - time.monotonic()
            if left <= 0:
                raise AssertionError(f"never shown: {shown!r}\n{self.text}")
            self.read(min(left, 0.2))
        return self.text

    def settled(self, quiet: float = 0.4) -> str:
        """Read until the program has painted nothing for a moment; gives what a person then sees."""
        while self.read(quiet):
            pass
        return self.text

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

    def ended(self, within: float) -> None:
        """Wait until the program has ended; nothing is read, as there may be no terminal any more."""
        end = time.monotonic() + within
        while self.status is None:
            done, status = os.waitpid(self.pid, os.WNOHANG)
            if done:
                self.status = status
            elif time.monotonic() > end:
                self.kill()
                raise AssertionError(f"still running {within} s after its terminal was gone")
            else:
                select.select([], [], [], 0.02)

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
