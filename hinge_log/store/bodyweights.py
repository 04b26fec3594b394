"""The lifter's bodyweight, day by day."""

from __future__ import annotations

from dataclasses import dataclass

from hinge_log.clock import Moment
from hinge_log.errors import NeedsDecision
from hinge_log.store.journal import Value
from hinge_log.store.packed import read_load
from hinge_log.store.queries import LogReader
from hinge_log.store.store import Store
from hinge_log.text import clean
from hinge_log.training.bodyweight import Weighing
from hinge_log.training.load import Load

LEAST_G, MOST_G = 10_000, 500_000


@dataclass(frozen=True, slots=True)
class Bodyweight:
    """A weighing: on a local day, at a time (UTC milliseconds)."""

    id: str
    day: int
    at_ms: int
    weight: Load
    note: str = ""


def add_bodyweight(store: Store, weight: Load, *, note: str = "", at: Moment | None = None) -> Bodyweight:
    """Log a bodyweight of now or of `at`, as one undo step. Raises NeedsDecision for one that nobody has."""
    moment = at or store.clock.now()
    if weight.body or not LEAST_G <= weight.grams <= MOST_G:
        raise NeedsDecision("A bodyweight must be 10 to 500 kg.", "Nothing was saved. Try 82.4 or 180lb.")
    text = clean(note, lines=True)
    row: dict[str, Value] = {"weight_g": weight.grams, "weight_text": weight.value, "unit": weight.unit}
    with store.action("bodyweight") as action:
        id_ = store.new_id()
        action.insert("bodyweight", {"id": id_, "day": moment.day, "at_ms": moment.utc_ms, "note": text or None, **row})
    return Bodyweight(id_, moment.day, moment.utc_ms, weight, text)


def bodyweights(log: LogReader) -> tuple[Bodyweight, ...]:
    """All bodyweights, oldest first."""
    rows = log.rows(
        "SELECT id, day, at_ms, weight_g, weight_text, unit, note FROM bodyweight WHERE hidden = 0"
        " ORDER BY day, at_ms, id"
    )
    return tuple(
        Bodyweight(id_, day, at_ms, read_load(grams, text, unit, row_id=id_, kind="bodyweight"), note)
        for id_, day, at_ms, grams, text, unit, note in rows
    )


def weighings(log: LogReader, until: int) -> tuple[Weighing, ...]:
    """The last bodyweight of each day up to a day, in the order of days."""
    rows = log.rows("SELECT day, weight_g FROM bodyweight WHERE hidden = 0 AND day <= ? ORDER BY day, at_ms, id", until)
    return tuple(Weighing(day, grams) for day, grams in dict(rows).items())
