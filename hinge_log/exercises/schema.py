"""What an exercise file may say: the models that validate the TOML of the catalogue and of the user.

Only the build and the user's own files come through here; the catalogue that is loaded at start-up was
validated when it was built.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

from hinge_log.text import shown

Family = Literal["deadlift", "squat", "hip_thrust", "row", "good_morning", "swing", "drill", "everyday"]
Pattern = Literal[
    "", "hinge", "hinge_hold", "hinge_ballistic", "single_leg_hinge", "bridge", "squat", "split_squat", "row_supported",
    "trunk_control",
]  # fmt: skip
LoadType = Literal[
    "barbell_total", "dumbbell_each", "dumbbell_single", "kettlebell_each", "kettlebell_single", "plates_only",
    "machine_stack", "band", "bodyweight", "bodyweight_plus", "object",
]  # fmt: skip
Phase = Literal[
    "set-up", "brace", "hinge", "descent", "backswing", "bottom", "drive", "top", "lockout", "return", "between reps",
]  # fmt: skip
Muscle = Literal[
    "glutes", "hamstrings", "quads", "adductors", "hip_abductors", "hip_stabilisers", "erectors", "trunk", "obliques",
    "quadratus_lumborum", "lats", "upper_back", "traps", "biceps", "shoulders", "grip",
]  # fmt: skip
App = Literal["strong", "hevy", "fitnotes", "wger", "stronglifts"]

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([-_][a-z0-9]+)*$", max_length=60)]
FigureName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$", max_length=60)]
Words = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=80)]

CUE_WORDS = 7
FAULT_TEXT_LENGTH = 24


def _printable(value: str) -> str:
    if unicodedata.normalize("NFC", value).strip() != shown(value):
        raise ValueError("has a control character or a line break")
    return value


class Entry(BaseModel):
    """What every table has in common: no unknown keys, no conversions, no changes afterwards."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    @field_validator("*", mode="after")
    @classmethod
    def plain_text(cls, value: Any) -> Any:
        """Refuse text that would move the cursor or hide in a name."""
        if isinstance(value, str):
            return _printable(value)
        if isinstance(value, list):
            return [_printable(part) if isinstance(part, str) else part for part in value]
        return value


class ExerciseEntry(Entry):
    """One `[[exercise]]`."""

    id: Identifier
    name: Name
    short: Annotated[str, StringConstraints(max_length=12)] = ""
    family: Family
    pattern: Pattern = ""
    equipment: list[Identifier] = []
    load_type: LoadType = "barbell_total"
    unilateral: bool = False
    primary: list[Muscle] = []
    knee: str = ""
    trunk: str = ""
    load_at: str = ""
    differs: str = ""
    stage: Annotated[int, Field(ge=0, le=8)] | None = None
    checklist: str = ""
    metric: Literal["reps", "seconds", "distance_cm"] = "reps"
    e1rm: bool = True
    aliases: list[Name] = []
    typed: list[Name] = []
    names: dict[App, list[Name]] = {}
    figure: str = ""

    @field_validator("name")
    @classmethod
    def not_blank(cls, value: str) -> str:
        """Refuse a name of blanks."""
        if not value.strip():
            raise ValueError("is blank")
        return value


class ItemEntry(Entry):
    """One `[[checklist.items]]`."""

    id: Identifier
    phase: Phase
    kind: Literal["graded", "binary"]
    cue: Words
    card: str
    focus: Literal["E", "I"]
    look_for: Words
    feel_for: Words
    fault: str
    fault_text: str
    fix: Words
    regress_to: str
    safety: bool = False
    gate: bool = False
    check: Literal["feel", "touch", "look-down", "side", "front"]
    only_for: list[str] = []
    skip_for: list[str] = []
    since: Annotated[int, Field(ge=1)] = 1

    @field_validator("cue")
    @classmethod
    def short_cue(cls, cue: str) -> str:
        """Hold the cue to what can be kept in mind during a rep."""
        if (words := len(cue.split())) > CUE_WORDS:
            raise ValueError(f"has {words} words; the limit is {CUE_WORDS}")
        return cue

    @field_validator("card")
    @classmethod
    def readable_card(cls, card: str) -> str:
        """Hold the card to what fits in large letters."""
        if not re.fullmatch(r"[A-Z]{1,6}( [A-Z]{1,6})?|[A-Z]{1,5} [A-Z]{1,5} [A-Z]{1,5}", card):
            raise ValueError("must be uppercase: one or two words of at most 6 letters, or three of at most 5")
        return card

    @field_validator("fault_text")
    @classmethod
    def short_fault_text(cls, text: str) -> str:
        """Hold the fault to a few lowercase words."""
        if text != text.lower() or not 2 <= len(text.split()) <= 4:
            raise ValueError("must be two to four lowercase words")
        if len(text) > FAULT_TEXT_LENGTH:
            raise ValueError(f"has {len(text)} characters; the limit is {FAULT_TEXT_LENGTH}")
        return text

    @model_validator(mode="after")
    def safety_is_a_gate(self) -> ItemEntry:
        """A set with a safety slip is never clean."""
        if self.safety and not self.gate:
            raise ValueError("safety items need gate = true")
        return self


