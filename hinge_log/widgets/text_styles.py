"""Rows of (text, style name), as `hinge_log.charts` makes them, in the colours of the theme.

A style name may end in ">action": the text is then a link that runs this action of the screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from textual.content import Content
from textual.style import Style

from hinge_log.charts.cells import Row, drawable

STYLES = {
    "": "", "text": "", "big": "", "choice": "on $surface",
    "strong": "bold", "cursor": "bold", "muted": "$hl-muted", "title": "$hl-muted", "whisker": "$hl-muted",
    "prop": "$hl-muted", "plate": "$hl-grid", "ghost": "$hl-dim", "body": "", "load": "bold", "move": "$hl-ask",
    "dim": "$hl-dim", "grid": "$hl-grid", "floor": "$hl-grid", "plumb": "$hl-grid",
    "data": "$primary", "quick": "$primary", "good": "$primary", "line": "$hl-ask", "fault": "$warning",
    "chosen": "bold $primary", "seen": "bold $primary", "ask": "bold $hl-ask", "mark": "bold $warning",
    "taken": "bold $background on $primary", "primary": "bold $background on $primary",
    "bar": "on $surface", "barstrong": "bold on $surface", "barmuted": "$hl-muted on $surface",
    "button": "on $surface", "buttonkey": "bold $primary on $surface", "choicekey": "bold $primary on $surface",
    "hover": "on $surface-lighten-1",
}  # fmt: skip
"""Style names and what they look like; a literal style, since an opaque background of a component class is lost
in `Content` (Textual 8.2.8)."""

_BOLD_IN_MONO = frozenset(
    ("strong", "barstrong", "chosen", "ask", "cursor", "seen", "fault", "mark", "buttonkey", "choicekey")
)
_REVERSE_IN_MONO = frozenset(("primary", "taken", "hover"))


def style_of(name: str, *, mono: bool = False) -> str:
    """The look of a style name without its action; without colour, bold and reverse take the place of colour."""
    if not mono:
        return STYLES.get(name, "")
    return "bold reverse" if name in _REVERSE_IN_MONO else "bold" if name in _BOLD_IN_MONO else ""


@lru_cache(2048)
def link_style(action: str) -> Style:
    """The part of a style that makes a text run an action of its screen when it is clicked."""
    return Style.from_meta({"@click": f"screen.{action}"})


def to_content(rows: Iterable[Row], *, mono: bool = False) -> Content:
    """Rows as one text of several lines; what is no printable character is shown as a replacement character."""
    return Content("\n").join(row_to_content(row, mono=mono) for row in rows)


def row_to_content(row: Sequence[tuple[str, str]], *, mono: bool = False) -> Content:
    """One row as a text."""
    parts = []
    for text, styled in row:
        name, _, action = styled.partition(">")
        content = Content.styled(drawable(text), style_of(name, mono=mono))
        parts.append(content.stylize(link_style(action)) if action else content)
    return Content.assemble(*parts)
