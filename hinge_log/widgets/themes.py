"""Colours: the themes slate (dark), chalk (light) and a high-contrast one; and what is drawn without colour or Unicode.

Blue is what is chosen or done, orange is a fault, yellow is what asks; no state is told by colour alone.
"""

from __future__ import annotations

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.theme import Theme

from hinge_log.charts.cells import in_ascii

SLATE = Theme(
    "slate",
    primary="#7CC4F0", secondary="#93A1AB", accent="#F0E442", warning="#E69F00", error="#E69F00", success="#7CC4F0",
    foreground="#ECE8DC", background="#10161A", surface="#1D272D", panel="#1D272D", dark=True,
    variables={"hl-muted": "#9AA7B0", "hl-dim": "#79868F", "hl-grid": "#4A565E", "hl-ask": "#F0E442"},
)  # fmt: skip
CHALK = Theme(
    "chalk",
    primary="#0060A0", secondary="#5A5F64", accent="#7A5200", warning="#A04F00", error="#A04F00", success="#0060A0",
    foreground="#1B1B19", background="#FBF9F4", surface="#ECE8DD", panel="#ECE8DD", dark=False,
    variables={"hl-muted": "#54595E", "hl-dim": "#666B70", "hl-grid": "#B4AFA2", "hl-ask": "#6E4A00"},
)  # fmt: skip
CONTRAST = Theme(
    "contrast",
    primary="#66D9FF", secondary="#FFFFFF", accent="#FFFF00", warning="#FFB000", error="#FFB000", success="#66D9FF",
    foreground="#FFFFFF", background="#000000", surface="#262626", panel="#262626", dark=True,
    variables={"hl-muted": "#E0E0E0", "hl-dim": "#C8C8C8", "hl-grid": "#909090", "hl-ask": "#FFFF00"},
)  # fmt: skip
MONO = Theme(
    "mono",
    primary="#FFFFFF", secondary="#FFFFFF", accent="#FFFFFF", warning="#FFFFFF", error="#FFFFFF", success="#FFFFFF",
    foreground="#FFFFFF", background="#000000", surface="#000000", panel="#000000", dark=True,
    variables={
        "hl-muted": "#FFFFFF", "hl-dim": "#FFFFFF", "hl-grid": "#FFFFFF", "hl-ask": "#FFFFFF",
        "input-cursor-text-style": "reverse", "block-cursor-text-style": "bold reverse",
        "block-cursor-blurred-text-style": "reverse", "block-hover-background": "#000000",
    },
)  # fmt: skip
"""For a terminal without colour: what the library marks by colour alone is marked by reverse."""
THEMES = (SLATE, CHALK, CONTRAST)


def variable_defaults(*, dark: bool) -> dict[str, str]:
    """What the variables of ours are in a theme that does not name them."""
    return dict((SLATE if dark else CHALK).variables)


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


@lru_cache(1024)
def _bare(style: Style, background: str) -> Style:
    bare = style.without_color
    surface = style.bgcolor and style.bgcolor.triplet
    if surface and surface.hex.lower() != background.lower() and not style.reverse:
        bare += Style(reverse=True)
    return bare + Style.from_meta(style.meta) if style.meta else bare
