"""A workout line by line: what is said and heard, and where it stands."""

from __future__ import annotations

import sys
from dataclasses import replace

from hinge_log.cli.log import close_forgotten
from hinge_log.cli.today import bench_of, lift_at
from hinge_log.errors import HingeLogError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.cli.listening import Ear
    from hinge_log.cli.run import Run
    from hinge_log.exercises.model import Exercise, Item
    from hinge_log.training.bench import Bench
    from hinge_log.training.rest import Rest
    from hinge_log.training.workout import SetRecord, Workout


class Desk:
    """The workout in progress, at one of its lifts; `bench` is None while no lift is at hand."""

    def __init__(self, run: Run, ear: Ear) -> None:
        self.run = run
        self.bench: Bench | None = None
        self.index: int | None = None
        self._ear = ear
        self._rang = ""

    def say(self, line: str) -> None:
        """One line of answer."""
        sys.stdout.write(line + "\n")
        sys.stdout.flush()

    def ask(self, question: str) -> str | None:
        """Say something and wait for a line; the bell rings meanwhile when the rest is over."""
        sys.stdout.write(question + " ")
        sys.stdout.flush()

        def rang() -> None:
            latest = self.latest()
            self._rang = latest.id if latest else ""
            sys.stdout.write("\a\nRest is over.\n" + question + " ")
            sys.stdout.flush()

        return self._ear.line(self._until_bell, rang)

    def refresh(self) -> None:
        """Read the workout anew: another window may have changed it; a set that was shaped by hand stays."""
        from hinge_log.training.first_set import first_set

        if self.run.workout() is None:
            close_forgotten(self.run)
        workout = self.run.store.open_workout()
        if workout is None or not workout.lifts:
            self.bench, self.index = None, None
            return
        before, index = self.bench, self._lift_at(workout)
        bench = bench_of(self.run, workout, index)
        gym = self.run.gym
        bench = replace(bench, first=first_set(self.run.exercise(bench.lift.exercise), gym.unit, gym.bar))
        if before and before.lift.id == bench.lift.id and before.lift.sets == bench.lift.sets:
            bench = replace(bench, swap=before.swap, shaped=before.shaped)
        self.bench, self.index = bench, index
        rest, latest = self.rest(), self.latest()
        if rest is not None and rest.over and latest is not None:
            self._rang = latest.id  # whoever types needs no bell

    def _lift_at(self, workout: Workout) -> int:
        if self.index is not None and self.index < len(workout.lifts):
            return self.index
        return lift_at(workout) or 0

    def at_hand(self) -> Bench:
        """The lift at hand; raises HingeLogError without one."""
        if self.bench is None:
            raise HingeLogError("No lift is at hand.", "a deadlift adds one.")
        return self.bench

    @property
    def exercise(self) -> Exercise:
        """The exercise at hand; raises HingeLogError without one."""
        return self.run.exercise(self.at_hand().lift.exercise)

    @property
    def items(self) -> tuple[Item, ...]:
        """The checks of the exercise at hand."""
        return self.run.catalogue.items_for(self.exercise)

    def last(self, why: str) -> SetRecord:
        """The last set of the lift at hand; raises HingeLogError when there is none."""
        sets = self.at_hand().lift.sets
        if not sets:
            raise HingeLogError(why)
        return sets[-1]

    def latest(self) -> SetRecord | None:
        """The set that was logged last, in any lift."""
        sets = self.bench.workout.sets if self.bench else ()
        return max(sets, key=lambda each: each.at_ms or 0, default=None)

    def rest(self) -> Rest | None:
        """The rest clock, None without a lift."""
        if self.bench is None:
            return None
        from hinge_log.training.rest import RestChange, rest_after

        store, gym = self.run.store, self.run.gym
        change = RestChange.of(store.state("rest"))
        return rest_after(self.latest(), store.clock.now().utc_ms, gym.rest_s, gym.rest_warmup_s, change)

    def _until_bell(self) -> int | None:
        rest, latest = self.rest(), self.latest()
        if rest is None or latest is None or latest.id == self._rang or rest.paused:
            return None
        return rest.left
