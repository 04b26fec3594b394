"""The keys of the list of exercises: its key bar, and its bindings by what they are for."""

from __future__ import annotations

from collections.abc import Sequence

from hinge_log.screens.main_screen import BarKey

LIST_KEYS = (
    BarKey(("exercises.open",), "open", "open"),
    BarKey(("exercises.search",), "search", "search"),
    BarKey(("exercises.add",), "add", "add"),
    BarKey(("exercises.filter.back", "exercises.filter"), "filter", "family(1)"),
    BarKey(("cues",), "cues", "cue"),
    BarKey(("go",), "go", "go_menu"),
    BarKey(("exercises.new",), "new", "new"),
    BarKey(("exercises.names",), "names", "aliases"),
    BarKey(("exercises.rename",), "rename", "rename"),
    BarKey(("exercises.merge",), "merge", "merge"),
    BarKey(("form.view",), "form", "form_view"),
)

HELP_GROUPS = (
    ("The list", ("exercises.up", "exercises.down", "exercises.pageup", "exercises.pagedown", "exercises.top",
                  "exercises.end", "exercises.search", "exercises.filter", "exercises.filter.back")),
    ("The exercise", ("exercises.open", "exercises.add", "exercises.names")),
    ("Your own", ("exercises.new", "exercises.rename", "exercises.merge", "exercises.delete")),
)  # fmt: skip


def search_keys(*, has_words: bool, is_new: bool) -> Sequence[BarKey]:
    """The key bar of the search field; `is_new` where the highlighted entry makes an exercise."""
    return (
        BarKey(("exercises.open",), "make it" if is_new else "open", "open"),
        BarKey(("exercises.up", "exercises.down"), "choose"),
        BarKey(("back",), "clear" if has_words else "leave", "back"),
    )
