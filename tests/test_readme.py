"""What the README says is what the program does."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from textual.binding import Binding, BindingType

from hinge_log.cli.main import COMMANDS
from hinge_log.exchange.plan_toml import plan_of
from hinge_log.exercises.catalogue import load
from hinge_log.screens.keys import GLOBAL_BINDINGS, KEY_LABELS
from hinge_log.screens.log import LogScreen
from hinge_log.training import plan_text
from hinge_log.training.entry import parse
from hinge_log.training.entry_model import Shown
from tests.support import ROOT, kg

README = (ROOT / "README.md").read_text(encoding="utf-8")
SHELL = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)


def table(mark: str) -> list[list[str]]:
    """The cells of the table after a mark, without its head."""
    after = README.split(f"<!-- {mark} -->", 1)[1].lstrip().split("\n\n", 1)[0]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in after.splitlines()[2:]]


def documented(bindings: Sequence[BindingType]) -> list[list[str]]:
    rows = []
    for binding in bindings:
        assert isinstance(binding, Binding)
        keys = [KEY_LABELS.get(key, key) for key in binding.key.split(",")]
        if binding.show and binding.tooltip:
            rows.append([" ".join(f"`{key}`" for key in keys), binding.tooltip])
    return rows


def test_the_keys_of_every_screen_are_as_the_readme_has_them() -> None:
    assert table("keys:everywhere") == documented(GLOBAL_BINDINGS)


def test_the_keys_of_the_log_screen_are_as_the_readme_has_them() -> None:
    own = [each for each in LogScreen.BINDINGS if each not in GLOBAL_BINDINGS]
    in_the_check = [each for each in documented(own) if "in the check panel:" not in each[1]]
    in_the_check = [each for each in in_the_check if "check panel: judged" not in each[1]]
    assert table("keys:log") == in_the_check


@pytest.mark.parametrize("row", table("entries"))
def test_what_the_readme_types_can_be_typed(row: list[str]) -> None:
    shown = Shown(kg("100"), 5, items=tuple((f"item-{n}", ()) for n in range(1, 10)))
    for typed in re.findall(r"`([^`]+)`", " ".join(row)):
        assert parse(typed, shown)


@pytest.mark.parametrize("row", table("sets"))
def test_what_the_readme_plans_can_be_planned(row: list[str]) -> None:
    assert plan_text.read_line(row[0].strip("`").replace(r"\|", "|")).all_sets


def test_the_plan_of_the_readme_is_a_plan() -> None:
    (text,) = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    plan = plan_of(text, load().find, file="README.md")
    assert [lift.exercise for day in plan.days for lift in day.lifts] == ["deadlift-conventional"]


def test_every_command_of_the_readme_exists() -> None:
    commands = set(re.findall(r"^hinge-log ([a-z]+)", "\n".join(SHELL), re.MULTILINE))
    commands |= set(re.findall(r"`hinge-log ([a-z]+)", README))
    assert commands <= set(COMMANDS)
    assert {"log", "trend", "import"} <= commands


def test_every_picture_of_the_readme_is_there() -> None:
    pictures = re.findall(r"!\[[^]]+\]\(([^)]+)\)", README)
    assert len(pictures) >= 4
    for path in pictures:
        assert (ROOT / path).read_text(encoding="utf-8").startswith("<svg")
