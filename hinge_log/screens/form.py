"""Form over time, by load, by fault, strength beside it, and all hinge lifts on one time axis."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar, get_args

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from hinge_log.charts.chart_legend import caveats, legend
from hinge_log.charts.family_view import family_view
from hinge_log.charts.fault_view import fault_at
from hinge_log.charts.form_chart import LineKind
from hinge_log.charts.view import Mode, session_at, step_cursor, trend_view
from hinge_log.exercises.model import Exercise
from hinge_log.screens.context import Context, ScreenRequested
from hinge_log.screens.keys import Bar, BarKey, HelpGroups, global_bindings, ids
from hinge_log.screens.main_screen import MainScreen
from hinge_log.store.store import Store
from hinge_log.store.trends import trend_data
from hinge_log.text import plural
from hinge_log.training.clean_load import load_counts
from hinge_log.training.faults import SharedFault, hinge_lifts, item_counts, shared_faults
from hinge_log.training.periods import title
from hinge_log.training.top_sets import strength
from hinge_log.training.trend import SOURCES, Basis, TrendData, only, rating_counts
from hinge_log.widgets.choices import WordRow
from hinge_log.widgets.panels import DrawnPanel

SPANS: tuple[int | None, ...] = (4, 12, 26, 52, None)
USUAL_SPAN = 1
MODES: tuple[Mode, ...] = get_args(Mode)
BASES: tuple[Basis, ...] = ("both", "felt", "seen")
MOST_CACHED = 12
"""Spans and lifts whose sets are cached while nothing is written: a lifter goes back and forth between them."""
FAMILY = "family"
VIEWS = (("time", "over time"), ("load", "by load"), ("fault", "faults"), ("strength", "strength"), (FAMILY, "all"))
"""The views and their words."""


@dataclass(frozen=True, slots=True)
class FormData:
    """The sets of the lift, and of all hinge lifts where they are shown together; `used` are the lifts done, by key.

    `shared` are the faults that those lifts share, with their names.
    """

    lift: TrendData | None
    relatives: tuple[TrendData, ...]
    used: tuple[str, ...]
    shared: tuple[tuple[str, SharedFault], ...] = ()


class FormScreen(MainScreen[FormData]):
    """Shows how form moves."""

    CSS_PATH = "../styles/form.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "cursor(-1)", "session", id="form.back", tooltip="previous session"),
        Binding("right,l", "cursor(1)", "session", id="form.on", tooltip="next session"),
        Binding("plus,equals_sign", "zoom(-1)", "zoom", id="form.in", tooltip="fewer weeks: 4, 12, 26, 52, all"),
        Binding("minus", "zoom(1)", "zoom", id="form.out", tooltip="more weeks"),
        Binding("m", "mode", "view", id="form.mode", tooltip="over time, by load, faults, strength"),
        Binding("s", "line", "line", id="form.line", tooltip="line: median of five sessions, or weighted by time"),
        Binding("b", "basis", "feel, video", id="form.basis", tooltip="ratings: by feel, on video or both"),
        Binding("y", "family", "hinge lifts", id="form.family", tooltip="one lift, or all hinge lifts together"),
        Binding("up,k", "fault(-1)", "fault", id="form.fault_up", tooltip="faults: previous fault"),
        Binding("down,j", "fault(1)", "fault", id="form.fault_down", tooltip="faults: next fault"),
        Binding("f", "formula", "formula", id="form.formula", tooltip="estimated one-rep maximum: Epley or Brzycki"),
        Binding("w", "warmups", "warm-ups", id="form.warmups", tooltip="show or hide warm-ups"),
        Binding("n", "lift_by(1)", "lift", id="form.next", tooltip="next lift"),
        Binding("p", "lift_by(-1)", "lift", id="form.previous", tooltip="previous lift"),
        Binding("enter", "open", "open", id="form.open", tooltip="open the workout under the cursor"),
        Binding("v", "back", "back", id="form.leave", tooltip="back to where you were"),
        *global_bindings(without=("form.view",)),
    ]
    HELP_GROUPS: ClassVar[HelpGroups] = (
        ("What is shown", ids("form", "mode in out basis line warmups formula")),
        ("Sessions, faults and lifts", ids("form", "back on open fault_up fault_down next previous family leave")),
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.mode: Mode = "time"
        self.span = USUAL_SPAN
        self.cursor: str | None = None
        self.line_kind: LineKind = "median"
        self.warmups = False
        self.basis: Basis = "both"
        self.fault: str | None = None
        self.side_by_side = False
        self.is_new_lift = True
        self._stamp: object = None
        self._cached: dict[tuple[str, int | None], TrendData] = {}

    def compose_body(self) -> Iterable[Widget]:
        """The views, the charts, and how to read them where there is room."""
        yield WordRow(*VIEWS)
        yield DrawnPanel(id="chart")
        yield DrawnPanel(id="legend")

    # -- reading -------------------------------------------------------------------------------------------

    @property
    def trend(self) -> TrendData | None:
        """The sets of the lift with the ratings that are asked for, and the formula."""
        return self._chosen(self.data.lift) if self.data is not None and self.data.lift is not None else None

    @property
    def family_trends(self) -> tuple[TrendData, ...]:
        """The same for all hinge lifts."""
        return tuple(self._chosen(each) for each in self.data.relatives) if self.data is not None else ()

    def _chosen(self, data: TrendData) -> TrendData:
        formula = self.context.gym.formula
        return only(data if data.formula == formula else replace(data, formula=formula), self.basis)

    def show_lift(self, key: str) -> None:
        """Show an exercise."""
        if key and key != self.key:
            self.key, self.cursor, self.fault, self.is_new_lift = key, None, None, True

    def read(self, store: Store) -> FormData:
        """The sets of the weeks shown, of the lift or of its family; a lift opens on what has data."""
        used = tuple(key for key, _ in store.used_exercises())
        self.key = self.key or (used[0] if used else "")
        if not self.key:
            return FormData(None, (), used)
        stamp = (store.stamp(), self.context.today, self.context.gym.unit, self.context.catalogue)
        if stamp != self._stamp or len(self._cached) > MOST_CACHED:
            self._stamp, self._cached = stamp, {}
        exercise = self.context.exercise(self.key)
        if self.is_new_lift:
            self._open_on_data(store, exercise)
        if not self.side_by_side:
            data = self._data_of(store, exercise)
            return FormData(data, (data,), used)
        family = hinge_lifts([self.context.exercise(key) for key in used], exercise)
        trends = tuple(self._data_of(store, each) for each in family)
        faults = shared_faults(
            (data.working, self.context.catalogue.items_for(each)) for each, data in zip(family, trends, strict=True)
        )
        names = {key: fault.name for key, fault in self.context.catalogue.faults.items()}
        shared = tuple((names.get(each.fault, each.fault), each) for each in faults)
        return FormData(next(data for data in trends if data.key == self.key), trends, used, shared)

    def _open_on_data(self, store: Store, exercise: Exercise) -> None:
        """Widen the time until there are sets, and go to a view that has data where the present one has none."""
        self.is_new_lift = False
        for span in range(self.span, len(SPANS)):
            data = self._data_of(store, exercise, span)
            if data.working:
                self.span = span
                break
        has_data = {
            "time": bool(rating_counts(data.working)),
            "load": any(load_counts(data.working, source) for source in SOURCES),
            "fault": bool(item_counts(data.working) or data.contacts),
            "strength": bool(strength(data)),
        }
        if not has_data[self.mode]:
            self.mode = next((mode for mode in MODES if has_data[mode]), "time")

    def _data_of(self, store: Store, exercise: Exercise, span: int | None = None) -> TrendData:
        """The sets of the weeks shown: from the cache where nothing was written since."""
        weeks = SPANS[self.span if span is None else span]
        cached = self._cached.get((exercise.id, weeks))
        if cached is None:
            cached = self._cached[exercise.id, weeks] = trend_data(
                store,
                self.context.catalogue,
                exercise,
                today=self.context.today,
                weeks=weeks,
                unit=self.context.gym.unit,
            )
        return cached

    # -- showing -------------------------------------------------------------------------------------------

    def show(self, data: FormData) -> None:
        """Hand the charts to the panels."""
        empty = TrendData("", (), self.context.today - 83, self.context.today, self.context.gym.unit)
        trend, ascii_only = self.trend or empty, self.context.ascii_only
        self.set_class(self.side_by_side, "-family")
        self.query_one(WordRow).chosen = FAMILY if self.side_by_side else self.mode
        self._show_title(trend)
        chart = self.query_one("#chart", DrawnPanel)
        if self.side_by_side and self.family_trends:
            chart.drawing = partial(
                family_view, self.family_trends, chosen=self.key, shared=data.shared, ascii=ascii_only
            )
        else:
            chart.drawing = partial(
                trend_view, trend, mode=self.mode, cursor=self.cursor, line_kind=self.line_kind, warmups=self.warmups,
                fault=self.fault, ascii=ascii_only,
            )  # fmt: skip
        self.query_one("#legend", DrawnPanel).drawing = partial(legend, trend, ascii=ascii_only)
        self.show_keys()

    def _show_title(self, data: TrendData) -> None:
        """What is shown, what it rests on, and for how long."""
        weeks = SPANS[self.span]
        span = "all" if weeks is None else plural(weeks, "week")
        if self.side_by_side:
            lifts = sum(bool(each.working) for each in self.family_trends)
            rests = f"{plural(lifts, 'lift')} on one time axis" if lifts > 1 else "no other hinge lifts logged yet"
            name = "Hinge lifts"
        else:
            name, rests = self.context.name(self.key) if self.key else "no sets yet", title(data)
        right = span if self.basis == "both" else f"{self.basis}, {span}"
        if self.has_class("-narrow") or self.has_class("-tiny"):
            rests = rests.partition(", ")[2].replace(" working sets", "")
        self.show_title(("Form · ", "strong"), (name, "strong"), (f"   {rests}" if rests else "", "muted"), right=right)

    def caveats(self) -> Sequence[str]:
        """What the charts do not show, and why."""
        trend = self.trend
        return caveats(trend) if trend is not None else ()

    def bar(self) -> Bar:
        """The key bar."""
        if self.side_by_side:
            one = "form.family: one lift"
            return (one, "form.next", "form.in form.out", "form.basis", "back", "go")
        if self.trend is None or not self.trend.working:
            # There is nothing to walk through: what is left is other weeks, another lift, or to go.
            used = self.data.used if self.data else ()
            weeks = ["form.in form.out"] if self.key in used else []
            return ("back", *weeks, *(["form.next"] if set(used) - {self.key} else []), "go")
        following = dict(VIEWS)[MODES[(MODES.index(self.mode) + 1) % len(MODES)]]
        own = {"fault": ["form.fault_up form.fault_down"], "strength": ["form.formula"]}.get(self.mode, [])
        mode = BarKey(("form.mode",), following, "mode")
        last = ("form.family", "form.open", "form.line", "form.basis", "form.warmups", "go")
        return ("form.back form.on", "form.in form.out", mode, *own, "form.next", "back", *last)

    # -- choosing what is shown ----------------------------------------------------------------------------

    def action_cursor(self, step: int) -> None:
        """The session before or after."""
        if self.trend is not None and not self.side_by_side:
            self.cursor = step_cursor(self.trend, self.cursor, step)
            self.show_again("")

    def action_zoom(self, step: int) -> None:
        """More or fewer weeks."""
        self.span = min(len(SPANS) - 1, max(0, self.span + step))
        self.status = ""
        self.enqueue(self.load())

    def action_mode(self) -> None:
        """The next view."""
        if self.side_by_side:
            self.side_by_side = False
        else:
            self.mode = MODES[(MODES.index(self.mode) + 1) % len(MODES)]
        self.show_again("")

    @on(WordRow.Chosen)
    def _view_clicked(self, message: WordRow.Chosen) -> None:
        if message.word_id == FAMILY:
            if not self.side_by_side:
                self.action_family()
            return
        self.side_by_side = False
        self.mode = next(mode for mode in MODES if mode == message.word_id)
        self.show_again("")

    def action_line(self) -> None:
        """The other line."""
        self.line_kind = "weighted" if self.line_kind == "median" else "median"
        words = "weighted toward recent sessions" if self.line_kind == "weighted" else "median of 5 sessions"
        self.show_again(f"Line: {words}.")

    def action_basis(self) -> None:
        """Ratings by feel, by video or a coach, or both."""
        self.basis = BASES[(BASES.index(self.basis) + 1) % len(BASES)]
        words = {
            "both": "All ratings: by feel, on video and by a coach, kept apart.",
            "felt": "Ratings by feel only.",
            "seen": "Ratings on video or by a coach only.",
        }
        self.show_again(words[self.basis])

    def action_family(self) -> None:
        """All hinge lifts, or one lift."""
        if self.key:
            self.side_by_side = not self.side_by_side
            self.status = ""
            self.enqueue(self.load())

    def action_fault(self, step: int) -> None:
        """The fault above or below, in the view of faults."""
        if self.trend is not None and self.mode == "fault" and not self.side_by_side:
            self.fault = fault_at(self.trend, self.fault, step)
            self.show_again("")

    def action_formula(self) -> None:
        """The other formula of the one-rep maximum, from now on and everywhere."""
        self.enqueue(self._other_formula())

    async def _other_formula(self) -> None:
        before = self.context.gym
        gym = replace(before, formula="brzycki" if before.formula == "epley" else "epley")
        await self.with_store(lambda store: store.put_setting("gym", gym.to_json()))
        self.context.gym = gym
        formula = "w (1 + r / 30)" if gym.formula == "epley" else "36 w / (37 - r)"
        self.show_again(f"Estimates by {gym.formula.capitalize()}: {formula}. Press {self.key_of('undo')} to undo.")

    def action_warmups(self) -> None:
        """Warm-ups or not."""
        self.warmups = not self.warmups
        self.show_again("Warm-ups shown, not counted." if self.warmups else "Warm-ups hidden.")

    def action_lift_by(self, step: int) -> None:
        """The next or previous lift that was done."""
        if self.data is None:
            return
        keys = list(self.data.used)
        if self.side_by_side:
            keys = sorted(each.key for each in self.family_trends if each.working)
        if keys:
            at = keys.index(self.key) if self.key in keys else -1
            self.status = ""
            self.show_lift(keys[(at + step) % len(keys)])
            self.enqueue(self.load())

    def action_open(self) -> None:
        """Open the workout under the cursor."""
        if self.side_by_side:
            self.action_family()
            return
        session = session_at(self.trend, self.cursor) if self.trend else None
        if session is not None:
            self.post_message(ScreenRequested("history", session.workout_id))
