"""Replay real sets in the real app: `python -m tests.bench.replay_keys FILE... [--sets 200]`.

The files are exports of other loggers. Each set is logged in a pseudo-terminal with the fewest keys that the screen
allows, key by key; what the screen says and what the file of the log then holds must be that set. One more key rates
it. A workout finds the earlier ones in the log, is open with its lifts taken up, and begins at the first of them.

Which sets: every file gives the same share (what a short file lacks, the ones after it give), in whole workouts that
lie evenly spread from its first to its last; the last of them is cut where the share is full.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hinge_log.clock import Moment
from hinge_log.exchange.parsed import ParsedFile
from hinge_log.exercises.catalogue import Catalogue, load
from hinge_log.settings import Gym, Look, write_look
from hinge_log.store.queries import LoggedSession
from hinge_log.store.store import Store
from hinge_log.training.current_lift import CurrentLift
from hinge_log.training.suggestion import first_set, phrase
from hinge_log.training.workout import LABELS, Basis, Workout
from tests.bench.keys_per_set import Done, Way, hinge_sets, opened, same, way_to
from tests.support import FakeClock
from tests.terminal.driver import Terminal

BOUND = 2.25
"""So many keys a set may take in the mean, before it is rated."""

PATIENCE = 10.0
SIZE = (80, 24)
RATINGS = (4, 3, 5, 2, 1)
RATED_AFTER = "Rate it 1-5"


@dataclass(frozen=True)
class Replayed:
    """A set that was logged: with which keys, how many rated it, and the lift keys pressed before it."""

    way: Way
    rated_by: int
    moves: int


@dataclass
class Outcome:
    """What came of a replay: the sets, and each place where the screen did something else than it should."""

    sets: list[Replayed] = field(default_factory=list)
    amiss: list[str] = field(default_factory=list)

    @property
    def mean(self) -> float:
        """Keys of a set, before it is rated."""
        return sum(len(each.way.keys) for each in self.sets) / len(self.sets)


def evenly(counts: Sequence[int], wanted: int) -> list[int]:
    """Places spread evenly over `counts` whose counts together are at least `wanted`, by as few as will do."""
    for number in range(1, len(counts) + 1):
        places = [(2 * place + 1) * len(counts) // (2 * number) for place in range(number)]
        if sum(counts[place] for place in places) >= wanted:
            return places
    return list(range(len(counts)))


def replay_file(file: ParsedFile, gym: Gym, share: int, outcome: Outcome, folder: Path) -> int:
    """Replay up to `share` sets of a file; gives how many it had for it."""
    catalogue = load()
    workouts = [
        (workout.start, sets)
        for workout in sorted(file.workouts, key=lambda each: each.start)
        if (sets := list(hinge_sets(workout, catalogue, file.app)))
    ]
    if not workouts:
        return 0
    # The last workout of the file is today: whenever this runs, all that stands in the log is past.
    days = (datetime.now() - workouts[-1][0]).days
    past = folder / "past.db"
    with Store(str(past)) as store:
        store.put_setting("first_run", "done")
        store.put_setting("gym", gym.to_json())
    chosen = evenly([len(sets) for _, sets in workouts], share)
    left, written = share, 0
    for place in chosen:
        write_past(past, [(at + timedelta(days=days), sets) for at, sets in workouts[written:place]])
        written = place
        home = folder / f"home-{place}"
        home.mkdir()
        shutil.copy(past, home / "log.db")
        sets = workouts[place][1][:left]
        replay_workout(home, sets, catalogue, gym, outcome)
        left -= len(sets)
    return share - left


def write_past(path: Path, workouts: Sequence[tuple[datetime, Sequence[Done]]]) -> None:
    """Log workouts as if it had been done when they took place, each set two minutes after the one before."""
    for at, sets in workouts:
        start = Moment.of(at.replace(tzinfo=UTC))
        clock = FakeClock(start.iso())
        with Store(str(path), clock=clock) as store:
            workout = store.start_workout("", lifts_of(sets))
            lifts = {lift.exercise: lift.id for lift in workout.lifts}
            for done in sets:
                clock.advance(120)
                store.log_sets(lifts[done.exercise.id], [done.draft])
            store.finish_workout(workout.id)


def lifts_of(sets: Sequence[Done]) -> list[tuple[str, str, tuple[()]]]:
    """The exercises of a workout in the order in which they were begun."""
    return [(key, name, ()) for key, name in dict.fromkeys((done.exercise.id, done.exercise.name) for done in sets)]


def replay_workout(home: Path, sets: Sequence[Done], catalogue: Catalogue, gym: Gym, outcome: Outcome) -> None:
    """Log the sets of a workout in the app."""
    write_look(Look(bounce_s=0.0), str(home / "config"))
    lifts = [key for key, _, _ in lifts_of(sets)]
    with Store(str(home / "log.db")) as store:
        started = store.start_workout("", lifts_of(sets))
        last = {key: next(iter(store.sessions(key, 1, without=started.id)), None) for key in lifts}
        with Terminal(home, columns=SIZE[0], rows=SIZE[1]) as terminal:
            terminal.until(f"lift 1 of {len(lifts)}", patience=2 * PATIENCE)
            at = 0
            for done in sets:
                moves = 0
                while lifts[at] != done.exercise.id:
                    at = (at + 1) % len(lifts)
                    terminal.type("n", shows=f"lift {at + 1} of {len(lifts)}")
                    moves += 1
                workout = _open(store)
                bench = bench_of(workout, at, last[done.exercise.id], done, gym)
                outcome.sets.append(_one(terminal, store, bench, done, gym, moves, outcome))


def bench_of(workout: Workout, at: int, last: LoggedSession | None, done: Done, gym: Gym) -> CurrentLift:
    """What the screen should show of the lift at hand."""
    first = first_set(done.exercise, gym.unit, gym.bar)
    return CurrentLift(workout, at, last.sets if last else (), last.day if last else None, first)


def _one(
    terminal: Terminal, store: Store, bench: CurrentLift, done: Done, gym: Gym, moves: int, outcome: Outcome
) -> Replayed:
    """Log and rate one set; what is amiss is told, and the set put right in the log so that the next one can follow."""
    way = way_to(bench, done.exercise, done.draft, gym)
    before = [each.id for each in _open(store).sets]
    where = f"{done.exercise.id}, {phrase(done.draft)} from {phrase(bench.next)} by {' '.join(way.keys)}"
    for key in way.keys:
        terminal.press(key)
        terminal.read()
    try:
        terminal.until(RATED_AFTER, patience=PATIENCE)
    except AssertionError:
        raise AssertionError(f"not logged: {where}\n{terminal.text}") from None
    added = [each for each in _open(store).sets if each.id not in before]
    if len(added) != 1 or not same(added[0].what, done.draft):
        outcome.amiss.append(f"{where}: stored {', '.join(phrase(each.what) for each in added) or 'nothing'}")
    elif f"Logged {phrase(added[0].what)}." not in terminal.text:
        outcome.amiss.append(f"{where}: the screen does not say what was logged\n{terminal.text}")
    label = RATINGS[len(before) % len(RATINGS)]
    terminal.press(str(label))
    terminal.until(f"Form {label}, {LABELS[label]}", patience=PATIENCE)
    rated = [each for each in _open(store).sets if each.id not in before]
    forms = [(each.what.form.label, each.what.form.basis) for each in rated if each.what.form]
    if forms != [(label, Basis.QUICK)]:
        outcome.amiss.append(f"{where}: rated {label}, stored {forms}")
    if rated and not same(rated[-1].what, done.draft):
        store.edit_set(rated[-1].id, done.draft)
    return Replayed(way, 1, moves)


def _open(store: Store) -> Workout:
    workout = store.open_workout()
    assert workout is not None
    return workout


def replay(paths: Sequence[Path], wanted: int) -> Outcome:
    """Replay `wanted` sets of the files, shared out evenly."""
    outcome = Outcome()
    left = wanted
    for place, path in enumerate(paths):
        share = -(-left // (len(paths) - place))
        file, gym = opened(path)
        with tempfile.TemporaryDirectory() as folder:
            done = replay_file(file, gym, share, outcome, Path(folder)) if share else 0
        left -= done
        print(f"{path.name}: {done} sets", file=sys.stderr)
    return outcome


def report(outcome: Outcome) -> Iterator[str]:
    """The figures, line by line."""
    sets = outcome.sets
    rated = sum(len(each.way.keys) + each.rated_by for each in sets) / len(sets)
    moves = sum(each.moves for each in sets)
    yield f"{len(sets)} sets: {outcome.mean:.2f} keys a set before it is rated (bound {BOUND:g}), {rated:.2f} with it"
    yield f"keys to the next lift, counted apart: {moves}, {moves / len(sets):.2f} a set"
    for keys, times in sorted(Counter(len(each.way.keys) for each in sets).items()):
        yield f"{keys:>3} keys: {100 * times / len(sets):5.1f} %"
    for source, times in Counter(each.way.source for each in sets).most_common():
        yield f"from {source}: {times} sets"
    yield f"amiss: {len(outcome.amiss)}"
    yield from outcome.amiss


def main() -> int:
    """Replay, print, and fail over the bound or when anything is amiss."""
    options = argparse.ArgumentParser(prog="python -m tests.bench.replay_keys", description=__doc__)
    options.add_argument("files", nargs="+", type=Path, metavar="FILE")
    options.add_argument("--sets", type=int, default=200)
    given = options.parse_args()
    outcome = replay(given.files, given.sets)
    if not outcome.sets:
        print("No hinge-family set in these files.", file=sys.stderr)
        return 1
    print("\n".join(report(outcome)))
    return int(outcome.mean > BOUND or bool(outcome.amiss))


if __name__ == "__main__":
    sys.exit(main())
