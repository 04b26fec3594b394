from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from hinge_log.charts.cells import Row, in_ascii, plain, row_width
from hinge_log.charts.keybar import Key
from hinge_log.charts.pages.log_page import LogView, Panel, log_rows
from hinge_log.exercises.catalogue import Catalogue
from hinge_log.training.current_lift import CurrentLift
from hinge_log.training.load import Load
from hinge_log.training.rest import Rest
from hinge_log.training.workout import Pain, PlannedSet, SetDraft, SetKind, SetRecord, Workout, WorkoutLift
from hinge_log.widgets.page import STYLES
from tests.store.actions import drafts
from tests.support import QUICK_4, kg, work

KEY = "deadlift-conventional"
TODAY = 20_522
SIZES = [(30, 10), (40, 20), (48, 30), (69, 24), (70, 20), (80, 24), (100, 30), (120, 35), (160, 50), (220, 70)]
LARGE = [size for size in SIZES if size >= (48, 30) and size != (70, 20)]
KEYS = (Key("space", "log", "log_set"), Key("1-5", "form"), Key("f", "fault", "check"), Key("g", "go", "go_menu"))


def records(*done: SetDraft, day: int = TODAY) -> tuple[SetRecord, ...]:
    return tuple(SetRecord(f"s{day}-{n}", "l", KEY, n, day, None, draft) for n, draft in enumerate(done))


def view(
    catalogue: Catalogue,
    *done: SetDraft,
    plan: tuple[PlannedSet, ...] = (),
    last: tuple[SetDraft, ...] = (work("97.5", 5),) * 3,
) -> LogView:
    exercise = catalogue.exercises[KEY]
    lift = WorkoutLift("l", KEY, 0, records(*done), plan)
    other = WorkoutLift("m", "hip-thrust", 1, (), (PlannedSet(8),) * 3)
    workout = Workout("w", "Monday", TODAY, 0, 60, lifts=(lift, other))
    bench = CurrentLift(workout, 0, records(*last, day=TODAY - 7), TODAY - 7 if last else None)
    names = {KEY: "Deadlift", "hip-thrust": "Hip thrust"}
    items = catalogue.items_for(exercise)
    return LogView(bench, "Deadlift", names, items, Rest(84, 150), "kg", TODAY, 24, "Saved.", KEYS)


def shown(view: LogView, size: tuple[int, int]) -> str:
    return "\n".join(map(plain, log_rows(view, *size)))


def actions(rows: list[Row]) -> set[str]:
    return {style.partition(">")[2] for row in rows for _, style in row} - {""}


# -- it fits --------------------------------------------------------------------------------------------------


@given(st.integers(1, 230), st.integers(1, 80), st.booleans(), st.booleans())
@examples(max_examples=60)
def test_the_page_fits_every_terminal(catalogue: Catalogue, width: int, height: int, panel: bool, typing: bool) -> None:
    page = view(catalogue, replace(work("100", 5), form=QUICK_4), work("100", 5), plan=(PlannedSet(5, kg("100")),) * 4)
    if panel:
        page = replace(page, panel=Panel(page.bench.lift.sets[0], "set 1", {page.items[0].id: 2}, "felt", "okay"))
    page = replace(page, typing="Type set 2" if typing else "")
    for ascii_only in (False, True):
        rows = log_rows(page, width, height, ascii_only=ascii_only)
        assert len(rows) == height
        assert all(row_width(row) <= width for row in rows)
        if ascii_only:
            assert "".join(text for row in in_ascii(rows) for text, _ in row).isascii()


@given(
    st.lists(drafts, max_size=5),
    st.lists(drafts, max_size=4),
    st.one_of(st.none(), drafts),
    st.one_of(st.none(), st.integers(-9999, 999)),
    st.sampled_from(SIZES),
)
@examples(max_examples=80)
def test_whatever_was_logged_can_be_shown(
    catalogue: Catalogue,
    done: list[SetDraft],
    last: list[SetDraft],
    shaped: SetDraft | None,
    left: int | None,
    size: tuple[int, int],
) -> None:
    page = view(catalogue, *done, last=tuple(last))
    page = replace(
        page, bench=replace(page.bench, edited=shaped), rest=Rest(left, 150), recent=((TODAY, records(*last)),)
    )
    rows = log_rows(page, *size)
    assert len(rows) == size[1]
    assert all(row_width(row) <= size[0] for row in rows)


