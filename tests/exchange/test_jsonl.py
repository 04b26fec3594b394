from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hinge_log.errors import ImportFileError
from hinge_log.exchange import jsonl
from hinge_log.exchange.detect import read, sniff
from hinge_log.exchange.preview import preview_import
from hinge_log.exercises import catalogue
from hinge_log.store.importing import add_import, known_identities
from hinge_log.store.journal import Value
from hinge_log.store.merging import Merged, add_log
from hinge_log.store.safety.dump import documents, iter_workouts
from hinge_log.store.store import Store
from hinge_log.text import clean
from hinge_log.training.load import Load
from hinge_log.training.workout import PlannedSet, SetDraft, SetKind
from tests.content import content_hash
from tests.store.actions import drafts
from tests.support import CHECKED_3, QUICK_4, FakeClock, kg, moment, work

texts = st.text(max_size=20).map(lambda text: clean(text, lines=True))
names = st.text(min_size=1, max_size=20).map(lambda text: clean(text)).filter(bool)
keys = st.sampled_from(["deadlift-conventional", "drill-wall-hinge", "everyday-laundry", "own:卧推", "own:жим"])
plans = st.lists(
    st.tuples(st.integers(0, 20), st.just(Load.of("62.50", "lb")), st.none(), st.sampled_from(SetKind)).map(
        lambda each: PlannedSet(*each)
    ),
    max_size=2,
)


@contextmanager
def fresh() -> Iterator[Store]:
    with tempfile.TemporaryDirectory() as folder, Store(str(Path(folder) / "log.db"), clock=FakeClock()) as store:
        yield store


def exported(store: Store, path: Path) -> Path:
    path.write_text("".join(jsonl.lines(documents(store))), encoding="utf-8")
    return path


def taken(store: Store, path: Path) -> Merged:
    return add_log(store, jsonl.read(path))


@st.composite
def made_logs(draw: st.DrawFn) -> list[dict[str, Any]]:
    """What to write into a log: workouts with lifts and sets, and what else it holds."""
    return draw(
        st.lists(
            st.fixed_dictionaries({
                "name": names,
                "note": texts,
                "minutes": st.integers(0, 20_000_000),
                "offset": st.sampled_from([-720, -210, 0, 60, 345, 840]),
                "closed": st.booleans(),
                "hidden": st.booleans(),
                "lifts": st.lists(
                    st.tuples(keys, plans, st.lists(drafts, max_size=3), st.none() | st.integers(0, 3), texts),
                    max_size=3,
                ),
            }),
            max_size=3,
        )
    )  # fmt: skip


def build(store: Store, made: list[dict[str, Any]]) -> None:
    clock = store.clock
    assert isinstance(clock, FakeClock)
    for each in made:
        clock.at = type(clock.at)(each["minutes"] * 60_000 + 7, each["offset"])
        workout = store.start_workout(each["name"])
        store.set_workout_note(workout.id, each["note"])
        for key, plan, sets, superset, note in each["lifts"]:
            lift = store.add_lift(workout.id, key, key, plan)
            with store.action("group") as action:
                action.update("lift", lift, {"superset": superset, "note": note})
            for saved in store.log_sets(lift, sets):
                if saved.what.missed == 1:
                    store.delete_set(saved.id)
        if each["closed"]:
            store.finish_workout(workout.id)
        if each["hidden"]:
            store.delete_workout(workout.id)


def furnish(store: Store) -> None:
    """Settings, plans, everyday answers, and an own exercise with all that can be said of it."""
    store.put_setting("gym", {"unit": "lb", "plates": ["45", "2.5"], "ask": False, "none": None})
    store.put_setting("nothing", None)
    with store.action("furnish") as action:
        number = store.exercise_number(action, "own:卧推", "卧推 💪")
        action.update(
            "exercise", number,
            {"aliases": '["bench","жим"]', "unit": "lb", "bar_g": 20412, "step_g": 1134, "rest_s": 0, "cue": "up",
             "like_key": "squat-back", "merged_into": "squat-box", "hidden": 1},
        )  # fmt: skip
        said: dict[str, Value] = {"id": store.new_id(), "day": 20000, "answer": "half", "places": '["box"]', "at_ms": 5}
        action.insert("everyday", said)
        days = '[{"name":"","lifts":[{"exercise":"x","sets":[]}]}]'
        action.insert("routine", {"id": store.new_id(), "name": "A", "position": 0, "days": days})


