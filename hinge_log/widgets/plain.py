"""The last say before anything is drawn: no colour at all, or nothing but ASCII."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from hinge_log.charts.cells import in_ascii


class Colourless(LineFilter):
    """Leaves bold, reverse and underline, and what can be clicked; no colour is written, not even the default one.

    A background that stands out from the terminal's, as that of the highlighted row of a list, becomes reverse.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Take the colours off."""
        black = background.hex
        return [Segment(text, style and _bare(style, black), control) for text, style, control in segments]


class AsciiOnly(LineFilter):
    """Writes every glyph that is not ASCII with one that is, each in its place; widgets of the library too."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Write the glyphs anew."""
        return [
            Segment(text if text.isascii() else in_ascii([((text, ""),)])[0][0][0], style, control)
            for text, style, control in segments
        ]


def filters(*, mono: bool, ascii_only: bool) -> Sequence[LineFilter]:
    """What an app has to pass its lines through."""
    return [*([Colourless()] if mono else []), *([AsciiOnly()] if ascii_only else [])]


@lru_cache(1024)
def _bare(style: Style, background: str) -> Style:
    bare = style.without_color
    surface = style.bgcolor and style.bgcolor.triplet
    if surface and surface.hex.lower() != background.lower() and not style.reverse:
        bare += Style(reverse=True)
    return bare + Style.from_meta(style.meta) if style.meta else bare
