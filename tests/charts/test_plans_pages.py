"""The pages of plans: what is under the cursor is seen, in every size, and can be tapped."""

from __future__ import annotations

import pytest

from hinge_log.charts.cells import Row, plain, row_width
from hinge_log.charts.pages.parts import Button
from hinge_log.charts.pages.plan_page import Line, PlanView, plan_rows
from hinge_log.charts.pages.plans_page import DayBlock, DayLift, PlanEntry, PlansView, plans_rows
from hinge_log.charts.plan_words import (
    amount,
    asked,
    planned_loads,
    set_words,
    sets_in_words,
    share_words,
    shorter_sets,
)
from hinge_log.training.load import Load
from hinge_log.training.routine import RoutineSet
from hinge_log.training.routine_text import sets_of
from hinge_log.training.workout import PlannedSet, SetKind
from tests.support import kg

SIZES = [(140, 40), (121, 29), (80, 24), (70, 22), (69, 22), (48, 30), (48, 15), (30, 10), (29, 9), (20, 6), (8, 3)]
TAPS = (Button("START", "start", chosen=True), Button("more", "more"))


def plans(at: int, day: int, *, asking: str = "", offering: bool = False) -> PlansView:
    lifts = tuple(DayLift(f"Lift {n}", "3 × 5", "75 %", "105 kg", typed="75%x5x3") for n in range(6))
    days = tuple(DayBlock(f"Day {n}", lifts, turn=n == 1, last="never done") for n in range(7))
    entries = tuple(PlanEntry(f"Plan {n}", "7 days", today=n == 2) for n in range(30))
    return PlansView(entries, at, f"Plan {at}", days, day, "", "30 plans", "said", (), TAPS, offering, asking)


def outline(at: int, *, asking: str = "") -> PlanView:
    lines = [Line("plan", "Plan", "9 days")]
    short = ("75%x5x3",)
    for day in range(9):
        lines.append(Line("day", f"Day {day}", "never done"))
        lines += [Line("lift", f"Lift {day}{n}", "60x5 w, 75%x5x3", "105 kg", "slow", "╭", short) for n in range(5)]
    beside = (("w1  60 kg × 5", "muted"), (" 1  105 kg × 5", "text"))
    return PlanView("Plan", "on Today", tuple(lines), at, lines[at].text, beside, "said", (), TAPS, asking)


def actions(rows: list[Row]) -> set[str]:
    return {style.partition(">")[2] for row in rows for _, style in row}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("at", [0, 14, 29])
@pytest.mark.parametrize("day", [0, 3, 6])
@pytest.mark.parametrize("asking", ["", "Rename the plan"])
def test_plan_and_day_under_the_cursor_are_seen(size: tuple[int, int], at: int, day: int, asking: str) -> None:
    rows = plans_rows(plans(at, day, asking=asking), *size)
    text = [plain(row) for row in rows]
    assert len(rows) == size[1]
    assert all(row_width(row) <= max(2, size[0]) for row in rows)
    if size[0] >= 30 and size[1] >= 15:
        assert any(line.startswith(f"▸ Plan {at}") for line in text)
        assert any(f"▸ Day {day}" in line for line in text)
    elif size[1] >= 6 and size[0] >= 20:
        assert any(f"Plan {at}" in line for line in text)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("at", [0, 1, 27, 54])
@pytest.mark.parametrize("asking", ["", "Sets of Lift"])
def test_the_line_under_the_cursor_is_seen(size: tuple[int, int], at: int, asking: str) -> None:
    view = outline(at, asking=asking)
    rows = plan_rows(view, *size)
    assert len(rows) == size[1]
    assert all(row_width(row) <= max(2, size[0]) for row in rows)
    if size[1] >= 6:
        assert any(plain(row).startswith("▸") and view.lines[at].text[:6] in plain(row) for row in rows)


