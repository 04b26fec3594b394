"""The themes: slate (dark), chalk (light) and a high-contrast one.

Blue is what is chosen or done, orange is a fault, yellow is what asks; no state is told by colour alone.
"""

from __future__ import annotations

from textual.theme import Theme

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
