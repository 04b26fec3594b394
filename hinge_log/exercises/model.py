"""What the catalogue holds, as frozen values."""

from __future__ import annotations

from typing import NamedTuple


class Item(NamedTuple):
    """One thing to keep: the cue is read between sets, `card` (two or three short words) from two metres.

    `kind` is "graded" (0, 1 or 2 by slips) or "binary" (kept or not). `fault_text` says in a few lower-case
    words what happened when it slipped. `only_for` limits the item to some exercises (empty: all), `skip_for`
    takes some out; `Catalogue.items_for` applies both. `since` is the version of its checklist that first had it:
    a set that was checked before knows nothing of the item.
    """

    id: str
    phase: str
    kind: str
    cue: str
    card: str
    focus: str
    look_for: str
    feel_for: str
    fault: str
    fault_text: str
    fix: str
    regress_to: str
    safety: bool
    gate: bool
    check: str
    only_for: tuple[str, ...] = ()
    skip_for: tuple[str, ...] = ()
    since: int = 1


class Checklist(NamedTuple):
    """The items that a family of exercises is checked on; `version` rises when the list changes."""

    id: str
    title: str
    version: int
    items: tuple[Item, ...]


class Exercise(NamedTuple):
    """One exercise of the catalogue.

    `load_type` says what a load means (bar included, one or each dumbbell, added to bodyweight ...);
    `metric` is "reps", "seconds" or "distance_cm". `short` is a name of at most 12 characters. `aliases` are other
    names; `typed` is what a lifter types for it, and is never used to match an import. `names` holds the
    exercise's names in other apps: "~" marks one that somebody gave it there, "#184" the app's number for it.
    `checklist` is "" for an exercise without one.
    """

    id: str
    name: str
    family: str
    pattern: str = ""
    equipment: tuple[str, ...] = ()
    load_type: str = "barbell_total"
    unilateral: bool = False
    primary: tuple[str, ...] = ()
    knee: str = ""
    trunk: str = ""
    load_at: str = ""
    differs: str = ""
    stage: int | None = None
    checklist: str = ""
    metric: str = "reps"
    e1rm: bool = True
    aliases: tuple[str, ...] = ()
    names: tuple[tuple[str, tuple[str, ...]], ...] = ()
    figure: str = ""
    own: bool = False
    short: str = ""
    typed: tuple[str, ...] = ()

    @property
    def on_bar(self) -> bool:
        """Whether its load is a bar with plates; of an exercise of the user's own nobody knows."""
        return self.load_type == "barbell_total" and not self.own

    @property
    def takes_side(self) -> bool:
        """Whether a set of it can be one of the left or the right; of an exercise of the user's own nobody knows."""
        return self.unilateral or self.own


class Fault(NamedTuple):
    """A way in which a hinge goes wrong."""

    id: str
    name: str
    looks_like: str
    where: str
    cause: str
    first_fix: str


class Stage(NamedTuple):
    """One step of the ladder, and the dose it is judged on."""

    stage: int
    name: str
    dose: str
    note: str
    exercises: tuple[str, ...]


class Gate(NamedTuple):
    """What opens the way from some exercises to others; `rule` is the words, the numbers are beside it.

    `clean` sessions of the last `window` sessions must be clean, within `within_days`; `seen` of them judged
    by video or a person. Any of `sources` counts. `also_sources` have to be clean as well (`also_clean` of
    `also_window`). With `in_steps` each target is in turn the source of the next one. `rule` may ask for more.
    """

    id: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    rule: str
    clean: int
    window: int
    seen: int
    within_days: int
    max_rpe: float | None = None
    no_safety_slip: bool = False
    also_sources: tuple[str, ...] = ()
    also_clean: int = 0
    also_window: int = 0
    min_reps: int = 0
    in_steps: bool = False


class Pose(NamedTuple):
    """Joint angles of one moment of a figure, in degrees as domain conventions have them."""

    figure: str
    phase: str
    shank: float
    knee: float
    thigh: float
    trunk: float
    hip: float
    arm: float
    load_bw: float
    load_at: str
    options: tuple[tuple[str, float], ...] = ()


class Figure(NamedTuple):
    """A side view that moves through `poses` in order; `down`, `hold` and `up` are seconds.

    `frame` is "standing", or "bench" or "floor" for a figure on its back. A figure of a fault names the `fault` and
    the figure that it is seen `instead_of`.
    """

    id: str
    title: str
    frame: str
    down: float
    hold: float
    up: float
    poses: tuple[Pose, ...]
    fault: str = ""
    instead_of: str = ""


class Match(NamedTuple):
    """What the name of an exercise in another app stands for.

    `kind` is "known" (the app's own name), "alias" (another name of the same thing), "unsure" (to be asked;
    `exercise_id` is then the likeliest of `candidates`, or None) or "new" (not in the catalogue). `tags` are
    ways of doing it that the name holds: paused, tempo ...
    """

    kind: str
    exercise_id: str | None
    tags: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
