"""Texts that are there to do harm, and a log that is full of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from hinge_log.store.store import Store
from tests.support import FakeClock, work

HOSTILE = (
    # markup of the libraries that draw
    "felt 8/10 [/ hips [@click=app.quit]x[/]", "[bold red]x[/bold red] [/]", "[@click=screen.log_set]press[/]",
    "[link=file:///etc/passwd]x[/link]", "[@click='app.push_screen(\"log\")']a[/", "[[[[[[[[]]]]]]]] [/][/]",
    "[on red]$primary[/] :smile: :warning:", "<b>x</b> &lt; &#27;[2J", "# not a heading\n- x\n```\n",
    # templates and shells
    "$(reboot) `x` %s %n %d {0} {x!r} {__class__}", "${HOME} ${jndi:ldap://x/a} #{x}", "; rm -rf ~ && true | cat &",
    "--help", "-rf", "@/etc/passwd", "!! !$ ~root",
    # escape sequences: OSC, CSI, DCS, C1, bells
    "\x1b]52;c;aGk=\x07 \x1b[2J\x1b[31mred", "\x9b31m \x90q\x9c \x9d0;x\x9c \x85", "\x1b]0;title\x1b\\\x1b[21t",
    "\x1bPq#0;2;0;0;0~-\x1b\\", "\x1b[?1049l\x1b[?1003l\x1bc", "\x1b_Gf=32;AAAA\x1b\\ \x1b^x\x1b\\",
    "\x07\x08\x08\x7f\x0e\x0f",
    "\x00", "a\x00b\r\nc\rd\x0b\x0ce",
    # characters that turn, hide or stack
    "‮ gnp.exe ⁦x⁩ \u200b\ufeff", "\u202a\u202b\u202d\u061cabc\u200e\u200f", "a\u2028b\u2029c\u0085d",
    "é" + "\u0301" * 40 + " zalgo", "\u0300\u0301\u0302", "👩‍👩‍👧‍👦 🏋️ 🇩🇪\U000e0067",
    "深蹲 デッドリフト 데드리프트 " * 6, "\ud800x\udfff",
    "\ufffe\uffff\U0010ffff\ue000", "\u00ad\u2060\u180e\u115f\u3164",
    # other programs' languages
    "'; DROP TABLE sets; --", "=cmd|'/c calc'!A1", "../../../etc/passwd\\..\\con.txt", '","="1\t@SUM(1)\n"', "a" * 2000,
)  # fmt: skip
"""Forty of them."""


def storable(text: str) -> str:
    """The text as SQLite takes it: half of a surrogate pair has no bytes in UTF-8 and comes in as a question mark."""
    return text.encode("utf-8", "replace").decode()


def made(path: Path, texts: Sequence[str]) -> None:
    """A log whose names and notes are these, in turn, written past every door as another program would."""
    name, cue, note, where = (storable(texts[place % len(texts)]) for place in range(4))
    with Store(str(path), clock=FakeClock()) as store:
        store.put_setting("first_run", True)
        added = store.log_lift("own:x", "x", [work("60", 5), work("70", 5)])
        store.log_lift("deadlift-conventional", "Deadlift", [work("100", 5)])
        set_id = added[0].id
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE exercise SET name = ?, cue = ? WHERE key = 'own:x'", (f"x{name}"[:120], cue))
        raw.execute("UPDATE workout SET name = ?, note = ?", (name, note))
        raw.execute("UPDATE lift SET note = ?", (where,))
        raw.execute("UPDATE sets SET note = ?, pain = 3, pain_where = ? WHERE id = ?", (note, where, set_id))
        raw.execute("UPDATE sets SET note = ? WHERE id <> ?", (cue, set_id))
