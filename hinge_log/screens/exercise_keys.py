"""The tabs and keys of the page of an exercise."""

from __future__ import annotations

from collections.abc import Sequence

from hinge_log.screens.main_screen import BarKey

TABS = {
    "figure": ("Figure", "Figure"), "checks": ("Checks", "Checks"), "faults": ("Faults", "Faults"),
    "history": ("History", "Past"), "notes": ("Notes", "Note"), "settings": ("Settings", "Set"),
}  # fmt: skip
"""The tabs with their names, and shorter ones for a narrow screen."""

HELP_GROUPS = (
    ("The figure", ("exercise.play", "exercise.step", "exercise.step.back", "exercise.fault",
                    "exercise.fault.back", "exercise.layout")),
    ("Tabs and lists", (*(f"exercise.tab.{n}" for n in range(1, len(TABS) + 1)), "exercise.up", "exercise.down",
                        "exercise.pageup", "exercise.pagedown", "exercise.top", "exercise.end",
                        "exercise.open")),
    ("The exercise", ("exercise.cue", "exercise.gym", "exercise.add", "exercise.compare", "exercise.next",
                      "exercise.previous")),
)  # fmt: skip


def tab_keys(tab: str, play: str) -> Sequence[BarKey]:
    """The key bar of a tab; `play` is what its key does to the figure, "" without one."""
    following = list(TABS)[(list(TABS).index(tab) + 1) % len(TABS)]
    tabs = BarKey(("exercise.tab.1", f"exercise.tab.{len(TABS)}"), "tabs", f"tab('{following}')")
    back = BarKey(("back",), "back", "back")
    more = (BarKey(("cues",), "cues", "cue"), BarKey(("form.view",), "form", "form_view"), back)
    cue = BarKey(("exercise.cue",), "your cue", "edit")
    last = (BarKey(("exercise.add",), "add", "add"), BarKey(("exercise.next",), "next lift", "lift_by(1)"))
    choose = BarKey(("exercise.up", "exercise.down"), "choose", "rows('cursor_down')")
    step = ("exercise.step.back", "exercise.step")
    if tab == "figure" and play:
        played = (BarKey(("exercise.play",), play, "show_figure"), BarKey(step, "step", "turn(1)"))
        layout = BarKey(("exercise.layout",), "layout", "layout")
        return (*played, BarKey(("exercise.fault",), "next fault", "fault(1)"), tabs, *more, layout, cue, *last)
    if tab == "notes":
        return (cue, tabs, *more, *last)
    if tab == "settings":
        first = (choose, BarKey(step, "change", "turn(1)"), BarKey(("exercise.open",), "type", "open"))
        default = BarKey(("exercise.gym",), "gym default", "as_gym")
        return (*first, default, BarKey(("undo",), "undo", "undo"), tabs, *more, cue, *last)
    word = {"history": "open", "faults": "figure"}.get(tab)
    opens = (BarKey(("exercise.open",), word, "open"),) if word else ()
    return (choose, *opens, tabs, *more, cue, *last)
