from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from hinge_log.charts.cells import Row, in_ascii, plain, row_width
from hinge_log.charts.keybar import Key
from hinge_log.charts.pages.log_page import LogView, Panel, Rest, log_rows
from hinge_log.exercises.model import Item
from hinge_log.training.bench import Bench
from hinge_log.training.load import Load
from hinge_log.training.workout import (
    Basis,
    Form,
    Judge,
    Pain,
    PlannedSet,
    SetDraft,
    SetKind,
    SetRecord,
    Workout,
    WorkoutLift,
)
from hinge_log.widgets.page import STYLES
from tests.store.actions import drafts
from tests.support import QUICK_4, kg, work

TODAY = 20_522  # Tuesday 10 March 2026
SIZES = [(30, 10), (40, 20), (48, 30), (69, 24), (70, 20), (80, 24), (100, 30), (120, 35), (160, 50), (220, 70)]
ITEMS = tuple(
    Item(f"dl-{n}", cue, card, 1, f"fault-{n}", where="at the floor", fault_text=f"{card.lower()} lost")  # type: ignore[call-arg]
    if False
    else Item(**{"id": f"dl-{n}"})  # type: ignore[arg-type]
    for n, (cue, card) in enumerate([("Hips back first", "HIPS BACK")])
) if False else ()  # fmt: skip
