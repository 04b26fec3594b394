"""Form over time, by load, by fault, and strength beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar, get_args

from textual.binding import Binding, BindingType

from hinge_log.charts.cells import Row, fit, text_width
from hinge_log.charts.colourless import undotted
from hinge_log.charts.family_view import family_view
from hinge_log.charts.fault_view import fault_at
from hinge_log.charts.form_chart import LineKind
from hinge_log.charts.keybar import keybar
from hinge_log.charts.pages.parts import title_bar
from hinge_log.charts.view import Mode, trend_view
from hinge_log.charts.words import session_at, step_cursor
from hinge_log.exercises.model import Exercise
from hinge_log.screens.base import COMMON, Go, LogBookScreen
from hinge_log.screens.context import Context
from hinge_log.screens.main_screen import BarKey
from hinge_log.store.store import Store
from hinge_log.store.trends import relatives, trend_data
from hinge_log.training.periods import plural, title
from hinge_log.training.trend import Basis, TrendData, only

SPANS: tuple[int | None, ...] = (4, 12, 26, 52, None)
MODES: tuple[Mode, ...] = get_args(Mode)
BASES: tuple[Basis, ...] = ("both", "felt", "seen")
MOST_READ = 12
"""Spans and lifts whose sets are kept while nothing is written: a lifter goes back and forth between them."""

_WORDS = {"time": "over time", "load": "by load", "fault": "faults", "strength": "strength"}


class FormScreen(LogBookScreen):
    """Shows how form moves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "cursor(-1)", "session", id="form.back", tooltip="the session before"),
        Binding("right,l", "cursor(1)", "session", id="form.on", tooltip="the session after"),
        Binding("plus,equals_sign", "zoom(-1)", "zoom", id="form.in", tooltip="fewer weeks: 4, 12, 26, 52, all"),
        Binding("minus", "zoom(1)", "zoom", id="form.out", tooltip="more weeks"),
        Binding("m", "mode", "view", id="form.mode", tooltip="over time, by load, faults, strength"),
        Binding("s", "line", "line", id="form.line", tooltip="line: median of five sessions, or weighted by time"),
        Binding("b", "basis", "felt or seen", id="form.basis", tooltip="ratings: felt, seen, or both"),
        Binding("y", "family", "family", id="form.family", tooltip="the lifts of the family side by side, or one"),
        Binding("up,k", "fault(-1)", "fault", id="form.fault_up", tooltip="faults: the one above"),
        Binding("down,j", "fault(1)", "fault", id="form.fault_down", tooltip="faults: the one below"),
        Binding("f", "formula", "formula", id="form.formula", tooltip="estimated one-rep maximum: Epley or Brzycki"),
        Binding("w", "warmups", "warm-ups", id="form.warmups", tooltip="show warm-ups, or not"),
        Binding("n", "lift_by(1)", "lift", id="form.next", tooltip="next lift"),
        Binding("p", "lift_by(-1)", "lift", id="form.previous", tooltip="previous lift"),
        Binding("enter", "open", "open", id="form.open", tooltip="open the workout under the cursor"),
        Binding("v", "back", "back", id="form.leave", tooltip="back to where you were"),
        *[each for each in COMMON if not (isinstance(each, Binding) and each.id == "form.view")],
    ]

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.key = ""
        self.mode: Mode = "time"
        self.span = 1
        self.cursor: str | None = None
        self.line_kind: LineKind = "median"
        self.warmups = False
        self.basis: Basis = "both"
        self.fault: str | None = None
        self.side_by_side = False
        self.whole: TrendData | None = None
        self.data: TrendData | None = None
        self.relatives: tuple[TrendData, ...] = ()
        self.shown: tuple[TrendData, ...] = ()
        self.used: list[str] = []
        self._stamp: object = None
        self._read_before: dict[tuple[str, int | None], TrendData] = {}

    @property
    def lift(self) -> str:
        """The key of the exercise shown."""
        return self.key

    def show_lift(self, key: str) -> None:
        """Show an exercise."""
        if key and key != self.key:
            self.key, self.cursor, self.fault = key, None, None

    async def load(self) -> None:
        """Read the sets of the weeks shown, of the lift or of its family."""
        await self.do(self._read)
        self._choose()

    def _choose(self) -> None:
        """Keep the ratings that are asked for, and the formula."""
        self.data = self._kept(self.whole) if self.whole else None
        self.shown = tuple(self._kept(each) for each in self.relatives)

    def _kept(self, data: TrendData) -> TrendData:
        formula = self.context.gym.formula
        return only(data if data.formula == formula else replace(data, formula=formula), self.basis)

    def _read(self, store: Store) -> None:
        self.used = [key for key, _ in store.used_exercises()]
        if not self.key:
            self.key = self.used[0] if self.used else ""
        if not self.key:
            self.whole = None
            return
        here = self.context.exercise(self.key)
        family = relatives(store, here, self.context.exercise) if self.side_by_side else (here,)
        stamp = (store.stamp(), self.context.today, self.context.gym.unit, self.context.catalogue)
        if stamp != self._stamp or len(self._read_before) > MOST_READ:
            self._stamp, self._read_before = stamp, {}
        self.relatives = tuple(self._data_of(store, exercise) for exercise in family)
        self.whole = self.relatives[0]

    def _data_of(self, store: Store, exercise: Exercise) -> TrendData:
        """The sets of the weeks shown: as they were read before, where nothing was written since."""
        weeks = SPANS[self.span]
        kept = self._read_before.get((exercise.id, weeks))
        if kept is None:
            kept = self._read_before[exercise.id, weeks] = trend_data(
                store,
                self.context.catalogue,
                exercise,
                today=self.context.today,
                weeks=weeks,
                unit=self.context.gym.unit,
            )
        return kept

    def rows(self, width: int, height: int) -> list[Row]:
        """The page for a size."""
        data = self.data or TrendData("", (), self.context.today - 83, self.context.today, self.context.gym.unit)
        head = self._head(data, width)
        if height < 3:
            return [head, ()][:height]
        if self.side_by_side and self.shown:
            body = family_view(
                self.shown,
                width,
                height - 2,
                self.key,
                line_kind=self.line_kind,
                warmups=self.warmups,
                ascii=self.context.ascii_only,
            )
        else:
            body = trend_view(
                data,
                width,
                height - 2,
                self.mode,
                self.cursor,
                line_kind=self.line_kind,
                warmups=self.warmups,
                fault=self.fault,
                ascii=self.context.ascii_only,
            )
        if self.context.mono:
            body = undotted(body)
        if self.status:
            body[-1] = ((" ", ""), (fit(self.status, width - 2), "muted"))
        return [head, *body, keybar(self.keys(), width, self.key_of("help"))]

    def _head(self, data: TrendData, width: int) -> Row:
        """What is shown, what it rests on, and for how long."""
        span = SPANS[self.span]
        weeks = "all" if span is None else f"{span} weeks"
        if self.side_by_side:
            lifts = sum(bool(each.working) for each in self.shown)
            rests = f"{plural(lifts, 'lift')} side by side" if lifts > 1 else "no other lift of it logged yet"
            name = self.context.exercise(self.key).family.replace("_", " ").capitalize()
        else:
            name, rests = self.context.name(self.key) if self.key else "no sets yet", title(data)
        end = weeks if self.basis == "both" else f"{self.basis}, {weeks}"
        said = [("Form · ", "barstrong"), (name, "barstrong")]
        for text in (rests, rests.replace(" working sets", ""), rests.partition(", ")[2].replace(" working sets", "")):
            if text and text_width(f" Form · {name}   {text}  {end} ") <= width:
                said.append((f"   {text}", "barmuted"))
                break
        return title_bar(said, end, width)

    def bar(self) -> Sequence[BarKey]:
        """The key bar."""
        if self.side_by_side:
            return (
                BarKey(("form.family",), "one lift", "family"),
                BarKey(("form.next",), "lift", "lift_by(1)"),
                BarKey(("form.in", "form.out"), "zoom", "zoom(1)"),
                BarKey(("form.basis",), "felt, seen", "basis"),
                BarKey(("back",), "back", "back"),
                BarKey(("form.line",), "line", "line"),
                BarKey(("go",), "go", "go_menu"),
            )
        if self.data is None or not self.data.working:
            # There is nothing to walk through: what is left is other weeks, another lift, or to go.
            weeks = [BarKey(("form.in", "form.out"), "zoom", "zoom(1)")] if self.key in self.used else []
            others = [BarKey(("form.next",), "lift", "lift_by(1)")] if set(self.used) - {self.key} else []
            return (BarKey(("back",), "back", "back"), *weeks, *others, BarKey(("go",), "go", "go_menu"))
        following = _WORDS[MODES[(MODES.index(self.mode) + 1) % len(MODES)]]
        return (
            BarKey(("form.back", "form.on"), "session", "cursor(1)"),
            BarKey(("form.in", "form.out"), "zoom", "zoom(1)"),
            BarKey(("form.mode",), following, "mode"),
            *([BarKey(("form.fault_up", "form.fault_down"), "fault", "fault(1)")] if self.mode == "fault" else []),
            *([BarKey(("form.formula",), "formula", "formula")] if self.mode == "strength" else []),
            BarKey(("form.next",), "lift", "lift_by(1)"),
            BarKey(("back",), "back", "back"),
            BarKey(("form.family",), "family", "family"),
            BarKey(("form.open",), "open", "open"),
            BarKey(("form.line",), "line", "line"),
            BarKey(("form.basis",), "felt, seen", "basis"),
            BarKey(("form.warmups",), "warm-ups", "warmups"),
            BarKey(("go",), "go", "go_menu"),
        )

    def help_groups(self) -> Sequence[tuple[str, Sequence[str]]]:
        """The bindings by what they are for."""
        return (
            (
                "What is shown",
                ("form.mode", "form.in", "form.out", "form.basis", "form.line", "form.warmups", "form.formula"),
            ),
            (
                "Sessions, faults and lifts",
                (
                    "form.back",
                    "form.on",
                    "form.open",
                    "form.fault_up",
                    "form.fault_down",
                    "form.next",
                    "form.previous",
                    "form.family",
                    "form.leave",
                ),
            ),
        )

    def _again(self, status: str = "") -> None:
        self.status = status
        self.paint()

    def action_cursor(self, step: int) -> None:
        """The session before or after."""
        if self.data is not None and not self.side_by_side:
            self.cursor = step_cursor(self.data, self.cursor, step)
            self._again()

    def action_zoom(self, step: int) -> None:
        """More or fewer weeks."""
        self.span = min(len(SPANS) - 1, max(0, self.span + step))
        self.status = ""
        self.act(self.load())

    def action_mode(self) -> None:
        """The next view."""
        if self.side_by_side:
            self.side_by_side = False
        else:
            self.mode = MODES[(MODES.index(self.mode) + 1) % len(MODES)]
        self._keys.clear()
        self._again()

    def action_line(self) -> None:
        """The other line."""
        self.line_kind = "weighted" if self.line_kind == "median" else "median"
        self._again(
            "Line: " + ("weighted, later sessions more" if self.line_kind == "weighted" else "median of 5 sessions")
        )

    def action_basis(self) -> None:
        """Felt ratings, seen ones, or both."""
        self.basis = BASES[(BASES.index(self.basis) + 1) % len(BASES)]
        self._choose()
        words = {
            "both": "Felt and seen ratings, kept apart.",
            "felt": "Felt ratings alone: your own of the moment.",
            "seen": "Seen ratings alone: by video or another person.",
        }
        self._again(words[self.basis])

    def action_family(self) -> None:
        """The family side by side, or one lift."""
        if not self.key:
            return
        self.side_by_side = not self.side_by_side
        self._keys.clear()
        self.status = ""
        self.act(self.load())

    def action_fault(self, step: int) -> None:
        """The fault above or below, in the view of faults."""
        if self.data is not None and self.mode == "fault" and not self.side_by_side:
            self.fault = fault_at(self.data, self.fault, step)
            self._again()

    def action_formula(self) -> None:
        """The other formula of the one-rep maximum, from now on and everywhere."""
        self.act(self._other_formula())

    async def _other_formula(self) -> None:
        before = self.context.gym
        gym = replace(before, formula="brzycki" if before.formula == "epley" else "epley")
        await self.do(lambda store: store.put_setting("gym", gym.kept()))
        self.context.gym = gym
        self._choose()
        said = "w (1 + r / 30)" if gym.formula == "epley" else "36 w / (37 - r)"
        self._again(f"Estimates by {gym.formula.capitalize()}: {said}. {self.key_of('undo')} undoes.")

    def action_warmups(self) -> None:
        """Warm-ups or not."""
        self.warmups = not self.warmups
        self._again("Warm-ups shown, not counted." if self.warmups else "Warm-ups left out.")

    def action_lift_by(self, step: int) -> None:
        """The next or previous lift that was done."""
        if self.side_by_side:
            keys = sorted(each.key for each in self.shown if each.working)
            if keys:
                at = keys.index(self.key) if self.key in keys else -1
                self.show_lift(keys[(at + step) % len(keys)])
                self.whole = next(each for each in self.relatives if each.key == self.key)
                self._choose()
                self._again()
        elif self.used:
            at = self.used.index(self.key) if self.key in self.used else -1
            self.key, self.cursor, self.fault, self.status = self.used[(at + step) % len(self.used)], None, None, ""
            self.act(self.load())

    def action_open(self) -> None:
        """Open the workout under the cursor."""
        if self.side_by_side:
            self.action_family()
            return
        session = session_at(self.data, self.cursor) if self.data else None
        if session is not None:
            self.post_message(Go("history", session.workout_id))
