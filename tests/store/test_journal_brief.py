"""What the journal keeps in short is read back in full: undo, redo and repair rest on it."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from hinge_log.store.journal import Change, read_change, written
from hinge_log.store.schema import COLUMNS
from hinge_log.store.store import Store
from hinge_log.training.form import quick
from hinge_log.training.load import Load
from hinge_log.training.workout import SetDraft

loads = st.one_of(
    st.none(),
    st.tuples(
        st.integers(-200_000, 1_000_000), st.sampled_from(["100", "102.5", "225", "0.1"]), st.sampled_from(["kg", "lb"])
    ),
    st.integers(-200_000, 1_000_000).map(lambda grams: (grams, f"{grams / 1000:g}", "kg")),
)


@given(loads, st.one_of(st.none(), st.integers(1, 5)), st.booleans())
def test_a_whole_set_is_read_back_as_it_was(load: tuple[int, str, str] | None, form: int | None, removed: bool) -> None:
    row: dict[str, str | int | float | None] = {"id": "x" * 26, "lift_id": "y" * 26, "position": 2, "reps": 5}
    if load is not None:
        row |= {"load_g": load[0], "load_text": load[1], "unit": load[2]}
    if form is not None:
        row |= {"form": form, "basis": "quick"}
    change = Change("sets", "x" * 26, row if removed else None, None if removed else row)
    wanted = {name: value for name, value in row.items() if name != "id"}
    read = read_change("sets", "x" * 26, *written(change))
    assert (read.before if removed else read.after) == wanted
    assert (read.after if removed else read.before) is None


@given(st.integers(0, 300_000), st.integers(0, 300_000))
def test_a_changed_load_names_nothing_that_did_not_change(old: int, new: int) -> None:
    change = Change("sets", "x", {"load_g": old, "load_text": "1"}, {"load_g": new, "load_text": "2"})
    assert read_change("sets", "x", *written(change)) == change


def test_entries_name_columns_in_full_and_exercises_by_key(tmp_path: Path) -> None:
    with Store(str(tmp_path / "log.db")) as store:
        logged = store.log_lift("squat-back", "Squat", [SetDraft(5, Load.of("102.5", "kg"))])[0]
        store.rate(logged.id, quick(4))
        rows = store.rows("SELECT entity, row, after FROM change ORDER BY action, number")
        assert rows[1][:2] == ("exercise", "squat-back")
        for entity, _, after in rows:
            assert set(json.loads(str(after))) <= COLUMNS[str(entity)] | {"exercise"}
        lift = json.loads(str(rows[2][2]))
        assert lift["exercise"] == "squat-back"


def test_a_journal_with_short_names_is_still_read() -> None:
    short = {"l": "y", "g": 100_000, "x": "220", "u": "lb", "j": "video"}
    row = {"lift_id": "y", "load_g": 100_000, "load_text": "220", "unit": "lb", "judged_by": "video"}
    assert read_change("sets", "x", None, json.dumps(short)).after == row
    assert read_change("sets", "x", None, json.dumps(row)).after == row


def test_a_rated_set_undone_and_redone_is_the_same_set(tmp_path: Path) -> None:
    with Store(str(tmp_path / "log.db")) as store:
        logged = store.log_lift("squat-back", "Squat", [SetDraft(5, Load.of("102.5", "kg"))])[0]
        rated = store.rate(logged.id, quick(4))
        store.undo()
        store.undo()
        assert store.set(logged.id) is None
        store.redo()
        assert store.set(logged.id) == logged
        store.redo()
        assert store.set(logged.id) == rated
