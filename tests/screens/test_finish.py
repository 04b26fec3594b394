from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from textual.app import App, ComposeResult

from hinge_log.charts.workout_words import SummaryLine, summary_rows
from hinge_log.exercises.catalogue import load
from hinge_log.exercises.model import Checklist
from hinge_log.launch import first_screen
from hinge_log.screens.context import Context
from hinge_log.store.gateway import Gateway
from hinge_log.store.plans import all_plans, put_plan, start_day
from hinge_log.store.store import Store
from hinge_log.training.form import score
from hinge_log.training.load import Load
from hinge_log.training.plan import Day, Plan, PlanLift, PlanSet
from hinge_log.training.workout import Basis, Form, Judge, Pain, SetDraft, SetKind
from hinge_log.widgets.panels import FlowPanel
from tests.screens.drawn import drawn_rows
from tests.screens.past_support import add, do, hold_every_size, lines, opened, press, settle, text, type_in
from tests.support import FakeClock, kg, work

DEADLIFT = "deadlift-conventional"
CLEAN = Form(5, Basis.CHECKED, Judge.VIDEO, 100, checklist="deadlift_floor", version=1, clean=True)


def clean(load: str, reps: int = 5) -> SetDraft:
    return SetDraft(reps, kg(load), rpe=7.0, form=CLEAN)


@pytest.fixture
def open_log(log_file: Path) -> Path:
    """Two clean sessions at 100 kg; today another exercise, two of its sets not rated."""
    with Store(str(log_file), clock=FakeClock("2026-03-10T17:12:00+00:00")) as store:
        add(store, "2026-03-04", clean("100"), clean("100"), clean("100"))
        store.log_lift(DEADLIFT, "Conventional deadlift", [work("60", 5, SetKind.WARMUP), *[clean("100")] * 3])
        store.log_lift("deadlift-romanian", "Romanian deadlift", [work("70", 8), work("70", 8)])
    return log_file


class SummaryApp(App[None]):
    """One lift of a summary."""

    CSS = "FlowPanel { width: 100%; padding: 0 1; }"

    def __init__(self, words: tuple[str, ...]) -> None:
        super().__init__()
        self.words = words

    def compose(self) -> ComposeResult:
        yield FlowPanel()

    def on_mount(self) -> None:
        self.query_one(FlowPanel).flow = partial(summary_rows, [SummaryLine("Deadlift", self.words, "4 4 3 -")])


async def shown_lift(words: tuple[str, ...], width: int) -> str:
    """The line of one lift in a terminal of some width."""
    app = SummaryApp(words)
    async with app.run_test(size=(width, 3)) as pilot:
        await pilot.pause()
        return drawn_rows(app)[0]


async def test_a_workout_is_told_in_full_before_it_is_closed(open_log: Path) -> None:
    for size in ((80, 24), (48, 30), (140, 40)):
        async with opened(open_log, "finish", size=size) as (app, _):
            said = text(app)
            assert "48 min, 6 sets" in said
            assert re.search(r"─ form ─", said), "the ratings have a head"
            assert "100 × 5 5 5" in said
            assert "Romanian set 1, 2" in said.replace("deadlift ", "")
            assert "Next time" in said
            assert "102.5 kg" in said
            assert "2 clean sessions at 100 kg" in " ".join(said.split())
    async with opened(open_log, "finish") as (app, pilot):
        await press(pilot, "enter")
        assert do(app, lambda store: store.open_workout()) is None


@pytest.mark.parametrize("size", [(140, 40), (80, 24), (48, 30), (48, 15)])
async def test_pain_stands_in_the_summary_with_its_set(log_file: Path, size: tuple[int, int]) -> None:
    with Store(str(log_file), clock=FakeClock("2026-03-10T17:12:00+00:00")) as store:
        hurt = replace(work("100", 5), pain=Pain("low back", 4))
        store.log_lift(DEADLIFT, "Conventional deadlift", [work("100", 5), hurt, replace(hurt, pain=Pain("knee", 2))])
        store.log_lift("deadlift-romanian", "Romanian deadlift", [work("70", 8)] * 4)
    async with opened(log_file, "finish", size=size) as (app, _):
        said = " ".join(text(app).split())
        assert "pain 4 low back" in said
        if size[0] >= 80:
            assert "pain 4 low back, pain 2 knee" in said
            assert f"{app.context.name(DEADLIFT)} set 2, 3" in said


