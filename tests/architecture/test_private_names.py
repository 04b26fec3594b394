"""No private name of a library is used: an upgrade may change one without a word, and the app would not start."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from importlib import import_module

import pytest

from tests.architecture.source import imports, modules, outside

DRAWING = [name for name in modules() if any(outside(each.name) == "textual" for each in imports(name))]


OURSELVES = ("self", "cls", "super()", "self.app", "self.screen")


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.endswith("__")


def classes(module: str) -> Iterator[tuple[ast.ClassDef, type]]:
    """The classes that a module defines, as source and as they are."""
    loaded = import_module(module)
    for node in modules()[module].body:
        if isinstance(node, ast.ClassDef):
            made = getattr(loaded, node.name)
            assert isinstance(made, type)
            yield node, made


def private_names_of_bases(made: type) -> frozenset[str]:
    """The underscore names of the bases that are Textual's: attributes of the classes, and those their code sets."""
    names: set[str] = set()
    for base in made.__mro__:
        if outside(base.__module__) == "textual":
            names |= {name for name in vars(base) if is_private(name)} | attributes_set(base)
    return frozenset(names)


_SET: dict[type, frozenset[str]] = {}


def attributes_set(base: type) -> frozenset[str]:
    """The underscore attributes that a class of Textual gives itself in its methods."""
    if base not in _SET:
        try:
            tree = ast.parse(inspect.cleandoc("\n" + inspect.getsource(base)))
        except (OSError, TypeError, SyntaxError):
            tree = ast.Module([], [])
        _SET[base] = frozenset(
            node.attr
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and is_private(node.attr)
        )
    return _SET[base]


def own_names(node: ast.ClassDef) -> Iterator[tuple[int, str]]:
    """The underscore names that a class of ours defines, or reads and sets of itself, with their lines."""
    for each in node.body:
        if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield each.lineno, each.name
        targets = (
            each.targets if isinstance(each, ast.Assign) else [each.target] if isinstance(each, ast.AnnAssign) else []
        )
        for target in targets:
            if isinstance(target, ast.Name):
                yield each.lineno, target.id
    for part in ast.walk(node):
        if isinstance(part, ast.Attribute) and ast.unparse(part.value) in OURSELVES:
            yield part.lineno, part.attr


def clashes(node: ast.ClassDef, made: type) -> list[tuple[int, str]]:
    theirs = private_names_of_bases(made)
    return sorted({(line, name) for line, name in own_names(node) if is_private(name) and name in theirs})


@pytest.mark.parametrize("module", DRAWING)
def test_no_class_defines_or_reads_a_private_name_of_textual(module: str) -> None:
    for node, made in classes(module):
        assert not clashes(node, made), f"{module}.{node.name}"


@pytest.mark.parametrize("module", sorted(modules()))
def test_no_private_name_of_a_library_is_imported(module: str) -> None:
    for node in ast.walk(modules()[module]):
        if isinstance(node, ast.ImportFrom) and node.module and outside(node.module) not in ("hinge_log", "__future__"):
            private = [each.name for each in node.names if is_private(each.name)]
            private += [part for part in node.module.split(".") if is_private(part)]
            assert not private, f"{module}, line {node.lineno}: {node.module}"


def test_the_check_sees_a_private_name() -> None:
    from textual.widget import Widget

    class Ours(Widget):
        pass

    source = "class Ours(Widget):\n    def _size_updated(self):\n        return self._render_content()\n"
    node = ast.parse(source).body[0]
    assert isinstance(node, ast.ClassDef)
    assert [name for _, name in clashes(node, Ours)] == ["_size_updated", "_render_content"]
