"""What the tables of different apps mean by the same columns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rules:
    """What the table of one app means otherwise than a plain one.

    `stamps`: a date with a time, and the name, are those of a workout. `day`: all sets of a day are one workout.
    `by_session`: so are those of a session, whatever their times. `length` is the unit of distances without one;
    "" follows the unit of weights, None has to be asked. `zeros`: an app that writes 0 for empty fields, so that a set
    with nothing has 0 reps: it was tried. `notes_repeat`: the note of an exercise stands in each of its rows.
    `planned`: rows without reps were planned and not done. `marks`: what stands in the column of numbers is either a
    number or a mark of a set. Rows of an exercise called `body_rows` hold what the lifter weighed. `repair` puts a row
    together that has too many fields; `adjust` changes a row's cells.
    """

    stamps: bool = False
    day: bool = False
    by_session: bool = False
    length: str | None = None
    zeros: bool = False
    notes_repeat: bool = False
    planned: bool = False
    marks: bool = False
    order: str = "dmy"
    body_rows: str = ""
    repair: Callable[[list[str]], list[str] | None] | None = None
    adjust: Callable[[list[str]], list[str]] | None = None
