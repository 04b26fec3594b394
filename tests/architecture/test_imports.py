from __future__ import annotations

import ast

import pytest

from tests.architecture.source import imports, modules, outside

UI = {"textual", "rich"}
HEAVY = UI | {"pydantic", "plotext", "sqlite_utils", "click", "platformdirs"}

DOORS = {"hinge_log.exercises.schema": {"pydantic"}, "hinge_log.exercises.build": set[str]()}
"""Modules that are loaded only where something from outside is validated, and what they may bring along."""

ALL = sorted(modules())


def within(name: str, package: str) -> bool:
    return name == package or (package != "hinge_log" and name.startswith(package + "."))


def draws(module: str) -> bool:
    """Whether a module belongs to the floors that know Textual."""
    return any(within(module, f"hinge_log.{name}") for name in ("widgets", "screens", "app"))


@pytest.mark.parametrize("module", ALL)
def test_nothing_heavy_is_imported_with_a_module(module: str) -> None:
    allowed = DOORS.get(module, set())
    if within(module, "hinge_log.cli"):
        allowed = {"click"}
    elif draws(module):
        allowed = UI
    for found in imports(module):
        if found.at_top and outside(found.name) in HEAVY:
            assert outside(found.name) in allowed, f"{module}, line {found.line}: {found.name}"
        if found.at_top and found.name in DOORS and module not in DOORS:
            raise AssertionError(f"{module}, line {found.line}: {found.name} is imported where it is needed")


def dialogs() -> set[str]:
    """Screens that others may open: those that only give a value back, and what all screens are made of."""
    found = {f"hinge_log.screens.{name}" for name in ("base", "context", "main_screen", "typing_screen")} | {
        "hinge_log.screens"
    }
    for module, tree in modules().items():
        if within(module, "hinge_log.screens.dialogs"):
            found.add(module)
        elif within(module, "hinge_log.screens"):
            bases = [
                ast.unparse(base) for node in ast.walk(tree) if isinstance(node, ast.ClassDef) for base in node.bases
            ]
            if any(kind in base for base in bases for kind in ("Modal", "Scroll", "Dialog")):
                found.add(module)
    return found


def part_of(module: str) -> str:
    """The screen that a file belongs to: `log_typing` is a part of `log`."""
    return module.rpartition(".")[2].partition("_")[0]


def draws_a_screen(module: str) -> bool:
    classes = [node for node in modules()[module].body if isinstance(node, ast.ClassDef)]
    return any("Screen" in ast.unparse(base) for node in classes for base in node.bases)


@pytest.mark.parametrize("module", [name for name in ALL if within(name, "hinge_log.screens")])
def test_a_screen_opens_dialogs_and_no_other_screen(module: str) -> None:
    screens = {name for name in ALL if within(name, "hinge_log.screens") and draws_a_screen(name)} - dialogs()
    for found in imports(module):
        assert not within(found.name, "hinge_log.app"), f"{module} imports the app"
        assert part_of(found.name) == part_of(module) or found.name not in screens, (
            f"{module}, line {found.line}: {found.name}"
        )


def test_packages_hold_nothing_but_what_they_name() -> None:
    for module, tree in modules().items():
        calls = [node for node in tree.body if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)]
        assert not calls, f"{module} does something when it is imported: line {calls[0].lineno}"


def test_the_time_is_asked_in_one_place() -> None:
    asked = {"time.time", "datetime.now", "date.today", "datetime.today", "datetime.utcnow", "time.localtime"}
    for module, tree in modules().items():
        if module == "hinge_log.clock":
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                found = any(called == each or called.endswith(f".{each}") for each in asked)
                assert not found, f"{module}, line {node.lineno}: {called}"


PRINTS = {"print", "click.echo", "click.secho", "sys.stdout.write", "sys.stderr.write", "sys.stdout.buffer.write"}


def test_commands_print_through_one_door() -> None:
    for module, tree in modules().items():
        if within(module, "hinge_log.cli") and module != "hinge_log.cli.output":
            calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) in PRINTS]
            assert not calls, f"{module}, line {calls[0].lineno}: {ast.unparse(calls[0])}"
