"""All that the log page shows, and a set in short."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from hinge_log.charts.cells import text_width
from hinge_log.charts.keybar import Key
from hinge_log.charts.pages.parts import amount_text, load_text
from hinge_log.exercises.model import Item
from hinge_log.training.current_lift import CurrentLift
from hinge_log.training.rest import Rest
from hinge_log.training.sides import set_name
from hinge_log.training.workout import SetDraft, SetRecord


@dataclass(frozen=True, slots=True)
class Panel:
    """The check panel while it is open: reps that slipped by item, how it is judged, and what it comes to.

    `items` are the checks of the set's exercise, None where they are those of the lift at hand.
    """

    record: SetRecord
    number: str
    slips: Mapping[str, int | None]
    judged_by: str
    outcome: str
    items: tuple[Item, ...] | None = None


@dataclass(frozen=True, slots=True)
class Hints:
    """The keys that the page names, as they are bound."""

    warm_up: str = "W"
    rpe: str = "r"
    rpe_less: str = "["
    rpe_more: str = "]"
    side: str = "s"
    log: str = "space"
    check: str = "f"
    type: str = "⏎"
    cues: str = "c"
    judge: str = "j"
    undo: str = "u"


@dataclass(frozen=True, slots=True)
class LogView:
    """All that the page shows. `names` maps exercise keys to names; `today` is a day number.

    `tags` are what the lifts of supersets are called, `skipped` lifts that are passed over, both by lift id; `sided`
    the keys of one-sided exercises. `cue` is the lasting cue of the lift, `rest_note` says why no rest runs,
    `warm_up` the warm-up sets that are offered, `rpe` the RPE that is asked for. `nudges` say what a press of the
    load and of the reps changes. `onward` is where to go when the lift is done as planned: key, words, action.
    """

    bench: CurrentLift
    name: str
    names: Mapping[str, str]
    items: tuple[Item, ...]
    rest: Rest
    unit: str
    today: int
    minutes: int
    status: str
    keys: tuple[Key, ...]
    plates: str = ""
    panel: Panel | None = None
    typing: str = ""
    picked: str = ""
    help_key: str = "?"
    touch: bool = True
    recent: tuple[tuple[int, tuple[SetRecord, ...]], ...] = ()
    medians: tuple[float | None, ...] = ()
    tags: Mapping[str, str] = field(default_factory=dict)
    skipped: Collection[str] = ()
    sided: Collection[str] = ()
    cue: str = ""
    rest_note: str = ""
    warm_up: str = ""
    rpe: float | None = None
    nudges: tuple[str, str] = ("load", "rep")
    onward: tuple[str, str, str] = ("", "", "")
    hints: Hints = field(default_factory=Hints)

    def set_called(self, record: SetRecord) -> str:
        """A set by its number, with its lift where that is not the one at hand: "set 2", "RDL warm-up 1"."""
        home = self.bench.home_of(record)
        named = set_name(home.sets, record, sided=home.exercise in self.sided)
        return named if home.id == self.bench.lift.id else f"{self.names.get(home.exercise, home.exercise)} {named}"


def work_text(draft: SetDraft, unit: str, *, always: bool = False) -> str:
    """Load and amount of a set: "100 × 5"; with its unit where that is not `unit`, or `always`."""
    load, amount = load_text(draft, unit), amount_text(draft) or "-"
    if always and draft.load and not draft.load.body and load == draft.load.text:
        load = f"{load} {draft.load.unit}"
    return f"{load} × {amount}" if load else amount


def padded_left(text: str, width: int) -> str:
    """Push a text to the right of `width` cells."""
    return " " * (width - text_width(text)) + text
