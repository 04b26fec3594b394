"""Plans in words and rows: none is wider than its list, and fewer words are said before a number is cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinge_log.charts.cells import plain, row_width
from hinge_log.charts.plan_layout import (
    DayBlock,
    OutlineLine,
    PlanEntry,
    PlannedLift,
    day_columns,
    day_rows,
    entry_rows,
    outline_columns,
    outline_rows,
)
from hinge_log.charts.set_words import (
    amount,
    asked,
    planned_loads,
    set_words,
    sets_in_words,
    share_words,
    shorter_sets,
)
from hinge_log.text import clean
from hinge_log.training.load import Load
from hinge_log.training.plan import PlanSet
from hinge_log.training.plan_text import sets_of
from hinge_log.training.workout import PlannedSet, SetKind
from tests.support import kg

WIDTHS = (140, 80, 44, 30, 20, 8, 3)


@given(
    st.builds(PlanEntry, st.text(max_size=60), st.text(max_size=60), st.sampled_from(("", "active"))),
    st.sampled_from(WIDTHS),
)
def test_an_entry_of_the_list_is_no_wider_than_it(entry: PlanEntry, width: int) -> None:
    entry = PlanEntry(clean(entry.name), clean(entry.about), entry.mark if width > 10 else "")
    assert all(row_width(row) <= width for row in entry_rows(entry, width))


def test_a_line_about_a_plan_is_said_shorter_before_it_is_cut() -> None:
    shorter = ("Deadlift next · never done", "Deadlift next")
    entry = PlanEntry("Hinge", "2 days, Deadlift next · never done", shorter=shorter)
    for width, about in ((36, entry.about), (35, entry.shorter[0]), (20, entry.shorter[1]), (8, "Deadl…")):
        assert plain(entry_rows(entry, width)[1]) == f"  {about}"


@pytest.mark.parametrize("width", [w for w in WIDTHS if w > 15])
@pytest.mark.parametrize("name", ["Lift", "A lift with quite a long name, even for a lift"])
def test_a_day_is_no_wider_than_its_list(width: int, name: str) -> None:
    lifts = tuple(PlannedLift(name[:12], "3 × 5", "75 %", "105 kg", "╭", "3 × 5 at 75 %", name) for _ in range(3))
    day = DayBlock("Day " + name, lifts, turn=True, last="never done")
    rows = day_rows(day, day_columns([day]), width)
    assert len(rows) == 4
    assert all(row_width(row) <= width for row in rows)
    assert width < 30 or all("105 kg" in plain(row) for row in rows[1:])


@pytest.mark.parametrize("below", [False, True])
@pytest.mark.parametrize("width", [w for w in WIDTHS if w > 15])
def test_an_outline_is_no_wider_than_its_list(width: int, below: bool) -> None:
    lift = OutlineLine("lift", "Deadlift", "60x5 w, 75%x5x3", "105 kg", "slow " * 40, "╭", ("75%x5x3",), "Conventional")
    lines = [OutlineLine("plan", "Plan " * 20, "9 days"), OutlineLine("day", "Day " * 20, "never done", "next"), lift]
    columns = outline_columns(lines)
    for line in lines:
        assert all(row_width(row) <= width for row in outline_rows(line, columns, below, width))


@pytest.mark.parametrize(
    ("width", "said"), [(88, "3 × 5 at 75 %, 1 × 5 at 85"), (46, "4 × 5, 1 warm-up"), (34, "4 × 5")]
)
def test_an_outline_says_fewer_words_before_it_cuts_one_set_beside_the_load_of_another(width: int, said: str) -> None:
    sets = sets_of("60x5 w, 75%x5x3, 85%x5")
    line = OutlineLine("lift", "Deadlift", sets_in_words(sets), "90 to 100 kg", short=shorter_sets(sets))
    row = plain(outline_rows(line, outline_columns([line]), False, width)[0])
    assert said in row
    assert "…" not in row
    assert row.split("  ")[-1].strip().startswith("90 to 100 kg") or "90 to" not in row


def test_planned_sets_are_said_in_short() -> None:
    sets = sets_of("60x5 w, 75%x5x3, 80%x5")
    assert amount(sets) == "4 × 5"
    assert asked(sets) == "80 %"
    assert asked(sets_of("60x5 w, 100x5")) == "100 kg"
    assert amount(sets_of("40sx2")) == "2 × 40 s"
    assert amount(sets_of("x8, x6")) == "2 sets"
    assert amount(sets_of("x8 w")) == "1 × 8"
    assert planned_loads([PlannedSet(5, kg("60"), kind=SetKind.WARMUP), PlannedSet(5, kg("105"))]) == "105 kg"
    assert planned_loads([PlannedSet(5, kg("100")), PlannedSet(5, kg("90"))]) == "90 to 100 kg"
    assert planned_loads([PlannedSet(5, kg("100")), PlannedSet(5)]) == ""
    assert planned_loads([PlannedSet(5, Load.of(each, "kg", body=True)) for each in ("0", "10")]) == "bw to bw+10 kg"
    assert amount(()) == asked(()) == planned_loads(()) == ""


def test_a_percentage_says_of_what_it_is_and_what_it_makes() -> None:
    sets = (PlanSet(5, percent=75.0),)
    made = (PlannedSet(5, kg("105")),)
    assert share_words(sets, made, kg("140")) == "75 % of e1RM 140 kg = 105 kg"
    assert "last time" in share_words(sets, (PlannedSet(5),), None)
    assert share_words((PlanSet(5, load=kg("100")),), made, None) == ""


def test_one_set_on_a_line() -> None:
    assert set_words(1, PlannedSet(5, kg("105"))) == " 1  105 kg × 5"
    assert set_words("w1", PlannedSet(None, kg("60"), kind=SetKind.WARMUP)) == "w1  60 kg"
    assert set_words(2, PlannedSet(8)) == " 2  × 8"
    assert set_words(2, PlannedSet(seconds=40)) == " 2  40 s"
    assert set_words(3, PlannedSet()) == " 3  same as last time"
    assert set_words(4, PlannedSet(5, kg("100"), amrap=True)) == " 4  100 kg × 5+"
    assert set_words(3, PlannedSet(5, kg("100"))) == " 3  100 kg × 5"
