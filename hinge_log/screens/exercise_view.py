"""The tabs and keys of the page of an exercise."""

from __future__ import annotations

from hinge_log.screens.keys import Bar, BarKey

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


def tab_keys(tab: str, play: str) -> Bar:
    """The key bar of a tab; `play` is what its key does to the figure, "" without one."""
    following = list(TABS)[(list(TABS).index(tab) + 1) % len(TABS)]
    tabs = BarKey(("exercise.tab.1", f"exercise.tab.{len(TABS)}"), "tabs", f"tab('{following}')")
    more, last = (tabs, "cues", "form.view", "back"), ("exercise.add", "exercise.next")
    step = ("exercise.step.back", "exercise.step")
    if tab == "figure" and play:
        played = (BarKey(("exercise.play",), play, "show_figure"), BarKey(step, "step", "turn(1)"))
        return (*played, "exercise.fault", *more, "exercise.layout", "exercise.cue", *last)
    if tab == "notes":
        return ("exercise.cue", *more, *last)
    if tab == "settings":
        first = ("exercise.up exercise.down", BarKey(step, "change", "turn(1)"))
        typed = "exercise.open: type"
        return (*first, typed, "exercise.gym", "undo", *more, "exercise.cue", *last)
    word = {"history": "open", "faults": "figure"}.get(tab)
    opens = (BarKey(("exercise.open",), word, "open"),) if word else ()
    return ("exercise.up exercise.down", *opens, *more, "exercise.cue", *last)
