"""The app against an empty one: start-up, key to frame, idling, memory."""

from __future__ import annotations

import sqlite3
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median

from hinge_log.store.connection import PRAGMAS
from tests.bench.commands import PROGRAM
from tests.bench.figures import Figure, ms, pairs, quantile, ratio
from tests.bench.timed import Timed

EMPTY = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("ready")
Empty().run()
"""
ECHO = """
from textual.app import App
from textual.widgets import Input
class Echo(App):
    def compose(self):
        yield Input()
Echo().run()
"""
Step = tuple[str, Callable[[str], bool], bool]
"""A key, what the screen then shows, and whether it is measured."""


def has(*texts: str) -> Callable[[str], bool]:
    """Whether all these are on the screen; one that begins with "-" must not be."""
    return lambda screen: all(text[1:] not in screen if text[0] == "-" else text in screen for text in texts)


FIRST = has("Resumed")
LOG = has("1-5 form")
SET: Sequence[Step] = (
    (" ", has("Rate it"), True),
    ("4", has("Form 4"), True),
    ("u", has("Undid: form"), True),
    ("u", has("Undid", "-Undid: form"), True),
)
SHAPE = ("\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D")
"""The arrows: load up and down, reps up and down; after all four the next set is as before."""
FORM: Sequence[Step] = (
    ("m", has("m faults"), True), ("m", has("m strength"), True),
    ("m", has("-m faults", "-m strength", "-m by load"), True), ("m", has("m by load"), True),
    ("+", has("4 weeks", "-12 weeks"), True), ("-", has("12 weeks"), True),
    ("-", has("26 weeks"), True), ("+", has("12 weeks"), True),
)  # fmt: skip
SWITCH: Sequence[Step] = (
    ("v", has("12 weeks"), True), ("v", LOG, True),
    ("c", has("-1-5 form"), True), ("q", LOG, True),
    ("g", has("everyday hinge"), False), ("h", has("History", "-everyday hinge"), True), ("q", LOG, True),
)  # fmt: skip
MENU: Sequence[Step] = (("g", has("everyday hinge"), True), ("q", LOG, True))


def program(log: Path) -> tuple[str, ...]:
    """The app on a log."""
    return (*PROGRAM, "--db", str(log))


def empty() -> tuple[str, ...]:
    """An app with one Static."""
    return (sys.executable, "-c", EMPTY)


def started(command: Sequence[str], env: Mapping[str, str], shown: Callable[[str], bool]) -> float:
    """Seconds from the spawn to the first screen."""
    with Timed(command, env) as terminal:
        return terminal.until(shown) - terminal.spawned


def start_up(count: int, log: Path, env: Mapping[str, str], sets: str) -> Figure:
    """The first screen against that of an empty app."""
    theirs, ours = pairs(count, lambda: started(empty(), env, has("ready")), lambda: started(program(log), env, FIRST))
    return ratio(f"first screen, {sets} sets", "an empty Textual app", 1.45, theirs, ours)


def growth(count: int, small: Path, large: Path, env: Mapping[str, str], sizes: tuple[str, str]) -> Figure:
    """The first screen with a large log against that with a small one."""
    theirs, ours = pairs(
        count, lambda: started(program(small), env, FIRST), lambda: started(program(large), env, FIRST)
    )
    return ratio(f"first screen, {sizes[1]} sets", f"with {sizes[0]} sets", 1.1, theirs, ours)


def shaped(terminal: Timed, times: int) -> list[float]:
    """Seconds from each arrow to the frame in which the next set is another one."""
    found: list[float] = []
    for _ in range(times):
        for key in SHAPE:
            before = next_set(terminal.text)
            found.append(terminal.press(key, lambda text, before=before: next_set(text) not in ("", before)))  # type: ignore[misc]
            terminal.quiet(0.03)
    return found


def next_set(screen: str) -> str:
    """The line of the sets that says what is next."""
    return next((line[:40] for line in screen.split("\n") if "next" in line and "×" in line), "")


def pressed(terminal: Timed, steps: Sequence[Step], times: int) -> list[float]:
    """Seconds from each measured key to its frame."""
    found: list[float] = []
    for _ in range(times):
        for key, shown, counts in steps:
            took = terminal.press(key, shown)
            terminal.quiet(0.03)
            if counts:
                found.append(took)
    return found


def echoed(terminal: Timed, times: int) -> list[float]:
    """Seconds from each letter to its echo, 20 letters at a time."""
    found: list[float] = []
    while len(found) < times:
        for length in range(1, 21):
            found.append(terminal.press("x", has("x" * length)))
            terminal.quiet(0.03)
        for length in range(19, -1, -1):
            terminal.press("\x7f", lambda text, length=length: text.count("x") == length)  # type: ignore[misc]
    return found


def keys(times: int, log: Path, env: Mapping[str, str]) -> list[Figure]:
    """Key to frame on the log screen, in the form view and between screens, against the echo of an Input."""
    with Timed((sys.executable, "-c", ECHO), env) as yard, Timed(program(log), env) as terminal:
        yard.idle(1.0)
        terminal.until(FIRST)
        terminal.quiet(0.5)
        pressed(terminal, SET, 2)
        echo: list[float] = []
        logged: list[float] = []
        arrows: list[float] = []
        commits: list[float] = []
        for _ in range(8):  # alternated, so that all see the same machine
            echo += echoed(yard, max(20, times // 8))
            logged += pressed(terminal, SET, max(2, times // 8))
            arrows += shaped(terminal, max(1, times // 16))
            commits += committed(log.parent / "commit.db", max(4, times // 8))
        pressed(terminal, SWITCH, 1)
        switched = pressed(terminal, SWITCH, max(2, times // 6))
        menus = pressed(terminal, MENU, max(2, times // 6))[::2]
        terminal.press("v", has("12 weeks"))
        terminal.quiet(0.2)
        pressed(terminal, FORM, 1)
        form = pressed(terminal, FORM, max(2, times // 8))

    def against(name: str, samples: Sequence[float], share: float, bound: float, yardstick: Sequence[float]) -> Figure:
        ours, theirs = quantile(samples, share), quantile(yardstick, share)
        what = "its own p50" if yardstick is samples else "the echo of an `Input`"
        return Figure(name, what, ours / theirs, bound, "x", ms(ours), ms(theirs), len(samples))

    slow = quantile(switched, 0.99)
    return [
        against("log a set (space), p50", logged[:: len(SET)], 0.5, 3.0, echo),
        against("rate a set (4), p50", logged[1 :: len(SET)], 0.5, 2.6, echo),
        against("arrows, p50", arrows, 0.5, 1.25, echo),
        against("every key on the log screen, p99", [*logged, *arrows], 0.99, 2.2, echo),
        Figure("the durable commit alone, p50", "space, p50", median(commits) / median(logged[:: len(SET)]), 1, "x",
               ms(median(commits)), ms(median(logged[:: len(SET)])), len(commits)),
        against("form view: view or zoom, p50", form, 0.5, 4, echo),
        against("switch of screens, p50", switched, 0.5, 3.3, echo),
        against("go menu, p50", menus, 0.5, 3.8, echo),
        Figure("switch of screens, p99", "its own p50", slow / median(switched), 4, "x", ms(slow),
               ms(median(switched)), len(switched)),
    ]  # fmt: skip


def committed(path: Path, times: int) -> list[float]:
    """Seconds that a transaction of one row takes with the pragmas of a log, all of them alone."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        for name, value in PRAGMAS.items():
            connection.execute(f"PRAGMA {name} = {value}").close()
        connection.execute("CREATE TABLE IF NOT EXISTS kept (at REAL)")
        found: list[float] = []
        for _ in range(times):
            begun = time.perf_counter()
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO kept VALUES (?)", (begun,))
            connection.execute("COMMIT")
            found.append(time.perf_counter() - begun)
        return found
    finally:
        connection.close()


