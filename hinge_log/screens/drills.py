"""All drills: when each was last done, its best, how its form moves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from hinge_log.charts.drill_words import drill_header, drill_row, lost_text
from hinge_log.charts.figure_rows import bottom_rows
from hinge_log.charts.flow import LabelledFlow
from hinge_log.exercises.model import Exercise
from hinge_log.screens.context import Context, ScreenRequested
from hinge_log.screens.keys import Bar, HelpGroups, global_bindings, ids
from hinge_log.screens.main_screen import MainScreen
from hinge_log.store.store import Store
from hinge_log.store.trends import drill_history
from hinge_log.training.drills import TOO_FAR, DrillDay, described, plan_for
from hinge_log.widgets.keys import KeyRow, large_keys
from hinge_log.widgets.panels import DrawnPanel, FlowPanel, PanelTitle
from hinge_log.widgets.row_list import ListRow, RowList


@dataclass(frozen=True, slots=True)
class DrillsData:
    """The days of each drill, oldest first, by key."""

    days: dict[str, tuple[DrillDay, ...]]


class DrillsScreen(MainScreen[DrillsData]):
    """Lists the drills in the order of the ladder."""

    CSS_PATH = "../styles/drills.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move('cursor_up')", "up", id="drills.up", tooltip="the drill above"),
        Binding("down,j", "move('cursor_down')", "choose", id="drills.down", tooltip="the drill below"),
        Binding("pageup", "move('page_up')", "up", id="drills.pageup", tooltip="a page up"),
        Binding("pagedown", "move('page_down')", "down", id="drills.pagedown", tooltip="a page down"),
        Binding("home", "move('first')", "top", id="drills.top", tooltip="the first drill"),
        Binding("end", "move('last')", "end", id="drills.end", tooltip="the last drill"),
        Binding("enter,space,s", "start", "start", id="drills.start", tooltip="start the highlighted drill"),
        Binding("x", "exercise", "page", id="drills.page", tooltip="open its page: figure, checks, faults"),
        *global_bindings(),
    ]
    HELP_GROUPS: ClassVar[HelpGroups] = (("Drills", ids("drills", "start up down pageup pagedown top end page")),)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        every = (each for each in context.catalogue.exercises.values() if each.family == "drill")
        self.drills: tuple[Exercise, ...] = tuple(sorted(every, key=lambda each: each.stage or 0))
        self.wanted = ""

    def compose_body(self) -> Iterable[Widget]:
        """The list, and what the highlighted drill is."""
        yield DrawnPanel(id="header")
        yield RowList(click_selects=False)
        yield PanelTitle()
        with VerticalScroll(id="about", can_focus=False):
            yield FlowPanel()
        yield DrawnPanel(id="figure")
        yield KeyRow(*large_keys("START: start", "form: form_view"), lead=True)

    @property
    def drill(self) -> Exercise:
        """The highlighted drill."""
        highlighted = self.query_one(RowList).highlighted_id if self.children else ""
        return next((each for each in self.drills if each.id == highlighted), self.drills[0])

    @property
    def lift(self) -> str:
        """The key of the highlighted drill."""
        return self.drill.id

    def show_lift(self, key: str) -> None:
        """Highlight a drill when the list is shown next."""
        if any(each.id == key for each in self.drills):
            self.wanted = key

    def read(self, store: Store) -> DrillsData:
        """What was done of each."""
        return DrillsData(drill_history(store, [each.id for each in self.drills]))

    def show(self, data: DrillsData) -> None:
        """Fill the list."""
        self.show_title(("Drills", "strong"), right=f"{len(self.drills)} drills")
        today, row_list = self.context.today, self.query_one(RowList)
        on_two_lines = self.has_class("-narrow") and (self.has_class("-std") or self.has_class("-tall"))
        rows = [(each.id, drill_row(each, data.days[each.id], today)) for each in self.drills]
        self.query_one("#header", DrawnPanel).drawing = lambda width, height: [drill_header(width)]
        row_list.show_rows(ListRow(key, replace(row, on_two_lines=on_two_lines)) for key, row in rows)
        if self.wanted or row_list.highlighted is None:
            row_list.highlight(self.wanted)
            self.wanted = ""
        self._show_about()
        self.show_keys()

    @on(RowList.OptionHighlighted)
    def _show_about(self) -> None:
        if self.data is None:
            return
        drill = self.drill
        days, plan = self.data.days.get(drill.id, ()), plan_for(drill)
        far = f"{TOO_FAR[:1].upper()}{TOO_FAR[1:]}" if plan.distance else ""
        parts = (drill.differs, f"{described(plan)}.", far, lost_text(days))
        self.query_one(PanelTitle).title = drill.name
        self.query_one(FlowPanel).flow = LabelledFlow(tuple(("", part) for part in parts if part))
        if self.has_class("-wide"):
            drawing = partial(bottom_rows, drill, ascii_only=self.context.ascii_only)
            self.query_one("#figure", DrawnPanel).drawing = drawing

    def bar(self) -> Bar:
        """The key bar."""
        return ("drills.start", "drills.up drills.down", "cues", "form.view", "drills.page", "go", "back")

    async def action_move(self, action: str) -> None:
        """Move in the list."""
        self.status = ""
        await super().action_move(action)

    @on(RowList.OptionSelected)
    def action_start(self) -> None:
        """Open the player."""
        self.post_message(ScreenRequested("drill", self.lift))

    def action_exercise(self) -> None:
        """Open the drill's page."""
        self.post_message(ScreenRequested("exercise", self.lift))
