"""A workout line by line: what is said and heard, and where it stands."""

from __future__ import annotations

import sys
from dataclasses import replace

from hinge_log.cli.log import close_forgotten
from hinge_log.cli.today import bench_of
from hinge_log.errors import HingeLogError
from hinge_log.text import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.cli.context import CliContext
    from hinge_log.cli.listening import Ear
    from hinge_log.exercises.model import Exercise, Item
    from hinge_log.training.current_lift import CurrentLift
    from hinge_log.training.rest import Rest
    from hinge_log.training.workout import SetRecord, Workout


class Desk:
    """The workout in progress, at one of its lifts; `bench` is None while no lift is at hand."""

    def __init__(self, cli: CliContext, ear: Ear) -> None:
        self.cli = cli
        self.bench: CurrentLift | None = None
        self.here = ""
        self.skipped: frozenset[str] = frozenset()
        self.sided: frozenset[str] = frozenset()
        self._looked = self._coming = ""
        self._ear = ear
        self._rang = ""

    @property
    def by_hand(self) -> bool:
        """Whether somebody types, so that keys can bounce."""
        return self._ear.by_hand

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
        from hinge_log.store.lifting import skipped_lifts
        from hinge_log.training.current_lift import lighter
        from hinge_log.training.first_set import first_set
        from hinge_log.training.superset import superset_from

        if self.cli.workout() is None:
            close_forgotten(self.cli)
        workout = self.cli.store.open_workout()
        if workout is None or not workout.lifts:
            self.bench, self.here = None, ""
            return
        self.skipped = skipped_lifts(self.cli.store, workout)
        self.sided = frozenset(lift.exercise for lift in workout.lifts if self.cli.exercise(lift.exercise).unilateral)
        before, index = self.bench, self._lift_at(workout)
        bench = bench_of(self.cli, workout, index)
        gym = self.cli.gym_for(bench.lift.exercise)
        first = first_set(self.cli.exercise(bench.lift.exercise), gym.unit, gym.bar)
        led = None if self._looked == bench.lift.id else superset_from(workout, index)
        bench = replace(bench, first=first, superset_from=led)
        done = bench.lift.sets[-1].what if bench.lift.sets else None
        if done and done.form and done.form.stop and done.load and not done.load.body:
            from hinge_log.cli.plates import rack_of

            bench = replace(bench, backoff_load=lighter(done.load, rack_of(gym)))
        if before and before.lift.id == bench.lift.id and _same(before, bench):
            bench = replace(bench, suggestion_index=before.suggestion_index, edited=before.edited)
        self.bench = bench
        if self.here != bench.lift.id:
            self.here = bench.lift.id
            self._said_with(bench)
        rest, latest = self.rest(), self.latest()
        if rest is not None and rest.over and latest is not None:
            self._rang = latest.id  # whoever types needs no bell

    def _lift_at(self, workout: Workout) -> int:
        places = {lift.id: place for place, lift in enumerate(workout.lifts)}
        for wanted in (self._coming, self.here):
            if wanted in places:
                self._coming = ""
                return places[wanted]
        from hinge_log.training.superset import current_index

        return current_index(workout, self.skipped, self.sided)

    def go_to(self, lift_id: str) -> None:
        """Have a lift at hand from the next reading on."""
        self._looked = self._coming = lift_id

    def lead_on(self, lift_id: str) -> None:
        """After a set in a lift, have the lift at hand that a superset leads on to."""
        from hinge_log.training.superset import next_after_set

        self._looked = ""
        workout = self.cli.store.open_workout()
        places = {lift.id: place for place, lift in enumerate(workout.lifts)} if workout else {}
        if workout is not None and lift_id in places:
            following = workout.lifts[next_after_set(workout, places[lift_id], self.skipped, self.sided)]
            self._coming = following.id

    def _said_with(self, bench: CurrentLift) -> None:
        """Say what is noted on a lift when it comes to hand."""
        from hinge_log.store.lift_settings import lift_settings

        cue = lift_settings(self.cli.store, bench.lift.exercise).cue
        for word, text in (("Cue", cue), ("Today", bench.lift.note)):
            if text:
                self.say(f"{word}: {shown(text)}")

    def at_hand(self) -> CurrentLift:
        """The lift at hand; raises HingeLogError without one."""
        if self.bench is None:
            raise HingeLogError("No lift is at hand.", "a deadlift adds one.")
        return self.bench

    @property
    def exercise(self) -> Exercise:
        """The exercise at hand; raises HingeLogError without one."""
        return self.cli.exercise(self.at_hand().lift.exercise)

    @property
    def items(self) -> tuple[Item, ...]:
        """The checks of the exercise at hand."""
        return self.cli.catalogue.items_for(self.exercise)

    def last(self, why: str) -> SetRecord:
        """The set just done, in the lift at hand or its superset; raises HingeLogError when there is none."""
        record = self.at_hand().latest
        if record is None:
            raise HingeLogError(why)
        return record

    def latest(self) -> SetRecord | None:
        """The set that was logged last, in any lift."""
        sets = self.bench.workout.sets if self.bench else ()
        return max(sets, key=lambda each: (each.at_ms or 0, each.id), default=None)

    def rest(self) -> Rest | None:
        """The rest clock, None without a lift."""
        if self.bench is None:
            return None
        from hinge_log.training.rest import RestChange, rest_after
        from hinge_log.training.superset import rests

        store, latest = self.cli.store, self.latest()
        change = RestChange.of(store.state("rest"))
        if latest is None:
            gym = self.cli.gym_for(self.bench.lift.exercise)
            return rest_after(None, store.clock.now().utc_ms, gym.rest_s, gym.rest_warmup_s, change)
        work_s, warmup_s = rests(self.bench.workout, latest, self.cli.rests_of, self.skipped, self.sided)
        return rest_after(latest, store.clock.now().utc_ms, work_s, warmup_s, change)

    def _until_bell(self) -> int | None:
        rest, latest = self.rest(), self.latest()
        if rest is None or latest is None or latest.id == self._rang or rest.paused:
            return None
        return rest.left


def _same(before: CurrentLift, now: CurrentLift) -> bool:
    """Whether nothing was logged, planned or stopped since, so that a set shaped by hand still stands."""
    ids = [[record.id for record in bench.lift.sets] for bench in (before, now)]
    return ids[0] == ids[1] and before.lift.plan == now.lift.plan and before.backoff_load == now.backoff_load