def idle(seconds: float, log: Path, env: Mapping[str, str]) -> list[Figure]:
    """What the log screen costs while nothing is pressed and the rest clock runs."""
    with Timed(program(log), env) as terminal:
        terminal.until(FIRST)
        terminal.press(" ", has("Rate it"))
        terminal.quiet(0.5)
        cpu, painted = terminal.idle(seconds)
    share, minute = 100 * cpu / seconds, painted * 60 / seconds / 1000
    return [
        Figure("idle with the rest clock: CPU", "one core", share, 1, "%", f"{share:.2f} %", "", 1),
        Figure("idle with the rest clock: painted", "a minute", minute, 25, "kB", f"{minute:.1f} kB", "", 1),
    ]


def memory(log: Path, env: Mapping[str, str], sets: str, cycles: int) -> list[Figure]:
    """Memory after the start against an empty app, and after a long session against before it."""
    with Timed(empty(), env) as bare:
        bare.until(has("ready"))
        bare.quiet(0.5)
        theirs = bare.memory()
    with Timed(program(log), env) as terminal:
        terminal.until(FIRST)
        terminal.quiet(0.5)
        ours = terminal.memory()
        pressed(terminal, (*SET, *SWITCH), max(2, cycles // 20))
        before = terminal.memory()
        pressed(terminal, SET, cycles)
        pressed(terminal, SWITCH, cycles // 15)
        after = terminal.memory()

    def figure(name: str, against: str, bound: float, ours: int, theirs: int) -> Figure:
        return Figure(
            name, against, ours / theirs, bound, "x", f"{ours / 2**20:.1f} MiB", f"{theirs / 2**20:.1f} MiB", 1
        )

    return [
        figure(f"memory, {sets} sets", "an empty Textual app", 1.45, ours, theirs),
        figure(f"memory after {cycles} sets and {cycles // 15 * 3} screens", "before", 1.05, after, before),
    ]
