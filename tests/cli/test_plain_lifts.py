from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from hinge_log.cli.plain_workout import LineReader
from hinge_log.store.lift_settings import lift_settings
from hinge_log.store.lifting import skipped_lifts
from hinge_log.store.store import Store
from hinge_log.training.workout import SetKind

from .conftest import FixedClock, Hinge, Said

Session = Callable[..., Said]


@pytest.fixture
def session(hinge: Hinge, monkeypatch: pytest.MonkeyPatch) -> Session:
    """Type lines into a session; gives what it said."""

    def typed(*lines: str) -> Said:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        return hinge("plain")

    return typed


def prompts(said: Said) -> list[str]:
    return re.findall(r"[A-Z0-9][^>\n]*>", said.out)


def done(log_file: Path) -> list[tuple[str, int | None]]:
    with Store(str(log_file)) as store:
        rows = store.rows(
            "SELECT e.key, s.form FROM sets s JOIN exercise e ON e.id = s.exercise_id WHERE s.hidden = 0 ORDER BY s.id"
        )
    return [(str(key).partition("-")[0], form) for key, form in rows]


START = ("a deadlift", "100x5", "a hip thrust", "80x8", "p")


def test_a_superset_leads_on_and_a_digit_rates_the_set_just_done(session: Session, log_file: Path) -> None:
    said = session(*START, "superset", "", "4", "", "5", "t", "q")
    assert done(log_file)[2:] == [("deadlift", 4), ("hip", 5)]
    assert "Superset: Deadlift and Hip thrust." in said.out
    assert [line[:5] for line in prompts(said)[-4:]] == ["A2 Hi", "A1 De", "A1 De", "A1 De"]
    assert "Rest 2:30 left." in said.out


def test_within_a_round_no_rest_runs(session: Session) -> None:
    assert "No rest is running." in session(*START, "superset", "", "t", "q").out


def test_apart_and_undo_end_a_superset(session: Session, log_file: Path) -> None:
    said = session(*START, "superset", "superset", "apart", "apart", "u", "q")
    assert "These lifts are already a superset." in said.out
    assert "Deadlift is not in a superset." in said.out
    assert "superset changed" in said.out


def test_a_lift_is_skipped_in_a_word_and_taken_up_again(session: Session, log_file: Path) -> None:
    said = session(*START, "skip", "q")
    assert "Deadlift skipped." in said.out
    assert prompts(said)[-1].startswith("Hip thrust")
    with Store(str(log_file)) as store:
        workout = store.open_workout()
        assert workout is not None
        assert skipped_lifts(store, workout) == {workout.lifts[0].id}
    assert "is no longer skipped" in session("p", "skip", "q").out


def test_lifts_are_moved_and_swapped(session: Session, log_file: Path) -> None:
    said = session(*START, "down", "instead rdl", "q")
    assert "Deadlift is now lift 2 of 2." in said.out
    assert "replaces Deadlift." in said.out
    with Store(str(log_file)) as store:
        workout = store.open_workout()
        assert workout is not None
        assert [lift.exercise.partition("-")[0] for lift in workout.lifts] == ["hip", "deadlift", "deadlift"]


def test_sides_are_said_and_changed(session: Session, log_file: Path) -> None:
    said = session("a single-leg rdl", "", "", "side", "", "q")
    with Store(str(log_file)) as store:
        assert [row[0] for row in store.rows("SELECT side FROM sets ORDER BY id")] == ["L", "R", "R"]
    assert ", left:" in prompts(said)[1]
    assert ", right:" in prompts(said)[2]


def test_a_lift_of_both_sides_takes_no_side(session: Session, log_file: Path) -> None:
    said = session("a deadlift", "100x5", "L", "100x5 r", "side", "q")
    assert (said.out + said.err).count("works both sides at once") == 3
    assert "This lift works both sides at once." in said.out + said.err
    with Store(str(log_file)) as store:
        assert [row[0] for row in store.rows("SELECT side FROM sets")] == [""]


def test_a_ramp_is_planned_in_a_word(session: Session, log_file: Path) -> None:
    session("a back squat", "100x5", "finish")
    said = session("a back squat", "ramp", "", "ramp", "q")
    assert "Warm-up sets planned: 20 kg x 8, 55 kg x 5, 70 kg x 3, 85 kg x 2." in said.out
    assert "Warm-up sets come before the first set." in said.out
    with Store(str(log_file)) as store:
        workout = store.open_workout()
        assert workout is not None
        assert [record.what.kind for record in workout.sets] == [SetKind.WARMUP]
        assert len(workout.lifts[0].plan) == 5


def test_notes_are_written_and_said_when_the_lift_comes(session: Session, log_file: Path) -> None:
    said = session(*START, "note belt on", "cue push the floor", "note", "n", "p", "q")
    assert "Today: belt on" in said.out
    assert said.out.count("Cue: push the floor") == 1
    with Store(str(log_file)) as store:
        assert lift_settings(store, "deadlift-conventional").cue == "push the floor"


def test_effort_is_asked_for_only_when_it_is_wanted(hinge: Hinge, session: Session, log_file: Path) -> None:
    assert "RPE" not in session("a deadlift", "100x5", "4", "q").out
    hinge("config", "set", "ask_rpe", "on")
    said = session("100x5", "4", "@8.5", "", "4", "q")
    assert "RPE? @8 or another." in said.out
    assert "RPE? @8.5 or another." in said.out
    with Store(str(log_file)) as store:
        assert [row[0] for row in store.rows("SELECT rpe FROM sets ORDER BY id")] == [None, 8.5, None]


def test_the_rest_is_made_longer_shorter_and_ended(session: Session) -> None:
    said = session("a deadlift", "100x5", "+", "+", "-", "t off", "t", "q")
    assert "Rest 2:45 left." in said.out
    assert "Rest 3:00 left." in said.out
    assert said.out.count("No rest is running.") == 2


def test_a_second_empty_line_at_once_is_a_bounce_of_a_key_but_not_in_a_script(
    hinge: Hinge, session: Session, monkeypatch: pytest.MonkeyPatch, clock: FixedClock, log_file: Path
) -> None:
    session("a deadlift", "100x5", "", "", "q")
    assert len(done(log_file)) == 3

    class Typed(LineReader):
        def __init__(self, stream: io.StringIO) -> None:
            super().__init__(stream)
            self.by_hand = True

    monkeypatch.setattr("hinge_log.cli.plain.LineReader", Typed)
    said = session("", "", "", "q")
    assert len(done(log_file)) == 4
    assert said.out.count("Double press ignored") == 2
    clock.pass_(seconds=5)
    session("", "q")
    assert len(done(log_file)) == 5
