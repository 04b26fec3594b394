"""Every terminal gets what it can show: colours or none, glyphs or ASCII, or plain lines."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from textual.theme import BUILTIN_THEMES

from tests.faults.figures import LONG
from tests.terminal.driver import Terminal
from tests.terminal.logs import begun, configured, shown_sets
from tests.terminal.test_plain import colours

pytestmark = pytest.mark.terminal

THEMES = ("slate", "chalk", "contrast", *BUILTIN_THEMES) if LONG else ("chalk", "contrast", "ansi-dark", "ansi-light")
NAMED = {"black": "000000", "red": "cd0000", "green": "00cd00", "brown": "cdcd00", "blue": "0000ee",
         "magenta": "cd00cd", "cyan": "00cdcd", "white": "e5e5e5", "brightblack": "7f7f7f", "brightred": "ff0000",
         "brightgreen": "00ff00", "brightbrown": "ffff00", "brightyellow": "ffff00", "brightblue": "5c5cff",
         "brightmagenta": "ff00ff",
         "bfightmagenta": "ff00ff", "brightcyan": "00ffff",
         "brightwhite": "ffffff"}  # fmt: skip
"""The sixteen colours of xterm, by the names of the screen model."""


@pytest.mark.parametrize("term", ["xterm-256color", "tmux-256color", "screen", "linux", "vt100", "unheard-of"])
def test_a_set_is_logged_in_every_kind_of_terminal(tmp_path: Path, term: str) -> None:
    begun(tmp_path)
    with Terminal(tmp_path, env={"TERM": term, "COLORTERM": ""}) as terminal:
        terminal.until("Resumed")
        terminal.press("space")
        terminal.until("Logged 60 kg")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
        assert terminal.left_on() == {}
        if term == "linux":
            assert terminal.raw.isascii()
    assert len(shown_sets(tmp_path)) == 2


def test_a_dumb_terminal_gets_lines(tmp_path: Path) -> None:
    begun(tmp_path)
    with Terminal(tmp_path, env={"TERM": "dumb"}) as terminal:
        assert terminal.wait() == 0
        assert "60 kg x 5" in terminal.text
        assert b"\x1b" not in terminal.raw


@pytest.mark.parametrize(
    ("env", "ascii_only"),
    [
        ({"LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, True),
        ({"LANG": "C", "PYTHONUTF8": "1"}, False),
        ({"LANG": "en_US.ISO-8859-1", "PYTHONIOENCODING": "latin-1"}, True),
    ],
)
def test_what_the_encoding_cannot_say_is_not_said(tmp_path: Path, env: dict[str, str], ascii_only: bool) -> None:
    begun(tmp_path)
    with Terminal(tmp_path, env=env) as terminal:
        terminal.until("Resumed")
        terminal.press("?")
        terminal.settled()
        terminal.press("esc")
        terminal.settled()
        terminal.press("f", "5")
        terminal.settled()
        assert "which checks failed?" in terminal.text
        assert terminal.raw.isascii() is ascii_only


def test_no_color_counts_when_it_says_something(tmp_path: Path) -> None:
    begun(tmp_path)
    found = []
    for env in ({}, {"NO_COLOR": ""}, {"NO_COLOR": "1"}):
        with Terminal(tmp_path, env=env) as terminal:
            terminal.until("Resumed")
            terminal.settled()
            found.append(colours(bytes(terminal.raw)))
    assert found[0] == found[1] != set()
    assert found[2] == set()


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("no_color", ["", "1"], ids=["colour", "none"])
def test_no_theme_writes_black_on_black(tmp_path: Path, theme: str, no_color: str) -> None:
    begun(tmp_path)
    with Terminal(tmp_path, "--theme", theme, columns=140, rows=40, env={"NO_COLOR": no_color}) as terminal:
        terminal.until("Resumed")
        for keys in ("", "f", "esc", "gs", "gh") if LONG else ("", "f"):
            terminal.press(keys)
            terminal.settled()
            for y, row in enumerate(terminal.screen.cells()):
                for x, (character, front, back, _, reverse) in enumerate(row):
                    if character.strip() and not (no_color and {front, back} == {"default"}):
                        ratio = contrast(front, back)
                        assert ratio > 1.3, (theme, x, y, character, front, back, reverse, ratio)
        if no_color:
            assert colours(bytes(terminal.raw)) == set()


def contrast(front: str, back: str) -> float:
    """The contrast ratio of WCAG 2; a default colour is that of a dark terminal."""
    one, other = (_luminance(NAMED.get(each, each)) for each in (
        "e5e5e5" if front == "default" else front, "000000" if back == "default" else back
    ))  # fmt: skip
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("wide", "answers", "ascii_only"), [(True, True, True), (False, True, False), (True, False, False)]
)
def test_where_ambiguous_glyphs_are_wide_ascii_is_drawn(
    tmp_path: Path, wide: bool, answers: bool, ascii_only: bool
) -> None:
    configured(tmp_path, "ask_terminal = true")
    begun(tmp_path)
    # A terminal on a busy machine answers late; one that never answers is waited for no longer than it has to be.
    patient = (sys.executable, "-m", "tests.terminal.bent", "patience=5") if answers else ()
    with Terminal(tmp_path, wide=wide, answers=answers, program=patient) as terminal:
        terminal.until("Resumed")
        terminal.settled()
        terminal.press("f")
        terminal.settled()
        drawn = bytes(terminal.raw)[terminal.raw.index(b"\x1b[?1049h") :]
        assert drawn.isascii() is ascii_only
