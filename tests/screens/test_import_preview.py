from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from hinge_log.exchange import jsonl
from hinge_log.screens.import_reading import likely_files
from hinge_log.store.safety.dump import documents
from hinge_log.store.store import Store
from tests.screens.drawn import click_on, drawn_rows, resize
from tests.screens.practice_support import SIZES, opened, press, seen, settled, stored
from tests.support import FakeClock, work

STRONG = """\
Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,RPE
2025-10-11 18:02:00,Pull,52m,Deadlift (Barbell),1,100,5,0,0,
2025-10-11 18:02:00,Pull,52m,Deadlift (Barbell),2,100,5,0,0,8
2025-10-11 18:02:00,Pull,52m,Deadlift (Barbell),Rest Timer,0,0,0,90,
2025-10-11 18:02:00,Pull,52m,Chest Press XYZ,1,40,8,0,0,
"""


@pytest.fixture
def folder(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the program is started, with an exported file in it."""
    monkeypatch.chdir(home)
    (home / "strong.csv").write_text(STRONG)
    return home


def sets(store: Store) -> list[tuple[object, ...]]:
    return store.rows("SELECT e.key, s.load_text, s.unit, s.reps FROM sets s JOIN exercise e ON e.id = s.exercise_id"
                      " WHERE s.hidden = 0 ORDER BY s.position, e.key")  # fmt: skip


async def test_nothing_is_written_before_the_unit_is_chosen_and_enter_pressed(
    log_file: Path, clock: FakeClock, folder: Path
) -> None:
    async with opened(log_file, clock, "import") as (app, pilot):
        assert "strong.csv" in seen(app)
        await press(app, pilot, "enter")
        assert "Weights have no unit:" in seen(app)
        assert "= Deadlift (Barbell)" in seen(app)
        await press(app, pilot, "enter")
        assert "Choose kg or lb first" in seen(app)
        assert stored(app, sets) == []
        await press(app, pilot, "right", "left")
        assert "Weights are kg." in seen(app)
        assert stored(app, sets) == []
        await press(app, pilot, "enter")
        assert len(stored(app, sets)) == 3
        assert ("deadlift-conventional", "100", "kg", 5) in stored(app, sets)
        await press(app, pilot, "u")
        assert stored(app, sets) == []


async def test_a_second_import_of_the_same_file_adds_nothing(log_file: Path, clock: FakeClock, folder: Path) -> None:
    async with opened(log_file, clock, "import") as (app, pilot):
        await press(app, pilot, "enter", "left", "enter", "q")
        await press(app, pilot, "g", "s", "i", "enter")
        assert "3 already here" in seen(app)
        await press(app, pilot, "left", "enter")
        assert "Nothing new to import" in seen(app)
        assert len(stored(app, sets)) == 3


async def test_a_name_can_be_left_out_taken_again_and_made_one_of_ours(
    log_file: Path, clock: FakeClock, folder: Path
) -> None:
    async with opened(log_file, clock, "import") as (app, pilot):
        await press(app, pilot, "enter", "left", "down", "x")
        assert "▸- Chest Press XYZ" in seen(app)
        assert "\n 2 sets, 1 workout" in seen(app)
        await press(app, pilot, "x")
        assert "\n 3 sets, 1 workout" in seen(app)
        await press(app, pilot, "p", *"hip thrust", "enter")
        assert "▸= Chest Press XYZ" in seen(app)
        await press(app, pilot, "enter")
        keys = {key for key, *_ in stored(app, sets)}
        assert "deadlift-conventional" in keys
        assert len(keys) == 2
        assert not any(str(key).startswith("own:") for key in keys)


async def test_cancelling_writes_nothing_and_comes_back_to_the_files(
    log_file: Path, clock: FakeClock, folder: Path
) -> None:
    async with opened(log_file, clock, "import") as (app, pilot):
        await press(app, pilot, "enter", "left", "q")
        assert "Which file?" in seen(app)
        assert "Nothing was imported." in seen(app)
        assert stored(app, sets) == []


@pytest.mark.parametrize("content", [b"", b"\x00\xff\xfe", b"a,b\n1,2\n", b'{"x": 1}', b"{"])
async def test_a_file_that_is_no_export_is_told_and_the_screen_goes_on(
    log_file: Path, clock: FakeClock, folder: Path, content: bytes
) -> None:
    (folder / "strong.csv").write_bytes(content)
    async with opened(log_file, clock, "import") as (app, pilot):
        await press(app, pilot, "enter")
        assert "strong.csv" in app.here.status
        assert "Which file?" in seen(app)
        await press(app, pilot, "slash", *"nowhere.csv", "enter")
        assert "nowhere.csv" in app.here.status


async def test_the_report_is_a_new_file_each_time(log_file: Path, clock: FakeClock, folder: Path) -> None:
    async with opened(log_file, clock, "import") as (app, pilot):
        await press(app, pilot, "enter", "d", "d")
        first, second = folder / "strong.csv.report.txt", folder / "strong.csv.report-2.txt"
        assert first.read_text() == second.read_text()
        assert "nothing imported" in first.read_text()
        assert "Chest Press XYZ" in first.read_text()
        assert not any("report" in file.path for file in likely_files()), "a report is no export"


async def test_names_of_a_file_cannot_draw_on_the_screen(log_file: Path, clock: FakeClock, folder: Path) -> None:
    hostile = STRONG.replace("Chest Press XYZ", '"[red]x[/] \x1b[2J\u202e"')
    (folder / "strong.csv").write_text(hostile)
    async with opened(log_file, clock, "import") as (app, pilot):
        await press(app, pilot, "enter")
        assert "[red]x[/]" in seen(app)
        assert "\x1b" not in seen(app)
        assert "\u202e" not in seen(app)


@pytest.mark.parametrize("size", SIZES)
async def test_every_size_shows_full_lines(
    log_file: Path, clock: FakeClock, folder: Path, size: tuple[int, int]
) -> None:
    async with opened(log_file, clock, "import") as (app, pilot):
        await resize(app, pilot, *size)
        for key in ("enter", "down", "x", "f", "left", "enter"):
            await press(app, pilot, key)
            assert len(drawn_rows(app)) == size[1]
            assert size < (48, 15) or "Import strong.csv" in seen(app) or key == "enter"
        assert len(stored(app, sets)) == 2


async def test_a_log_of_our_own_is_shown_before_what_is_new_in_it_is_added(
    log_file: Path, clock: FakeClock, folder: Path
) -> None:
    with Store(str(folder / "other.db"), clock=clock) as other:
        other.log_lift("deadlift-conventional", "Deadlift", [work("100", 5), work("110", 3)])
        (folder / "strong.csv").write_text("".join(jsonl.lines(documents(other))))
    async with opened(log_file, clock, "import") as (app, pilot):
        await press(app, pilot, "enter")
        assert "A hinge-log log" in seen(app)
        assert "2 sets, 1 workout" in seen(app)
        assert stored(app, sets) == []
        await press(app, pilot, "p", "n", "x", "f", "left", "d", "down")
        assert stored(app, sets) == []
        await press(app, pilot, "enter")
        assert len(stored(app, sets)) == 2
        assert "2 sets added, 1 workout" in seen(app)
        await press(app, pilot, "u")
        assert stored(app, sets) == []
        await press(app, pilot, "slash", *"strong.csv", "enter", "enter", "q")
        assert len(stored(app, sets)) == 2
        await press(app, pilot, "g", "s", "i", "enter")
        assert "everything is already here" in seen(app)
        await press(app, pilot, "enter")
        assert "Nothing new to import" in seen(app)
        assert len(stored(app, sets)) == 2


async def test_a_log_of_our_own_that_was_cut_off_is_refused(log_file: Path, clock: FakeClock, folder: Path) -> None:
    with Store(str(folder / "other.db"), clock=clock) as other:
        other.log_lift("deadlift-conventional", "Deadlift", [work("100", 5)])
        lines = list(jsonl.lines(documents(other)))
    (folder / "strong.csv").write_text("".join(lines[:-1]))
    async with opened(log_file, clock, "import") as (app, pilot):
        await press(app, pilot, "enter")
        assert "strong.csv" in app.here.status
        assert "Which file?" in seen(app)


async def test_what_there_is_to_say_of_a_file_is_shown_before_it_is_imported(
    log_file: Path, clock: FakeClock, folder: Path
) -> None:
    (folder / "strong.csv").write_text(
        STRONG.replace("2025-10-11 18:02:00", "3/5/2023 18:02").replace(",8\n", ",7-8\n")
    )
    async with opened(log_file, clock, "import") as (app, pilot):
        await press(app, pilot, "enter")
        assert "read as day first" in seen(app)
        assert "line 3 is kept in part" in seen(app)


@pytest.mark.parametrize("size", [(80, 24), (48, 30), (140, 40)])
async def test_a_file_is_imported_by_clicks_alone(
    log_file: Path, clock: FakeClock, folder: Path, size: tuple[int, int]
) -> None:
    async with opened(log_file, clock, "import", size) as (app, pilot):
        await click_on(app, pilot, "strong.csv")
        await settled(app, pilot)
        assert "Deadlift (Barbell)" in seen(app)
        await click_on(app, pilot, "lb")
        await settled(app, pilot)
        await click_on(app, pilot, "IMPORT" if size[0] < 80 else "⏎ import")
        await settled(app, pilot)
        assert ("deadlift-conventional", "100", "lb", 5) in stored(app, sets)


async def test_the_unit_of_the_first_run_is_not_asked_again(log_file: Path, clock: FakeClock, folder: Path) -> None:
    with Store(str(log_file), clock=clock) as store:
        store.put_setting("gym", {"unit": "kg"})
    async with opened(log_file, clock, "import") as (app, pilot):
        await press(app, pilot, "enter")
        assert "yours is chosen" in seen(app)
        await press(app, pilot, "enter")
        assert ("deadlift-conventional", "100", "kg", 5) in stored(app, sets)


async def test_what_changed_and_what_is_gone_in_the_other_app_is_asked(
    log_file: Path, clock: FakeClock, folder: Path
) -> None:
    async with opened(log_file, clock, "import") as (app, pilot):
        await press(app, pilot, "enter", "left", "enter", "q")
        lines = STRONG.splitlines()
        (folder / "strong.csv").write_text("\n".join([lines[0], lines[1].replace(",100,", ",105,"), *lines[4:]]) + "\n")
        await press(app, pilot, "g", "s", "i", "enter", "left")
        assert "use the file's values for 1 changed set" in seen(app)
        assert "delete 1 set that the file no longer has" in seen(app)
        await press(app, pilot, "t")
        await click_on(app, pilot, "delete 1 set")
        await settled(app, pilot)
        await press(app, pilot, "escape", "enter")
        assert "1 set changed to the file's values" in seen(app)
        assert sorted(str(row[1]) for row in stored(app, sets)) == ["105", "40"]
        await press(app, pilot, "u")
        assert sorted(str(row[1]) for row in stored(app, sets)) == ["100", "100", "40"]


async def test_marks_are_explained_and_unused_columns_are_named(log_file: Path, clock: FakeClock, folder: Path) -> None:
    (folder / "strong.csv").write_text(STRONG.replace("RPE\n", "RPE,Mood\n").replace(",8\n", ",8,fine\n"))
    async with opened(log_file, clock, "import", (140, 40)) as (app, pilot):
        await press(app, pilot, "enter")
        marks = {line.split()[0].strip("▸") for line in seen(app).splitlines() if "deadlift" in line.lower()}
        legend = {"=": "= known", "~": "~ by another name", "+": "+ new exercise", "?": "? your choice"}
        assert marks & legend.keys()
        for mark in marks & legend.keys():
            assert legend[mark] in seen(app)
        await press(app, pilot, "x")
        assert "- left out" in seen(app)
        assert "not used: Mood (1 value)" in seen(app)


async def test_the_journal_beside_a_log_is_no_file_to_import(log_file: Path, clock: FakeClock, folder: Path) -> None:
    (folder / "hinge-log.db.journal-bb918068ac74b93.jsonl").write_text("{}\n")
    async with opened(log_file, clock, "import") as (app, _):
        assert "strong.csv" in seen(app)
        assert "journal" not in seen(app)


@pytest.mark.parametrize(
    "typed",
    [
        "{folder}/strong.csv",
        "/{folder}/strong.csv",
        "/~/strong.csv",
        "/strong.csv",
        "/./strong.csv",
        "/'{folder}/strong.csv'",
    ],
)
async def test_a_path_is_read_as_it_is_typed_also_by_its_first_slash(
    log_file: Path, clock: FakeClock, folder: Path, typed: str
) -> None:
    (folder / "more.txt").write_text("a newer file stands first")
    async with opened(log_file, clock, "import") as (app, pilot):
        keys = ["slash" if each == "/" else each for each in typed.format(folder=folder)]
        await press(app, pilot, *keys, "enter")
        assert "Import strong.csv" in seen(app)


async def test_the_slash_that_opens_the_field_stands_in_it(log_file: Path, clock: FakeClock, folder: Path) -> None:
    async with opened(log_file, clock, "import") as (app, pilot):
        await press(app, pilot, "slash", *"nowhere", "slash", *"h.csv")
        assert "/nowhere/h.csv" in seen(app)
        await press(app, pilot, "enter")
        assert "h.csv is not there" in app.here.status


async def test_a_pasted_path_is_in_the_field(log_file: Path, clock: FakeClock, folder: Path) -> None:
    async with opened(log_file, clock, "import") as (app, pilot):
        app.post_message(events.Paste(f"'{folder}/strong.csv'"))
        await press(app, pilot, "enter")
        assert "Import strong.csv" in seen(app)
