from __future__ import annotations

import io
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hinge_log.cli.plain_workout import LineReader
from hinge_log.store.store import Store
from tests.support import work

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
    return re.findall(r"[A-Z][^>\n]*>", said.out)


def saved(log_file: Path) -> list[tuple[str, int | None, int | None, str]]:
    with Store(str(log_file)) as store:
        rows = store.rows("SELECT load_text, reps, form, kind FROM sets WHERE hidden = 0 ORDER BY at_ms, id")
    return [(str(load), reps, form, str(kind)) for load, reps, form, kind in rows]


def test_the_prompt_says_where_one_stands_and_what_was_last_time(
    hinge: Hinge, session: Session, clock: FixedClock
) -> None:
    hinge("log", "deadlift", "97.5x5x4", "f4")
    hinge("finish")
    clock.pass_(days=3)
    said = session("a deadlift", "100x5", "", "q")
    assert "Deadlift, set 3 of 4: 100 kg x 5. Last time 97.5 x 5, form 4. >" in prompts(said)


def test_enter_logs_and_a_digit_rates(session: Session, log_file: Path) -> None:
    said = session("a deadlift", "100x5", "4", "", "3", "finish")
    assert saved(log_file) == [("100", 5, 4, "working"), ("100", 5, 3, "working")]
    assert said.code == 0
    assert "Form 4 solid." in said.out


def test_checks_count_how_often_a_number_is_said(session: Session, log_file: Path) -> None:
    said = session("a deadlift", "100x5", "f 7 9 9")
    with Store(str(log_file)) as store:
        (slips,) = store.one("SELECT slips FROM sets") or ("",)
    assert slips == '{"df-close":1,"df-return":2}'
    assert "Checked: 83 % of checks passed: form 3, okay." in said.out


def test_a_check_may_be_asked_for_first_and_left(session: Session, log_file: Path) -> None:
    said = session("a deadlift", "100x5", "f", "q", "f", "7 video")
    assert "Check cancelled. Nothing was saved." in said.out
    assert "5: Keep the stick on your back, safety" in said.out
    assert saved(log_file)[0][2] == 4
    with Store(str(log_file)) as store:
        assert store.one("SELECT judged_by FROM sets") == ("video",)


def test_a_lost_safety_check_makes_the_next_set_lighter_until_it_is_taken_back(session: Session) -> None:
    said = session("a deadlift", "100x5", "f 5 5", ".", "q")
    assert "The next set is lighter: 80 kg." in said.out
    assert [line.partition(":")[2] for line in prompts(said)[-2:]] == [" 80 kg x 5. >", " 100 kg x 5. >"]


def test_a_check_that_does_not_exist_changes_nothing(session: Session, log_file: Path) -> None:
    said = session("a deadlift", "100x5", "f 12", "f nine", "f 7 12")
    assert "There is no check 12." in said.out
    assert saved(log_file) == [("100", 5, None, "working")]


def test_pain_is_noted_and_keeps_the_set_unrated(session: Session, log_file: Path) -> None:
    said = session("a deadlift", "100x5", "f 0 low back 4", "4", "f 7")
    assert "Stop this exercise today." in said.out
    assert said.out.count("Pain reported, form not rated.") == 2
    with Store(str(log_file)) as store:
        assert store.one("SELECT pain_where, pain, form FROM sets") == ("low back", 4, None)


def test_notes_change_the_last_set(session: Session, log_file: Path) -> None:
    session("a deadlift", "100x5", "@8", '"felt heavy', "!7", "e 102.5x5")
    with Store(str(log_file)) as store:
        assert store.rows("SELECT load_text, reps, rpe, note, slips FROM sets") == [
            ("102.5", 5, 8.0, "felt heavy", '{"df-close":1}')
        ]


def test_undo_and_redo_walk_through_all_of_it(session: Session, log_file: Path) -> None:
    said = session("a deadlift", "100x5", "4", "u", "u", "u", "u", "U", "U")
    assert "Nothing more to undo." in said.out
    assert saved(log_file) == [("100", 5, None, "working")]


def test_lifts_are_added_and_walked_through(session: Session, log_file: Path) -> None:
    said = session("a deadlift", "a rdl 60x8", "p", "100x5", "n", "", "a deadlift", "q")
    assert saved(log_file) == [("60", 8, None, "working"), ("100", 5, None, "working"), ("60", 8, None, "working")]
    assert "Conventional deadlift is already in the workout." in said.out


def test_a_lift_with_an_unreadable_set_is_not_added(session: Session, log_file: Path) -> None:
    said = session("a deadlift 100y5", "a press 1x1", "a no such thing", "a")
    assert "No lift selected" in prompts(said)[-1]
    with Store(str(log_file)) as store:
        assert store.open_workout() is None


def test_a_lift_of_ones_own(session: Session) -> None:
    assert "Added Zercher carry." in session("a squat", "new Zercher carry", "q").out


def test_a_warm_up_is_the_next_set_only_when_asked(session: Session, log_file: Path) -> None:
    session("a deadlift", "60x5", "w", "", "w", "100x5")
    assert [kind for *_, kind in saved(log_file)] == ["working", "warmup", "working"]


def test_a_digit_that_is_no_form_is_never_taken_for_a_load(session: Session, log_file: Path) -> None:
    said = session("a deadlift", "100x5", "7", "0")
    assert "7 alone is not a rating." in said.out
    assert saved(log_file) == [("100", 5, None, "working")]


