"""The logs that the pictures show: one that has been kept for a year, one with nothing in it, one never opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hinge_log.clock import Moment
from hinge_log.coach.copies import use_hub
from hinge_log.store.everyday import answer, keep_spot
from hinge_log.store.ladder import answer_ready
from hinge_log.store.lift_settings import put_lift_settings
from hinge_log.store.store import Store
from hinge_log.training.everyday import Answer
from tests.bench.made_log import make
from tests.support import FakeClock
from tests.training.practice import DOWEL, FREE, WALL, catalogue, practice

NOW = "2026-11-22T18:24:00+00:00"
CUES = {"deadlift-conventional": "Chest to the far wall.", "deadlift-romanian": "Zip up the thighs."}

_DAYS = (
    (Answer.HALF, ("laundry",)), (Answer.ALWAYS, ("dishwasher", "child")), (Answer.RARELY, ("car",)), None,
    (Answer.ALWAYS, ("box",)), (Answer.HALF, ("dishwasher",)), (Answer.ALWAYS, ()), (Answer.NONE, ()),
)  # fmt: skip
"""The everyday answers, over and over; one day in eight was forgotten."""


def kept(path: Path) -> None:
    """A log of a year: workouts, drills on the way up, everyday answers, a spot check, cues of one's own."""
    make(path, 2680, seed=4)
    clock = FakeClock(NOW)
    today = clock.now().day
    with Store(str(path), clock=clock) as store:
        store.put_setting("first_run", "done")
        for key, text in CUES.items():
            put_lift_settings(store, key, catalogue().exercises[key].name, cue=text)
        for ago, key, cm in (
            (33, WALL, 12), (30, WALL, 14), (26, WALL, 15), (22, WALL, 17), (18, WALL, 18), (15, WALL, 18),
            (12, DOWEL, None), (8, DOWEL, None), (5, FREE, None), (2, FREE, None),
        ):  # fmt: skip
            drafts = [record.what for record in practice(key, today - ago, cm=cm, sets=3, reps=10)]
            at = Moment((today - ago) * 86_400_000 + 7 * 3_600_000, 0)
            store.log_lift(key, catalogue().exercises[key].name, drafts, at=at)
        for ago in range(60, 0, -1):
            said = _DAYS[ago % len(_DAYS)]
            if said is not None:
                answer(store, today - ago, *said)
        keep_spot(store, today - 9, "box", {"ev-hips": 1}, 86)
        answer_ready(store, today - 34)


def empty(path: Path) -> None:
    """A log in which nothing was done yet."""
    with Store(str(path), clock=FakeClock(NOW)) as store:
        store.put_setting("first_run", "done")


def coaching(path: Path) -> None:
    """The log of a coach with a hub; what the hub answers is made up where the picture is drawn."""
    empty(path)
    with Store(str(path), clock=FakeClock(NOW)) as store:
        use_hub(store, "postgresql://ann@hub.example.org/hinge")


def never_opened(path: Path) -> None:
    """A log that the first run has not been through."""
    with Store(str(path), clock=FakeClock(NOW)):
        pass


LOGS: dict[str, Callable[[Path], None]] = {
    "kept": kept,
    "empty": empty,
    "never opened": never_opened,
    "coaching": coaching,
}

_EXPORT_HEAD = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE"
_EXPORT_LIFTS = (
    ("Deadlift (Barbell)", "100"), ("Romanian Deadlift (Barbell)", "70"), ("Hip Thrust (Barbell)", "90"),
    ("Bench Press (Barbell)", "62.5"), ("Zercher Deadlift", "60"), ("Single-leg deadlft", "16"),
)  # fmt: skip


def export_of_another_logger(path: Path) -> None:
    """A file as another logger writes it, with a name that is not known and one that may be one of ours."""
    rows = [
        f'2026-{month:02}-{day:02} 18:05:00,"Evening",52m,"{name}",{number},{load},5,0,0,"","",'
        for month in (8, 9, 10)
        for day in (3, 10, 17, 24)
        for name, load in _EXPORT_LIFTS
        for number in (1, 2, 3)
    ]
    path.write_text("\n".join([_EXPORT_HEAD, *rows, ""]), encoding="utf-8")
