"""The everyday check-in: one key for the answer, one for where, and a spot check once a week."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from hinge_log.charts.cells import Row
from hinge_log.charts.everyday_words import legend, mark, share_line, streak_line, week_marks, weekdays
from hinge_log.charts.flow import LabelledFlow, tied
from hinge_log.clock import date_text
from hinge_log.screens.context import Context
from hinge_log.screens.dialogs.spot_check import Failures, SpotCheckDialog
from hinge_log.screens.keys import Bar, BarKey, HelpGroups, global_bindings, ids
from hinge_log.screens.main_screen import MainScreen
from hinge_log.store.everyday import answer, checks, forget, keep_spot, spots
from hinge_log.store.store import Store
from hinge_log.training import everyday
from hinge_log.widgets.keys import KeyHint, KeyRow
from hinge_log.widgets.panels import DrawnPanel, FlowPanel, PanelTitle

PLACE_KEYS = {
    "laundry": "a", "child": "b", "box": "c", "dishwasher": "d", "garden": "e", "car": "f", "bed": "i", "shoes": "j",
    "other": "h",
}  # fmt: skip
"""The letter of each place; g stays with the go menu."""

HISTORY_DAYS = 7 * 8
LAST_DAYS = 13
"""The last two weeks can be answered afterwards."""


@dataclass(frozen=True, slots=True)
class EverydayData:
    """The answers of the last weeks and all spot checks, oldest first."""

    checks: tuple[everyday.Check, ...]
    spots: tuple[everyday.Spot, ...]


class EverydayScreen(MainScreen[EverydayData]):
    """Asks whether one hinged when no one was watching."""

    CSS_PATH = "../styles/everyday.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(n), f"answer({n})", "answer", id=f"everyday.{n}", tooltip=everyday.WORDS[answer])
            for n, answer in enumerate(everyday.ANSWERS, 1)
        ),
        *(
            Binding(key, f"place('{place}')", place, id=f"everyday.{place}", tooltip=f"where you bent: {place}")
            for place, key in PLACE_KEYS.items()
        ),
        Binding("left", "day(-1)", "previous day", id="everyday.earlier", tooltip="previous day"),
        Binding("right", "day(1)", "later", id="everyday.later", tooltip="next day"),
        Binding("s", "spot_check", "spot check", id="everyday.spot", tooltip="check the last job you did"),
        Binding("x,delete", "forget", "clear", id="everyday.clear", tooltip="clear this day's answer"),
        *global_bindings(without=("cues", "form.view")),
    ]
    HELP_GROUPS: ClassVar[HelpGroups] = (
        ("Check-in", ids("everyday", "1 2 3 4 earlier later clear")),
        ("Where", tuple(f"everyday.{place}" for place in everyday.PLACES)),
        ("Spot check", ids("everyday", "spot")),
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.days_back = 0
        self.places_before_answer: tuple[str, ...] = ()

    def compose_body(self) -> Iterable[Widget]:
        """The question, its answers, where it came up, the last days, and one thing to practise."""
        yield Static(id="question", markup=False)
        yield KeyRow(id="answers")
        yield PanelTitle("Where you bent (optional)", id="places-title")
        yield KeyRow(id="places")
        yield PanelTitle(f"Last {LAST_DAYS + 1} days", id="days")
        yield DrawnPanel(id="strip")
        with VerticalScroll(id="practice", can_focus=False):
            yield FlowPanel(id="share")
            yield PanelTitle("Practise it", id="practise-title")
            yield Static(id="tip", markup=False)

    def read(self, store: Store) -> EverydayData:
        """The answers of late and the spot checks."""
        return EverydayData(checks(store, since=self.context.today - HISTORY_DAYS), spots(store))

    @property
    def day(self) -> int:
        """The day that is asked about."""
        return self.context.today - self.days_back

    @property
    def check(self) -> everyday.Check | None:
        """The answer of that day, or None."""
        known = self.data.checks if self.data else ()
        return next((each for each in known if each.day == self.day), None)

    @property
    def places(self) -> tuple[str, ...]:
        """The places of that day, also before it is answered."""
        return self.check.places if self.check else self.places_before_answer

    # -- showing -------------------------------------------------------------------------------------------

    def show(self, data: EverydayData) -> None:
        """Hand the values out."""
        today, ascii_only, check = self.context.today, self.context.ascii_only, self.check
        self.show_title(("Everyday hinge", "strong"), right=date_text(self.day))
        question = everyday.QUESTION if not self.days_back else (f"On {date_text(self.day)},", everyday.QUESTION[1])
        self.query_one("#question", Static).update("\n".join(question))
        answers, places = self.query_one("#answers", KeyRow), self.query_one("#places", KeyRow)
        narrow = self.has_class("-narrow") or self.has_class("-tiny")
        answers.columns, places.columns = (2, 3) if narrow else (4, 5)
        answers.keys = tuple(
            KeyHint(str(n), _SHORT[answer], f"answer({n})") for n, answer in enumerate(everyday.ANSWERS, 1)
        )
        answers.chosen = frozenset() if check is None else frozenset((everyday.ANSWERS.index(check.answer),))
        places.keys = tuple(
            KeyHint(self.key_of(f"everyday.{each}"), each, f"place('{each}')") for each in everyday.PLACES
        )
        places.chosen = frozenset(list(everyday.PLACES).index(each) for each in self.places)
        days = everyday.strip(data.checks, today)
        marks = [mark(each.answer if each else None, ascii_only=ascii_only) for each in days]
        current = len(days) - 1 - self.days_back
        self.query_one("#strip", DrawnPanel).drawing = partial(_strip_rows, weekdays(today), marks, current)
        shares = (share_line(data.checks, today), streak_line(data.checks, today)) if any(days) else ()
        meanings = legend(data.checks, today, ascii_only=ascii_only).split("   ")
        lines = ["   ".join(map(tied, meanings)), "; ".join(part for part in shares if part)]
        self.query_one("#share", FlowPanel).flow = LabelledFlow(tuple(("", line) for line in lines if line))
        weeks = week_marks(data.checks, today)
        by_week = f"Hinged, by week: {weeks}" if weeks else ""
        practice = (everyday.tip(data.checks, today), self._spot_line(data.spots), by_week)
        self.query_one("#tip", Static).update("\n".join(line for line in practice if line))

    def _spot_line(self, spot_checks: Sequence[everyday.Spot]) -> str:
        key = self.key_of("everyday.spot")
        if not spot_checks:
            return f"Press {key} for a spot check once a week: eight checks on the last thing you picked up."
        last = spot_checks[-1]
        passed = "" if last.percent is None else f", {last.percent} % passed"
        when = date_text(last.day, weekday=False, today=self.context.today)
        due = " A week ago: time for another?" if everyday.spot_due(spot_checks, self.context.today) else ""
        return f"Press {key} for a spot check. Last one: {when}{passed}.{due}"

    def bar(self) -> Bar:
        """The key bar."""
        last = self.key_of(f"everyday.{max(PLACE_KEYS, key=PLACE_KEYS.__getitem__)}")
        answers, places = (
            BarKey(("everyday.1", "everyday.4"), "answer"),
            BarKey(("everyday.laundry",), f"to {last} where"),
        )
        leave = "back: skip"
        return (answers, places, "everyday.earlier", "everyday.spot", leave, "everyday.clear", "go")

    # -- doing ---------------------------------------------------------------------------------------------

    def action_answer(self, number: int) -> None:
        """Save the answer of the day shown."""
        self.enqueue(self._answer(self.day, everyday.ANSWERS[number - 1], self.places))

    async def _answer(self, day: int, chosen: everyday.Answer, places: Sequence[str]) -> None:
        await self.save(
            lambda store: answer(store, day, chosen, places), f"{date_text(day)}: {everyday.WORDS[chosen]}."
        )
        self.places_before_answer = ()

    def action_place(self, place: str) -> None:
        """Say where it came up, or take that back."""
        self.enqueue(self._place(place))

    async def _place(self, place: str) -> None:
        check, before = self.check, self.places
        after = tuple(each for each in everyday.PLACES if (each in before) != (each == place))
        if check is None:
            self.places_before_answer = after
            self.status = "Saved with the answer. Press 1 to 4." if after else ""
            await self.load()
            return
        done = f"Where: {', '.join(after) or 'nowhere'}."
        await self.save(lambda store: answer(store, check.day, check.answer, after), done)

    def action_day(self, step: int) -> None:
        """The day before or after."""
        self.days_back = max(0, min(LAST_DAYS, self.days_back - step))
        self.places_before_answer, self.status = (), ""
        self.show_again()

    def action_forget(self) -> None:
        """Clear the answer of the day."""
        self.enqueue(self._forget(self.day))

    async def _forget(self, day: int) -> None:
        cleared = await self.with_store(lambda store: forget(store, day))
        await self.load()
        undo = f"{date_text(day)}: not answered. Press {self.key_of('undo')} to undo."
        self.status = undo if cleared else "Nothing to clear."

    def action_spot_check(self) -> None:
        """Open the spot check."""
        job = self.places[0] if self.places else "the last thing you picked up"
        items = self.context.catalogue.checklists[everyday.CHECKLIST].items
        self.app.push_screen(SpotCheckDialog(job, items), self._spot_check_closed)

    def _spot_check_closed(self, failures: Failures | None) -> None:
        if failures is not None:
            self.enqueue(self._save_spot_check(self.day, failures))

    async def _save_spot_check(self, day: int, failures: Failures) -> None:
        checklist = self.context.catalogue.checklists[everyday.CHECKLIST]
        place = self.check.places[0] if self.check and self.check.places else "other"
        form = everyday.spot_form(checklist, failures)
        passed = "" if form.percent is None else f"{form.percent} % of checks passed."
        fix = next((item.fix for item in checklist.items if failures.get(item.id)), "")
        done = " ".join(part for part in ("Spot check saved.", passed, fix) if part)
        await self.save(lambda store: keep_spot(store, day, place, failures, form.percent), done)


_SHORT = {
    everyday.Answer.ALWAYS: "almost always",
    everyday.Answer.HALF: "half the time",
    everyday.Answer.RARELY: "rarely",
    everyday.Answer.NONE: "nothing lifted",
}
"""The answers as buttons."""


def _strip_rows(names: Sequence[str], marks: Sequence[str], current: int, width: int, height: int) -> list[Row]:
    """The last days as marks, `current` the one that is shown; their names above them where these fit."""
    roomy = width >= 4 * len(marks)
    row: list[tuple[str, str]] = []
    for index, each in enumerate(marks):
        here = index == current
        style = "chosen" if here else "muted" if each in "·." else "data"
        row.append((("▸" if here else " ") + each + ("  " if roomy else ""), style))
    above = tuple((f"{name:<4}", "strong" if i == current else "muted") for i, name in enumerate(names))
    return [above, tuple(row)] if roomy else [tuple(row)]
