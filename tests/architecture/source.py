"""The source of the package as the architecture tests read it: modules, and what each imports, by ast."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache

from tests.support import PACKAGE, ROOT


@dataclass(frozen=True)
class Import:
    """One imported module: `at_top` when it is imported with the importing module itself."""

    name: str
    line: int
    at_top: bool


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the package by its dotted name."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        found[name] = ast.parse(path.read_text(encoding="utf-8"), str(path))
    return found


@cache
def imports(module: str) -> tuple[Import, ...]:
    """What a module imports, anywhere in it; `from package import module` names the module."""
    found: list[Import] = []
    _walk(modules()[module], True, found)
    return tuple(found)


def _walk(node: ast.AST, at_top: bool, found: list[Import]) -> None:
    for child in ast.iter_child_nodes(node):
        inner = at_top and not isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
        if isinstance(child, ast.If) and ast.unparse(child.test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING"):
            inner = False
        if isinstance(child, ast.Import):
            found.extend(Import(alias.name, child.lineno, at_top) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert not child.level, "relative imports hide the layer"
            for alias in child.names:
                whole = f"{child.module}.{alias.name}"
                found.append(Import(whole if whole in modules() else str(child.module), child.lineno, at_top))
        _walk(child, inner, found)


def outside(name: str) -> str:
    """The distribution's package of a dotted name."""
    return name.partition(".")[0]
