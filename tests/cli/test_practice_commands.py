from __future__ import annotations

import io

import pytest

from hinge_log.cli.context import CliContext
from hinge_log.cli.practice import lead_drill
from hinge_log.store.store import Store

from .conftest import FixedClock, Hinge


class Typed(io.StringIO):
    """Lines typed at a terminal."""

    def isatty(self) -> bool:
        return True


def test_an_answer_is_kept_for_its_day_and_can_be_undone(hinge: Hinge) -> None:
    hinge("hinge", "half", "--where", "laundry,box")
    hinge("hinge", "always", "--at", "yesterday")
    days = hinge("hinge", "--json").json["answers"]
    assert days == [
        {"date": "2026-03-01", "answer": "always", "places": []},
        {"date": "2026-03-02", "answer": "half", "places": ["laundry", "box"]},
    ]
    hinge("undo")
    assert len(hinge("hinge", "--json").json["answers"]) == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [(["mostly"], 3), (["half", "--where", "moon"], 3), (["--where", "box"], 2), (["half", "--at", "2999-01-01"], 2)],
)
def test_an_answer_that_is_none_changes_nothing(hinge: Hinge, words: list[str], code: int) -> None:
    assert hinge("hinge", *words).code == code
    assert hinge("hinge", "--json").json["answers"] == []


def test_the_ladder_says_where_one_stands(hinge: Hinge) -> None:
    hinge("config", "set", "start_at", "barbell")
    stage = hinge("ladder", "--json").json["stage"]
    assert stage == 5
    assert f"You are at stage {stage}." in hinge("ladder").out


def test_a_drill_without_a_terminal_is_told_and_not_timed(hinge: Hinge) -> None:
    said = hinge("drill", "wall hinge")
    assert "3 sets of 8" in said.out
    assert "hinge-log log" in said.err


@pytest.fixture
def led(clock: FixedClock, log_file: object) -> CliContext:
    return CliContext(clock=clock)


def test_a_drill_is_led_and_its_sets_are_kept(
    led: CliContext, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    slept: list[float] = []
    monkeypatch.setattr("sys.stdin", Typed("4\n7\nn\n3 t\n\n"))
    assert lead_drill(led, "drill-dowel-hinge", sets=4, reps=2, sleep=slept.append) == 0
    out, _ = capsys.readouterr()
    assert "Set 1 of 4: get ready" in out
    assert sum(slept) > 4 * 2 * 3
    with Store(led.path) as store:
        rows = store.rows("SELECT reps, form, note FROM sets ORDER BY position")
    assert rows == [(2, 4, None), (2, 3, "first contact lost: tail"), (2, None, None)]
    led.close()


def test_a_wall_drill_keeps_its_distance(led: CliContext, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Typed("5\nq\n"))
    lead_drill(led, "wall hinge", cm=18, sleep=lambda _: None)
    with Store(led.path) as store:
        assert store.rows("SELECT distance_mm, form FROM sets") == [(180, 5)]
    led.close()
