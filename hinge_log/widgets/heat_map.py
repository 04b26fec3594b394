"""The days of training as a map."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual import events
from textual.message import Message

from hinge_log.charts.cells import Row
from hinge_log.charts.heat_map import day_at, heat_map_rows, last_week
from hinge_log.widgets.line_panel import LinePanel, row_reactive


class HeatMap(LinePanel):
    """Shows working sets by day number, with one day marked; it scrolls by itself so that this day is seen."""

    class DayPressed(Message):
        """A day of the map was clicked."""

        def __init__(self, day: int) -> None:
            super().__init__()
            self.day = day

    DEFAULT_CSS = "HeatMap { height: 8; width: 100%; padding: 0 1; }"

    counts: row_reactive[Mapping[int, int]] = row_reactive({})
    cursor: row_reactive[int] = row_reactive(0)
    today: row_reactive[int] = row_reactive(0)
    first_weekday: row_reactive[int] = row_reactive(0)

    _last_week = 10**6

    def show_days(self, today: int, counts: Mapping[int, int], cursor: int, first_weekday: int) -> None:
        """Show the sets of the days up to `today`, one of the days marked."""
        self.today, self.counts, self.cursor, self.first_weekday = today, counts, cursor, first_weekday

    def build_rows(self, width: int, height: int) -> Iterable[Row]:
        """The map for the present width."""
        self._last_week = last_week(self._last_week, self.cursor, self.today, width, self.first_weekday)
        return heat_map_rows(self.counts, self.cursor, self.today, self._last_week, width)

    def on_click(self, event: events.Click) -> None:
        """Tell which day was clicked."""
        offset = event.get_content_offset(self)
        day = None if offset is None else day_at(offset.x, offset.y, self._last_week, self.size.width)
        if day is not None and day <= self.today:
            event.stop()
            self.post_message(self.DayPressed(day))