@pytest.mark.parametrize("size", [(25, 8), (29, 9), (20, 8), (40, 10), (48, 15)])
async def test_the_smallest_summary_cuts_no_number_and_no_reason(log_file: Path, size: tuple[int, int]) -> None:
    with Store(str(log_file), clock=FakeClock("2026-03-10T17:12:00+00:00")) as store:
        rough = replace(work("100", 5), form=Form(3, Basis.QUICK))
        store.log_lift(DEADLIFT, "Conventional deadlift", [work("100", 5), rough, work("100", 5), work("100", 4)])
    async with opened(log_file, "finish", size=size) as (app, _):
        page = [line for line in lines(app)[1:-1] if not line.startswith("─")]
        said = " ".join(" ".join(page).split())
        assert "100 × 5 5 5 4" in said or "4 sets" in said
        assert "stay at 100 kg: form was 3." in said
        assert "…" not in said


async def test_a_lift_gives_up_its_ratings_and_then_words_before_a_number() -> None:
    words = ("100 × 5 5 5, 105 × 5", "4 sets, 100 to 105 kg", "4 sets")
    assert re.fullmatch(r" Deadlift  100 × 5 5 5, 105 × 5 {2,}4 4 3 -", await shown_lift(words, 60))
    assert (await shown_lift(words, 34)).split() == ["Deadlift", "4", "sets", "4", "4", "3", "-"]
    assert await shown_lift(words[:1], 34) == " Deadlift  100 × 5 5 5, 105 × 5"
    assert await shown_lift(words[:1], 26) == " Deadlift"


async def test_a_side_is_asked_for_by_the_number_it_has_on_the_log(log_file: Path) -> None:
    with Store(str(log_file), clock=FakeClock("2026-03-10T17:12:00+00:00")) as store:
        left, right = (replace(work("16", 8), side=side) for side in "LR")
        store.log_lift("deadlift-single-leg-rdl", "RDL", [replace(left, kind=SetKind.WARMUP), left, right, left])
    async with opened(log_file, "finish") as (app, pilot):
        assert "set 1 left, 1 right, 2 left" in " ".join(text(app).split())
        await press(pilot, "r", "space")
        assert "set 1 right?" in text(app)


async def test_sets_are_rated_one_by_one_and_a_digit_alone_rates_none(open_log: Path) -> None:
    async with opened(open_log, "finish") as (app, pilot):
        await press(pilot, "4")
        assert "to rate the unrated sets" in text(app)
        await press(pilot, "r")
        assert "set 1?" in text(app)
        await press(pilot, "4")
        assert "set 2?" in text(app)
        await press(pilot, "space")
        assert "?" not in lines(app)[-3]
        assert "Not rated" in text(app)
        await press(pilot, "r", "3")
        workout = do(app, lambda store: store.open_workout())
        assert workout is not None
        assert [each.what.form.label if each.what.form else None for each in workout.lifts[1].sets] == [4, 3]
        await press(pilot, "r")
        assert "Every set is rated." in text(app)
        await press(pilot, "u")
        assert "Not rated" in text(app)


async def test_rating_is_left_without_leaving_the_summary(open_log: Path) -> None:
    async with opened(open_log, "finish") as (app, pilot):
        await press(pilot, "r", "escape")
        assert "Workout done" in text(app)
        assert "Not rated" in text(app)


