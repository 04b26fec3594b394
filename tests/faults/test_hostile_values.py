"""Any JSON in a JSON column, any text in a text column: every command and screen answers, doctor names the row."""

from __future__ import annotations

import asyncio
import io
import json
import sqlite3
import unicodedata
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hinge_log.app import SCREENS, HingeLog
from hinge_log.cli.main import run
from hinge_log.exercises.catalogue import load
from hinge_log.screens.context import Context, ScreenRequested
from hinge_log.store.bodyweights import add_bodyweight
from hinge_log.store.everyday import answer, keep_spot
from hinge_log.store.gateway import Gateway
from hinge_log.store.gyms import add_gym
from hinge_log.store.naming import make, set_aliases
from hinge_log.store.plans import active, find_plan, put_plan, set_week
from hinge_log.store.safety import doctor
from hinge_log.store.safety.values import PARSERS
from hinge_log.store.schema import TABLES
from hinge_log.store.set_extras import add_coach_note, add_video, judge_set
from hinge_log.store.store import Store
from hinge_log.training.everyday import Answer
from hinge_log.training.plan import PlanWeek
from hinge_log.training.workout import Pain, PlannedSet
from tests.cli.test_hostile import COMMANDS
from tests.faults.figures import times
from tests.hostile import HOSTILE, storable
from tests.screens.drawn import drawn_rows
from tests.screens.practice_support import settled
from tests.support import CHECKED_3, QUICK_4, FakeClock, kg, work

STRONG = (
    "Date,Workout Name,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
    "2025-03-01 18:00:00,Morning,Deadlift (Barbell),1,100,5,0,0,heavy,fine,8\n"
    "2025-03-01 18:00:00,Morning,My strange lift,1,20,10,0,0,,,\n"
)

READING = (
    "today", "today --json", "next", "status", "history", "history --json", "stats", "stats --json", "trend deadlift",
    "trend deadlift --by fault", "trend deadlift --json", "show deadlift", "show own:my-lift", "exercises", "plans",
    "plans show Mine", "plans export Mine", "report", "export", "export --format csv", "export --format md",
    "export --format strong", "ladder", "ladder --json", "hinge", "cues deadlift", "config list", "config get unit",
    "import --formats", "where", "week", "week --json", "compare deadlift", "doctor", "open", "plates 100",
    "help log", "completion bash", "weight", "plans add", "sync status", "sync conflicts", "sync devices", "coach week",
    "coach queue", "coach faults", "coach trend nobody deadlift", "report --format html", "report --weeks 520",
    "history deadlift", "history own:my-lift --json", "exercises --json", "plans --json", "weight --json",
    "open --json", "compare deadlift --json", "ladder --plain", "trend own:my-lift --plain", "gym --json", "gym list",
    "trend deadlift --by load", "show deadlift --json", "hub check", "completion fish", "help", "sync devices --json",
    "stats deadlift", "next --json", "status --json", "video last --json",
)  # fmt: skip
"""Commands that write nothing; no code above 4, no traceback, no character that a terminal obeys."""

WRITING = (
    "gym use Home", "gym edit Home bells=16", "gym delete Home", "sync setup folder {folder}/shared", "sync",
    "sync leave", "plans week Mine 2", "start", "export -o {folder}/out.jsonl", "report -o {folder}/report.html",
    "rescue -o {folder}/rescued.db", "hinge always", "drill dowel", "video last https://example.org/x", "finish --json",
    "log deadlift 100x5", "log own:my-lift 20x8", "log . f4", "edit last 102.5x5", "edit last f4", "video last x.mp4",
    "finish", "undo", "redo", "start Mine", "undo 3", "redo 3", "weight 82.4", "rename own:my-lift Other",
    "config rest_s 90", "merge own:my-lift deadlift", "hinge half --where laundry", "drill wall --sets 2",
    "plans use Mine", "backup",
    "plans delete Mine", "plain", "open 1",
)  # fmt: skip
ELSEWHERE = frozenset(
    ("import", "rescue", "restore", "sync setup hub", "coach open", "coach cue", "coach plan", "coach rate",
     "coach setup", "plans edit", "rest")
)  # fmt: skip
"""Commands that need a second file or log, an editor or time, tried in tests of their own."""

