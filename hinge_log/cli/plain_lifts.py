"""The lifts of the workout line by line: supersets, skips, order, swaps, sides, warm-ups, notes, the rest."""

from __future__ import annotations

from dataclasses import replace

from hinge_log.cli.entering import find
from hinge_log.clock import clock_text
from hinge_log.errors import HingeLogError
from hinge_log.text import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from hinge_log.cli.plain_workout import PlainWorkout
    from hinge_log.training.workout import PlannedSet, WorkoutLift

REST_STEP_S = 15


class LiftCommands:
    """Change the lifts of the workout, each change one step for undo."""

    def __init__(self, workout: PlainWorkout) -> None:
        self.workout = workout
        self.cli = workout.cli
        self.words: dict[str, Callable[[str], object]] = {
            "t": self.rest_words, "superset": self.superset, "apart": self.apart, "skip": self.skip,
            "up": lambda _: self._move(-1), "down": lambda _: self._move(1), "instead": self.instead, "side": self.side,
            "ramp": self.ramp, "note": self.note, "cue": self.cue, "+": lambda _: self._change_rest(REST_STEP_S),
            "-": lambda _: self._change_rest(-REST_STEP_S),
        }  # fmt: skip

    def _called(self, lift: WorkoutLift) -> str:
        return self.cli.short(lift.exercise)

    def superset(self, _: str) -> None:
        """Put the lift and the next one into a superset."""
        from hinge_log.store.lifting import put_supersets
        from hinge_log.training.superset import group, members

        current = self.workout.current_lift()
        numbers = group(current.workout, current.index)
        if not numbers:
            few = len(current.workout.lifts) < 2
            raise HingeLogError(
                "A superset needs two lifts." if few else "These lifts are already a superset.",
                "Type a NAME to add one." if few else "Type apart to take this lift out.",
            )
        put_supersets(self.cli.store, numbers)
        self.workout.refresh()
        current = self.workout.current_lift()
        names = [self._called(current.workout.lifts[place]) for place in members(current.workout, current.index)]
        self.workout.say(f"Superset: {' and '.join(names)}. No rest within a round. Type u to undo.")

    def apart(self, _: str) -> None:
        """Take the lift out of its superset."""
        from hinge_log.store.lifting import put_supersets
        from hinge_log.training.superset import ungroup

        current = self.workout.current_lift()
        numbers = ungroup(current.workout, current.index)
        if not numbers:
            raise HingeLogError(
                f"{self._called(current.lift)} is not in a superset.", "Type superset to join it with the next lift."
            )
        put_supersets(self.cli.store, numbers)
        self.workout.say(f"{self._called(current.lift)} is on its own.")

    def skip(self, _: str) -> None:
        """Skip the lift and go on to the next, or take a skipped one up again."""
        from hinge_log.store.lifting import skip_lift
        from hinge_log.training.superset import next_index

        current = self.workout.current_lift()
        lift, again = current.lift, current.lift.id in self.workout.skipped
        skip_lift(self.cli.store, current.workout, lift.id, skip=not again)
        if again:
            self.workout.say(f"{self._called(lift)} is no longer skipped.")
            return
        onto = next_index(current.workout, current.index, self.workout.skipped | {lift.id}, self.workout.sided)
        self.workout.go_to(current.workout.lifts[onto].id)
        self.workout.say(f"{self._called(lift)} skipped. Type n or p to come back to it.")

    def _move(self, by: int) -> None:
        """Do the lift earlier or later."""
        from hinge_log.store.lifting import move_lift

        current = self.workout.current_lift()
        moved = move_lift(self.cli.store, current.workout, current.lift.id, by)
        self.workout.refresh()
        name, place = self._called(current.lift), self.workout.current_lift().index + 1
        count = len(current.workout.lifts)
        self.workout.say(f"{name} is {'now' if moved else 'already'} lift {place} of {count}.")

    def instead(self, name: str) -> None:
        """Replace the lift with another exercise."""
        from hinge_log.store.lifting import swap_lift

        current = self.workout.current_lift()
        if not name:
            raise HingeLogError("Which exercise instead?", "instead rdl")
        exercise, rest = find(self.cli, name.split())
        if rest:
            raise HingeLogError(f"can't read '{shown(rest)}'.", "instead rdl")
        if exercise.id == current.lift.exercise:
            raise HingeLogError("That is the same exercise.", "instead rdl")
        sided = current.lift.exercise in self.workout.sided
        new = swap_lift(self.cli.store, current.workout, current.lift.id, exercise.id, exercise.name, sided=sided)
        self.workout.go_to(new)
        self.workout.say(f"{shown(exercise.short or exercise.name)} replaces {self._called(current.lift)}.")

    # -- the next set --------------------------------------------------------------------------------------

    def side(self, _: str) -> None:
        """Make the next set one of the left, the right or both sides."""
        from hinge_log.training.sides import SIDES

        current = self.workout.current_lift()
        if not self.workout.exercise.takes_side:
            self.workout.current = current.with_both_sides()
            raise HingeLogError("This lift works both sides at once.")
        self.workout.current = current = current.with_side()
        self.workout.say(f"{(SIDES[current.next.side] or 'both sides').capitalize()}.")

    def ramp(self, _: str) -> None:
        """Plan warm-up sets before the first working set."""
        from hinge_log.cli.gym import rack_of
        from hinge_log.store.lifting import plan_sets
        from hinge_log.training.current_lift import FROM_FLOOR, warm_up_sets, with_warm_up
        from hinge_log.training.suggestion import phrase
        from hinge_log.training.workout import SetDraft

        current, exercise = self.workout.current_lift(), self.workout.exercise
        warm: tuple[PlannedSet, ...] = ()
        if exercise.load_type == "barbell_total":
            rack = rack_of(self.cli.gym_for(exercise.id))
            warm = warm_up_sets(current, rack, from_floor=exercise.checklist == FROM_FLOOR)
        if not warm:
            why = "Warm-up sets come before the first set." if current.lift.sets else "This lift has no warm-up sets."
            raise HingeLogError(why, "Type w to make the next set a warm-up.")
        plan_sets(self.cli.store, current.lift.id, with_warm_up(current, warm))
        self.workout.current = replace(current, edited=None, suggestion_index=0)
        words = ", ".join(phrase(SetDraft(each.reps, each.load), ascii_only=True) for each in warm)
        self.workout.say(f"Warm-up sets planned: {words}. Type u to undo.")

    # -- notes ---------------------------------------------------------------------------------------------

    def note(self, text: str) -> None:
        """Write or read today's note on the lift."""
        from hinge_log.store.lifting import set_lift_note

        current = self.workout.current_lift()
        if not text:
            self.workout.say(f"Today: {shown(current.lift.note) or 'no note on this lift.'}")
            return
        set_lift_note(self.cli.store, current.lift.id, text)
        self.workout.say("Note saved.")

    def cue(self, text: str) -> None:
        """Write or read the lasting cue of the exercise."""
        from hinge_log.store.lift_settings import lift_settings, put_lift_settings

        exercise = self.workout.exercise
        if not text:
            self.workout.say(f"Cue: {shown(lift_settings(self.cli.store, exercise.id).cue) or 'none of your own.'}")
            return
        put_lift_settings(self.cli.store, exercise.id, exercise.name, cue=text)
        self.workout.say("Cue saved. It is shown whenever this lift comes up.")

    # -- the rest ------------------------------------------------------------------------------------------

    def rest_words(self, text: str) -> None:
        """Say how much rest is left; "off" ends it."""
        if text == "off":
            self._change_rest(0)
            return
        if text:
            raise HingeLogError(f"can't read 't {shown(text)}'.", "t, or t off")
        rest = self.workout.rest()
        if rest is None or rest.left is None:
            self.workout.say("No rest is running.")
        elif rest.left <= 0:
            self.workout.say(f"Rest ended {clock_text(-rest.left)} ago.")
        else:
            self.workout.say(f"Rest {clock_text(rest.left)} left{', paused' if rest.paused else ''}.")

    def _change_rest(self, seconds: int) -> None:
        """Make the rest so many seconds longer, or end it with 0; then say what is left."""
        from hinge_log.training.rest import RestChange

        latest, store = self.workout.latest(), self.cli.store
        if latest is None:
            raise HingeLogError("No rest is running.", "It starts when a set is logged.")
        change = RestChange.of(store.state("rest")).after(latest)
        store.put_state("rest", (change.longer(seconds) if seconds else change.ended()).to_json())
        self.rest_words("")
