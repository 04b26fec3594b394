"""Kill the program in its terminal, at any moment, over and over, in the middle of what a person does with sets.

Whatever a screen has said to be done must be in the file; of what was just asked for, all or nothing.
"""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from hinge_log.store.safety import doctor
from tests.faults.logs import faults_of
from tests.terminal.driver import Terminal
from tests.terminal.logs import begun, configured

SIZES = ((80, 24), (48, 30), (140, 40), (48, 15))
WORDS = {1: "lost", 2: "rough", 3: "okay", 4: "solid", 5: "crisp"}
LONGEST_S = 2.5


@dataclass(frozen=True)
class Row:
    """A set as the log keeps it: every one has a load of its own, by which it is known."""

    load: str
    form: int | str | None = None
    note: str = ""
    deleted: bool = False


@dataclass
class Tally:
    """What the screens of all runs have said, and what is on its way."""

    rows: dict[str, Row]
    next_half_kg: int = 120  # above the load of the set with which a log begins: loads rise, so none is made twice
    shown: int = 0
    pending: tuple[Row | None, Row | None] | None = None

    def new_load(self) -> str:
        """A load that no other set has."""
        self.next_half_kg += 1
        return f"{self.next_half_kg / 2:g}"


def one_set(tally: Tally, rng: random.Random) -> Iterator[tuple[tuple[str, ...], str, Row | None, Row | None]]:
    """What is done with one set: keys, what the screen then says, the set before and after."""
    row = Row(tally.new_load())
    yield ("enter", f"{row.load}x5", "enter"), f"Logged {row.load} kg × 5", None, row
    before = row
    for action in rng.sample(("rate", "check", "note", "edit", "delete"), rng.randrange(0, 5)):
        before = row
        if action == "rate":
            label = rng.randrange(1, 6)
            row = replace(row, form=label)
            yield (str(label),), f"Form {label}, {WORDS[label]}", before, row
        elif action == "check":
            row = replace(row, form="checked")
            yield ("f", "7", "enter"), "Checked:", before, row
        elif action == "note":
            row = replace(row, note=f"felt like {row.load}")
            yield ("o", row.note, "enter"), "Note saved", before, row
        elif action == "edit":
            row = replace(row, load=tally.new_load())  # a note that is not typed anew stays
            yield ("e", "\x15", f"{row.load}x5", "enter"), f"Changed to {row.load} kg × 5", before, row
        else:
            row = replace(row, deleted=True)
            yield ("d",), f"Deleted {row.load} kg × 5", before, row
            yield ("u",), "Undid", row, before
            row = before


def live(terminal: Terminal, tally: Tally, rng: random.Random) -> None:
    """Do things until the moment of the kill; what the screen says goes into the tally."""
    end = time.monotonic() + rng.uniform(0.0, LONGEST_S)
    while True:
        for keys, said, before, after in one_set(tally, rng):
            if said in terminal.text:
                return  # it could not be told from what was said before
            tally.pending = before, after
            for key in keys:
                if time.monotonic() > end:
                    return
                terminal.press(key)
                terminal.settled(0.01)
            while said not in terminal.text:
                if time.monotonic() > end or terminal.over():
                    return
                terminal.read(0.005)
            tally.shown += 1
            tally.pending = None
            if before:
                tally.rows.pop(before.load, None)
            if after:
                tally.rows[after.load] = after


def stored(home: Path) -> dict[str, Row]:
    """The sets of the file by their loads."""
    with closing(sqlite3.connect(f"file:{home / 'log.db'}?mode=rw", uri=True)) as connection:
        found = connection.execute("SELECT load_text, form, basis, note, hidden FROM sets WHERE load_text <> '60'")
        return {
            load: Row(load, "checked" if basis == "checked" else form, note or "", bool(hidden))
            for load, form, basis, note, hidden in found
        }


def kill_screens(times: int, folder: Path, rng: random.Random) -> dict[str, int]:
    """Kill it at any moment of any flow; counts what was lost, and how often the workout did not go on by itself."""
    found = dict.fromkeys(("kills", "shown as saved", "lost", "half done", "not resumed", "faults"), 0)
    home, tally = folder, Tally({})
    for number in range(times):
        if number % 25 == 0:
            home, tally = folder / str(number), Tally({}, shown=tally.shown)
            home.mkdir()
            configured(home, "bounce_s = 0.0")
            begun(home)
        columns, rows = SIZES[number % len(SIZES)]
        with Terminal(home, columns=columns, rows=rows) as terminal:
            terminal.until(lambda text: "help" in text or "Resumed" in text)
            found["not resumed"] += "Resumed. Last set" not in terminal.settled()
            live(terminal, tally, rng)
            terminal.kill()
        found["kills"] += 1
        there = stored(home)
        if tally.pending:
            before, after = tally.pending
            either = [row for row in (before, after) if row]
            here = next((there[row.load] for row in either if row.load in there), None)
            found["half done"] += here not in (before, after)
            for row in either:
                tally.rows.pop(row.load, None)
            if here:
                tally.rows[here.load] = here
            tally.pending = None
        found["lost"] += sum(there.get(load) != row for load, row in tally.rows.items())
        tally.rows = there
        found["faults"] += len(faults_of(home / "log.db")) + len(doctor.check(str(home / "log.db")).problems)
    found["shown as saved"] = tally.shown
    return found
