"""What a guided drill shows: its keys, and what is read of it from the log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.binding import Binding

from hinge_log.exercises.model import Exercise
from hinge_log.screens.keys import Bar, BarKey
from hinge_log.store.store import Store
from hinge_log.store.trends import drill_history
from hinge_log.training.drills import CONTACTS, DrillDay, Player
from hinge_log.training.load import Load
from hinge_log.training.workout import LABELS, SetRecord
from hinge_log.widgets.keys import KeyHint, large_keys

if TYPE_CHECKING:
    from hinge_log.charts.figure import FigurePair


CONTACT_KEYS = dict(zip(CONTACTS, "hbt", strict=True))
"""The key of each contact of the stick."""

DIGIT_BINDINGS = (
    *(
        Binding(
            str(n), f"digit({n})", "form", id=f"drill.{n}", tooltip=f"form {n}, {LABELS[n]}; in the list: check {n}"
        )
        for n in LABELS
    ),
    *(Binding(str(n), f"digit({n})", "check", id=f"drill.{n}", tooltip=f"check {n} failed") for n in range(6, 10)),
)
"""Rate the set; in the list, mark a check."""

CONTACT_BINDINGS = (
    *(
        Binding(key, f"contact('{contact}')", contact, id=f"drill.{key}", tooltip=f"first contact lost: {contact}")
        for contact, key in CONTACT_KEYS.items()
    ),
)

HELP_GROUPS = (
    ("The drill", tuple(f"drill.{word}" for word in ("pause", "skip", "restart", "more", "less", "mute", "leave"))),
    ("How it went", (*(f"drill.{n}" for n in LABELS), "drill.check", "drill.done", "drill.judge", "drill.pain")),
    ("Checks", (*(f"drill.{n}" for n in range(6, 10)), *(f"drill.{key}" for key in CONTACT_KEYS.values()))),
)


def check_keys(items: int) -> Bar:
    """The key bar while the checks are marked."""
    failed, discard = (BarKey(("drill.1", f"drill.{min(9, items)}"), "failed"), "drill.leave: discard")
    return (failed, "drill.done", "drill.judge", "drill.pain", discard)


def drill_keys(player: Player, *, has_load: bool, is_muted: bool) -> Bar:
    """The key bar of the drill."""
    start = BarKey(("drill.pause",), "pause" if player.running else "go", "start_stop")
    amount = BarKey(("drill.more", "drill.less"), "distance" if player.plan.distance else "load", "amount(1)")
    amounts = (amount,) if player.plan.distance or has_load else ()
    mute = BarKey(("drill.mute",), "unmute" if is_muted else "mute", "mute")
    return (start, "drill.skip", *amounts, "drill.check", "drill.leave", "drill.restart", mute, "drill.pain")


def touch_keys(player: Player, judge: str, *, is_checking: bool) -> tuple[KeyHint, ...]:
    """The large keys: `judge` is who judges the set, in words."""
    if is_checking:
        return large_keys("SAVE: confirm", f"{judge}: judge", "discard: leave")
    return large_keys("PAUSE: start_stop" if player.running else "GO: start_stop", "skip: skip", "fault: check")


@dataclass(frozen=True, slots=True)
class DrillData:
    """The days of the drill, oldest first, its last load, the set that was saved last, and its figure."""

    days: tuple[DrillDay, ...]
    load: Load | None
    saved: SetRecord | None
    pair: FigurePair | None


def read_drill(store: Store, exercise: Exercise, saved: SetRecord | None) -> DrillData:
    """Read what was done of a drill, and the set that was saved last as it is now."""
    from hinge_log.charts.figure import pairs_for

    last = store.sessions(exercise.id, 1)
    loads = [record.what.load for record in last[0].sets if record.what.load] if last else []
    pairs = pairs_for(exercise)
    days = drill_history(store, [exercise.id])[exercise.id]
    return DrillData(
        days, loads[-1] if loads else None, store.set(saved.id) if saved else None, next(iter(pairs), None)
    )
