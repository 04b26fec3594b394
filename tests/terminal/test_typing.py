"""What is typed fast goes where it was meant to."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terminal.driver import Terminal
from tests.terminal.test_set_loop import sets_in, started

pytestmark = pytest.mark.terminal


def test_a_burst_of_keys_after_opening_the_entry_line_lands_in_it(tmp_path: Path) -> None:
    started(tmp_path)
    with Terminal(tmp_path) as terminal:
        terminal.until("Resumed")
        terminal.press("\r100x5")
        terminal.until("→ 100 kg × 5")
        terminal.press("enter")
        terminal.until("Logged 100 kg × 5")
    assert sets_in(tmp_path) == [(5, None), (5, None)]


def test_a_burst_of_letters_after_asking_for_a_lift_searches_for_them(tmp_path: Path) -> None:
    started(tmp_path)
    with Terminal(tmp_path) as terminal:
        terminal.until("Resumed")
        terminal.press("adowel")
        terminal.until("Dowel drill")
        terminal.press("esc")
        terminal.until("lift 1 of 1")
    assert sets_in(tmp_path) == [(5, None)]


def test_pain_is_asked_for_by_name_and_closes_the_exercise(tmp_path: Path) -> None:
    started(tmp_path)
    with Terminal(tmp_path) as terminal:
        terminal.until("Resumed")
        terminal.press("f")
        terminal.until("which checks failed?")
        terminal.press("0")
        terminal.until("Pain: where, and 0 to 10?")
        terminal.press("low back 4", "enter")
        terminal.until("Stop this exercise today")
        terminal.until("pain 4 of 10")
        terminal.type("3", shows="form not rated")
    assert sets_in(tmp_path) == [(5, None)]


def test_a_safety_item_lost_twice_offers_a_lighter_set_that_a_restart_remembers(tmp_path: Path) -> None:
    started(tmp_path)
    for expected in ("Next 47.5 kg", ""):
        with Terminal(tmp_path) as terminal:
            terminal.until("Resumed")
            if expected:
                terminal.press("f", "5", "5", "enter")
                terminal.until(expected)
            terminal.until("47.5 × 5")