NAMED = {" ".join(words.split()[:count]) for words in (*READING, *WRITING) for count in (1, 2)} | ELSEWHERE
BARE = tuple(sorted(" ".join(path) for path in COMMANDS if " ".join(path) not in NAMED))
"""The others, as they are: a command that is new is among them by itself."""

JSONS = st.one_of(
    st.sampled_from(
        (
            "[1]", "[[]]", '["a"]', "{}", "null", "[null]", '{"a":1e999}', '{"a":NaN}', "[" * 30 + "]" * 30,
            "[" * 90_000 + "]" * 90_000, '{"a":' * 5_000 + "1" + "}" * 5_000, '[{"load":"9","unit":"stone"}]',
            '[{"reps":"x"}]', '[{"reps":1e30}]', '[{"reps":1000000000000000000000000000000}]', '[{"kind":[]}]',
            '[{"load":5}]', '[{"load":"5"}]', '[{"load":"1e9","unit":"kg"}]', '[{"sets":[{"load":{}}]}]',
            '[{"name":"x","lifts":[{"exercise":7,"sets":[{"reps":-1,"percent":1e308}]}]}]', '{"dl-neutral":-5}',
            '[{"lifts":7}]', '[{"lifts":[7]}]', '[{"sets":7}]', '{"\\u001b]52;c;aGk=\\u0007":2}', '["\\ud800"]',
            '{"unit":"lb","bar":["x"],"plates":[[]],"rest_s":1e400}', '{"set":"x","extra":99999999999999999999}',
            '{"placed":7,"ready":99999999999}', '{"a":{"b":[{"c":null}]}}', "true", '"text"', "12345678901234567890123",
            '["nowhere"]', '["no-such-place"]', '{"no-such-check":1}', '[{"lifts":[{"exercise":"no-such-lift"}]}]',
            "not json at all", "{{", "[{]", '{"place":{},"slips":[1],"percent":{}}', '{"unit":7,"plates":"25"}',
        )
    ),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
            st.sampled_from(
                ("reps", "load", "unit", "kind", "sets", "lifts", "name", "exercise", "body", "seconds", "plates")
            ) | st.text(max_size=6),
            inner, max_size=4,
        ),
        max_leaves=8,
    ).map(json.dumps),
)  # fmt: skip
TEXTS = st.sampled_from([storable(each) for each in HOSTILE]) | st.sampled_from(
    (
        "",
        "1e5",
        "own:my-lift",
        "own:gone",
        "no-such-lift",
        "wall drill",
        "2026-01-01",
        "deadlift-conventional",
        "NaN",
        "99999999999999999999",
        "-",
        "0x10",
        "١٢",
        "5 kg",
    )
)


