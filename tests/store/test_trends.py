from __future__ import annotations

import pytest

from hinge_log.exercises.catalogue import Catalogue
from hinge_log.exercises.model import Exercise
from hinge_log.store.set_extras import judge_set
from hinge_log.store.store import Store
from hinge_log.store.trends import calibration, trend_data
from hinge_log.training.faults import item_counts, slips_in
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
    form = Form(
        3, Basis.CHECKED, Judge.VIDEO, 71, ((items[0].id, 2), (items[1].id, None)), lift.checklist, 1, items[0].id
    )
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
    assert [point.day for point in data.working] == [TODAY - 13, TODAY]
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
    log(store, lift._replace(id="own:sled"), "2026-03-09", work("300", 5))
    heavy = store.sessions(lift.id)[0].sets[1]
    store.delete_set(heavy.id)
    assert [point.load_g for point in trend_data(store, catalogue, lift, today=TODAY).points] == [100_000]


def test_a_set_that_hurt_has_no_form(store: Store, catalogue: Catalogue, lift: Exercise) -> None:
    log(store, lift, "2026-03-09", SetDraft(5, kg("100"), form=QUICK_4))
    store.note_pain(store.sessions(lift.id)[0].sets[0].id, Pain("low back", 5))
    assert trend_data(store, catalogue, lift, today=TODAY).points[0].source is None


def test_an_item_that_is_newer_than_the_set_was_not_checked(store: Store, catalogue: Catalogue, lift: Exercise) -> None:
    checklist = catalogue.checklists[lift.checklist]
    newer = checklist.items[-1]._replace(id="df-new", since=2)
    later = checklist._replace(version=2, items=(*checklist.items, newer))
    for version in (1, 2):
        form = Form(4, Basis.CHECKED, Judge.FELT, 94, ((checklist.items[0].id, 1),), checklist.id, version)
        log(store, lift, "2026-03-09", SetDraft(5, kg("100"), form=form))
    now = Catalogue(
        catalogue.exercises,
        {**catalogue.checklists, later.id: later},
        catalogue.faults,
        catalogue.stages,
        catalogue.gates,
    )
    counts = {c.item: (c.slipped, c.checked) for c in item_counts(trend_data(store, now, lift, today=TODAY).working)}
    assert counts["df-new"] == (0, 1)
    assert counts[checklist.items[0].id] == (2, 2)


def test_a_set_of_another_list_shows_its_slips_and_counts_for_none(
    store: Store, catalogue: Catalogue, lift: Exercise
) -> None:
    form = Form(4, Basis.CHECKED, Judge.FELT, 94, (("df-spine", 1),), "an-older-list", 3)
    log(store, lift, "2026-03-09", SetDraft(5, kg("100"), form=form))
    data = trend_data(store, catalogue, lift, today=TODAY)
    assert item_counts(data.working) == ()
    assert slips_in(data.working) == {"df-spine": 1}


def checked(lift: Exercise, percent: int, judge: Judge, label: int = 4) -> Form:
    return Form(label, Basis.CHECKED, judge, percent, (), lift.checklist, 1)


def filmed(store: Store, lift: Exercise, felt: Form | None, seen: Form) -> str:
    log(store, lift, "2026-03-09", SetDraft(5, kg("100"), form=felt))
    found = store.sessions(lift.id)[0].sets[-1]
    store.rate(found.id, seen)
    return found.id


@pytest.mark.parametrize(("sets", "gap"), [(4, None), (5, 20)])
def test_a_rating_that_video_replaced_is_still_compared(
    store: Store, lift: Exercise, sets: int, gap: float | None
) -> None:
    for _ in range(sets):
        filmed(store, lift, checked(lift, 94, Judge.FELT), checked(lift, 74, Judge.VIDEO, 3))
    found = calibration(store, lift.id)
    assert (found.pairs, found.gap) == (sets, gap)


def test_a_rating_that_video_confirmed_is_a_pair_without_a_gap(store: Store, lift: Exercise) -> None:
    for _ in range(5):
        filmed(store, lift, checked(lift, 94, Judge.FELT), checked(lift, 94, Judge.VIDEO))
    assert calibration(store, lift.id).gap == 0


def test_what_was_only_seen_or_undone_is_no_pair(store: Store, catalogue: Catalogue, lift: Exercise) -> None:
    filmed(store, lift, None, checked(lift, 74, Judge.VIDEO, 3))
    assert calibration(store, lift.id).pairs == 0
    filmed(store, lift, checked(lift, 94, Judge.FELT), checked(lift, 74, Judge.PERSON, 3))
    assert calibration(store, lift.id).pairs == 1
    store.undo()
    assert calibration(store, lift.id).pairs == 0
    assert trend_data(store, catalogue, lift, today=TODAY).calibration is not None


def test_remedies_come_from_the_checklist(store: Store, catalogue: Catalogue, lift: Exercise) -> None:
    remedy = trend_data(store, catalogue, lift, today=TODAY).remedies["df-spine"]
    item = next(item for item in catalogue.items_for(lift) if item.id == "df-spine")
    assert (remedy.fix, remedy.drill) == (item.fix, item.regress_to)
    assert remedy.drill_name == catalogue.exercises[item.regress_to].name


@pytest.mark.parametrize(("sets", "gap"), [(4, None), (6, 1.0)])
def test_a_coachs_ratings_are_compared_with_the_lifters_own(
    store: Store, catalogue: Catalogue, lift: Exercise, sets: int, gap: float | None
) -> None:
    assert trend_data(store, catalogue, lift, today=TODAY).coach is None
    for _ in range(sets):
        log(store, lift, "2026-03-09", SetDraft(5, kg("100"), form=QUICK_4))
        record = store.sessions(lift.id)[0].sets[-1]
        judge_set(store, record.id, "Ann", Form(1, Basis.QUICK, Judge.PERSON))
        store.clock.advance(60)  # type: ignore[attr-defined]
        judge_set(store, record.id, "Ann", Form(3, Basis.QUICK, Judge.VIDEO))  # the newest one counts
    known = trend_data(store, catalogue, lift, today=TODAY).coach
    assert known is not None
    assert (known.pairs, known.gap, known.against) == (sets, gap, "coach")
    if gap is None:
        assert known.text == "4 sets rated by you and by your coach. Comparing the two needs 5."
    else:
        assert known.text == "You tend to score yourself 1.0 ratings higher than your coach (5 sets)."
    assert (store.sessions(lift.id)[0].sets[-1].what.form or QUICK_4).label == 4
