"""Form over time, by load, by fault, and strength beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, get_args

from textual.binding import Binding, BindingType

from hinge_log.charts.cells import Row, fit
from hinge_log.charts.form_chart import LineKind
from hinge_log.charts.keybar import keybar
from hinge_log.charts.pages.notice import notice_rows
from hinge_log.charts.pages.parts import title_bar
from hinge_log.charts.view import Mode, trend_view
from hinge_log.charts.words import session_at, step_cursor
from hinge_log.screens.base import COMMON, BarKey, Go, LogBookScreen
from hinge_log.screens.context import Context
from hinge_log.store.store import Store
from hinge_log.store.trends import trend_data
from hinge_log.training.periods import title
from hinge_log.training.trend import TrendData

SPANS: tuple[int | None, ...] = (4, 12, 26, 52, None)
MODES: tuple[Mode, ...] = get_args(Mode)
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
        self.data: TrendData | None = None
        self.used: list[str] = []

    @property
    def lift(self) -> str:
        """The key of the exercise shown."""
        return self.key

    def show_lift(self, key: str) -> None:
        """Show an exercise."""
        if key and key != self.key:
            self.key, self.cursor = key, None

    async def load(self) -> None:
        """Read the lift's sets of the weeks shown."""
        self.data = await self.do(self._read)

    def _read(self, store: Store) -> TrendData | None:
        self.used = [key for key, _ in store.used_exercises()]
        if not self.key:
            self.key = self.used[0] if self.used else ""
        if not self.key:
            return None
        return trend_data(
            store,
            self.context.catalogue,
            self.context.exercise(self.key),
            today=self.context.today,
            weeks=SPANS[self.span],
            unit=self.context.gym.unit,
        )

    def rows(self, width: int, height: int) -> list[Row]:
        """The page for a size."""
        if self.data is None:
            words = ["No sets in the log yet.", "Log a set, then press 1 to 5.", "Your first dot appears here."]
            return notice_rows("Form", words, self.status, self.keys(), width, height)
        span = SPANS[self.span]
        head = title_bar(
            [
                ("Form · ", "barstrong"),
                (self.context.name(self.key), "barstrong"),
                (f"   {title(self.data)}", "barmuted"),
            ],
            "all" if span is None else f"{span} weeks",
            width,
        )
        if height < 3:
            return [head][:height]
        body = trend_view(
            self.data,
            width,
            height - 2,
            self.mode,
            self.cursor,
            line_kind=self.line_kind,
            warmups=self.warmups,
            ascii=self.context.ascii_only,
        )
        if self.status:
            body[-1] = ((" ", ""), (fit(self.status, width - 2), "muted"))
        return [head, *body, keybar(self.keys(), width, self.key_of("help"))]

    def bar(self) -> Sequence[BarKey]:
        """The key bar."""
        following = _WORDS[MODES[(MODES.index(self.mode) + 1) % len(MODES)]]
        return (
            BarKey(("form.back", "form.on"), "session", "cursor(1)"),
            BarKey(("form.in", "form.out"), "zoom", "zoom(1)"),
            BarKey(("form.mode",), following, "mode"),
            BarKey(("form.next",), "lift", "lift_by(1)"),
            BarKey(("back",), "back", "back"),
            BarKey(("form.line",), "line", "line"),
            BarKey(("form.open",), "open", "open"),
            BarKey(("form.warmups",), "warm-ups", "warmups"),
            BarKey(("go",), "go", "go_menu"),
        )

    def help_groups(self) -> Sequence[tuple[str, Sequence[str]]]:
        """The bindings by what they are for."""
        return (
            ("What is shown", ("form.mode", "form.in", "form.out", "form.line", "form.warmups")),
            ("Sessions and lifts", ("form.back", "form.on", "form.open", "form.next", "form.previous", "form.leave")),
        )

    def _again(self, status: str = "") -> None:
        self.status = status
        self.paint()

    def action_cursor(self, step: int) -> None:
        """The session before or after."""
        if self.data is not None:
            self.cursor = step_cursor(self.data, self.cursor, step)
            self._again()

    def action_zoom(self, step: int) -> None:
        """More or fewer weeks."""
        self.span = min(len(SPANS) - 1, max(0, self.span + step))
        self.status = ""
        self.act(self.load())

    def action_mode(self) -> None:
        """The next view."""
        self.mode = MODES[(MODES.index(self.mode) + 1) % len(MODES)]
        self._keys.clear()
        self._again()

    def action_line(self) -> None:
        """The other line."""
        self.line_kind = "weighted" if self.line_kind == "median" else "median"
        self._again(
            "Line: " + ("weighted, later sessions more" if self.line_kind == "weighted" else "median of 5 sessions")
        )

    def action_warmups(self) -> None:
        """Warm-ups or not."""
        self.warmups = not self.warmups
        self._again("Warm-ups shown, not counted." if self.warmups else "Warm-ups left out.")

    def action_lift_by(self, step: int) -> None:
        """The next or previous lift that was done."""
        if self.used:
            at = self.used.index(self.key) if self.key in self.used else -1
            self.key, self.cursor, self.status = self.used[(at + step) % len(self.used)], None, ""
            self.act(self.load())

    def action_open(self) -> None:
        """Open the workout under the cursor."""
        session = session_at(self.data, self.cursor) if self.data else None
        if session is not None:
            self.post_message(Go("history", session.workout_id))
