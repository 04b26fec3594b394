"""Everyday answers in the log: one row a day; spot checks are settings of the data under "spot." and the day."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from hinge_log.store.packed import read_json, read_slips, read_texts, read_word
from hinge_log.store.queries import FIRST_DAY, LAST_DAY, LogReader
from hinge_log.store.store import Store
from hinge_log.training.everyday import PLACES, Answer, Check, Spot

_SPOT = "spot."
_ANSWERS = {each.value: each for each in Answer}


def answer(store: Store, day: int, value: Answer, places: Sequence[str] = ()) -> Check:
    """Keep the answer of a day; another answer for that day takes its place, as one step that can be undone."""
    known = [place for place in PLACES if place in places]
    row = {"answer": value.value, "places": json.dumps(known, separators=(",", ":"))}
    with store.action("everyday") as action:
        answer_id = store.value("SELECT id FROM everyday WHERE day = ?", day)
        at_ms = store.clock.now().utc_ms
        if answer_id is None:
            action.insert("everyday", {"id": store.new_id(), "day": day, **row, "at_ms": at_ms})
        else:
            action.update("everyday", answer_id, {**row, "at_ms": at_ms, "hidden": 0})
    return Check(day, value, tuple(known))


def forget(store: Store, day: int) -> bool:
    """Take the answer of a day away; gives whether there was one."""
    answer_id = store.value("SELECT id FROM everyday WHERE day = ? AND hidden = 0", day)
    if answer_id is not None:
        with store.action("everyday") as action:
            action.update("everyday", answer_id, {"hidden": 1})
    return answer_id is not None


def checks(log: LogReader, since: int | None = None, until: int | None = None) -> tuple[Check, ...]:
    """The answers from one day to another, oldest first."""
    rows = log.rows(
        "SELECT day, answer, places FROM everyday WHERE hidden = 0 AND day BETWEEN ? AND ? ORDER BY day",
        FIRST_DAY if since is None else since,
        LAST_DAY if until is None else until,
    )
    return tuple(
        Check(
            day,
            read_word(_ANSWERS, answer, Answer.NONE, f"answer of day {day}"),
            read_texts(places, f"places of day {day}"),
        )
        for day, answer, places in rows
    )


def keep_spot(store: Store, day: int, place: str, slips: Mapping[str, int | None], percent: int | None) -> Spot:
    """Keep the spot check of a day; another one on that day takes its place."""
    marked = {item: number for item, number in slips.items() if number != 0}
    store.put_setting(f"{_SPOT}{day}", {"place": place, "slips": marked, "percent": percent})
    return Spot(day, place, tuple(marked.items()), percent)


def spots(log: LogReader) -> tuple[Spot, ...]:
    """All spot checks, oldest first."""
    read = []
    for key, value in log.rows("SELECT key, value FROM setting WHERE hidden = 0 AND key GLOB 'spot.*'"):
        day, places = _day(key.removeprefix(_SPOT)), read_json(value, f"setting {key}")
        if day is not None and isinstance(places, dict):
            place, percent = places.get("place"), places.get("percent")
            read.append(
                Spot(
                    day,
                    place if isinstance(place, str) and place in PLACES else "other",
                    read_slips(json.dumps(places.get("slips") or {}), f"of everyday check {day}"),
                    percent if isinstance(percent, int) and 0 <= percent <= 100 else None,
                )
            )
    return tuple(sorted(read, key=lambda spot: spot.day))


def _day(text: str) -> int | None:
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 5):
        return None
    day = int(text)
    return day if FIRST_DAY <= day <= LAST_DAY else None
