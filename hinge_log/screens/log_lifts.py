"""The lifts of the workout: going to them, adding, moving, swapping, skipping, putting them into supersets."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from hinge_log.exercises.model import Exercise
from hinge_log.screens.log_base import LogRead
from hinge_log.screens.log_shape import LogShaping
from hinge_log.store.history import delete_lift
from hinge_log.store.lifting import move_lift, plan_sets, put_supersets, skip_lift, swap_lift
from hinge_log.store.store import Store
from hinge_log.training.current_lift import CurrentLift
from hinge_log.training.sides import finished
from hinge_log.training.superset import group, next_index, ungroup
from hinge_log.training.warmup import FROM_FLOOR, warm_up_sets, with_warm_up
from hinge_log.training.workout import PlannedSet, Workout, WorkoutLift

T = TypeVar("T")


class LogLifting(LogShaping):
    """Changes the lifts of the workout; each change is one undo step, and keeps the next set as it was shaped."""

    listed = False
    """Whether the list of lifts lies over the sets: its keys then stand in it, and none at the foot."""
    _offer: tuple[CurrentLift | None, tuple[PlannedSet, ...]] = (None, ())

    # -- going ---------------------------------------------------------------------------------------------

    def action_lift_by(self, step: int) -> None:
        """Go to the next or previous lift, where there is another one."""
        lifts = self.bench.workout.lifts if self.bench else ()
        if self.panel is not None:
            self._say_check_open()
        elif self.bench is None or len(lifts) == 1:
            self.status = f"{'This is the only lift' if lifts else 'No lift yet'}: {self.key_of('lift.add')} adds one."
            self.paint()
        else:
            self.go_to(lifts[(self.bench.index + step) % len(lifts)].id)

    def action_lift(self, place: int) -> None:
        """Go to a lift that was tapped."""
        if self.bench and self.panel is None and place < len(self.bench.workout.lifts):
            self.go_to(self.bench.workout.lifts[place].id)

    def go_to(self, lift_id: str) -> None:
        """Have a lift at hand."""
        self.here = self._looked = lift_id
        self.picked = ""
        self.status = ""
        self.act(self.load())

    def action_lifts(self) -> None:
        """Open the list of lifts."""
        from hinge_log.screens.lifts import LiftsPanel

        if self.bench is not None and self.panel is None:
            self.app.push_screen(LiftsPanel(self))

    def after_plan(self) -> tuple[str, str, str]:
        """Key, words and action of what follows a lift that is done as planned, or that hurt; "" while it is not."""
        bench = self.bench
        if bench is None:
            return "", "", ""
        workout, here = bench.workout, bench.lift
        hurt = bool(here.sets) and here.sets[-1].what.pain is not None
        if not hurt and not finished(here, sided=bench.sided):
            return "", "", ""
        onto = next_index(workout, bench.index, self.skipped | {here.id}, self.sided)
        if onto == bench.index:
            return self.key_of("log.finish"), "finish: all lifts are done", "finish"
        lift = workout.lifts[onto]
        name = f"{self.tags.get(lift.id, '')} {self.context.name(lift.exercise)}".strip()
        following = onto == (bench.index + 1) % len(workout.lifts)
        key = self.key_of("lift.next" if following else "lift.list")
        return key, f"on to {name}{': this one hurt' if hurt else ''}", f"lift({onto})"

    # -- changing ------------------------------------------------------------------------------------------

    def action_add_lift(self) -> None:
        """Add a lift to the workout."""
        from hinge_log.screens.pick_lift import PickLift

        self.app.push_screen(PickLift(self.context), self._picked_lift)

    def _picked_lift(self, exercise: Exercise | None) -> None:
        if exercise is not None:
            self.act(self.add_lift(exercise))

    async def add_lift(self, exercise: Exercise) -> None:
        """Add an exercise at the end of the workout and go to it."""

        def work(store: Store) -> LogRead:
            self.here = self._looked = store.take_up(exercise.id, exercise.name)
            return self._read(store)

        self._take(await self.do(work))
        self.status = f"Added {exercise.short or exercise.name}. {self.key_of('undo')} undoes."

    async def join(self, lift_id: str) -> None:
        """Put a lift and the one after it into a superset."""
        found = self._at(lift_id)
        if found is None:
            return
        workout, index, _ = found
        numbers = group(workout, index)
        if not numbers:
            few = len(workout.lifts) < 2
            self.status = "A superset takes two lifts: add one." if few else "These are one superset already."
            return
        await self._write(lambda store: put_supersets(store, numbers))
        together = [self.context.name(key) for key in self._group_of(lift_id)]
        self.status = f"Superset: {' and '.join(together)}. {self.key_of('undo')} undoes."

    async def part(self, lift_id: str) -> None:
        """Take a lift out of its superset."""
        found = self._at(lift_id)
        if found is None:
            return
        workout, index, lift = found
        numbers = ungroup(workout, index)
        if not numbers:
            self.status = f"{self.context.name(lift.exercise)} is in no superset."
            return
        await self._write(lambda store: put_supersets(store, numbers))
        self.status = f"{self.context.name(lift.exercise)} is on its own. {self.key_of('undo')} undoes."

    async def skip(self, lift_id: str) -> None:
        """Skip a lift and go on to the next one, or take a skipped one up again."""
        found = self._at(lift_id)
        if found is None:
            return
        workout, index, lift = found
        again = lift_id in self.skipped
        if not again and lift_id == self.here:
            onto = next_index(workout, index, self.skipped | {lift_id}, self.sided)
            self.here = self._looked = workout.lifts[onto].id
        await self._write(lambda store: skip_lift(store, workout, lift_id, skip=not again))
        name = self.context.name(lift.exercise)
        self.status = f"{name} {'is on again' if again else 'skipped'}. {self.key_of('undo')} undoes."

    async def move(self, lift_id: str, by: int) -> None:
        """Move a lift up or down."""
        found = self._at(lift_id)
        if found is None:
            return
        workout, _, lift = found
        moved = await self._write(lambda store: move_lift(store, workout, lift_id, by))
        name = self.context.name(lift.exercise)
        end = "last" if by > 0 else "first"
        self.status = f"Moved {name}. {self.key_of('undo')} undoes." if moved else f"{name} is the {end} one."

    async def swap(self, lift_id: str, exercise: Exercise) -> None:
        """Do another exercise in place of a lift."""
        found = self._at(lift_id)
        if found is None:
            return
        workout, _, lift = found
        if lift.exercise == exercise.id:
            self.status = "That is the same exercise."
            return
        sided = lift.exercise in self.sided
        at_hand = lift_id == self.here

        def work(store: Store) -> None:
            new = swap_lift(store, workout, lift_id, exercise.id, exercise.name, sided=sided)
            if at_hand:
                self.here = self._looked = new

        await self._write(work)
        name = self.context.name(lift.exercise)
        self.status = f"{exercise.short or exercise.name} in place of {name}. {self.key_of('undo')} undoes."

    async def remove_lift(self, lift_id: str) -> None:
        """Take a lift with its sets out of the workout."""
        found = self._at(lift_id)
        if found is None:
            return
        workout, index, lift = found
        if lift_id == self.here:
            onto = next_index(workout, index, self.skipped | {lift_id}, self.sided)
            self.here = "" if onto == index else workout.lifts[onto].id
        await self._write(lambda store: delete_lift(store, lift_id))
        sets = f" with {len(lift.sets)} set{'s' if len(lift.sets) > 1 else ''}" if lift.sets else ""
        self.status = f"Removed {self.context.name(lift.exercise)}{sets}. {self.key_of('undo')} brings it back."

    # -- warm-up sets --------------------------------------------------------------------------------------

    def warm_up_offer(self) -> tuple[PlannedSet, ...]:
        """The warm-up sets that are offered for the lift at hand, () for none."""
        bench = self.bench
        if bench is None or bench.lift.sets or not self.exercise.on_bar:
            return ()
        if self._offer[0] is not bench:
            load = bench.next.load or bench.first.load
            rack = self._rack_for(load.unit if load else self.gym.unit)
            self._offer = bench, warm_up_sets(bench, rack, from_floor=self.exercise.checklist == FROM_FLOOR)
        return self._offer[1]

    def action_warm_up(self) -> None:
        """Plan the warm-up sets that are offered."""
        self.act(self._plan_warm_up())

    async def _plan_warm_up(self) -> None:
        warm, bench = self.warm_up_offer(), self.bench
        if bench is None or self.panel is not None:
            return
        if not warm:
            self.status = (
                "No warm-up sets here: the load is near the bar." if self.exercise.on_bar else "No bar, no ramp."
            )
            if bench.lift.sets:
                self.status = "The ramp comes before the first set."
            return
        plan = with_warm_up(bench, warm)
        await self._write(lambda store: plan_sets(store, bench.lift.id, plan))
        self.status = f"{len(warm)} warm-up set{'s' if len(warm) > 1 else ''} planned. {self.key_of('undo')} undoes."

    # -- parts ---------------------------------------------------------------------------------------------

    def _at(self, lift_id: str) -> tuple[Workout, int, WorkoutLift] | None:
        if self.bench is not None:
            for index, lift in enumerate(self.bench.workout.lifts):
                if lift.id == lift_id:
                    return self.bench.workout, index, lift
        return None

    def _group_of(self, lift_id: str) -> list[str]:
        lifts = self.bench.workout.lifts if self.bench else ()
        number = next((lift.superset for lift in lifts if lift.id == lift_id), None)
        return [lift.exercise for lift in lifts if lift.superset == number]

    async def _write(self, change: Callable[[Store], T]) -> T:
        def work(store: Store) -> tuple[T, LogRead]:
            done = change(store)
            return done, self._read(store)

        done, read = await self.do(work)
        self._take(read)
        return done