def test_leaving_keeps_the_workout_open_and_coming_back_goes_on(session: Session) -> None:
    assert "The workout stays open, 1 set." in session("a deadlift", "100x5", "q").out
    assert prompts(session("q"))[0].startswith("Deadlift, set 2: 100 kg x 5.")


def test_the_end_of_the_input_is_a_way_to_leave(session: Session, log_file: Path) -> None:
    assert session("a deadlift", "100x5").code == 0
    with Store(str(log_file)) as store:
        assert store.open_workout() is not None


def test_nothing_is_ever_drawn_over(session: Session) -> None:
    said = session("?", "a deadlift", "c", "b", "s", "t", "100x5", "t", "d", "u", "finish")
    assert not set(said.out) & set("\r\x1b\x08")


def test_names_of_users_cannot_move_the_cursor(session: Session) -> None:
    said = session("new Evil\x1b[2J\u202elift", '20x5 "\x1b]52;c;x\x07"', "s", "q")
    assert "\x1b" not in said.out
    assert "\u202e" not in said.out


def test_a_workout_left_open_for_hours_is_not_gone_on_with(session: Session, clock: FixedClock) -> None:
    session("a deadlift", "100x5")
    clock.pass_(seconds=4 * 3600)
    assert prompts(session("q"))[0].startswith("No lift selected")


COMMANDS = st.sampled_from(
    ["", "1", "4", "9", "f 7 9 9", "f held", "f 0 knee 2", "f", "100x5", "+2.5", "x6", "w", ".", "u", "U", "n", "p",
     "a rdl", "a swing", "a nothing", "c", "b", "s", "t", "?", "d", "e 90x3", "!spine", "@8", "new Own", '"note']
)  # fmt: skip


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(COMMANDS | st.text(max_size=12), max_size=20))
def test_whatever_is_typed_the_session_goes_on_and_can_be_undone(
    session: Session, log_file: Path, lines: list[str]
) -> None:
    log_file.unlink(missing_ok=True)
    said = session("a deadlift", *lines, "?", "q")
    assert said.code == 0
    session(*["U"] * 60)  # what was undone at the end would be done again below
    before = saved(log_file)
    if not any(line.strip() in ("q", "Q", "finish", "FINISH") for line in lines):
        session(*["u"] * 60)
        assert saved(log_file) == []
        session(*["U"] * 60)
    assert saved(log_file) == before


def test_lines_of_a_pipe_come_one_by_one_and_the_last_needs_no_end() -> None:
    out, into = os.pipe()
    os.write(into, "a d\u00e9\r\n\nlast".encode())
    os.close(into)
    with os.fdopen(out, encoding="utf-8") as stream:
        ear = LineReader(stream)
        assert [ear.line(lambda: None, lambda: None) for _ in range(4)] == ["a dé", "", "last", None]


def test_the_bell_rings_once_while_a_line_is_waited_for() -> None:
    out, into = os.pipe()
    left = [0, None]
    rung: list[str] = []

    def rang() -> None:
        rung.append("bell")
        left.pop(0)
        os.write(into, b"4\n")

    with os.fdopen(out, encoding="utf-8") as stream:
        assert LineReader(stream).line(lambda: left[0], rang) == "4"
    os.close(into)
    assert rung == ["bell"]


class Interrupted(io.StringIO):
    """Lines of a session, before some of which something else happens: given as pairs of it and the line."""

    def __init__(self, *lines: tuple[Callable[[], object] | None, str]) -> None:
        super().__init__()
        self.waiting = list(lines)

    def readline(self, *_: object) -> str:  # type: ignore[override]
        if not self.waiting:
            return ""
        happens, line = self.waiting.pop(0)
        if happens is not None:
            happens()
        return f"{line}\n"


def test_a_night_and_another_window_between_two_lines(
    hinge: Hinge, clock: FixedClock, log_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def elsewhere(work: Callable[[Store], object]) -> Callable[[], object]:
        def do() -> None:
            clock.pass_(seconds=1)
            with Store(str(log_file), clock=clock) as other:
                work(other)

        return do

    def finish(other: Store) -> None:
        workout = other.open_workout()
        assert workout is not None
        other.finish_workout(workout.id)

    lines = Interrupted(
        (None, "a deadlift 100x5"),
        (lambda: clock.pass_(seconds=14 * 3600), ""),  # the next day
        (elsewhere(lambda other: other.log_lift("deadlift-conventional", "Deadlift", [work("60", 5)])), "4"),
        (elsewhere(finish), ""),
        (None, "q"),
    )
    monkeypatch.setattr("sys.stdin", lines)
    said = hinge("plain").out
    assert said.count("This set started a new workout") == 2
    with Store(str(log_file)) as store:
        rows = store.rows(
            "SELECT s.load_text, s.form, w.ended_ms IS NULL FROM sets s JOIN lift l ON l.id = s.lift_id"
            " JOIN workout w ON w.id = l.workout_id WHERE s.hidden = 0 ORDER BY s.at_ms, s.id"
        )
    assert [(str(load), form, is_open) for load, form, is_open in rows] == [
        ("100", None, 0),
        ("100", 4, 0),  # the set that was said last, not the one of the other window
        ("60", None, 0),
        ("60", None, 1),
    ]