async def test_a_finger_rates_and_closes(open_log: Path) -> None:
    async with opened(open_log, "finish", size=(48, 30)) as (app, pilot):
        row = next(place for place, line in enumerate(lines(app)) if "Romanian" in line and "set 1" in line)
        await pilot.click(offset=(3, row))
        await settle(pilot)
        row = next(place for place, line in enumerate(lines(app)) if "solid" in line)
        await pilot.click(offset=(lines(app)[row].index("solid"), row))
        await settle(pilot)
        assert "set 2?" in text(app)
        await press(pilot, "escape")
        row = next(place for place, line in enumerate(lines(app)) if "SAVE AND CLOSE" in line)
        await pilot.click(offset=(20, row))
        await settle(pilot)
        assert do(app, lambda store: store.open_workout()) is None


async def test_records_are_told_with_what_they_beat(log_file: Path) -> None:
    with Store(str(log_file), clock=FakeClock("2026-03-10T17:12:00+00:00")) as store:
        add(store, "2026-03-04", work("100", 5))
        store.log_lift(DEADLIFT, "Conventional deadlift", [work("105", 5)])
        store.log_lift("own:new", "New one", [work("50", 5)])
    for size in ((80, 24), (48, 30), (140, 40)):
        async with opened(log_file, "finish", size=size) as (app, _):
            assert "Records" in text(app)
            assert "105 kg × 5, up from 100" in text(app)
            assert "New one 50" not in text(app).partition("Records")[2]


async def test_the_name_of_a_lift_stands_once_before_its_records(log_file: Path) -> None:
    with Store(str(log_file), clock=FakeClock("2026-03-10T17:12:00+00:00")) as store:
        add(store, "2026-03-04", work("100", 5))
        store.log_lift(DEADLIFT, "Conventional deadlift", [work("105", 5), work("110", 3)])
    for size in ((80, 24), (48, 30), (30, 40)):
        async with opened(log_file, "finish", size=size) as (app, _):
            records = text(app).partition("Records")[2].partition("Next time")[0]
            assert records.count("Deadlift") == 1
            assert "110 kg × 3" in records
            assert "estimated maximum" in records


async def test_every_lift_says_what_comes_next_time(log_file: Path) -> None:
    with Store(str(log_file), clock=FakeClock("2026-03-10T17:12:00+00:00")) as store:
        store.log_lift(DEADLIFT, "Conventional deadlift", [clean("100")] * 3)
        store.log_lift("deadlift-romanian", "Romanian deadlift", [work("70", 8)] * 2)
    async with opened(log_file, "finish") as (app, _):
        following = " ".join(text(app).partition("Next time")[2].split())
        assert "Deadlift, stay at 100 kg: 1 of 2 clean sessions." in following
        assert "Romanian, stay at 70 kg: not clean yet (2 sets not checked)." in following


async def test_a_plan_that_works_a_load_out_says_that_of_next_time(log_file: Path) -> None:
    with Store(str(log_file), clock=FakeClock("2026-03-10T17:12:00+00:00")) as store:
        lift = PlanLift(DEADLIFT, (PlanSet(5, load=kg("100")),) * 3, step=kg("2.5"))
        made = put_plan(store, Plan("", "Linear", (Day("A", (lift,)),)))
        start_day(store, made, 0, lambda key: load().exercises[key])
        store.log_lift(DEADLIFT, "Conventional deadlift", [work("100", 5)] * 3)
    async with opened(log_file, "finish") as (app, pilot):
        following = " ".join(text(app).partition("Next time")[2].split())
        assert "Deadlift 102.5 kg: " in following
        assert "stay at" not in following
        await press(pilot, "a")
        assert do(app, lambda store: all_plans(store)[0]).days[0].lifts[0].sets[0].load == kg("100")