@given(made_logs())
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_an_export_gives_the_same_log_back(made: list[dict[str, Any]]) -> None:
    with fresh() as store, fresh() as other, tempfile.TemporaryDirectory() as folder:
        build(store, made)
        furnish(store)
        path = exported(store, Path(folder) / "log.jsonl")
        taken(other, path)
        assert content_hash(other) == content_hash(store)
        assert list(iter_workouts(other)) == list(iter_workouts(store))
        assert exported(other, Path(folder) / "again.jsonl").read_bytes() == path.read_bytes()
        again = taken(other, path)
        assert sum(again.added.values()) == 0
        assert content_hash(other) == content_hash(store)


@pytest.fixture
def filled(store: Store) -> Store:
    """A log with a checked set, a quick one, and an import."""
    store.log_lift("deadlift-conventional", "Deadlift", [work("100", 5), SetDraft(5, kg("100"), form=CHECKED_3)])
    store.log_lift("squat-back", "Squat", [SetDraft(3, kg("80"), form=QUICK_4)], at=moment("2026-01-02T10:00:00+01:00"))
    return store


STRONG = (
    "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,RPE\n"
    '2024-05-01 07:00:00,"A",1h,"Deadlift (Barbell)",1,60,5,0,0,\n'
    '2024-05-01 07:00:00,"A",1h,"Machine thing",1,60,5,0,0,\n'
)


def bring(store: Store, folder: Path) -> int:
    path = folder / "strong.csv"
    path.write_text(STRONG)
    return add_import(
        store, preview_import(read(path, unit="kg"), catalogue.load(), known=known_identities(store))
    ).sets


def test_what_was_imported_is_still_known_after_the_way_through_a_file(filled: Store, tmp_path: Path) -> None:
    assert bring(filled, tmp_path) == 2
    path = exported(filled, tmp_path / "log.jsonl")
    assert sniff(path).format == "hinge-log"
    with fresh() as other:
        taken(other, path)
        assert content_hash(other) == content_hash(filled)
        assert bring(other, tmp_path) == 0


def test_merging_adds_what_is_missing_as_one_undo_step(filled: Store, tmp_path: Path) -> None:
    path = exported(filled, tmp_path / "log.jsonl")
    with fresh() as other:
        taken(other, path)
        other.log_lift("row-seal", "Seal row", [work("40", 8)], at=moment("2026-02-02T10:00:00+01:00"))
        bring(other, tmp_path)
        both = exported(other, tmp_path / "both.jsonl")
        filled.log_lift("squat-front", "Front squat", [work("60", 3)], at=moment("2026-02-03T10:00:00+01:00"))
        before = content_hash(filled)
        result = taken(filled, both)
        assert (result.added["workout"], result.added["set"], result.already_there["set"]) == (2, 3, 3)
        assert filled.totals().sets == 7
        filled.undo()
        assert content_hash(filled) == before
        assert bring(filled, tmp_path) == 2


def lines_of(store: Store) -> list[dict[str, Any]]:
    return [json.loads(line) for line in jsonl.lines(documents(store))]


def test_each_line_says_what_it_is_and_the_first_counts_the_rest(filled: Store) -> None:
    head, *rest = lines_of(filled)
    assert all(line["schema"] == "hinge-log/1" for line in (head, *rest))
    assert (head["kind"], head["counts"]["workout"], head["counts"]["set"]) == ("head", 2, 3)
    workout = next(line for line in rest if line["kind"] == "workout")
    assert workout["started"] == "2026-01-02T10:00:00+01:00"
    (squat,) = workout["lifts"][0]["sets"]
    assert squat["load"] == {"value": 80, "unit": "kg", "g": 80_000}
    assert (squat["reps"], squat["form"], squat["basis"]) == (3, 4, "quick")