@pytest.mark.parametrize("size", SIZES)
def test_every_style_has_a_look(catalogue: Catalogue, size: tuple[int, int]) -> None:
    page = view(catalogue, replace(work("100", 5), form=QUICK_4), work("100", 5))
    opened = replace(page, panel=Panel(page.bench.lift.sets[1], "set 2", {page.items[0].id: 2}, "felt", "okay"))
    for each in (page, opened, replace(page, rest=Rest(-3, 150)), replace(page, medians=(4.0, None, 3.5))):
        styles = {style.partition(">")[0] for row in log_rows(each, *size) for _, style in row}
        assert styles <= {*STYLES, ""}


def test_a_wide_page_has_last_time_beside_every_set_also_the_next_one(catalogue: Catalogue) -> None:
    last = (work("60", 5, SetKind.WARMUP), work("95", 5), work("97.5", 4), work("97.5", 3))
    page = view(catalogue, work("100", 5), plan=(PlannedSet(5, kg("100")),) * 4, last=last)
    said = [line[38:97] for line in shown(page, (140, 40)).splitlines() if "100 ×" in line and line[38:40] != "──"]
    assert [line.rpartition("last ")[2].strip() for line in said[:3]] == ["95 × 5", "97.5 × 4", "97.5 × 3"]
    assert "last" not in said[3], "nothing was done then in this place"
    assert "last 97.5" not in shown(page, (80, 24))


# -- it says what a lifter must know ---------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
def test_every_size_says_what_to_lift_and_how_long_to_rest(catalogue: Catalogue, size: tuple[int, int]) -> None:
    text = shown(view(catalogue, work("100", 5)), size)
    assert "Deadlift" in text
    assert "100" in text
    # Large digits are pixels, so the clock is only looked for where it is text.
    assert "1:24" in text or "Rest" in text


@pytest.mark.parametrize("size", SIZES)
def test_a_set_without_form_is_asked_for(catalogue: Catalogue, size: tuple[int, int]) -> None:
    page = view(catalogue, work("100", 5))
    asked = log_rows(page, *size)
    assert "How was set 1?" in "\n".join(map(plain, asked)) or "form of" in "\n".join(map(plain, asked))
    assert any(style == "ask" for row in asked for _, style in row)
    rated = view(catalogue, replace(work("100", 5), form=QUICK_4))
    assert "How was" not in shown(rated, size)


@pytest.mark.parametrize("size", SIZES)
def test_all_five_forms_can_be_tapped(catalogue: Catalogue, size: tuple[int, int]) -> None:
    assert {f"form({n})" for n in range(1, 6)} <= actions(log_rows(view(catalogue, work("100", 5)), *size))


@pytest.mark.parametrize("size", [(48, 30), (60, 40)])
def test_a_phone_has_a_button_for_the_next_set(catalogue: Catalogue, size: tuple[int, int]) -> None:
    rows = log_rows(view(catalogue), *size)
    assert {"log_set", "check", "type", "cue"} <= actions(rows)
    assert "LOG SET" in "\n".join(map(plain, rows))
    assert "LOG SET" not in shown(replace(view(catalogue), touch=False), size)


@pytest.mark.parametrize("size", [(48, 30), (80, 24), (100, 30), (160, 50), (220, 70)])
def test_done_sets_show_load_reps_rpe_and_form(catalogue: Catalogue, size: tuple[int, int]) -> None:
    done = SetDraft(5, Load.of("225", "lb"), rpe=8.5, form=QUICK_4)
    text = shown(view(catalogue, work("60", 8, SetKind.WARMUP), done), size)
    line = next(line for line in text.splitlines() if "225 lb" in line and "✓" in line)
    assert "× 5" in line
    assert "@8.5" in line
    assert "●●●●○ " in line
    assert "4 solid" in line
    assert any("w1" in line and "60 × 8" in line for line in text.splitlines())


