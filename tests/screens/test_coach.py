"""The Coach screen: who needs a look and why, old figures with their time, and the way into an athlete's log."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinge_log.app import HingeLog
from hinge_log.coach.answers import Athlete, AthleteWeek, CoachAnswers, Reason, attention
from hinge_log.coach.copies import answers_of
from hinge_log.errors import StoreError
from hinge_log.exercises.catalogue import load
from hinge_log.screens.context import Context
from hinge_log.store.gateway import Gateway
from hinge_log.store.set_extras import coach_notes, judgements_of
from hinge_log.store.store import Store
from hinge_log.training.coaching import CoachedLog
from hinge_log.training.workout import Judge
from tests.screens.coach_support import CLEO, URL, coaching, made_answers, set_of
from tests.screens.drawn import drawn_rows, resize
from tests.screens.practice_support import opened, press, seen, settled, stored
from tests.support import QUICK_4, FakeClock, work

BEN_LOG = CoachedLog(7, "ann", "Ben Okafor")


@pytest.mark.parametrize("size", [(80, 24), (48, 30), (140, 40)])
async def test_the_most_urgent_stands_first(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    async with coaching(tmp_path / "log.db", clock, monkeypatch, size) as (app, _):
        text = seen(app)
        places = [
            text.index(word) for word in ("Pain reported", "Waiting for review", "The same fault", "No recent training")
        ]
        assert places == sorted(places)
        for words in ("Pain 6 of 10", "low back", "5 sessions", "No sets for 16 days", "as of 18:00"):
            assert words in " ".join(text.split())


@pytest.mark.parametrize("size", [(48, 15), (29, 9), (10, 3), (1, 1)])
async def test_it_is_shown_at_every_size(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    async with coaching(tmp_path / "log.db", clock, monkeypatch, size) as (app, pilot):
        await resize(app, pilot, 80, 24)
        await settled(app, pilot)
        assert "Ben Okafor" in seen(app)


async def test_a_filter_leaves_some_and_esc_brings_all_back(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with coaching(tmp_path / "log.db", clock, monkeypatch) as (app, pilot):
        await press(app, pilot, "slash", "c", "l", "e")
        assert "Cleo" in seen(app)
        assert "Ben Okafor" not in seen(app)
        await press(app, pilot, "enter", "escape")
        assert "Ben Okafor" in seen(app)
        await press(app, pilot, "slash", "x", "x", "enter")
        assert "No athlete is called" in seen(app)


async def test_a_hub_that_is_away_leaves_the_old_figures_with_their_time(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(url: str, today: int, now_ms: int) -> None:
        raise StoreError("The hub at hub.example.org cannot be reached: no route.", "Sync again later.")

    async with coaching(tmp_path / "log.db", clock, monkeypatch) as (app, pilot):
        monkeypatch.setattr("hinge_log.screens.coach.ask_hub", away)
        clock.advance(3_600)
        await press(app, pilot, "r")
        assert "cannot be reached" in seen(app)
        assert "as of 18:00" in seen(app)
        assert "Pain 6 of 10" in seen(app)
    async with opened(tmp_path / "log.db", clock, "coach") as (app, _):  # and in a later run
        assert "Pain 6 of 10" in seen(app)
        assert "as of 18:00" in seen(app)


async def test_without_a_hub_it_says_how_to_begin(tmp_path: Path, clock: FakeClock) -> None:
    async with opened(tmp_path / "log.db", clock, "coach") as (app, pilot):
        assert "hinge-log coach setup" in " ".join(seen(app).split())
        await press(app, pilot, "enter", "r", "q", "g")
        assert "athletes" not in seen(app)  # the go menu offers it to coaches alone


async def test_one_key_asks_for_the_log_of_an_athlete(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, Athlete, str]] = []

    def prepare(own_path: str, url: str, athlete: Athlete, person: str) -> tuple[str, str]:
        asked.append((url, athlete, person))
        return "/copies/cleo.db", ""

    monkeypatch.setattr("hinge_log.screens.coach.prepare_copy", prepare)
    async with coaching(tmp_path / "log.db", clock, monkeypatch) as (app, pilot):
        await press(app, pilot, "j", "enter")
        assert asked == [(URL, CLEO, "ann")]
        assert app.next_log is not None
        assert app.next_log[0] == "/copies/cleo.db"


@pytest.mark.parametrize("size", [(80, 24), (48, 30), (140, 40), (29, 9), (12, 4)])
async def test_in_an_athletes_log_a_banner_names_whose_it_is(
    tmp_path: Path, clock: FakeClock, size: tuple[int, int]
) -> None:
    app, gateway = athlete_app(tmp_path / "ben.db", clock, "today")
    async with app.run_test(size=size) as pilot:
        await settled(app, pilot)
        for name in ("history", "log", "form", "today"):
            await app.show_main(name)
            await settled(app, pilot)
            assert any("Ben Okafor" in row for row in drawn_rows(app)), name
    gateway.close()


async def test_a_coach_rates_checks_cues_and_plans_and_changes_nothing_else(tmp_path: Path, clock: FakeClock) -> None:
    app, gateway = athlete_app(tmp_path / "ben.db", clock, "history")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await press(app, pilot, "enter", "3")
        assert "Your rating: 3 okay." in seen(app)
        assert "4 solid" in seen(app)
        assert "ann: 3 okay, by a coach" in seen(app)
        await press(app, pilot, "f")
        assert "which checks failed?" in seen(app)
        await press(app, pilot, "2", "j", "j", "j", "enter")  # judged on video
        assert "on video" in seen(app)
        await press(app, pilot, "o", *"slow", "enter", "C", *"wedge", "enter", "P", *"rest", "enter")
        assert "Plan written for Ben Okafor." in seen(app)
        await press(app, pilot, "d")
        assert "This is Ben Okafor's log" in seen(app)
        await press(app, pilot, "enter", "escape", "e", "enter")  # enter checks the set, as f does
        assert "This is Ben Okafor's log" in seen(app)
        (record,) = stored(app, lambda store: store.sessions("deadlift-conventional")[0].sets)
        assert record.what.form == QUICK_4
        ratings = stored(app, lambda store: judgements_of(store, [record.id])[record.id])
        assert {(each.person, each.form.judged_by) for each in ratings} == {
            ("ann", Judge.PERSON), ("ann", Judge.VIDEO),
        }  # fmt: skip
        notes = stored(app, coach_notes)
        assert {(each.kind, each.text) for each in notes} == {("note", "slow"), ("cue", "wedge"), ("plan", "rest")}
    gateway.close()


async def test_q_goes_back_from_the_first_screen_of_an_athletes_log(tmp_path: Path, clock: FakeClock) -> None:
    app, gateway = athlete_app(tmp_path / "ben.db", clock, "history")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await press(app, pilot, "g", "t", "q")
        assert app.went_back
    gateway.close()


@given(
    st.lists(st.tuples(st.integers(0, 5), st.none() | st.integers(19_000, 20_000), st.integers(0, 9)), max_size=9),
    st.lists(st.tuples(st.integers(0, 5), st.integers(19_000, 20_000), st.integers(0, 10)), max_size=9),
)
def test_everyone_who_is_away_or_hurts_is_on_the_list_once(
    weeks: list[tuple[int, int | None, int]], hurt: list[tuple[int, int, int]]
) -> None:
    answers = CoachAnswers(
        "ann",
        tuple(AthleteWeek(Athlete(n, f"{n}"), last, 0, sets, 0, None, 0) for n, last, sets in dict.fromkeys(weeks)),
        (),
        tuple(set_of(Athlete(n, f"{n}"), day, pain=pain) for n, day, pain in hurt),
        (),
        7,
    )
    lines = attention(answers, 20_000)
    assert [line.reason for line in lines] == sorted(line.reason for line in lines)
    assert {line.athlete.log for line in lines if line.reason is Reason.PAIN} == {n for n, _, _ in hurt}
    assert sum(line.number for line in lines if line.reason is Reason.PAIN) == len(hurt)
    away = [each for each in answers.weeks if each.last_day is None or each.last_day <= 19_993]
    assert len([line for line in lines if line.reason is Reason.AWAY]) == len(away)
    assert answers_of(json.loads(json.dumps(list(answers)))) == answers


@pytest.mark.parametrize("value", [None, 3, [], ["ann"], ["ann", [[1]], [], [], [], 0], {"a": 1}])
def test_answers_that_no_hinge_log_wrote_are_none(value: object) -> None:
    assert answers_of(value) is None


def athlete_app(path: Path, clock: FakeClock, first: str) -> tuple[HingeLog, Gateway]:
    """The app on a coach's copy of Ben's log, with one set that he rated 4."""
    with Store(str(path), clock=clock) as store:
        (record,) = store.log_lift("deadlift-conventional", "Deadlift", [work("100", 5)])
        store.rate(record.id, QUICK_4)
        store.become_copy(BEN_LOG)
    gateway = Gateway(str(path), clock=clock)
    return HingeLog(Context(gateway, load(), clock=clock, coached=BEN_LOG), first), gateway


def test_the_order_of_the_attention_list() -> None:
    lines = attention(made_answers(20_000, 0), 20_000)
    assert [line.reason for line in lines] == [Reason.PAIN, Reason.WAITING, Reason.SAME_FAULT, Reason.AWAY]
    assert [line.number for line in lines] == [1, 2, 5, 16]
    assert attention(made_answers(20_000, 0), 20_000, names="cle ") == lines[1:2]