def break_load(line: dict[str, Any], **to: object) -> None:
    line["lifts"][0]["sets"][0]["load"] |= to


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda w: w["lifts"][0]["sets"][0].update(reps=-1), "reps"),
        (lambda w: w["lifts"][0]["sets"][0].update(reps=True), "reps"),
        (lambda w: w["lifts"][0]["sets"][0].update(reps="5"), "reps"),
        (lambda w: w["lifts"][0]["sets"][0].update(rpe=7.3), "rpe"),
        (lambda w: w["lifts"][0]["sets"][0].update(kind="warm"), "kind"),
        (lambda w: w["lifts"][0]["sets"][0].update(id="short"), "id"),
        (lambda w: w["lifts"][0]["sets"][0].update(slips={"a": 1}, basis="quick"), "slips"),
        (lambda w: w["lifts"][0]["sets"][0].pop("basis"), "basis"),
        (lambda w: w["lifts"][0].update(exercise="unheard-of"), "unheard-of"),
        (lambda w: w["lifts"][0].update(surprise=1), "surprise"),
        (lambda w: w["lifts"][0].update(sets={}), "sets"),
        (lambda w: w.update(day="2026-13-01"), "day"),
        (lambda w: w.update(started="2026-01-02T10:00:00"), "started"),
        (lambda w: w.update(kind="workoot"), "workoot"),
        (lambda w: w.update(schema="hinge-log/2"), "newer"),
        (lambda w: w.update(import_id=3), "import_id"),
        (lambda w: w.update(**{"import": 3}), "import 3"),
        (lambda w: break_load(w, g=999), "999"),
        (lambda w: break_load(w, value="80"), "load"),
        (lambda w: break_load(w, unit="stone"), "unit"),
        (lambda w: break_load(w, text="1e3"), "load"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_kept(filled: Store, tmp_path: Path, change: Any, words: str) -> None:
    lines = lines_of(filled)
    number = next(n for n, line in enumerate(lines) if line["kind"] == "workout")
    change(lines[number])
    path = tmp_path / "log.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    with fresh() as other:
        before = content_hash(other)
        with pytest.raises(ImportFileError, match=rf"[Ll]ine {number + 1}: .*{words}"):
            taken(other, path)
        assert content_hash(other) == before
        assert other.undo() is None


def test_a_file_that_was_cut_off_is_refused_whole(filled: Store, tmp_path: Path) -> None:
    path = exported(filled, tmp_path / "log.jsonl")
    whole = path.read_bytes().splitlines(keepends=True)
    for cut in range(len(whole)):
        path.write_bytes(b"".join(whole[:cut]))
        with fresh() as other, pytest.raises(ImportFileError):
            taken(other, path)
    path.write_bytes(b"".join(whole)[:-20])
    with fresh() as other, pytest.raises(ImportFileError, match=f"line {len(whole)}"):
        taken(other, path)


HEAD = b'{"schema":"hinge-log/1","kind":"head","counts":{}}'


@given(st.lists(st.binary(max_size=40) | st.sampled_from([HEAD, b"[" * 5000])))
def test_no_bytes_bring_anything_but_a_plain_refusal(lines: list[bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.jsonl"
        path.write_bytes(b"\n".join(lines))
        with suppress(ImportFileError):
            assert list(jsonl.read(path)) == []


def test_texts_are_cleaned_on_the_way_in(filled: Store, tmp_path: Path) -> None:
    lines = lines_of(filled)
    workout = next(line for line in lines if line["kind"] == "workout")
    workout["note"] = "safe\x1b]52;c;bad\x07\u202e and\nsound"
    path = tmp_path / "log.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    with fresh() as other:
        taken(other, path)
        assert {line.note for line in other.workouts()} == {"", "safe]52;c;bad and\nsound"}


def test_the_hash_sees_every_column_of_the_data(filled: Store) -> None:
    seen = content_hash(filled)
    for table, change in (
        ("sets", "note = 'x'"), ("sets", "missed = 3"), ("lift", "superset = 1"), ("workout", "routine = 'x'"),
        ("exercise", "cue = 'x'"), ("workout", "hidden = 1"),
    ):  # fmt: skip
        filled.one("SAVEPOINT here")
        filled.one(f"UPDATE {table} SET {change}")
        assert content_hash(filled) != seen, (table, change)
        filled.one("ROLLBACK TO here")
        filled.one("RELEASE here")
    assert content_hash(filled) == seen
