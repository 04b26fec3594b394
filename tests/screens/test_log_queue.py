"""Keys typed faster than sets are saved, another window that holds the log, and what is open while others write."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from textual import events

from hinge_log.errors import NotFound
from hinge_log.store.safety.backup import backup
from hinge_log.store.safety.restore import restore
from hinge_log.store.store import Store
from hinge_log.training.workout import Basis, Form, SetDraft, SetRecord
from tests.screens.log_support import LIFTS, Lifter, lifting
from tests.screens.practice_support import opened, press, seen, settled, stored
from tests.support import QUICK_4, FakeClock, kg, work

KEY_NAMES = {" ": "space", "\r": "enter", "@": "at", "!": "exclamation_mark", ".": "full_stop"}
ONE, NO_PLAN = LIFTS[:1], ((),)


def send(lifter: Lifter, text: str) -> None:
    """Hand keys to the app in one go, as one write of a stalled line does."""
    for char in text:
        lifter.app.post_message(events.Key(KEY_NAMES.get(char, char), None if char == "\r" else char))


async def at_once(lifter: Lifter, text: str) -> None:
    send(lifter, text)
    await lifter.pilot.pause(0.2)
    await settled(lifter.app, lifter.pilot)


def sets(lifter: Lifter) -> list[tuple[str, int | None, int | None, str]]:
    """Load, reps, rating and note of each set."""
    return [
        (what.load.text if what.load else "", what.reps, what.form.label if what.form else None, what.note)
        for what in (record.what for record in lifter.workout().sets)
    ]


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("i32x5\r4i34x5\ri36x5\r", [("32", 5, 4, ""), ("34", 5, None, ""), ("36", 5, None, "")]),
        ("i32x5\roslow\r ", [("32", 5, None, "slow"), ("32", 5, None, "")]),
        (" 4i40x3\r5", [("20", 5, 4, ""), ("40", 3, 5, "")]),
        (" f3\ri50x5\r", [("20", 5, 4, ""), ("50", 5, None, "")]),
        ("i32x5x3\r2", [("32", 5, None, ""), ("32", 5, None, ""), ("32", 5, 2, "")]),
        ("i32xx5\r4", []),
    ],
)
async def test_keys_of_one_write_are_done_in_order(
    tmp_path: Path, clock: FakeClock, text: str, stored: list[tuple[str, int | None, int | None, str]]
) -> None:
    async with lifting(tmp_path / "log.db", clock, lifts=ONE, plans=NO_PLAN) as lifter:
        await at_once(lifter, text)
        assert sets(lifter) == stored
        if not stored:
            assert lifter.log.entry.value == "32xx54", "what cannot be read stays in its line, and so does what follows"


async def test_keys_queue_behind_a_save_that_another_window_holds_up(tmp_path: Path, clock: FakeClock) -> None:
    path = tmp_path / "log.db"
    async with lifting(path, clock, lifts=ONE, plans=NO_PLAN) as lifter:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        for text in ("i32x5\r", "4", "i34x5\r5"):
            send(lifter, text)
            await lifter.pilot.pause(0.05)
        assert "Logged" not in lifter.seen(), "nothing is shown as saved before it is"
        other.execute("ROLLBACK")
        other.close()
        await settled(lifter.app, lifter.pilot)
        assert sets(lifter) == [("32", 5, 4, ""), ("34", 5, 5, "")]


async def test_arrows_pressed_during_a_save_are_about_the_set_after_it(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock) as lifter:
        send(lifter, " ")
        await lifter.pilot.press("up", "up")
        await settled(lifter.app, lifter.pilot)
        assert lifter.workout().sets[0].what.load == kg("100")
        assert lifter.current.next.load == kg("105")


async def test_what_depends_on_a_set_that_was_not_saved_is_dropped_and_named(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(store: Store, lift_id: str, drafts: Sequence[SetDraft]) -> tuple[list[SetRecord], None]:
        raise NotFound("The disk is full.", "Nothing was saved.")

    async with lifting(tmp_path / "log.db", clock, lifts=ONE, plans=NO_PLAN) as lifter:
        await lifter.keys("space")
        monkeypatch.setattr(Store, "log_after_gap", refused)
        await at_once(lifter, "i99x5\r1")
        assert sets(lifter) == [("20", 5, None, "")], "the digit was about the set that is not there"
        words = " ".join(lifter.log.status.split())
        assert "Set not saved" in words
        assert "Also dropped: 1" in words


@pytest.mark.parametrize(
    ("opens", "typed", "method", "behind", "named", "back"),
    [
        (("e", "ctrl+u"), "77x7\r", "edit_set", "4", "4", "77x7"),
        (("o",), "tight\r", "edit_set", "45", "4, 5", "tight"),
        (("f", "1"), "\r", "rate", "4", "4", ""),
        (("e", "ctrl+u"), "77x7\r", "edit_set", "4i40x3\r5", "4", None),
    ],
)
async def test_what_is_asked_of_a_set_behind_a_change_that_fails_is_dropped_and_named(
    tmp_path: Path,
    clock: FakeClock,
    monkeypatch: pytest.MonkeyPatch,
    opens: tuple[str, ...],
    typed: str,
    method: str,
    behind: str,
    named: str,
    back: str | None,
) -> None:
    real, calls = getattr(Store, method), []

    def fails_once(store: Store, *args: object) -> object:
        calls.append(args)
        if len(calls) == 1:
            raise NotFound("The disk is full.", "Nothing was saved.")
        return real(store, *args)

    async with lifting(tmp_path / "log.db", clock, lifts=ONE, plans=NO_PLAN) as lifter:
        await lifter.keys("space", *opens)
        before = sets(lifter)
        monkeypatch.setattr(Store, method, fails_once)
        await at_once(lifter, typed + behind)
        words = " ".join(lifter.log.status.split())
        if back is None:  # a new set does not depend on the change, and is saved and rated
            assert sets(lifter) == [*before, ("40", 3, 5, "")]
            return
        assert sets(lifter) == before, "nothing is rated, noted or changed"
        assert "The disk is full." in words
        assert f"Also dropped: {named}" in words
        assert words.count("Also dropped") == 1
        if back:
            assert lifter.log.entry.value == back, "what was typed is still there"
        else:
            assert lifter.log.checked is not None, "the marks are still there"


async def test_a_double_press_is_one_set_and_a_digit_says_which_set_it_rates(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock) as lifter:
        await lifter.at_once("space", "space")
        assert len(lifter.workout().sets) == 1
        assert "Double press ignored." in lifter.seen()
        await lifter.at_once("4")
        assert "Form 4, solid (set 1)." in lifter.seen()


async def test_the_log_is_laid_out_when_it_is_come_to_from_another_screen(tmp_path: Path, clock: FakeClock) -> None:
    path = tmp_path / "log.db"
    with Store(str(path), clock=clock) as store:
        store.put_setting("first_run", True)
        store.start_workout("A", [(LIFTS[0], "Deadlift", ())])
    async with opened(path, clock, "today") as (app, pilot):
        await press(app, pilot, "g", "l")
        assert any("Sets" in line and "Rest" in line for line in seen(app).splitlines())


# -- a second writer ------------------------------------------------------------------------------------------


async def test_an_open_check_is_saved_to_its_set_when_another_window_logs_one(tmp_path: Path, clock: FakeClock) -> None:
    path = tmp_path / "log.db"
    async with lifting(path, clock) as lifter:
        await lifter.keys("space", "f", "1")
        with Store(str(path), clock=clock) as other:
            other.log_lift(LIFTS[0], "Deadlift", [work("60", 5)])
        lifter.log._look_for_other_windows()
        await settled(lifter.app, lifter.pilot)
        await lifter.keys("enter")
        first, second = lifter.workout().lifts[0].sets
        assert first.what.form is not None
        assert second.what.form is None


async def test_keys_are_about_what_is_shown_when_a_shell_logs_between_two_frames(
    tmp_path: Path, clock: FakeClock
) -> None:
    path = tmp_path / "log.db"

    def shell(load: str) -> None:
        with Store(str(path), clock=clock) as other:
            other.log_lift(LIFTS[0], "Deadlift", [work(load, 5)])

    async with lifting(path, clock, lifts=ONE, plans=NO_PLAN) as lifter:
        await at_once(lifter, "i100x5\r")
        clock.advance(60)
        shell("60")
        await lifter.keys("space", "e", "ctrl+u")
        assert sets(lifter) == [("100", 5, None, ""), ("60", 5, None, ""), ("100", 5, None, "")], "as it was shown"
        shell("61")
        await at_once(lifter, "102x4\r")
        assert sets(lifter)[1:] == [("60", 5, None, ""), ("102", 4, None, ""), ("61", 5, None, "")]
        shell("62")
        await lifter.keys("u")
        assert len(sets(lifter)) == 5, "the last change is one that was not shown yet"
        assert "Another window changed the log, so nothing was done. Press u again" in lifter.seen()
        await lifter.keys("u")
        assert "Undid: set 62 kg" in lifter.seen()
        assert [load for load, *_ in sets(lifter)] == ["100", "60", "102", "61"]
        with Store(str(path), clock=clock) as other:
            other.redo()
        await lifter.keys("U")
        assert [load for load, *_ in sets(lifter)] == ["100", "60", "102", "61", "62"]
        assert "nothing was done" in lifter.seen()


async def test_a_key_that_changes_one_value_of_a_set_leaves_what_another_window_wrote(
    tmp_path: Path, clock: FakeClock
) -> None:
    path = tmp_path / "log.db"
    async with lifting(path, clock, lifts=ONE, plans=NO_PLAN) as lifter:
        await at_once(lifter, "i100x5\r")
        record = lifter.workout().sets[0]
        with Store(str(path), clock=clock) as other:
            other.edit_set(record.id, replace(record.what, note="seen by Cora"))
            other.rate(record.id, QUICK_4)
        await lifter.keys("tab", "w")
        what = lifter.workout().sets[0].what
        assert (what.kind.value, what.note, what.form and what.form.label) == ("warmup", "seen by Cora", 4)


async def test_two_windows_lose_no_set_and_each_rates_its_own(tmp_path: Path, clock: FakeClock) -> None:
    path = tmp_path / "log.db"
    async with lifting(path, clock, lifts=ONE, plans=NO_PLAN) as one, opened(path, clock, "log") as (app, pilot):
        for number in range(8):
            clock.advance(60)
            send(one, f"i{100 + number}x5\r{number % 5 + 1}")
            await press(app, pilot, "i", *f"{200 + number}x3", "enter", str(5 - number % 5))
        await settled(one.app, one.pilot)
        await settled(app, pilot)
        ratings = {(load, reps, form) for load, reps, form, _ in sets(one)}
        assert ratings == {(str(100 + n), 5, n % 5 + 1) for n in range(8)} | {
            (str(200 + n), 3, 5 - n % 5) for n in range(8)
        }


@pytest.mark.parametrize("size", [(80, 24), (48, 30), (48, 15)])
async def test_a_restore_under_an_open_app_is_told_whole(
    tmp_path: Path, clock: FakeClock, size: tuple[int, int]
) -> None:
    path = tmp_path / "log.db"
    with Store(str(path), clock=clock) as store:
        store.put_setting("first_run", True)
        store.start_workout("A", [(LIFTS[0], "Deadlift", ())])
    copy = backup(str(path), reason="manual", now_ms=clock.now().utc_ms)
    async with opened(path, clock, "log", size) as (app, pilot):
        await press(app, pilot, "space")
        restore(copy.path, str(path))
        clock.advance(5)
        await press(app, pilot, "space")
        words = " ".join(seen(app).split())
        assert "Set not saved. Another program replaced or removed the log. Nothing was saved." in words
        assert "Close hinge-log and start it again." in words
    with Store(str(path), clock=clock) as store:
        assert store.totals().sets == 0, "nothing is written into the file that was put there"


async def test_an_edit_of_a_set_that_is_gone_overwrites_nothing_and_keeps_its_text(
    tmp_path: Path, clock: FakeClock
) -> None:
    path = tmp_path / "log.db"
    async with lifting(path, clock) as lifter:
        await lifter.keys("space", "space", "e", "ctrl+u")
        await lifter.typed("77x7")
        with Store(str(path), clock=clock) as other:
            other.undo()
        await lifter.keys("enter")
        assert [record.what.load for record in lifter.workout().sets] == [kg("100")]
        assert "no longer in the log" in lifter.log.status
        assert lifter.log.entry.value == "77x7"


async def test_an_edit_of_a_set_that_was_changed_meanwhile_is_not_saved_over_it(
    tmp_path: Path, clock: FakeClock
) -> None:
    path = tmp_path / "log.db"
    async with lifting(path, clock) as lifter:
        await lifter.keys("space", "e", "ctrl+u")
        await lifter.typed("77x7")
        with Store(str(path), clock=clock) as other:
            other.edit_set(lifter.workout().sets[0].id, work("101", 4))
        await lifter.keys("enter")
        assert lifter.workout().sets[0].what.load == kg("101")
        assert lifter.log.entry.value == "77x7"


async def test_a_note_goes_to_the_set_it_was_opened_for(tmp_path: Path, clock: FakeClock) -> None:
    path = tmp_path / "log.db"
    async with lifting(path, clock) as lifter:
        await lifter.keys("space", "o")
        await lifter.typed("tight")
        with Store(str(path), clock=clock) as other:
            other.log_lift(LIFTS[0], "Deadlift", [work("60", 5)])
        await lifter.keys("enter")
        assert [record.what.note for record in lifter.workout().lifts[0].sets] == ["tight", ""]


@pytest.mark.parametrize("key", ["o", "N"])
async def test_a_note_that_another_window_wrote_is_not_written_over(tmp_path: Path, clock: FakeClock, key: str) -> None:
    path = tmp_path / "log.db"
    async with lifting(path, clock) as lifter:
        await lifter.keys("space", key)
        await lifter.typed("mine")
        workout = lifter.workout()
        with Store(str(path), clock=clock) as other:
            other.edit_set(workout.sets[0].id, replace(workout.sets[0].what, note="theirs"))
            other.set_workout_note(workout.id, "theirs")
        await lifter.keys("enter")
        assert (lifter.workout().note, lifter.workout().sets[0].what.note) == ("theirs", "theirs")
        assert lifter.log.entry.value == "mine"
        assert "changed in another window" in lifter.seen()


async def test_a_workout_finished_elsewhere_is_said_to_be_finished(tmp_path: Path, clock: FakeClock) -> None:
    path = tmp_path / "log.db"
    async with lifting(path, clock) as lifter:
        await lifter.keys("space")
        with Store(str(path), clock=clock) as other:
            other.finish_workout(lifter.workout().id)
        lifter.log._look_for_other_windows()
        await settled(lifter.app, lifter.pilot)
        assert lifter.log.status == "Another window finished the workout."


# -- the rest of what a set needs ------------------------------------------------------------------------------


async def test_the_first_set_after_a_night_begins_a_workout_and_says_so(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock) as lifter:
        await lifter.keys("space")
        old = lifter.workout().id
        clock.advance(14 * 3600)
        await lifter.keys("space")
        now = lifter.workout()
        assert now.id != old
        assert [record.what.load for record in now.sets] == [kg("100")]
        assert "New workout" in lifter.log.status
        await lifter.keys("u")
        assert lifter.workout().id == old


async def test_a_retyped_warm_up_stays_one_and_several_sets_are_no_edit(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock, lifts=ONE, plans=NO_PLAN) as lifter:
        await lifter.keys("w", "space", "e", "ctrl+u")
        await lifter.typed("80x7")
        await lifter.keys("enter")
        what = lifter.workout().sets[0].what
        assert (what.kind.value, what.reps) == ("warmup", 7)
        await lifter.keys("e", "ctrl+u")
        await lifter.typed("80x5x3")
        assert "You can edit one set at a time" in lifter.seen()
        await lifter.keys("enter")
        assert lifter.log.entry.value == "80x5x3"
        assert len(lifter.workout().sets) == 1


async def test_a_load_under_the_bar_is_asked_about(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock, lifts=ONE, plans=NO_PLAN) as lifter:
        await lifter.keys("enter")
        await lifter.typed("5x5")
        await lifter.keys("enter")
        assert "5 kg is less than the 20 kg bar." in lifter.seen()
        assert not lifter.workout().sets
        await lifter.keys("enter")
        assert lifter.workout().sets[0].what.load == kg("5")
        await lifter.keys("e", "ctrl+u")
        await lifter.typed("6x5")
        await lifter.keys("enter")
        assert "6 kg is less than the 20 kg bar." in lifter.seen()
        await lifter.keys("escape", "enter")
        await lifter.typed("4kgx5")
        await lifter.keys("enter")
        assert lifter.workout().sets[1].what.load == kg("4")


async def test_undo_of_a_set_of_another_workout_says_where_it_was(tmp_path: Path, clock: FakeClock) -> None:
    path = tmp_path / "log.db"
    async with lifting(path, clock) as lifter:
        with Store(str(path), clock=clock) as store:
            past = FakeClock("2026-03-02T18:00:00+01:00").now()
            store.log_lift(LIFTS[0], "Deadlift", [work("90", 5)], at=past)
        await lifter.keys("u", "u")
        assert "That was Deadlift, in the workout of Mon 2 Mar." in lifter.log.status


async def test_up_in_a_typed_line_leaves_the_load_behind_it_alone(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock) as lifter:
        await lifter.keys("enter", "up", "pageup", "pagedown", "escape")
        assert lifter.current.next.load == kg("100")
        assert "Nothing was saved." in lifter.seen()


async def test_a_paste_of_many_lines_is_one_line_and_says_what_did_not_fit(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock) as lifter:
        await lifter.keys("space", "o")
        lifter.app.post_message(events.Paste("\nfirst\nsecond\n" + "x" * 3000))
        await lifter.pilot.pause(0.1)
        assert lifter.log.entry.value.startswith("first second xxx")
        assert "did not fit" in lifter.seen()
        await lifter.keys("enter")
        assert lifter.workout().sets[0].what.note.startswith("first second")


async def test_a_record_is_said_once_in_its_row(tmp_path: Path, clock: FakeClock) -> None:
    path = tmp_path / "log.db"
    with Store(str(path), clock=clock) as store:
        past = FakeClock("2026-03-02T18:00:00+01:00").now()
        store.log_lift(LIFTS[0], "Deadlift", [work("100", 5)], at=past)
    async with lifting(path, clock) as lifter:
        await lifter.keys("space", "up", "space")
        assert "Record." in lifter.log.status
        assert list(lifter.log.session.records.values() if lifter.log.session else ()) == ["record"]


async def test_the_word_of_a_record_and_the_plates_are_whole_beside_everything_else(
    tmp_path: Path, clock: FakeClock
) -> None:
    path = tmp_path / "log.db"
    with Store(str(path), clock=clock) as store:
        past = FakeClock("2026-03-02T18:00:00+01:00").now()
        clean = replace(work("100", 5), form=Form(4, Basis.CHECKED, clean=True))
        store.log_lift(LIFTS[0], "Deadlift", [clean, work("140", 5)], at=past)
    async with lifting(path, clock) as lifter:
        for line in ("127.5x5 held", "300lbx5"):
            await lifter.keys("enter")
            await lifter.typed(line)
            await lifter.keys("enter")
        seen = lifter.seen()
        assert "●●●●○✓ 4  clean record" in seen or "●●●●○✓ 4 solid  clean record" in seen
        assert "127.5 kg × 5" in seen
        assert "300 lb × 5" in seen, "beside a load in kg, one in lb has its unit"
        await lifter.keys("enter")
        await lifter.typed("132.5kgx5")
        await lifter.keys("enter")
        assert "25 + 25 + 5 + 1.25 per side" in lifter.seen()


async def test_a_suggestion_is_not_named_beside_another_load(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock) as lifter:
        await lifter.keys("space", "4", "full_stop")
        assert "As " in lifter.log.status
        await lifter.keys("down")
        assert lifter.log.status == ""
        await lifter.keys("y")
        assert "97.5 kg × 5" in lifter.log.status
        await lifter.keys("up")
        assert lifter.log.status == ""
    async with lifting(tmp_path / "new.db", clock, lifts=ONE, plans=NO_PLAN) as lifter:
        await lifter.keys(*["left"] * 9)
        stored(lifter.app, lambda store: store.totals())
        await lifter.keys("space")


async def test_a_note_on_the_workout_is_written_and_shown(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock) as lifter:
        await lifter.keys("N")
        await lifter.typed("slept badly")
        await lifter.keys("enter")
        assert lifter.workout().note == "slept badly"
        assert "workout slept badly" in lifter.seen()


async def test_long_notes_are_read_whole(tmp_path: Path, clock: FakeClock) -> None:
    long = " ".join(f"word{number}" for number in range(60))
    async with lifting(tmp_path / "log.db", clock, lifts=ONE, plans=NO_PLAN) as lifter:
        await lifter.keys("space")
        record = lifter.workout().sets[0]
        stored(lifter.app, lambda store: store.edit_set(record.id, replace(record.what, note=long)))
        stored(lifter.app, lambda store: store.set_workout_note(lifter.workout_of(store).id, f"{long} end"))
        lifter.log.enqueue(lifter.log.load())
        await settled(lifter.app, lifter.pilot)
        await lifter.keys("R")
        assert {f"word{number}" for number in range(60)} <= set(lifter.seen().split())
        await lifter.keys("pagedown")
        assert "word59 end" in " ".join(lifter.seen().split())


@pytest.mark.parametrize("size", [(80, 24), (48, 15), (29, 20), (29, 9)])
async def test_a_sentence_about_safety_is_never_cut(tmp_path: Path, clock: FakeClock, size: tuple[int, int]) -> None:
    async with lifting(tmp_path / "log.db", clock, size=size) as lifter:
        await lifter.keys("space", "f", "0")
        await lifter.typed("low back 4")
        await lifter.keys("enter")
        shown = " ".join(lifter.seen().split())
        assert "Stop this exercise for today" in shown
        assert "Numbness or weak legs? Get medical help now." in shown


async def test_an_exercise_without_checks_says_so(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock, lifts=("own:curl",), plans=NO_PLAN) as lifter:
        await lifter.keys("right", "space", "f")
        assert "This exercise has no checks" in lifter.seen()
        assert "1-1" not in lifter.seen()
        await lifter.keys("escape", "4")
        assert lifter.workout().sets[0].what.form is not None


async def test_a_wall_drill_says_what_its_centimetres_are(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock, lifts=("drill-wall-hinge",), plans=NO_PLAN) as lifter:
        assert "cm from heel to wall" in lifter.seen()
        assert "g d for the guided drill" in lifter.seen()
        await lifter.keys("enter")
        assert "distance x reps" in lifter.seen()
        await lifter.typed("12in x 8")
        await lifter.keys("enter")
        for words in ("12 in × 8", "in from heel to wall", "- 1 in", "+ 1 in"):
            assert words in lifter.seen()
        await lifter.keys("up", "space")
        assert "13 in × 8" in lifter.seen()
        assert "33 cm" not in lifter.seen()
