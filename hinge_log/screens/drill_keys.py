"""The keys of a guided drill: its key bar, its large keys, and its bindings by what they are for."""

from __future__ import annotations

from collections.abc import Sequence

from textual.binding import Binding

from hinge_log.screens.main_screen import BarKey
from hinge_log.training.drills import CONTACTS, Player
from hinge_log.training.workout import LABELS
from hinge_log.widgets.key_bar import KeyHint

CONTACT_KEYS = dict(zip(CONTACTS, "hbt", strict=True))
"""The key of each contact of the stick."""

DIGIT_BINDINGS = (
    *(
        Binding(
            str(n), f"digit({n})", "form", id=f"drill.{n}", tooltip=f"form {n}, {LABELS[n]}; in the list: check {n}"
        )
        for n in LABELS
    ),
    *(Binding(str(n), f"digit({n})", "check", id=f"drill.{n}", tooltip=f"check {n} failed") for n in range(6, 10)),
)
"""Rate the set; in the list, mark a check."""

CONTACT_BINDINGS = (
    *(
        Binding(key, f"contact('{contact}')", contact, id=f"drill.{key}", tooltip=f"the {contact} lost the stick first")
        for contact, key in CONTACT_KEYS.items()
    ),
)

HELP_GROUPS = (
    ("The drill", tuple(f"drill.{word}" for word in ("pause", "skip", "restart", "more", "less", "mute", "leave"))),
    ("How it went", (*(f"drill.{n}" for n in LABELS), "drill.check", "drill.done", "drill.judge", "drill.pain")),
    ("Checks", (*(f"drill.{n}" for n in range(6, 10)), *(f"drill.{key}" for key in CONTACT_KEYS.values()))),
)


def check_keys(items: int) -> Sequence[BarKey | str]:
    """The key bar while the checks are marked."""
    failed, discard = (
        BarKey(("drill.1", f"drill.{min(9, items)}"), "failed"),
        BarKey(("drill.leave",), "discard", "leave"),
    )
    return (failed, "drill.done", "drill.judge", "drill.pain", discard)


def drill_keys(player: Player, *, has_load: bool, is_muted: bool) -> Sequence[BarKey | str]:
    """The key bar of the drill."""
    start = BarKey(("drill.pause",), "pause" if player.running else "go", "start_stop")
    amount = BarKey(("drill.more", "drill.less"), "distance" if player.plan.distance else "load", "amount(1)")
    amounts = (amount,) if player.plan.distance or has_load else ()
    mute = BarKey(("drill.mute",), "unmute" if is_muted else "mute", "mute")
    return (start, "drill.skip", *amounts, "drill.check", "drill.leave", "drill.restart", mute, "drill.pain")


def touch_keys(player: Player, judge: str, *, is_checking: bool) -> tuple[KeyHint, ...]:
    """The large keys: `judge` is who judges the set, in words."""
    if is_checking:
        return (KeyHint("", "SAVE", "confirm"), KeyHint("", judge, "judge"), KeyHint("", "discard", "leave"))
    main = KeyHint("", "PAUSE" if player.running else "GO", "start_stop")
    return (main, KeyHint("", "skip", "skip"), KeyHint("", "fault", "check"))
