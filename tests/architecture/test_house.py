"""Signs of a house that a reader finds the way in: short files, shallow classes, plain names, layout in the styles."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

from tests.architecture.source import modules

ROOT = Path(__file__).parents[2]
MOST_LINES = 450
LONGER = {"hinge_log/screens/log.py": 600}
"""The screen that answers to more keys than any other."""
DEEPEST = 2
DEEPER = {"CatalogueFile": 3}
"""The catalogue in one model: what its files and the user's own have in common is checked in one place."""
EMPTY_NAMES = frozenset({"found", "said", "taken", "kept", "given"})
"""Names that do not say what the value is."""
DRAWN = ("hinge_log.charts", "hinge_log.widgets", "hinge_log.screens", "hinge_log.app")
SIZES = ("width", "height", "columns")
SMALLEST_NUMBER = 10
"""Comparisons with less ask whether there is a row or two at all."""


def class_nodes() -> list[tuple[str, ast.ClassDef]]:
    return [(name, node) for name, tree in modules().items() for node in tree.body if isinstance(node, ast.ClassDef)]


def test_no_file_is_too_long_to_be_read_at_once() -> None:
    lengths = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8").count("\n") for path in files()}
    assert not {path: lines for path, lines in lengths.items() if lines > LONGER.get(path, MOST_LINES)}


def files() -> list[Path]:
    return sorted((ROOT / "hinge_log").rglob("*.py"))


def test_no_two_classes_have_one_name() -> None:
    counts = Counter(node.name for _, node in class_nodes() if not node.name.startswith("_"))
    assert not [name for name, count in counts.items() if count > 1]


def test_no_class_stands_on_a_tower() -> None:
    bases = {
        node.name: [ast.unparse(base).partition("[")[0].rpartition(".")[2] for base in node.bases]
        for module, node in class_nodes()
        if module != "hinge_log.errors"  # a kind of error is a kind of another one
    }

    def depth(name: str) -> int:
        return 1 + max((depth(base) for base in bases[name] if base in bases and base != name), default=0)

    assert not {name: depth(name) for name in bases if depth(name) > DEEPER.get(name, DEEPEST)}


def test_variables_say_what_they_hold() -> None:
    names = []
    for module, tree in modules().items():
        fields = {id(line.target) for node in ast.walk(tree) if isinstance(node, ast.ClassDef) for line in node.body
                  if isinstance(line, ast.AnnAssign)}  # fmt: skip
        for node in ast.walk(tree):
            is_stored = isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and id(node) not in fields
            if isinstance(node, ast.Name) and is_stored and node.id in EMPTY_NAMES:
                names.append(f"{module}, line {node.lineno}: {node.id}")
    assert not names


def is_size(node: ast.expr) -> bool:
    name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
    return name in SIZES


def is_large_number(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, int) and node.value >= SMALLEST_NUMBER


def test_no_size_is_compared_with_a_number() -> None:
    compared = []
    for module, tree in modules().items():
        if not module.startswith(DRAWN):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Compare):
                sides = [node.left, *node.comparators]
                if any(map(is_size, sides)) and any(map(is_large_number, sides)):
                    compared.append(f"{module}, line {node.lineno}: {ast.unparse(node)}")
    assert not compared, "layout belongs to the styles, or follows from what fits"
