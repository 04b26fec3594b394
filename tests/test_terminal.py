from __future__ import annotations

import os
import pty
import select
import sys
import termios
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinge_log.terminal import ask, light_by_environment, read_answer

WHO = b"\x1b[?62;22c"


@contextmanager
def a_terminal(monkeypatch: pytest.MonkeyPatch, answer: bytes) -> Iterator[tuple[int, bytearray]]:
    """A pseudo-terminal as stdin and stderr, which says `answer` when it is asked who it is."""
    outer, inner = pty.openpty()
    asked = bytearray()
    stop = threading.Event()

    def listen() -> None:
        while not stop.is_set():
            if select.select([outer], [], [], 0.01)[0]:
                asked.extend(os.read(outer, 1000))
                if answer and asked.endswith(b"\x1b[c"):
                    os.write(outer, answer)

    thread = threading.Thread(target=listen)
    thread.start()
    keys, screen = open(inner, closefd=False), open(os.dup(inner), "w")  # noqa: SIM115
    monkeypatch.setattr(sys, "__stdin__", keys)
    monkeypatch.setattr(sys, "__stderr__", screen)
    try:
        yield outer, asked
    finally:
        stop.set()
        thread.join()
        _close(keys, screen)
        os.close(inner)
        os.close(outer)


def _close(*files: TextIOWrapper) -> None:
    for file in files:
        file.close()


@pytest.mark.parametrize(
    ("colour", "light"),
    [(b"rgb:ffff/ffff/ffff", True), (b"rgb:1010/1616/1a1a", False), (b"rgb:fb/f9/f4", True), (b"rgba:0/0/0/f", False)],
)
def test_the_background_is_read_from_the_answer(monkeypatch: pytest.MonkeyPatch, colour: bytes, light: bool) -> None:
    with a_terminal(monkeypatch, b"\x1b]11;" + colour + b"\x1b\\" + WHO):
        assert ask(5).light is light


@pytest.mark.parametrize(("column", "wide"), [(2, False), (3, True)])
def test_a_glyph_that_takes_two_columns_is_noticed(monkeypatch: pytest.MonkeyPatch, column: int, wide: bool) -> None:
    with a_terminal(monkeypatch, b"\x1b[5;%dR" % column + WHO):
        assert ask(5).wide is wide


def test_a_terminal_that_knows_no_colour_question_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    with a_terminal(monkeypatch, WHO):
        began = time.monotonic()
        assert ask(30).light is None
        assert time.monotonic() - began < 10


def test_a_terminal_that_says_nothing_is_left_in_time_and_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    with a_terminal(monkeypatch, b""):
        before = termios.tcgetattr(sys.__stdin__.fileno())  # type: ignore[union-attr]  # it is the file from above
        began = time.monotonic()
        assert ask(0.02) == read_answer(b"")
        assert time.monotonic() - began < 5
        assert termios.tcgetattr(sys.__stdin__.fileno()) == before  # type: ignore[union-attr]  # as above


def test_keys_that_were_typed_ahead_are_not_eaten(monkeypatch: pytest.MonkeyPatch) -> None:
    with a_terminal(monkeypatch, WHO) as (outer, asked):
        os.write(outer, b"4\n")
        assert ask(0.02).light is None
        assert b"\x1b[c" not in asked
        assert os.read(sys.__stdin__.fileno(), 10) == b"4\n"  # type: ignore[union-attr]  # it is the file from above


def test_without_a_terminal_nothing_is_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with open(os.devnull) as nowhere:
        monkeypatch.setattr(sys, "__stdin__", nowhere)
        assert ask() == read_answer(b"")
    assert capsys.readouterr() == ("", "")


@given(st.binary(max_size=60))
def test_any_answer_can_be_read(text: bytes) -> None:
    answer = read_answer(text)
    assert answer.light in (True, False, None)
    assert answer.wide in (True, False, None)


@pytest.mark.parametrize(
    ("colours", "light"), [("15;0", False), ("0;15", True), ("0;default;7", True), ("", None), ("x", None)]
)
def test_the_environment_may_know_the_background(
    monkeypatch: pytest.MonkeyPatch, colours: str, light: bool | None
) -> None:
    monkeypatch.setenv("COLORFGBG", colours)
    assert light_by_environment() is light
