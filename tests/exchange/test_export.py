from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinge_log.exchange.export import csv_rows, csv_text, markdown, safe, strong_rows, unsafe
from hinge_log.exchange.parsed import ParsedFile
from hinge_log.training.load import Load
from hinge_log.training.workout import Basis, Form, Pain, SetDraft, SetKind, SetRecord, Workout, WorkoutLift

Give = Callable[..., ParsedFile]
START = 1_700_000_000_000  # 2023-11-14 22:13:20 UTC


def _workout(*drafts: SetDraft, name: str = "Hinge A", note: str = "") -> Workout:
    sets = tuple(SetRecord(f"s{n}", "l1", "deadlift", n, 19_676, START, what) for n, what in enumerate(drafts))
    lift = WorkoutLift("l1", "deadlift", 0, sets)
    return Workout("w1", name, 19_676, START, 120, START + 3_900_000, (lift,), note)


def _name(exercise: str) -> str:
    return {"deadlift": "Deadlift (Barbell)"}[exercise]


SETS = (
    SetDraft(reps=5, load=Load.of("60", "kg"), kind=SetKind.WARMUP),
    SetDraft(reps=5, load=Load.of("102.5", "kg"), rpe=8.5, note="=HYPERLINK(1)\nslow", pain=Pain("knee", 2)),
    SetDraft(reps=3, load=Load.of("225", "lb"), form=Form(4, Basis.CHECKED, percent=88, slips=(("spine", 1),))),
    SetDraft(seconds=40),
    SetDraft(distance_mm=25_500, load=Load.of("-20", "kg", body=True), kind=SetKind.DROP),
)


def test_our_table_comes_back_as_it_went(give: Give) -> None:
    workout = _workout(*SETS, name="@home", note="-5 today")
    parsed = give("".join(csv_text(csv_rows([workout], _name))))
    (back,) = parsed.workouts
    assert (parsed.format, back.name, back.note, back.duration_s, back.utc_offset) == (
        "hinge-log-csv", "@home", "-5 today", 3900, 120,
    )  # fmt: skip
    assert back.start.isoformat() == "2023-11-15T00:13:20"
    for draft, one in zip(SETS, back.sets, strict=True):
        assert (one.reps, one.seconds, one.distance_mm) == (draft.reps, draft.seconds, draft.distance_mm)
        assert (one.kind, one.rpe, one.note) == (draft.kind, draft.rpe, draft.note)
        load = one.load()
        assert (load.grams if load else None) == (draft.load.grams if draft.load else None)


@pytest.mark.parametrize("word", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_no_cell_of_a_name_or_note_starts_a_formula(word: str) -> None:
    workout = _workout(SetDraft(reps=1, note=word), name=word, note=word)
    header, row = csv_rows([workout], lambda _: word)
    for column in ("workout", "exercise", "note", "workout_note"):
        assert row[header.index(column)] == f"'{word}"


@given(st.text())
def test_a_guard_against_formulas_is_taken_off_exactly(text: str) -> None:
    guarded = safe(text)
    assert unsafe(guarded) == text
    assert not guarded.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_strong_s_table_has_what_the_importer_of_hevy_demands(give: Give) -> None:
    lines = list(csv_text(strong_rows([_workout(*SETS)], _name), delimiter=";", quote_all=True))
    rows = [line.rstrip("\n").split(";") for line in lines]
    columns = {name.strip('"'): index for index, name in enumerate(rows[0])}
    assert all(len(row) == 14 for row in rows)
    for row in rows[1:]:
        assert row[columns["Date"]] == '"2023-11-15 00:13:20"'
        for column in ("Notes", "Workout Notes", "Seconds", "Workout Duration"):
            assert row[columns[column]] != '""'
    assert [row[columns["Set Order"]] for row in rows[1:]] == ['"W"', '"1"', '"2"', '"3"', '"D"']
    parsed = give("".join(lines))
    assert parsed.format == "strong"
    assert [(one.reps, one.weight, one.unit) for one in parsed.all_sets()] == [
        (5, "60", "kg"), (5, "102.5", "kg"), (3, "225", "lb"), (None, None, None), (None, "-20", "kg"),
    ]  # fmt: skip
    assert parsed.workouts[0].duration_s == 3900
    assert [one.note for one in parsed.all_sets()][::2] == ["", "", ""]


def test_a_page_to_read() -> None:
    page = "".join(markdown([_workout(*SETS, note="# [x](y)")], _name))
    assert page.startswith("## 2023-11-15 00:13 Hinge A, 1h 5m\n\n> \\# \\[x\\](y)\n\n### Deadlift (Barbell)\n\n")
    assert "1. 60 kg × 5 (warm-up)\n" in page
    assert "2. 102.5 kg × 5 @8.5, pain 2/10 knee: =HYPERLINK(1) slow\n" in page
    assert "3. 225 lb × 3, form 4 solid (88 %)\n" in page
    assert "4. 40 s\n" in page
    assert "5. bodyweight -20 kg 25.5 m (drop)\n" in page


@pytest.mark.parametrize("note", ["\x1b]52;c;x\x07", "a\u202eb", "<script>", "|"])
def test_nothing_raw_leaves(note: str) -> None:
    workout = _workout(SetDraft(reps=5, note=note), name=note, note=note)
    for text in (
        "".join(csv_text(csv_rows([workout], _name))),
        "".join(csv_text(strong_rows([workout], _name), delimiter=";", quote_all=True)),
        "".join(markdown([workout], _name)),
    ):
        assert not any(ord(c) < 32 and c != "\n" for c in text)
        assert "\u202e" not in text
    assert " <script>" not in "".join(markdown([workout], _name))
