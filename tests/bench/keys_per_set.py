"""How many keys a set takes: `python -m tests.bench.keys_per_set FILE...`, files being exports of other loggers.

Each hinge-family set of the files is logged anew with the fewest keys that the log screen allows: arrows, big steps,
the swap of proposals, the warm-up key or the typed line, then the key that logs. The first set of an exercise ever
starts from what the screen shows then. Rating is one key more and is not counted.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count
from pathlib import Path

from hinge_log.exchange.detect import read
from hinge_log.exchange.parsed import ParsedSet, ParsedWorkout
from hinge_log.exercises.catalogue import Catalogue, load
from hinge_log.exercises.model import Exercise
from hinge_log.settings import Gym
from hinge_log.training.bench import Bench
from hinge_log.training.first_set import first_set
from hinge_log.training.load import Load
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
    return SetDraft(each.reps, _as_loaded(each.load("kg")), each.seconds, kind=each.kind)


def _as_loaded(load: Load | None) -> Load | None:
    """The load as it lay on the bar: pounds that are whole quarters of a kilogram were converted by the app."""
    if load is None or load.unit == "kg" or load.in_unit("lb") % 1 == 0:
        return load
    quarters = round(load.grams / 250)
    return Load.from_grams(250 * quarters, "kg", body=load.body) if abs(load.grams - 250 * quarters) < 5 else load


def keys_of(bench: Bench, exercise: Exercise, wanted: SetDraft, gym: Gym) -> int:
    """The fewest keys from the next set as shown to this one logged."""
    typed = 2 + len(_typed(bench.next, wanted)) + (2 if wanted.kind is not bench.next.kind else 0)
    return min(typed, 1 + _fewest(bench, exercise, wanted, gym, typed - 2))


def _fewest(bench: Bench, exercise: Exercise, wanted: SetDraft, gym: Gym, most: int) -> int:
    """Uniform-cost search over swapping and shaping: the number of keys, or `most` + 1 where typing is no longer."""
    step, big = Load.of(gym.step, gym.unit), Load.of(gym.big_step, gym.unit)
    start = gym.load(gym.bar) if exercise.load_type == "barbell_total" else None
    bells = exercise.load_type in BELLS
    order = count()
    queue = [(0, next(order), bench)]
    seen = set()
    while queue:
        cost, _, here = heappop(queue)
        draft = here.next
        if _same(draft, wanted):
            return cost
        if cost >= min(most, MOST_ARROWS) or (draft, here.swap) in seen:
            continue
        seen.add((draft, here.swap))
        ways = [here.swapped()] if here.shaped is None else []
        if draft.kind is not wanted.kind:
            ways.append(here.with_kind(SetKind.WARMUP))
        if (draft.reps, draft.seconds) != (wanted.reps, wanted.seconds):
            ways += [here.with_reps(1), here.with_reps(-1)]
        if wanted.load is not None and (draft.load is None or draft.load.grams != wanted.load.grams):
            for direction in (1, -1):
                ways.append(here.with_load(direction, step, start, bells=bells))
                ways.append(here.with_load(direction, big, start))
        for way in ways:
            heappush(queue, (cost + 1, next(order), way))
    return most + 1


def _same(draft: SetDraft, wanted: SetDraft) -> bool:
    loads = [each.load.grams if each.load else 0 for each in (draft, wanted)]
    same = (draft.reps or 0, draft.seconds or 0) == (wanted.reps or 0, wanted.seconds or 0)
    return loads[0] == loads[1] and same and draft.kind.counts == wanted.kind.counts


def _typed(shown: SetDraft, wanted: SetDraft) -> str:
    """The shortest line that reads as this set, against what is shown."""
    work = f"{wanted.seconds}s" if wanted.reps is None else f"x{wanted.reps}"
    if wanted.load is None or (shown.load and shown.load.grams == wanted.load.grams):
        return work
    load = wanted.load.text
    return load if (shown.reps, shown.seconds) == (wanted.reps, wanted.seconds) else load + work


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
                bench = Bench(home, 0, last.get(key, ()), day, first)
                if logged < most:
                    found.append(keys_of(bench, done.exercise, done.draft, gym))
                logged += 1
                lifts[key] = (*sets, SetRecord(str(len(sets)), "l", key, len(sets), day, None, done.draft))
            last |= lifts
    return found


def main(paths: list[str], most: int = 1_000_000) -> int:
    """Replay files and print the mean and the spread of keys a set."""
    found = []
    for path in paths:
        file = read(Path(path), unit="kg")
        loads = (_as_loaded(each.load("kg")) for each in file.all_sets())
        unit = Counter(load.unit for load in loads if load).most_common(1)[0][0]
        keys = replay([(file.app, file.workouts)], Gym.usual(unit), most)
        found += keys
        if keys:
            print(f"{Path(path).name}: {len(keys)} sets, {sum(keys) / len(keys):.2f} keys a set")
    if not found:
        print("No hinge-family set in these files.", file=sys.stderr)
        return 1
    print(f"all: {len(found)} sets, {sum(found) / len(found):.2f} keys a set")
    for number, sets in sorted(Counter(found).items()):
        print(f"{number:>3} keys: {100 * sets / len(found):5.1f} %")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
