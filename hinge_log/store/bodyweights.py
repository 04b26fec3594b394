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

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

LEAST_G, MOST_G = 10_000, 500_000

_BODYWEIGHTS = "SELECT id, day, at_ms, weight_g, weight_text, unit, note FROM bodyweight WHERE hidden = 0"


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
    values = {**_values(weight), "note": clean(note, lines=True) or None}
    with store.action("bodyweight") as action:
        id_ = store.new_id()
        action.insert("bodyweight", {"id": id_, "day": moment.day, "at_ms": moment.utc_ms, **values})
    return Bodyweight(id_, moment.day, moment.utc_ms, weight, str(values["note"] or ""))


def bodyweights(log: LogReader, since: int | None = None, until: int | None = None) -> tuple[Bodyweight, ...]:
    """The bodyweights from one day to another, oldest first."""
    rows = log.rows(
        f"{_BODYWEIGHTS} AND day BETWEEN ? AND ? ORDER BY day, at_ms, id",
        -25567 if since is None else since,
        100_000 if until is None else until,
    )
    return tuple(_bodyweight(*row) for row in rows)


def weighings(log: LogReader, until: int) -> tuple[Weighing, ...]:
    """The last bodyweight of each day up to a day, in the order of days."""
    rows = log.rows("SELECT day, weight_g FROM bodyweight WHERE hidden = 0 AND day <= ? ORDER BY day, at_ms, id", until)
    return tuple(Weighing(day, grams) for day, grams in dict(rows).items())


def _bodyweight(id_: Any, day: Any, at_ms: Any, grams: Any, text: Any, unit: Any, note: Any) -> Bodyweight:
    load = read_load(grams, text, unit, row_id=id_, kind="bodyweight")
    return Bodyweight(id_, day, at_ms, load, note)


def _values(weight: Load) -> dict[str, Value]:
    if weight.body or not LEAST_G <= weight.grams <= MOST_G:
        raise NeedsDecision("A bodyweight must be 10 to 500 kg.", "Nothing was saved. Try 82.4 or 180lb.")
    return {"weight_g": weight.grams, "weight_text": weight.value, "unit": weight.unit}
