"""The list of plans: what it is read with and how it is shown, and moving in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hinge_log.charts.cells import Row
from hinge_log.charts.pages.parts import LOW, NARROW, Button, date_text
from hinge_log.charts.pages.plans_page import DayBlock, PlanEntry, PlansView, plans_rows
from hinge_log.charts.pages.plans_page import DayLift as LiftWords
from hinge_log.charts.plan_words import amount, asked, planned_loads, sets_in_words
from hinge_log.screens.context import Context
from hinge_log.screens.plan_offers import Offer, offers, stage_of
from hinge_log.screens.typing_screen import TypingScreen
from hinge_log.store import routines as kept
from hinge_log.store.journal import Change
from hinge_log.store.plans_read import Plans, read_days, read_plans
from hinge_log.store.store import Store
from hinge_log.training.routine import Routine
from hinge_log.training.routine_edit import braces

_Days = tuple[tuple[kept.DayLift, ...], ...]


@dataclass(frozen=True, slots=True)
class _Read:
    """What one visit to the log brings back: the plans, plans to begin with, and the days of the one at hand."""

    plans: Plans
    at: int
    offers: tuple[Offer, ...]
    days: _Days


class PlansBase(TypingScreen):
    """Shows the plans, and moves among them."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.plans = Plans()
        self.offered: tuple[Offer, ...] = ()
        self.offering = False
        self.picked = ""
        self.at = 0
        self.day: int | None = None
        self.days: _Days = ()
        self.taps_at = 0
        self._named = ""
        self._came_from = ""
        self._stage = 0

    # -- reading -------------------------------------------------------------------------------------------

    @property
    def routine(self) -> Routine | None:
        """The plan under the cursor: one of the log, or one to begin with."""
        every: Sequence[Routine | None] = (
            [each.routine for each in self.offered] if self.choosing else self.plans.routines
        )
        return every[self.at] if 0 <= self.at < len(every) else None

    @property
    def choosing(self) -> bool:
        """Whether plans to begin with are listed: because they were asked for, or because there are no others."""
        return self.offering or not self.plans.routines

    @property
    def lift(self) -> str:
        """The first lift of the day under the cursor."""
        routine = self.routine
        days = routine.days if routine else ()
        lifts = days[self.day_at].lifts if self.day_at < len(days) else ()
        return lifts[0].exercise if lifts else ""

    @property
    def day_at(self) -> int:
        """The place of the day under the cursor: at first the one whose turn it is."""
        routine = self.routine
        if routine is None or self.choosing:
            return 0
        turn = self.plans.turns[self.at] if self.day is None else self.day
        return max(0, min(turn, len(routine.days) - 1))

    def show_lift(self, key: str) -> None:
        """Put the cursor on a plan by its id; the key of an exercise leaves things as they are."""
        if key in {each.id for each in self.plans.routines}:
            self.picked, self.offering = key, False

    async def load(self) -> None:
        """Read the plans, and the one under the cursor whole."""
        self._take(await self.do(self._read))

    def _read(self, store: Store) -> _Read:
        plans = read_plans(store)
        ids = [each.id for each in plans.routines]
        wanted = self.picked or (plans.active if not self.plans.routines else "")
        at = ids.index(wanted) if wanted in ids else max(0, min(self.at, len(ids) - 1))
        offered: tuple[Offer, ...] = ()
        if self.offering or not ids:
            # Where one stands is worked out from the whole log: once is enough.
            self._stage = self._stage or stage_of(store, self.context)
            offered = offers(self._stage)
        if offered:
            at = min(self.at, len(offered) - 1)
        routine = offered[at].routine if offered else plans.routines[at]
        return _Read(plans, at, offered, self._whole(store, routine))

    def _whole(self, store: Store, routine: Routine | None) -> _Days:
        if routine is None:
            return ()
        return read_days(store, routine, self.context.exercise, today=self.context.today)

    def _take(self, read: _Read) -> None:
        self.plans, self.at, self.offered, self.days = read.plans, read.at, read.offers, read.days
        self.picked = "" if self.choosing else self.plans.routines[self.at].id

    async def _look(self) -> None:
        routine = self.routine
        self.days = await self.do(lambda store: self._whole(store, routine))

    def turned(self, changes: Sequence[Change]) -> None:
        """Put the cursor on the plan that came back or changed."""
        for change in changes:
            if change.entity == "routine":
                self.picked, self.offering = change.row, False

    # -- showing -------------------------------------------------------------------------------------------

    def rows(self, width: int, height: int) -> list[Row]:
        """The page for a size."""
        routine, unit = self.routine, self.context.gym.unit
        blocks = []
        for place, day in enumerate(routine.days if routine else ()):
            made = self.days[place] if place < len(self.days) else ()
            lifts = tuple(
                LiftWords(
                    self.context.name(lift.exercise),
                    amount(lift.sets),
                    asked(lift.sets, unit),
                    planned_loads(made[at].plan, unit) if at < len(made) else "",
                    mark,
                    sets_in_words(lift.sets, unit),
                    self.context.exercise(lift.exercise).name,
                )
                for at, (lift, mark) in enumerate(zip(day.lifts, braces(day), strict=True))
            )
            turn = not self.choosing and place == self.plans.turns[self.at]
            blocks.append(DayBlock(day.name or "Every time", lifts, turn, self._last(routine, day.name)))
        count = len(self.plans.routines)
        offer = self.offered[self.at] if self.choosing and self.at < len(self.offered) else None
        view = PlansView(
            plans=self._entries(),
            at=self.at,
            title=(offer.name if offer else routine.name if routine else "") or "Plans",
            days=tuple(blocks),
            day=self.day_at,
            words=offer.words if offer else "",
            right="no plan yet" if not count else f"{count} plan{'' if count == 1 else 's'}",
            status=self.status or (self._hint() if not self.entry.purpose else ""),
            keys=self.keys(),
            taps=self._taps(width, height),
            offering=self.choosing,
            asking=self._asking(),
            help_key=self.help_key,
            touch=self.context.look.mouse,
        )
        return plans_rows(view, width, height)

    def _entries(self) -> tuple[PlanEntry, ...]:
        if self.choosing:
            return tuple(PlanEntry(each.name, each.about) for each in self.offered)
        entries = []
        for place, each in enumerate(self.plans.routines):
            days = f"{len(each.days)} day{'' if len(each.days) == 1 else 's'}"
            turn = each.days[self.plans.turns[place]].name if each.days else ""
            last = self.plans.last(each.id)
            done = "never done" if last is None else date_text(last, weekday=False, today=self.context.today)
            about = f"{days}, {turn} next · {done}" if turn and len(each.days) > 1 else f"{days} · {done}"
            entries.append(PlanEntry(each.name, about, each.id == self.plans.active))
        return tuple(entries)

    def _last(self, routine: Routine | None, day: str) -> str:
        if routine is None or self.choosing:
            return ""
        last = self.plans.last(routine.id, day)
        return "never done" if last is None else f"last {date_text(last, today=self.context.today)}"

    def _hint(self) -> str:
        if self.choosing and not self.plans.routines:
            if self.size.width < NARROW:
                return "Take one; it can be changed."
            return "A plan says what is next. What you take can be changed."
        if self.choosing:
            return "What you take can be changed."
        if not self.plans.active:
            return f"{self.key_of('plans.use')} lets Today propose this plan."
        return ""

    def _asking(self) -> str:
        return {"rename": "Rename the plan", "name": "A name for the plan"}.get(self.entry.purpose, "")

    def _taps(self, width: int, height: int) -> tuple[Button, ...]:
        if self.entry.purpose or width >= NARROW:
            return ()
        if self.choosing:
            shown = [Button("TAKE IT", "open", chosen=True), Button("start", "start"), Button("back", "back")]
            return tuple(shown)
        routine = self.routine
        day = routine.days[self.day_at].name if routine and routine.days else ""
        start = Button(f"START {day}" if len(day) < 8 and height >= LOW else "START", "start", chosen=True)
        off = bool(routine) and routine is not None and routine.id == self.plans.active
        pages = (
            (start, Button("edit", "open"), Button("off Today" if off else "on Today", "use")),
            (Button("new", "new"), Button("copy", "copy"), Button("rename", "rename"), Button("delete", "delete")),
            (Button("up", "shift(-1)"), Button("down", "shift(1)"), Button("undo", "undo"), Button("redo", "redo")),
        )
        return (*pages[self.taps_at % len(pages)], Button("more", "more"))

    # -- moving --------------------------------------------------------------------------------------------

    def action_move(self, step: int) -> None:
        """Up or down the list."""
        self._to(self.at + step)

    def _to(self, place: int) -> None:
        count = len(self.offered) if self.choosing else len(self.plans.routines)
        place = max(0, min(count - 1, place))
        if place == self.at:
            return
        self.at, self.day, self.days, self.status = place, None, (), ""
        self.picked = "" if self.choosing else self.plans.routines[place].id
        self.paint()
        self.act(self._look())

    def action_day_by(self, step: int) -> None:
        """The next day of the plan, or the one before."""
        routine = self.routine
        if routine is not None and routine.days and not self.choosing:
            self.day = (self.day_at + step) % len(routine.days)
            self.say("")

    def action_more(self) -> None:
        """The next row of buttons."""
        self.taps_at += 1
        self.paint()
