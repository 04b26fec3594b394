from __future__ import annotations

from dataclasses import replace

import pytest

from hinge_log.exercises.catalogue import Catalogue
from hinge_log.exercises.model import Exercise
from hinge_log.store.store import Store
from hinge_log.store.trends import trend_data
from hinge_log.training.workout import Basis, Form, Judge, Pain, SetDraft, SetKind
from tests.support import QUICK_4, kg, moment, work

TODAY = moment("2026-03-10T12:00:00+01:00").day


@pytest.fixture
def lift(catalogue: Catalogue) -> Exercise:
    return catalogue.exercises["deadlift-conventional"]


def log(store: Store, lift: Exercise, day: str, *drafts: SetDraft) -> None:
    store.log_lift(lift.id, lift.name, drafts, at=moment(f"{day}T18:00:00+01:00"))


def test_a_checked_set_tells_what_slipped_and_what_held(store: Store, catalogue: Catalogue, lift: Exercise) -> None:
    items = catalogue.items_for(lift)
    form = Form(3, Basis.CHECKED, Judge.VIDEO, 71, ((items[0].id, 2), (items[1].id, None)), "list", 1, items[0].id)
    log(store, lift, "2026-03-09", SetDraft(5, kg("100"), form=form, rpe=8.5))
    data = trend_data(store, catalogue, lift, today=TODAY)
    (point,) = data.points
    assert point.slips == ((items[0].id, 2), (items[1].id, None))
    assert point.items == tuple(item.id for item in items)
    assert (point.day, point.reps, point.load_g, point.rpe) == (TODAY - 1, 5, 100_000, 8.5)
    assert (point.label, point.percent, point.basis, point.judged_by, point.source) == (
        3,
        71,
        "checked",
        "video",
        "seen",
    )
    assert data.faults[items[0].id] == items[0].fault_text


@pytest.mark.parametrize(("clean", "stop"), [(True, False), (False, True)])
def test_clean_and_stopped_are_not_mixed_up(
    store: Store, catalogue: Catalogue, lift: Exercise, clean: bool, stop: bool
) -> None:
    form = Form(5, Basis.CHECKED, Judge.FELT, 100, (), "list", 1, "", clean, stop)
    log(store, lift, "2026-03-09", SetDraft(5, kg("100"), form=form))
    (point,) = trend_data(store, catalogue, lift, today=TODAY).points
    assert (point.clean, point.stop, point.judged_by) == (clean, stop, "felt")


def test_a_quick_rating_claims_nothing_about_the_checklist(store: Store, catalogue: Catalogue, lift: Exercise) -> None:
    log(store, lift, "2026-03-09", SetDraft(5, kg("100"), form=QUICK_4), work("100", 5))
    quick, unrated = trend_data(store, catalogue, lift, today=TODAY).points
    assert (quick.source, quick.items, quick.slips) == ("quick", (), ())
    assert (unrated.source, unrated.label) == (None, None)


def test_warm_ups_are_marked_and_holds_keep_their_time(store: Store, catalogue: Catalogue, lift: Exercise) -> None:
    log(store, lift, "2026-03-09", work("60", 5, SetKind.WARMUP), SetDraft(seconds=40), SetDraft(3, distance_mm=400))
    warm, hold, reach = trend_data(store, catalogue, lift, today=TODAY).points
    assert [bool(each.kind_counts) for each in (warm, hold, reach)] == [False, True, True]
    assert (hold.seconds, reach.distance_mm) == (40, 400)
    assert warm.position < hold.position < reach.position


def test_weeks_are_counted_back_from_today_and_today_is_in_them(
    store: Store, catalogue: Catalogue, lift: Exercise
) -> None:
    for day in ("2026-02-24", "2026-02-25", "2026-03-10", "2026-03-11"):
        log(store, lift, day, work("100", 5))
    data = trend_data(store, catalogue, lift, today=TODAY, weeks=2)
    assert [point.day for point in data.points] == [TODAY - 13, TODAY]
    assert (data.start, data.end) == (TODAY - 13, TODAY)


def test_all_time_starts_with_the_first_set(store: Store, catalogue: Catalogue, lift: Exercise) -> None:
    log(store, lift, "2019-05-06", work("80", 5))
    log(store, lift, "2026-03-01", work("100", 5))
    data = trend_data(store, catalogue, lift, today=TODAY, weeks=None)
    assert data.start == moment("2019-05-06T12:00:00+01:00").day
    assert len(data.points) == 2


def test_a_lift_that_was_never_done_has_an_empty_trend(store: Store, catalogue: Catalogue, lift: Exercise) -> None:
    for weeks in (12, None):
        data = trend_data(store, catalogue, lift, today=TODAY, weeks=weeks)
        assert data.points == ()
        assert data.start < data.end == TODAY


def test_what_was_deleted_and_other_lifts_are_not_in_it(store: Store, catalogue: Catalogue, lift: Exercise) -> None:
    log(store, lift, "2026-03-09", work("100", 5), work("200", 5))
    log(store, replace(lift, id="own:sled"), "2026-03-09", work("300", 5))
    heavy = store.sessions(lift.id)[0].sets[1]
    store.delete_set(heavy.id)
    assert [point.load_g for point in trend_data(store, catalogue, lift, today=TODAY).points] == [100_000]


def test_a_set_that_hurt_has_no_form(store: Store, catalogue: Catalogue, lift: Exercise) -> None:
    log(store, lift, "2026-03-09", SetDraft(5, kg("100"), form=QUICK_4))
    store.note_pain(store.sessions(lift.id)[0].sets[0].id, Pain("low back", 5))
    assert trend_data(store, catalogue, lift, today=TODAY).points[0].source is None
