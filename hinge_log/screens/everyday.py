"""The everyday check-in: one key for the answer, one for where, and a spot check once a week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType

from hinge_log.charts.cells import Row
from hinge_log.charts.everyday_words import legend, mark, run_line, share_line, week_marks, weekdays
from hinge_log.charts.pages.everyday_page import EverydayView, everyday_rows
from hinge_log.charts.pages.parts import date_text
from hinge_log.exercises.model import Item
from hinge_log.screens.base import COMMON, LogBookScreen
from hinge_log.screens.context import Context
from hinge_log.screens.main_screen import BarKey
from hinge_log.store.everyday import answer, checks, forget, keep_spot, spots
from hinge_log.store.store import Store
from hinge_log.training.everyday import (
    ANSWERS,
    CHECKLIST,
    PLACES,
    QUESTION,
    WORDS,
    Check,
    Spot,
    spot_due,
    spot_form,
    strip,
    tip,
)

PLACE_KEYS = dict(zip(PLACES, "abcdefih", strict=True))
"""The letter of each place; g stays with the go menu."""

KEPT_DAYS = 7 * 8
_HIDDEN = ("cues", "back", "form.view")


@dataclass(frozen=True, slots=True)
class _Read:
    checks: tuple[Check, ...]
    spots: tuple[Spot, ...]


class EverydayScreen(LogBookScreen):
    """Asks whether one hinged when no one was watching."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(
                str(n), f"digit({n})", "answer", id=f"everyday.{n}", tooltip=f"{WORDS[said]}; in a spot check: item {n}"
            )
            for n, said in enumerate(ANSWERS, 1)
        ),
        *(
            Binding(str(n), f"digit({n})", "item", id=f"everyday.{n}", tooltip=f"spot check: item {n} slipped")
            for n in range(5, 9)
        ),
        *(
            Binding(key, f"place('{place}')", place, id=f"everyday.{place}", tooltip=f"where it came up: {place}")
            for place, key in PLACE_KEYS.items()
        ),
        Binding("left", "day(-1)", "earlier", id="everyday.earlier", tooltip="the day before"),
        Binding("right", "day(1)", "later", id="everyday.later", tooltip="the day after"),
        Binding("s", "spot", "spot", id="everyday.spot", tooltip="spot check: the last job against the checklist"),
        Binding("enter", "confirm", "done", id="everyday.done", tooltip="spot check: keep it, the rest held"),
        Binding("x,delete", "forget", "clear", id="everyday.clear", tooltip="take the answer of this day away"),
        Binding("q,escape", "leave", "skip", id="everyday.leave", tooltip="leave; nothing has to be answered"),
        *[each for each in COMMON if not (isinstance(each, Binding) and each.id in _HIDDEN)],
    ]

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.found = _Read((), ())
        self.back_days = 0
        self.waiting: tuple[str, ...] = ()
        self.slips: dict[str, int | None] | None = None

    @property
    def day(self) -> int:
        """The day that is asked about."""
        return self.context.today - self.back_days

    @property
    def check(self) -> Check | None:
        """Its answer, or None."""
        return next((each for each in self.found.checks if each.day == self.day), None)

    @property
    def items(self) -> tuple[Item, ...]:
        """The everyday checklist."""
        return self.context.catalogue.checklists[CHECKLIST].items

    async def load(self) -> None:
        """Read the answers of late."""
        self.found = await self.do(self._read)

    def prepare(self, store: Store) -> None:
        """Read them before the app starts."""
        self.found = self._read(store)

    def _read(self, store: Store) -> _Read:
        return _Read(checks(store, since=self.context.today - KEPT_DAYS), spots(store))

    # -- showing -------------------------------------------------------------------------------------------

    def rows(self, width: int, height: int) -> list[Row]:
        """The page for a size."""
        context, today, known, own = self.context, self.context.today, self.found.checks, self.check
        chosen = own.places if own else self.waiting
        ascii_only = context.ascii_only
        shown = strip(known, today)
        caught = "; ".join(part for part in (share_line(known, today), run_line(known)) if part)
        weeks = week_marks(known, today)
        view = EverydayView(
            date=date_text(self.day, weekday=True),
            question=QUESTION if not self.back_days else (f"On {date_text(self.day)},", QUESTION[1]),
            answers=tuple(
                (str(n), WORDS[said], own is not None and own.answer is said) for n, said in enumerate(ANSWERS, 1)
            ),
            places=tuple(
                (key, place, place in chosen) for place, key in sorted(PLACE_KEYS.items(), key=lambda e: e[1])
            ),
            names=tuple(weekdays(today)),
            marks=tuple(mark(each.answer if each else None, ascii_only=ascii_only) for each in shown),
            at=len(shown) - 1 - self.back_days,
            legend=legend(known, today, ascii_only=ascii_only),
            share=caught if any(shown) else "",
            tip=tip(known, today),
            weeks=f"caught, week by week: {weeks}" if weeks else "",
            spot_line=self._spot_line(),
            status=self.status,
            keys=self.keys(),
            items=self.items,
            spot=self.slips,
            spot_place=self._job(),
            help_key=self.key_of("help"),
            touch=context.look.mouse,
        )
        return everyday_rows(view, width, height)

    def _job(self) -> str:
        places = self.check.places if self.check else self.waiting
        return places[0] if places else "the last thing you picked up"

    def _spot_line(self) -> str:
        key = self.key_of("everyday.spot")
        last = self.found.spots[-1] if self.found.spots else None
        if last is None:
            return f"{key}: spot check, once a week: the last thing you picked up, against eight points."
        kept = "" if last.percent is None else f", {last.percent}% held"
        when = date_text(last.day, weekday=False, today=self.context.today)
        due = " A week ago: time for another?" if spot_due(self.found.spots, self.context.today) else ""
        return f"{key}: spot check. Last one {when}{kept}.{due}"

    def bar(self) -> Sequence[BarKey]:
        """The key bar."""
        if self.slips is not None:
            return (
                BarKey(("everyday.1", "everyday.8"), "slipped", ""),
                BarKey(("everyday.done",), "the rest held", "confirm"),
                BarKey(("everyday.leave",), "leave", "leave"),
            )
        return (
            BarKey(("everyday.1", "everyday.4"), "answer", ""),
            BarKey(("everyday.laundry",), f"to {self.key_of('everyday.bed')} where", ""),
            BarKey(("everyday.earlier",), "yesterday", "day(-1)"),
            BarKey(("everyday.spot",), "spot check", "spot"),
            BarKey(("everyday.leave",), "skip", "leave"),
            BarKey(("everyday.clear",), "clear", "forget"),
            BarKey(("go",), "go", "go_menu"),
        )

    def help_groups(self) -> Sequence[tuple[str, Sequence[str]]]:
        """The bindings by what they are for."""
        return (
            (
                "Check-in",
                (*(f"everyday.{n}" for n in range(1, 5)), "everyday.earlier", "everyday.later", "everyday.clear"),
            ),
            ("Where", tuple(f"everyday.{place}" for place in PLACES)),
            (
                "Spot check",
                ("everyday.spot", "everyday.done", *(f"everyday.{n}" for n in range(5, 9)), "everyday.leave"),
            ),
        )

    # -- doing ---------------------------------------------------------------------------------------------

    def action_digit(self, number: int) -> None:
        """Answer, or mark an item of the spot check."""
        if self.slips is not None:
            self.action_item(number)
        elif number <= len(ANSWERS):
            self.action_answer(number)

    def action_answer(self, number: int) -> None:
        """Keep the answer of the day shown."""
        self.act(self._answer(number))

    async def _answer(self, number: int) -> None:
        day, said = self.day, ANSWERS[number - 1]
        places = self.check.places if self.check else self.waiting
        await self.do(lambda store: answer(store, day, said, places))
        self.waiting = ()
        await self.load()
        self.status = f"{date_text(day)}: {WORDS[said]}. {self.key_of('undo')} undoes."

    def action_place(self, place: str) -> None:
        """Say where it came up, or take that back."""
        if self.slips is None:
            self.act(self._place(place))

    async def _place(self, place: str) -> None:
        own = self.check
        before = own.places if own else self.waiting
        after = tuple(each for each in PLACES if (each in before) != (each == place))
        if own is None:
            self.waiting = after
            self.status = "Kept with the answer, 1 to 4." if after else ""
            return
        await self.do(lambda store: answer(store, own.day, own.answer, after))
        await self.load()
        self.status = f"Where: {', '.join(after) or 'nowhere'}. {self.key_of('undo')} undoes."

    def action_day(self, step: int) -> None:
        """The day before or after, two weeks back at most."""
        if self.slips is None:
            self.back_days = max(0, min(13, self.back_days - step))
            self.waiting, self.status = (), ""
            self.paint()

    def action_forget(self) -> None:
        """Take the answer of the day away."""
        if self.slips is None:
            self.act(self._forget())

    async def _forget(self) -> None:
        day = self.day
        gone = await self.do(lambda store: forget(store, day))
        await self.load()
        self.status = f"{date_text(day)}: not answered. {self.key_of('undo')} undoes." if gone else "Nothing to clear."

    def action_spot(self) -> None:
        """Open the spot check, or close it."""
        self._open(None if self.slips is not None else {})

    def _open(self, slips: dict[str, int | None] | None) -> None:
        self.slips, self.status = slips, ""
        self._keys.clear()
        self.paint()

    def action_item(self, number: int) -> None:
        """An item slipped; again: it could not be seen; again: it held."""
        if self.slips is not None and 1 <= number <= len(self.items):
            item = self.items[number - 1].id
            following: dict[int | None, int | None] = {0: 1, 1: None, None: 0}
            self.slips[item] = following[self.slips.get(item, 0)]
            self.paint()

    def action_confirm(self) -> None:
        """Keep the spot check."""
        if self.slips is not None:
            self.act(self._keep())

    async def _keep(self) -> None:
        slips = dict(self.slips or {})
        day = self.day
        place = self.check.places[0] if self.check and self.check.places else "other"
        version = self.context.catalogue.checklists[CHECKLIST].version
        form = spot_form(self.items, slips, version)
        await self.do(lambda store: keep_spot(store, day, place, slips, form.percent))
        await self.load()
        self._open(None)
        fix = next((item.fix for item in self.items if slips.get(item.id)), "")
        kept = "" if form.percent is None else f" {form.percent}% held."
        self.status = f"Spot check kept.{kept} {fix} {self.key_of('undo')} undoes.".replace("  ", " ")

    def action_leave(self) -> None:
        """Close the spot check, or leave the screen."""
        if self.slips is not None:
            self._open(None)
        else:
            self.action_back()