@pytest.mark.parametrize("size", [(80, 24), (48, 30), (48, 15), (20, 6)])
def test_everything_that_is_seen_can_be_tapped(size: tuple[int, int]) -> None:
    found = actions(plan_rows(outline(1), *size))
    assert {"pick(0)", "pick(1)", "help"} <= found
    if 30 <= size[0] < 70:
        assert {"start", "more"} <= found
        assert {"start", "more"} <= actions(plans_rows(plans(0, 0), *size))


def test_touch_buttons_are_three_rows_tall_where_there_is_room() -> None:
    for size, rows in (((48, 30), 3), ((48, 15), 1)):
        taps = [row for row in plans_rows(plans(0, 0), *size) if any(style.endswith(">more") for _, style in row)]
        assert len(taps) == rows


def test_a_day_is_seen_whole_where_it_fits() -> None:
    text = "\n".join(plain(row) for row in plans_rows(plans(0, 5), 80, 24))
    after = text[text.index("▸ Day 5") :]
    assert all(f"Lift {n}" in after for n in range(6))


@pytest.mark.parametrize(
    ("width", "said"), [(140, "3 × 5 at 75 %, 1 × 5 at 85"), (80, "4 × 5, 1 warm-up"), (36, "4 × 5")]
)
def test_an_outline_says_fewer_words_before_it_cuts_one_set_beside_the_load_of_another(width: int, said: str) -> None:
    sets = sets_of("60x5 w, 75%x5x3, 85%x5")
    line = Line("lift", "Deadlift", sets_in_words(sets, "kg"), "90 to 100 kg", short=shorter_sets(sets, "kg"))
    view = PlanView("Plan", "", (Line("plan", "Plan"), Line("day", "A"), line), 2, "", (), "", (), touch=False)
    row = next(plain(row) for row in plan_rows(view, width, 24) if "Deadlift" in plain(row))
    assert said in row
    assert "…" not in row
    assert row.split("  ")[-1].startswith("90 to 100 kg") or "90 to" not in row


def test_planned_sets_are_said_in_short() -> None:
    sets = sets_of("60x5 w, 75%x5x3, 80%x5")
    assert amount(sets) == "4 × 5"
    assert asked(sets, "kg") == "80 %"
    assert asked(sets_of("60x5 w, 100x5"), "kg") == "100 kg"
    assert amount(sets_of("40sx2")) == "2 × 40 s"
    assert amount(sets_of("x8, x6")) == "2 sets"
    assert amount(sets_of("x8 w")) == "1 × 8"
    assert planned_loads([PlannedSet(5, kg("60"), kind=SetKind.WARMUP), PlannedSet(5, kg("105"))], "kg") == "105 kg"
    assert planned_loads([PlannedSet(5, kg("100")), PlannedSet(5, kg("90"))], "kg") == "90 to 100 kg"
    assert planned_loads([PlannedSet(5, kg("100")), PlannedSet(5)], "kg") == ""
    assert planned_loads([PlannedSet(5, Load.of(each, "kg", body=True)) for each in ("0", "10")], "kg") == "bw to bw+10"
    assert amount(()) == asked((), "kg") == planned_loads((), "kg") == ""


def test_a_percentage_says_of_what_it_is_and_what_it_makes() -> None:
    sets = (RoutineSet(5, percent=75.0),)
    made = (PlannedSet(5, kg("105")),)
    assert share_words(sets, made, kg("140"), "kg") == "75 % of e1RM 140 kg = 105 kg"
    assert "last time" in share_words(sets, (PlannedSet(5),), None, "kg")
    assert share_words((RoutineSet(5, load=kg("100")),), made, None, "kg") == ""


def test_one_set_on_a_line() -> None:
    assert set_words(1, PlannedSet(5, kg("105")), "kg") == " 1  105 kg × 5"
    assert set_words("w1", PlannedSet(None, kg("60"), kind=SetKind.WARMUP), "kg") == "w1  60 kg"
    assert set_words(2, PlannedSet(8), "kg") == " 2  × 8"
    assert set_words(2, PlannedSet(seconds=40), "kg") == " 2  40 s"
    assert set_words(3, PlannedSet(), "kg") == " 3  as last time"
    assert set_words(3, PlannedSet(5, kg("100")), "lb") == " 3  100 kg × 5"