@pytest.mark.parametrize("size", LARGE)
def test_pain_is_shown_and_is_no_rating(catalogue: Catalogue, size: tuple[int, int]) -> None:
    text = shown(view(catalogue, replace(work("100", 5), pain=Pain("low back", 6))), size)
    assert "pain 6 of 10" in text
    assert "How was" not in text


@pytest.mark.parametrize("size", LARGE)
def test_the_end_of_the_rest_is_said_in_words(catalogue: Catalogue, size: tuple[int, int]) -> None:
    text = shown(replace(view(catalogue, work("100", 5)), rest=Rest(-5, 150)), size)
    assert "Lift now" in text
    assert "Lift now" not in shown(view(catalogue, work("100", 5)), size)


def test_last_time_is_dated_and_told(catalogue: Catalogue) -> None:
    text = shown(view(catalogue), (120, 35))
    assert "Last time Tue 3 Mar" in text
    assert "97.5 × 5 5 5" in text
    assert "First time" in shown(view(catalogue, last=()), (120, 35))


def test_more_than_last_time_is_told_in_the_unit(catalogue: Catalogue) -> None:
    page = view(catalogue)
    page = replace(page, bench=page.bench.with_load(1, kg("2.5"), kg("20")))
    assert "+2.5 kg" in shown(page, (100, 30))


def test_the_check_panel_names_the_fault_that_was_marked(catalogue: Catalogue) -> None:
    page = view(catalogue, work("100", 5))
    third, first, second = sorted((item for item in page.items if item.kind == "graded"), key=lambda i: len(i.cue))[:3]
    either = next(item for item in page.items if item.kind == "binary")
    panel = Panel(
        page.bench.lift.sets[0], "set 1", {first.id: 1, second.id: 2, third.id: None, either.id: 2}, "video", "rough"
    )
    rows = log_rows(replace(page, panel=panel), 120, 35)
    text = "\n".join(map(plain, rows))
    assert "set 1: what slipped?" in text
    assert f"{first.fault_text} once" in text
    assert f"{second.fault_text} more" in text
    assert either.fault_text in text
    assert f"{either.fault_text} more" not in text
    assert "not seen" in text
    assert "judged by: video" in text
    assert {f"panel({n})" for n in range(1, len(page.items) + 1)} <= actions(rows)


@pytest.mark.parametrize("size", [(48, 30), (80, 24), (120, 35)])
def test_every_check_can_be_reached_in_the_panel(catalogue: Catalogue, size: tuple[int, int]) -> None:
    page = view(catalogue, work("100", 5))
    page = replace(page, panel=Panel(page.bench.lift.sets[0], "set 1", {}, "felt", ""))
    assert {f"panel({n})" for n in range(1, len(page.items) + 1)} <= actions(log_rows(page, *size))


def test_the_next_set_stays_in_sight_in_a_long_workout(catalogue: Catalogue) -> None:
    done = tuple(replace(work("100", 5), form=QUICK_4) for _ in range(30))
    for size in LARGE:
        text = shown(view(catalogue, *done), size)
        assert any("▸" in line and "31" in line for line in text.splitlines()), size


def test_names_and_notes_are_shown_as_they_are_typed(catalogue: Catalogue) -> None:
    hostile = "[@click=app.quit]x[/] [/ hips"
    page = replace(view(catalogue, replace(work("100", 5), note="[/b")), name=hostile, status=hostile)
    assert shown(page, (160, 50)).count(hostile) >= 2
    assert "app.quit" not in actions(log_rows(page, 160, 50))


def test_a_lift_without_a_checklist_says_so(catalogue: Catalogue) -> None:
    page = replace(view(catalogue, work("100", 5)), items=())
    assert "No checklist" in shown(page, (120, 35))


def test_the_last_line_is_the_key_bar_and_ends_with_help(catalogue: Catalogue) -> None:
    for size in SIZES:
        last = plain(log_rows(view(catalogue), *size)[-1])
        assert last.endswith("? help"), size
