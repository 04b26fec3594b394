"""What the terminal tells about itself when it is asked: its background, and how wide it draws ambiguous glyphs.

Asking takes a round trip, and the whole time limit where nobody answers; so it is done only for who wants it. What was
typed meanwhile would be read along with the answer: where something is typed already, nothing is asked.
"""

from __future__ import annotations

import os
import re
import sys
import time
from dataclasses import dataclass

from hinge_log.text import shown

_BACKGROUND = b"\x1b]11;?\x1b\\"
_WHO_ARE_YOU = b"\x1b[c"
"""Every terminal answers this (DA1), and answers come in the order of the questions: it marks the end."""
_WIDTH = b"\x1b7\r\xe2\x97\x8f\x1b[6n\r\x1b[K\x1b8"
"""A glyph at the left edge, then the question where the cursor is; then all is as before."""

_COLOUR = re.compile(rb"\x1b\]11;rgba?:([0-9a-fA-F]+)/([0-9a-fA-F]+)/([0-9a-fA-F]+)")
_CURSOR = re.compile(rb"\x1b\[\d+;(\d+)R")
_END = re.compile(rb"\x1b\[\?[\d;]*c")

LIGHT = 0.5
"""A background is light from this relative luminance on (WCAG 2 formula without its gamma; convention)."""


@dataclass(frozen=True, slots=True)
class TerminalAnswer:
    """Whether the background is light, and whether glyphs such as "●" take two columns; None where it did not say."""

    light: bool | None = None
    wide: bool | None = None


def ask(timeout: float = 0.05) -> TerminalAnswer:
    """Ask both at once, within `timeout` seconds; only where there is a terminal to read from and to write to."""
    try:
        keys, screen = sys.__stdin__, sys.__stderr__
        if keys is None or screen is None or not (keys.isatty() and screen.isatty()):
            return TerminalAnswer()
        reading, writing = keys.fileno(), screen.fileno()
    except (OSError, ValueError):
        return TerminalAnswer()
    return read_answer(_exchange(reading, writing, _BACKGROUND + _WIDTH + _WHO_ARE_YOU, timeout))


def read_answer(answer: bytes) -> TerminalAnswer:
    """Read what a terminal answered."""
    colour, cursor = _COLOUR.search(answer), _CURSOR.search(answer)
    light = None
    if colour:
        red, green, blue = (int(part, 16) / (16 ** len(part) - 1) for part in colour.groups())
        light = 0.2126 * red + 0.7152 * green + 0.0722 * blue >= LIGHT
    return TerminalAnswer(light, None if cursor is None else int(cursor[1]) > 2)


def light_by_environment() -> bool | None:
    """Whether the background is light by COLORFGBG ("15;0"), which some terminals set; None when it says nothing."""
    number = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    if not (number.isascii() and number.isdigit() and int(number) <= 15):
        return None
    return int(number) in (7, *range(9, 16))


def _exchange(reading: int, writing: int, question: bytes, timeout: float) -> bytes:
    """Write a question and read until the end mark or the time limit, with the terminal's echo off.

    On Windows, which has no such modes, nothing is asked.
    """
    answer = b""
    if sys.platform != "win32":
        import select
        import termios

        try:
            before = termios.tcgetattr(reading)
        except termios.error:
            return b""
        quiet = termios.tcgetattr(reading)
        quiet[3] &= ~(termios.ECHO | termios.ICANON)
        try:
            termios.tcsetattr(reading, termios.TCSANOW, quiet)
            if select.select([reading], [], [], 0)[0]:
                return b""
            os.write(writing, question)
            end = time.monotonic() + timeout
            while not _END.search(answer) and (left := end - time.monotonic()) > 0:
                if select.select([reading], [], [], left)[0]:
                    part = os.read(reading, 1024)
                    if not part:
                        break
                    answer += part
        except (OSError, termios.error):
            return answer
        finally:
            termios.tcsetattr(reading, termios.TCSANOW, before)
    return answer


def tell_terminal(code: str, words: str) -> None:
    """Send an operating-system command (OSC 0 window title, OSC 9 desktop note) where there is a terminal."""
    screen = sys.__stderr__
    if screen is not None and screen.isatty():
        screen.write(f"\x1b]{code};{shown(words)}\x07")
        screen.flush()


def run_hook(command: str, words: str) -> None:
    """Run the user's own command with the words as its last argument; nothing waits for it."""
    import shlex
    import subprocess

    try:
        subprocess.Popen(
            [*shlex.split(command), words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except (OSError, ValueError):
        return  # a hook that cannot run must not stop a workout