class ChecklistEntry(Entry):
    """One `[[checklist]]` with its items."""

    id: Identifier
    title: Name
    version: Annotated[int, Field(ge=1)] = 1
    items: Annotated[list[ItemEntry], Field(min_length=1)]

    @model_validator(mode="after")
    def items_differ(self) -> ChecklistEntry:
        """No two items share an id or a card."""
        for field in ("id", "card"):
            seen: set[str] = set()
            for item in self.items:
                value = getattr(item, field)
                if value in seen:
                    raise ValueError(f'two items have the {field} "{value}"')
                seen.add(value)
        return self


class FaultEntry(Entry):
    """One `[[fault]]`."""

    id: Identifier
    name: Name
    looks_like: Words
    where: Annotated[list[Family | Literal["all"]], Field(min_length=1)]
    cause: Words
    first_fix: str


class StageEntry(Entry):
    """One `[[stage]]` of the ladder."""

    stage: Annotated[int, Field(ge=0, le=8)]
    name: Name
    dose: Words
    note: str = ""
    exercises: list[str]


class GateEntry(Entry):
    """One `[[gate]]` of the ladder."""

    id: Name
    rule: Words
    sources: Annotated[list[str], Field(min_length=1)]
    targets: Annotated[list[str], Field(min_length=1)]
    clean: Annotated[int, Field(ge=1)]
    window: Annotated[int, Field(ge=1)]
    seen: Annotated[int, Field(ge=0)]
    within_days: Annotated[int, Field(ge=1)] = 21
    max_rpe: Annotated[float, Field(ge=1, le=10)] | None = None
    no_safety_slip: bool = False
    also_sources: list[str] = []
    also_clean: Annotated[int, Field(ge=0)] = 0
    also_window: Annotated[int, Field(ge=0)] = 0
    min_reps: Annotated[int, Field(ge=0)] = 0
    in_steps: bool = False

    @model_validator(mode="after")
    def can_open(self) -> GateEntry:
        """A gate that asks for more clean sessions than it looks at would never open."""
        if self.clean > self.window or self.also_clean > self.also_window or self.seen > self.window:
            raise ValueError("asks for more sessions than fit in its window")
        if bool(self.also_sources) != bool(self.also_clean):
            raise ValueError("also_sources and also_clean belong together")
        return self


class PoseEntry(Entry):
    """One moment of a figure, in degrees."""

    phase: Name
    shank: int
    knee: int
    thigh: int
    trunk: int
    hip: int
    arm: int
    load_bw: float
    load_at: Literal["hand", "back", "front", "hip", "none"]
    options: dict[
        Literal["heel", "lum", "tho", "head", "elbow", "thp", "shp", "hip_x", "hip_y", "knee_x", "knee_y", "ankle_x",
                "chest_back"],
        float,
    ] = {}  # fmt: skip


class FigureEntry(Entry):
    """One `[[figure]]` with its poses in the order of the movement."""

    id: FigureName
    title: Name
    frame: Literal["standing", "bench", "floor"] = "standing"
    down: Annotated[float, Field(gt=0)]
    hold: Annotated[float, Field(ge=0)]
    up: Annotated[float, Field(gt=0)]
    fault: str = ""
    instead_of: str = ""
    poses: Annotated[list[PoseEntry], Field(min_length=1)]


class OwnFile(Entry):
    """A file of the user: exercises and checklists."""

    exercise: list[ExerciseEntry] = []
    checklist: list[ChecklistEntry] = []


class CatalogueFile(OwnFile):
    """A file of the shipped catalogue, or all of them together."""

    fault: list[FaultEntry] = []
    stage: list[StageEntry] = []
    gate: list[GateEntry] = []
    figure: list[FigureEntry] = []
    segments: dict[Identifier, float] = {}
