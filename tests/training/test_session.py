"""The workout in progress without a screen: where it goes on, what the keys make of the next set, records, the rest."""

from __future__ import annotations

from dataclasses import replace

from hinge_log.exercises.catalogue import load
from hinge_log.training.load import Load
from hinge_log.training.plates import RACK_LB, Rack
from hinge_log.training.rest import RestTimer
from hinge_log.training.session import PastSession, WorkoutSession, lift_to_log
from hinge_log.training.set_records import BestSet
from hinge_log.training.steps import LiftSetup, ramp
from hinge_log.training.workout import Basis, Form, PlannedSet, SetDraft, SetRecord, Workout, WorkoutLift
from tests.support import FakeClock, kg, work

DEADLIFT, SWING = "deadlift-conventional", "swing-two-hand"
CATALOGUE = load()
NONE: frozenset[str] = frozenset()


def records(lift: str, exercise: str, *drafts: SetDraft, at_ms: int = 1_000) -> tuple[SetRecord, ...]:
    return tuple(SetRecord(f"{lift}{n}", lift, exercise, n, 20_000, at_ms + n, draft) for n, draft in enumerate(drafts))


def session(*lifts: WorkoutLift, index: int = 0, **more: object) -> WorkoutSession:
    workout = Workout("w", "", 20_000, 0, 0, lifts=lifts)
    exercises = {lift.exercise: CATALOGUE.exercises[lift.exercise] for lift in lifts}
    return replace(WorkoutSession(workout, index, exercises), **more)  # type: ignore[arg-type]


def lift(name: str, *drafts: SetDraft, plan: int = 0, at_ms: int = 1_000, exercise: str = DEADLIFT) -> WorkoutLift:
    planned = (PlannedSet(5, kg("100")),) * plan
    return WorkoutLift(name, exercise, 0, records(name, exercise, *drafts, at_ms=at_ms), planned)


def test_of_two_lifts_of_one_exercise_the_set_goes_to_the_one_shown_next() -> None:
    first, second = lift("a", work("100", 5), plan=3), lift("b", plan=2)
    now = Workout("w", "", 20_000, 0, 0, lifts=(first, second))
    assert lift_to_log(now, DEADLIFT, NONE, NONE) == first
    full = lift("a", *[work("100", 5)] * 3, plan=3)
    now = replace(now, lifts=(full, second))
    assert lift_to_log(now, DEADLIFT, NONE, NONE) == second
    squat = lift("s", work("60", 5), plan=2, at_ms=9_000, exercise="squat-goblet")
    now = replace(now, lifts=(full, second, squat))
    assert lift_to_log(now, DEADLIFT, NONE, NONE) == second
    assert lift_to_log(now, "row-barbell", NONE, NONE) is None


def test_a_shaped_set_stays_with_its_lift_until_a_set_is_logged_there() -> None:
    start = session(lift("a", plan=3), lift("b", plan=3))
    shaped = start.with_load(1)
    assert shaped is not None
    there = shaped.go_to(1)
    assert there.current.next.load == kg("100")
    assert there.go_to(0).current.next.load == kg("102.5")
    logged = replace(shaped, workout=replace(shaped.workout, lifts=(lift("a", work("100", 5), plan=3),)))
    assert logged.current.edited is None


def test_big_steps_of_a_kettlebell_end_on_bells_too() -> None:
    start = session(lift("a", SetDraft(10, kg("14")), exercise=SWING))
    steps = [start.with_load(by, big=big) for by, big in ((1, False), (-1, False), (1, True), (-1, True))]
    loads = [each.current.next.load.text for each in steps if each is not None and each.current.next.load]
    assert loads == ["16", "12", "24", "4"]
    assert start.step_names[0] == "bell"


def test_a_set_heavier_than_all_of_as_many_reps_is_a_record_and_said_once() -> None:
    clean = Form(5, Basis.CHECKED, clean=True)
    done = (work("100", 5), work("102.5", 5), replace(work("102.5", 5), form=clean), work("120", 1))
    bests = {DEADLIFT: (BestSet(5, False, 100_000, 95_000), BestSet(1, False, 119_960, None))}
    now = session(lift("a", *done), bests=bests)
    assert now.records == {"a1": "record", "a2": "clean record"}
    assert session(lift("a", *done)).records == {}, "in the first session there is nothing to beat"


def test_more_reps_than_ever_are_a_record_at_the_heaviest_load_alone_and_less_assistance_is_one() -> None:
    bests = {DEADLIFT: (BestSet(5, False, 100_000, None),)}
    now = session(lift("a", work("60", 20), work("100", 6), SetDraft(6, Load.of("220.5", "lb"))), bests=bests)
    assert now.records == {"a1": "record"}, "60 kg is light, and 220.5 lb are the same 100 kg"
    assisted = {DEADLIFT: (BestSet(5, True, -20_000, None),)}
    body = [SetDraft(5, Load.of(load, "kg", body=True)) for load in ("-20", "-15", "0")]
    assert session(lift("a", *body), bests=assisted).records == {"a1": "record", "a2": "record"}


def test_a_load_in_the_other_unit_gets_that_units_plates() -> None:
    pounds = SetDraft(5, kg("100").of("225", "lb"))
    now = session(lift("a", pounds), setups={DEADLIFT: LiftSetup(Rack())})
    assert now.unit == "lb"
    assert now.plates(ascii_only=True).startswith("45 lb bar, 45 + 45")
    assert LiftSetup(RACK_LB).in_unit("lb").rack is RACK_LB


def test_a_missed_attempt_is_not_suggested_again() -> None:
    assert session(lift("a", work("110", 3), work("120", 0))).current.next == work("120", 3)
    last = PastSession("x", 19_990, records("o", DEADLIFT, work("120", 0), work("100", 4)))
    assert session(lift("a"), past={DEADLIFT: (last,)}).current.next.reps == 4


def test_a_ramp_needs_no_fractional_plates() -> None:
    plates = (25_000, 20_000, 15_000, 10_000, 5_000, 2_500, 1_250, 500, 250)
    loads = [each.load.text for each in ramp(kg("90.5"), Rack(plates=plates)) if each.load]
    assert all(float(text) % 2.5 == 0 for text in loads), loads


def test_the_rest_runs_on_when_the_wall_clock_is_set_back_and_while_the_machine_sleeps() -> None:
    clock = FakeClock()
    timer, record = RestTimer(clock), SetRecord("s", "a", DEADLIFT, 0, 20_000, clock.now().utc_ms, work("100", 5))
    assert timer.seconds_since(record) == 0
    clock.advance(30)
    assert timer.seconds_since(record) == 30
    clock.set("2026-03-10T17:00:00+01:00")
    clock.advance(10)
    assert timer.seconds_since(record) == 40
    clock.set("2026-03-10T18:01:40+01:00")
    assert timer.seconds_since(record) == 100
    assert timer.seconds_since(None) == 0
