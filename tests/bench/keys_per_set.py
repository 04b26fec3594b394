"""How many keys a set takes: `python -m tests.bench.keys_per_set FILE...`, files being exports of other loggers.

Each hinge-family set of the files is logged anew with the fewest keys that the log screen allows: arrows, big steps,
the swap of suggestions, the warm-up key or the typed line, then the key that logs. The first set of an exercise ever
starts from what the screen shows then. Rating is one key more and is not counted.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import count
from pathlib import Path

from hinge_log.errors import EntryError
from hinge_log.exchange.detect import read
from hinge_log.exchange.parsed import ParsedFile, ParsedSet, ParsedWorkout
from hinge_log.exercises.catalogue import Catalogue, load
from hinge_log.exercises.model import Exercise
from hinge_log.settings import Gym
from hinge_log.training.current_lift import CurrentLift
from hinge_log.training.entry import parse
from hinge_log.training.entry_model import Sets, Shown
from hinge_log.training.load import Load, number
from hinge_log.training.steps import next_bell
from hinge_log.training.suggestion import first_set, shown
from hinge_log.training.workout import SetDraft, SetKind, SetRecord, Workout, WorkoutLift

MOST_ARROWS = 8
BELLS = ("kettlebell_single", "kettlebell_each")


@dataclass(frozen=True)
class Done:
    """A set to log: which exercise, and what was done."""

    exercise: Exercise
    draft: SetDraft


def hinge_sets(workout: ParsedWorkout, catalogue: Catalogue, app: str) -> Iterator[Done]:
    """The sets of a workout whose exercise is in the catalogue, in the order in which they were done."""
    for each in workout.sets:
        found = catalogue.match_import(app, each.exercise)
        draft = _draft(each)
        if found.exercise_id is not None and draft is not None:
            yield Done(catalogue.exercises[found.exercise_id], draft)


def _draft(each: ParsedSet) -> SetDraft | None:
    if not each.reps and not each.seconds:
        return None
    return SetDraft(each.reps, _as_loaded(each.load()), each.seconds, kind=each.kind)


def _as_loaded(load: Load | None) -> Load | None:
    """The load as it lay on the bar: pounds that are whole quarters of a kilogram were converted by the app."""
    if load is None or load.unit == "kg" or load.in_unit("lb") % 1 == 0:
        return load
    quarters = round(load.grams / 250)
    return Load.from_grams(250 * quarters, "kg", body=load.body) if abs(load.grams - 250 * quarters) < 5 else load


@dataclass(frozen=True)
class Way:
    """The keys from the next set as shown to the wanted one logged, and what they start from.

    `source` is that of the proposal that was taken ("plan", "previous", "last time", ...), or "typed".
    """

    keys: tuple[str, ...]
    source: str


def way_to(bench: CurrentLift, exercise: Exercise, wanted: SetDraft, gym: Gym) -> Way:
    """The fewest keys from the next set as shown to this one logged."""
    line = _typed(bench.next, exercise, wanted, gym)
    keys = _shaped(bench, exercise, wanted, gym, len(line))
    return Way(("enter", *line, "enter"), "typed") if keys is None else keys


def _shaped(bench: CurrentLift, exercise: Exercise, wanted: SetDraft, gym: Gym, most: int) -> Way | None:
    """Uniform-cost search over swapping and shaping, by at most so many keys before the one that logs."""
    order = count()
    queue: list[tuple[int, int, CurrentLift, Way]] = [(0, next(order), bench, Way((), bench.source or "typed"))]
    seen = set()
    while queue:
        cost, _, here, way = heappop(queue)
        draft = here.next
        if same(draft, wanted):
            return Way((*way.keys, "space"), way.source)
        if cost >= min(most, MOST_ARROWS) or (draft, here.suggestion_index) in seen:
            continue
        seen.add((draft, here.suggestion_index))
        if here.edited is None:
            swapped = here.swapped()
            heappush(queue, (cost + 1, next(order), swapped, Way((*way.keys, "."), swapped.source)))
        for key, made in _pressed(here, exercise, wanted, gym):
            heappush(queue, (cost + 1, next(order), made, Way((*way.keys, key), way.source)))
    return None


def _pressed(here: CurrentLift, exercise: Exercise, wanted: SetDraft, gym: Gym) -> Iterator[tuple[str, CurrentLift]]:
    """What each key that may bring the wanted set nearer makes of the next one."""
    draft = here.next
    if draft.kind is not wanted.kind:
        yield "w", here.with_kind(SetKind.WARMUP)
    if (draft.reps, draft.seconds) != (wanted.reps, wanted.seconds):
        yield "right", here.with_reps(1)
        yield "left", here.with_reps(-1)
    fixed = exercise.metric == "distance_cm" or (exercise.load_type == "bodyweight" and draft.load is None)
    if wanted.load is None or fixed or (draft.load and draft.load.grams == wanted.load.grams):
        return
    unit = draft.load.unit if draft.load else gym.unit
    there = gym if gym.unit == unit else Gym.usual(unit)
    body = exercise.load_type == "bodyweight_plus"
    step, big = Load.of(there.step, unit, body=body), Load.of(there.big_step, unit, body=body)
    start = there.load(there.bar) if exercise.load_type == "barbell_total" else None
    bells = exercise.load_type in BELLS and unit == "kg"
    for key, big_key, direction in (("up", "K", 1), ("down", "J", -1)):
        if bells and draft.load is not None:
            yield key, replace(here, edited=replace(draft, load=next_bell(draft.load, direction)))
        else:
            yield key, here.with_load(direction, step, start)
        yield big_key, here.with_load(direction, big, start)


def same(draft: SetDraft, wanted: SetDraft) -> bool:
    """Whether two sets are the same work: load, reps, time, and whether they count; no load is a load of 0."""
    loads = [each.load.grams if each.load else 0 for each in (draft, wanted)]
    work = (draft.reps or 0, draft.seconds or 0) == (wanted.reps or 0, wanted.seconds or 0)
    return loads[0] == loads[1] and work and draft.kind.counts == wanted.kind.counts


def _typed(draft: SetDraft, exercise: Exercise, wanted: SetDraft, gym: Gym) -> str:
    """The shortest line that reads as this set, against what is shown."""
    against = shown(exercise, (), draft, draft.load.unit if draft.load else gym.unit)
    work = f"{wanted.seconds}s" if wanted.reps is None else f"x{wanted.reps}"
    loads = [""]
    if wanted.load is None:
        loads.append("bw")
    else:
        load = wanted.load
        loads += [load.text, f"{load.text}{load.unit}", f"bw{load.text}", f"bw+{load.text}"]
        if draft.load and draft.load.unit == load.unit:
            more = load.in_unit(load.unit) - draft.load.in_unit(load.unit)
            loads.append(f"+{number(more)}" if more > 0 else number(more))
    kind = " w" if wanted.kind is SetKind.WARMUP else ""
    lines = sorted((f"{each}{tail}{kind}" for each in loads for tail in ("", work)), key=len)
    return next(line for line in lines if _reads_as(line, against, wanted))


def _reads_as(line: str, against: Shown, wanted: SetDraft) -> bool:
    try:
        read = parse(line, against)
    except EntryError:
        return False
    return isinstance(read, Sets) and len(read.sets) == 1 and same(read.sets[0].draft, wanted)


def replay(files: Iterable[tuple[str, Iterable[ParsedWorkout]]], gym: Gym, most: int) -> list[int]:
    """The keys of each set, file by file, up to `most` sets of each file."""
    catalogue = load()
    found = []
    for app, workouts in files:
        last: dict[str, tuple[SetRecord, ...]] = {}
        logged = 0
        for day, workout in enumerate(sorted(workouts, key=lambda each: each.start)):
            lifts: dict[str, tuple[SetRecord, ...]] = {}
            for done in hinge_sets(workout, catalogue, app):
                key = done.exercise.id
                sets = lifts.get(key, ())
                home = Workout("w", "", day, 0, 0, lifts=(WorkoutLift("l", key, 0, sets),))
                first = first_set(done.exercise, gym.unit, gym.bar)
                bench = CurrentLift(home, 0, last.get(key, ()), day, first)
                if logged < most:
                    found.append(len(way_to(bench, done.exercise, done.draft, gym).keys))
                logged += 1
                lifts[key] = (*sets, SetRecord(str(len(sets)), "l", key, len(sets), day, None, done.draft))
            last |= lifts
    return found


def opened(path: Path) -> tuple[ParsedFile, Gym]:
    """A file, and the usual gym of the unit in which most of its loads lay on the bar.

    Where the file does not say its unit, it is the one in which more of its loads can be loaded.
    """
    read_in = {unit: read(path, unit=unit) for unit in ("kg", "lb")}
    file = max(read_in.values(), key=lambda each: sum(map(_round, _loads(each))))
    return file, Gym.usual(Counter(load.unit for load in _loads(file)).most_common(1)[0][0])


def _loads(file: ParsedFile) -> Iterator[Load]:
    found = (_as_loaded(each.load()) for each in file.all_sets())
    return (load for load in found if load is not None)


def _round(load: Load) -> bool:
    return load.grams % 250 == 0 if load.unit == "kg" else load.in_unit("lb") % 1 == 0


def main(paths: list[str], most: int = 1_000_000) -> int:
    """Replay files and print the mean and the spread of keys a set."""
    found = []
    for path in paths:
        file, gym = opened(Path(path))
        keys = replay([(file.app, file.workouts)], gym, most)
        found += keys
        if keys:
            print(f"{Path(path).name}: {len(keys)} sets, {sum(keys) / len(keys):.2f} keys a set")
    if not found:
        print("No hinge-family set in these files.", file=sys.stderr)
        return 1
    print(f"all: {len(found)} sets, {sum(found) / len(found):.2f} keys a set")
    for keys_each, sets in sorted(Counter(found).items()):
        print(f"{keys_each:>3} keys: {100 * sets / len(found):5.1f} %")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