async def test_an_offer_goes_into_the_plan_only_when_it_is_taken(log_file: Path) -> None:
    with Store(str(log_file), clock=FakeClock("2026-03-10T17:12:00+00:00")) as store:
        add(store, "2026-03-04", clean("100"), clean("100"), clean("100"))
        sets = (PlanSet(5, load=kg("60"), kind=SetKind.WARMUP), *[PlanSet(5, load=kg("100"))] * 3)
        made = put_plan(store, Plan("", "Hinge", (Day("A", (PlanLift(DEADLIFT, sets),)),)))
        start_day(store, made, 0, lambda key: load().exercises[key])
        store.log_lift(DEADLIFT, "Conventional deadlift", [clean("100")] * 3)

    def planned(store: Store) -> list[Load | None]:
        return [each.load for each in all_plans(store)[0].days[0].lifts[0].sets]

    async with opened(log_file, "finish") as (app, pilot):
        before = do(app, planned)
        assert "put it in the plan" in " ".join(text(app).split())
        await press(pilot, "a")
        assert "Hinge: 102.5 kg from now on. Press u to undo." in text(app)
        assert do(app, planned) == [kg("60"), *[kg("102.5")] * 3]
        await press(pilot, "u")
        assert do(app, planned) == before


async def test_without_a_plan_nothing_is_taken_anywhere(open_log: Path) -> None:
    async with opened(open_log, "finish") as (app, pilot):
        count = do(app, lambda store: store.one("SELECT count(*) FROM action"))
        await press(pilot, "a")
        assert "No plan sets these loads" in text(app)
        assert do(app, lambda store: store.one("SELECT count(*) FROM action")) == count


async def test_a_note_and_the_times_are_kept(open_log: Path) -> None:
    async with opened(open_log, "finish") as (app, pilot):
        await press(pilot, "n")
        await type_in(pilot, "[slept] badly")
        assert '"[slept] badly"' in text(app)
        await press(pilot, "e")
        await type_in(pilot, "17:00-17:45")
        assert "45 min" in text(app)
        await press(pilot, "e")
        await type_in(pilot, "later")
        assert "can't read the times" in text(app)
        await press(pilot, "escape", "enter")
        line = do(app, lambda store: store.workouts(limit=1)[0])
        assert line.note == "[slept] badly"
        assert (line.ended_ms or 0) - line.started_ms == 45 * 60_000


async def test_what_slipped_is_counted_over_the_checked_sets(log_file: Path) -> None:
    items = load().items_for(load().exercises[DEADLIFT])
    form = score(
        items, {"df-hips-set": 2}, 5, judged_by=Judge.VIDEO, checklist=Checklist("deadlift_floor", "Floor", 1, ())
    )
    with Store(str(log_file), clock=FakeClock("2026-03-10T17:12:00+00:00")) as store:
        sets = [SetDraft(5, kg("100"), form=form), clean("100")]
        store.log_lift(DEADLIFT, "Conventional deadlift", sets)
    async with opened(log_file, "finish") as (app, _):
        assert "1 of 2 checked" in text(app)


async def test_every_size_shows_full_lines(open_log: Path) -> None:
    async with opened(open_log, "finish") as (app, pilot):
        await hold_every_size(app, pilot)
        await press(pilot, "r")
        await hold_every_size(app, pilot)


def test_a_workout_that_was_forgotten_is_closed_when_the_app_opens_and_this_is_said(log_file: Path) -> None:
    clock = FakeClock("2026-03-09T18:00:00+00:00")
    gateway = Gateway(str(log_file), clock=clock)
    context = Context(gateway, load(), clock=clock)

    def first(store: Store) -> str:
        return first_screen(store, context)

    try:
        gateway.submit(lambda store: store.log_lift(DEADLIFT, "Deadlift", [work("100", 5)])).result()
        clock.advance(2 * 3600)
        assert gateway.submit(first).result() == "log"
        clock.advance(3600)
        assert gateway.submit(first).result() == "today"
        assert context.banner == (
            "The workout of Mon 9 Mar was left open: closed at its last set, 18:00. Press u to undo."
        )
        gateway.submit(lambda store: store.undo()).result()
        assert gateway.submit(first).result() == "log"
    finally:
        gateway.close()
