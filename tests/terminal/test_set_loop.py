"""What was shown as saved is saved, whatever happens next."""

from __future__ import annotations

from pathlib import Path

import pytest

from hinge_log.store.store import Store
from hinge_log.training.load import Load
from hinge_log.training.workout import SetDraft
from tests.terminal.driver import Terminal

pytestmark = pytest.mark.terminal

HOSTILE = "felt 8/10 [/ hips [@click=app.quit]x[/]"


def started(home: Path) -> None:
    with Store(str(home / "log.db")) as store:
        store.put_setting("first_run", "done")
        store.log_lift("deadlift-conventional", "Conventional deadlift", [SetDraft(5, Load.of("60", "kg"))])


def sets_in(home: Path) -> list[tuple[int | None, int | None]]:
    with Store(str(home / "log.db")) as store:
        workout = store.open_workout()
        assert workout is not None
        return [(each.what.reps, each.what.form.label if each.what.form else None) for each in workout.sets]


@pytest.mark.parametrize("size", [(80, 24), (48, 30), (140, 40), (48, 15)])
def test_a_kill_between_any_two_keys_loses_nothing_that_was_shown_as_saved(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    started(tmp_path)
    expected: list[tuple[int | None, int | None]] = [(5, None)]
    for keys, shows, after in (
        (("right", "space"), "Logged 60 kg × 6", (6, None)),
        (("4",), "Form 4, solid", (6, 4)),
        (("left", "space"), "Logged 60 kg × 5", (5, None)),
        (("2",), "Form 2, rough", (5, 2)),
    ):
        with Terminal(tmp_path, columns=size[0], rows=size[1]) as terminal:
            terminal.until("Resumed. Last set")
            terminal.press(keys[0])
            if len(keys) > 1:
                terminal.press(keys[1])
            terminal.until(shows)
            terminal.kill()
        expected = [*expected[:-1], after] if keys[0].isdigit() else [*expected, after]
        assert sets_in(tmp_path) == expected


def test_a_second_space_within_the_guard_is_ignored_and_says_so(tmp_path: Path) -> None:
    started(tmp_path)
    with Terminal(tmp_path) as terminal:
        terminal.until("Resumed")
        terminal.press("  ")  # in one write, as a bouncing key sends them
        terminal.until("Double press ignored")
        terminal.press("q")
    assert len(sets_in(tmp_path)) == 2


def test_digits_never_log_a_set(tmp_path: Path) -> None:
    started(tmp_path)
    with Terminal(tmp_path) as terminal:
        terminal.until("Resumed")
        terminal.press("6")
        terminal.until("Form is rated 1 to 5.")
        terminal.press(*"1234")
        terminal.until("Form 4, solid")
    assert len(sets_in(tmp_path)) == 1


def test_text_of_a_note_is_shown_as_it_is_and_presses_nothing(tmp_path: Path) -> None:
    started(tmp_path)
    with Terminal(tmp_path, columns=140, rows=40) as terminal:
        terminal.until("Resumed")
        terminal.press("o")
        terminal.until("A note on this set")
        terminal.press(HOSTILE, "enter")
        terminal.until("Note saved")
        terminal.until(HOSTILE[:20])
    with Store(str(tmp_path / "log.db")) as store:
        workout = store.open_workout()
        assert workout is not None
        assert workout.sets[0].what.note == HOSTILE


def test_a_set_logged_in_the_shell_shows_without_a_restart(tmp_path: Path) -> None:
    started(tmp_path)
    with Terminal(tmp_path) as terminal:
        terminal.until("Resumed")
        with Terminal(tmp_path, "log", "deadlift", "77.5x5") as shell:
            shell.until("Deadlift set 2")
            assert shell.wait() == 0
        terminal.until("77.5 × 5")