def texts_of(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Every column of text in which there is one."""
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return sorted(
        (table, column[1])
        for table in tables
        if not table.startswith(("sqlite_", "_sqlite"))
        for column in connection.execute(f'PRAGMA table_info("{table}")').fetchall()
        if column[2] == "TEXT"
        and connection.execute(f'SELECT max("{column[1]}") FROM "{table}"').fetchone()[0] is not None
    )


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log with a row in every table, closed."""
    folder = tmp_path_factory.mktemp("hostile-values")
    path = folder / "log.db"
    clock = FakeClock("2026-03-01T18:00:00+01:00")
    with Store(str(path), clock=clock) as store:
        store.put_setting("first_run", True)
        store.put_setting("gym", {"unit": "kg"})
        store.put_setting("ladder", {"placed": 5, "ready": 20500})
        made = make(store, "My lift")
        set_aliases(store, made, ["mine", "other"])
        answer(store, 20513, Answer.HALF, ["shoes"])
        keep_spot(store, 20513, "shoes", {"dl-neutral": 2}, 60)
        plan = [PlannedSet(reps=5, load=kg("100")), PlannedSet(reps=5)]
        first = store.start_workout("Monday", [("deadlift-conventional", "Deadlift", plan)])
        for reps in (5, 4, 3):
            clock.advance(120)
            saved = store.log_sets(first.lifts[0].id, [work("100", reps)])[0]
            store.rate(saved.id, QUICK_4)
            store.rate(saved.id, CHECKED_3)
        store.note_pain(saved.id, Pain("back", 3))
        store.finish_workout(first.id)
        clock.advance(86_400)
        store.start_workout("Tuesday", [("deadlift-conventional", "Deadlift", plan), ("own:my-lift", "My lift", ())])
        store.log_lift("own:my-lift", "My lift", [work("20", 10)])
        store.put_state("rest", {"set": "x", "extra": 30})
        store.put_state("ladder", {"a": 1})
        add_bodyweight(store, kg("82.4"), note="morning")
        add_gym(store, "Home", "kg", "20", [("20", 2), ("10", None)], ["16", "24"], ["10"], use=True)
        add_video(store, saved.id, "https://example.org/video")
        for kind, set_id in (("cue", ""), ("note", saved.id), ("plan", "")):
            add_coach_note(store, "Cora", kind, "hips back", exercise="deadlift-conventional", set_id=set_id)
        judge_set(store, saved.id, "Cora", CHECKED_3, note="bar drifts")
        with store.writing_sync() as connection:
            connection.execute("INSERT INTO device (id, name, parent, parent_n) VALUES (77, 'phone', NULL, NULL)")
    file = folder / "strong.csv"
    file.write_text(STRONG)
    assert run(["--db", str(path), "import", str(file), "--yes", "--unit", "kg"], clock=clock) in (0, 4)
    assert (
        run(["--db", str(path), "plans", "add", "--starter", "Hinge A/B", "--name", "Mine", "--use"], clock=clock) == 0
    )
    with Store(str(path), clock=clock) as store:
        put_plan(store, replace(active(store) or pytest.fail("no plan"), weeks=(PlanWeek(), PlanWeek(deload=True))))
        set_week(store, find_plan(store, "Mine").id, 1)
        tables = [each.name for each in TABLES if each.name != "_sqlite_migrations"]
        assert [each for each in tables if store.one(f"SELECT 1 FROM {each}") is None] == []
    return path


def harmless(text: str) -> bool:
    """Whether a terminal obeys nothing in a text."""
    return not any(c not in "\n\t" and unicodedata.category(c) in ("Cc", "Cs") for c in text)


def changed(path: Path, pattern: Path, table: str, column: str, value: str, number: int = 0) -> bool:
    """Copy the log with one value in it changed, of the rows that have one; False when the schema refuses the value."""
    raw = pattern.read_bytes()
    for each in path.parent.glob("log.db*"):
        each.unlink()
    path.write_bytes(raw)
    for each in pattern.parent.glob("log.db.journal-*"):
        (path.parent / each.name).write_bytes(each.read_bytes())
    with closing(sqlite3.connect(path)) as connection, connection:
        columns = [each[1] for each in connection.execute(f'PRAGMA table_info("{table}")') if each[5]]
        key = ", ".join(f'"{each}"' for each in columns)
        rows = connection.execute(
            f'SELECT {key} FROM "{table}" WHERE "{column}" IS NOT NULL ORDER BY length("{column}") DESC, {key}'
        ).fetchall()
        row = rows[number % len(rows)]
        where = " AND ".join(f'"{each}" = ?' for each in columns)
        try:
            connection.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE {where}', (value, *row))
        except (sqlite3.IntegrityError, UnicodeEncodeError):
            return False
    return True


@pytest.fixture(scope="module")
def columns(pattern: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(pattern)) as connection:
        return texts_of(connection)


@settings(max_examples=times(30, 3_000), deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_command_and_screen_answers_and_doctor_names_the_row(
    data: st.DataObject, pattern: Path, columns: list[tuple[str, str]], tmp_path_factory: pytest.TempPathFactory,
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    table, column = data.draw(st.sampled_from(columns))
    value = data.draw(JSONS if (table, column) in PARSERS else TEXTS)
    path = tmp_path_factory.mktemp("values", numbered=True) / "log.db"
    if not changed(path, pattern, table, column, value, data.draw(st.integers(0, 40))):
        return
    clock = FakeClock("2026-03-02T19:00:00+01:00")
    before = path.read_bytes()
    # Each example tries some commands and some screens: over all of them, every one meets every column.
    reading = data.draw(st.lists(st.sampled_from(READING), min_size=12, max_size=12, unique=True))
    for words in reading:
        tried(path, words, clock, capsys)
        assert path.read_bytes() == before, words
    if data.draw(st.integers(0, 4)) == 0:
        screens = data.draw(st.lists(st.sampled_from(sorted(SCREENS)), min_size=3, max_size=3, unique=True))
        tables = without_state(path)
        asyncio.run(look_at(path, screens, clock))
        assert without_state(path) == tables, screens
    report = doctor.check(str(path))
    parse = PARSERS.get((table, column))
    if parse is not None and not _parses(table, column, value):
        assert not report.healthy
        assert any(f"({column})" in each.text for each in report.findings if each.code == "rows.unreadable")
    monkeypatch.setattr("sys.stdin", io.StringIO("h\nl\n100x5\n4\nu\nq\n"))
    for words in data.draw(st.lists(st.sampled_from((*WRITING, *BARE)), min_size=6, max_size=6, unique=True)):
        tried(path, words, clock, capsys)


def tried(path: Path, words: str, clock: FakeClock, capsys: pytest.CaptureFixture[str]) -> None:
    """Run a command and hold what it says to be harmless."""
    code = run(["--db", str(path), *words.format(folder=path.parent).split()], clock=clock)
    out, err = capsys.readouterr()
    assert code in (0, 1, 2, 3, 4) or (words, code) == ("doctor", 5), (words, code, err)
    assert harmless(out), (words, out)
    assert harmless(err), (words, err)


def without_state(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every table, but for the one in which screens keep where they are."""
    with closing(sqlite3.connect(path)) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {each: connection.execute(f'SELECT * FROM "{each}"').fetchall() for each in tables if each != "state"}


async def look_at(path: Path, screens: list[str], clock: FakeClock) -> None:
    """Open screens of a log one after the other; what is drawn is printable."""
    gateway = Gateway(str(path), clock=clock)
    app = HingeLog(Context(gateway, load(), clock=clock), syncs=False)
    try:
        async with app.run_test(size=(100, 30)) as pilot:
            for name in screens:
                lift = "deadlift-conventional" if name in ("exercise", "cue", "form", "log") else ""
                app.post_message(ScreenRequested(name, lift))
                await settled(app, pilot)
                assert app.trail[-1] == name
                assert all(each.isprintable() for each in drawn_rows(app)), name
            assert app.is_running
    finally:
        gateway.close()


def _parses(table: str, column: str, value: str) -> bool:
    try:
        PARSERS[table, column](value)
    except (ValueError, RecursionError):
        return False
    return True


def test_an_export_leaves_out_what_cannot_be_read_and_says_so(
    pattern: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "log.db"
    changed(path, pattern, "sets", "load_text", "many")
    for kind in ("jsonl", "csv", "md", "strong"):
        capsys.readouterr()
        assert run(["--db", str(path), "export", "--format", kind], clock=FakeClock()) == 0
        out, err = capsys.readouterr()
        assert len(out.splitlines()) > 4
        assert "Unreadable in the log: load of set" in err


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("bodyweight", "weight_text", "five stone"),
        ("gym", "plates", '[["x"]]'),
        ("gym", "bells", '["16 kg"]'),
        ("setting", "value", '["x"]'),
        ("sets", "kind", "rumour"),
        ("sets", "judged_by", "nobody"),
        ("everyday", "answer", "maybe"),
    ],
)
def test_a_value_past_the_checks_of_the_schema_is_named_and_left_out_of_an_export(
    pattern: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], table: str, column: str, value: str
) -> None:
    path, clock = tmp_path / "log.db", FakeClock("2026-03-02T19:00:00+01:00")
    changed(path, pattern, "exercise", "name", "Row")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA ignore_check_constraints = 1")
        where = "WHERE key = 'gym.unit'" if table == "setting" else ""
        connection.execute(f"UPDATE {table} SET {column} = ? {where}", (value,))
    for words in ("today", "gym", "weight --json", "hinge --json", "history --json", "report", "plates 100"):
        tried(path, words, clock, capsys)
    assert f"({column})" in " ".join(each.text for each in doctor.check(str(path)).findings)
    assert run(["--db", str(path), "export"], clock=clock) == 0
    exported = capsys.readouterr().out
    assert json.dumps(value) not in exported
    file = tmp_path / "out.jsonl"
    file.write_text(exported)
    code = run(["--db", str(tmp_path / "new.db"), "import", str(file), "--yes"], clock=clock)
    assert code == 0, capsys.readouterr().err
