"""What a user typed is never read as markup: "felt 8/10 [/ hips" must not end the program or make a button."""

from __future__ import annotations

import ast

import pytest

from tests.architecture.source import imports, modules, outside
from tests.architecture.test_imports import UI

WIDGETS = {
    "Static", "Label", "OptionList", "Button", "Checkbox", "RadioButton", "Markdown", "Link", "Log", "RichLog",
    "Option", "Selection", "Tab", "TabPane", "Collapsible", "Tooltip", "add_row",
}  # fmt: skip
TITLES = {"border_title", "border_subtitle", "tooltip"}
"""Attributes of a widget whose text is read as markup when it is a plain string."""
PANES = {"Tab", "TabPane", "Collapsible"}
"""Widgets of which the first argument is a text and the others are widgets."""

SAFE_CALLS = {"Content", "Text", "prompt"}
"""What makes styled text without markup; `prompt` is the method of a row that gives such a text."""


def problems(tree: ast.AST) -> list[tuple[int, str]]:
    """Calls through which a text could be read as markup, as (line, call)."""
    found = []
    ours = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("hinge_log.charts")
        for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            titled = any(isinstance(each, ast.Attribute) and each.attr in TITLES for each in node.targets)
            if titled and not _fixed(node.value):
                found.append((node.lineno, ast.unparse(node)))
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        plain = any(
            word.arg == "markup" and isinstance(word.value, ast.Constant) and word.value.value is False
            for word in node.keywords
        )
        markup = name in ("from_markup", "from_rich_text", "visualize")
        said = name == "notify" and isinstance(node.func, ast.Attribute) and not plain
        texts = node.args[:1] if name in PANES else node.args
        drawn = name in WIDGETS - ours and not plain and not all(map(_fixed, texts))
        if markup or said or drawn:
            found.append((node.lineno, ast.unparse(node)))
    return found


def _fixed(argument: ast.expr) -> bool:
    if isinstance(argument, ast.Constant):
        return True
    return isinstance(argument, ast.Call) and ast.unparse(argument.func).rpartition(".")[2] in SAFE_CALLS


DRAWING = [name for name in sorted(modules()) if any(outside(each.name) in UI for each in imports(name))]


@pytest.mark.parametrize("module", DRAWING)
def test_text_reaches_the_screen_as_it_is(module: str) -> None:
    assert problems(modules()[module]) == []


@pytest.mark.parametrize(
    "source",
    [
        "Static(note)",
        "Label(f'{name}')",
        "Label(name, markup=True)",
        "self.notify(text)",
        "self.app.notify(text, timeout=3)",
        "Text.from_markup(text)",
        "OptionList(*names)",
        "widgets.Static('a' + name)",
        "panel.border_title = name",
        "row.tooltip = f'{note}'",
        "table.add_row(name)",
        "Option(name)",
    ],
)
def test_the_reader_sees_what_is_dangerous(source: str) -> None:
    assert problems(ast.parse(source))


@pytest.mark.parametrize(
    "source",
    [
        "Static(note, markup=False)",
        "Label('Sets')",
        "Static()",
        "Static(Content(note))",
        "panel.border_title = Content(name)",
        "panel.tooltip = None",
        "self.notify(text, markup=False)",
    ],
)
def test_the_reader_lets_pass_what_is_safe(source: str) -> None:
    assert not problems(ast.parse(source))
