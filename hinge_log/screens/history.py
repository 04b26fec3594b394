"""History: every workout by day, to be read, put right, moved, copied and added to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from hinge_log.charts.pages.history_page import map_shown
from hinge_log.clock import to_date
from hinge_log.screens.base import COMMON
from hinge_log.screens.history_edit import HistoryEditing
from hinge_log.screens.main_screen import BarKey
from hinge_log.store.reading import WorkoutLine
from hinge_log.training.workout import LABELS


class HistoryScreen(HistoryEditing):
    """Look at past workouts and change them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "day", id="history.up", tooltip="the day before; in a workout, the line above"),
        Binding("down,j", "move(1)", "day", id="history.down", tooltip="the day after; in a workout, the line below"),
        Binding("left,h", "week(-1)", "week", id="history.left", tooltip="the week before"),
        Binding("right,l", "week(1)", "week", id="history.right", tooltip="the week after"),
        Binding("left_square_bracket", "month(-1)", "month", id="history.month.back", tooltip="the month before"),
        Binding("right_square_bracket", "month(1)", "month", id="history.month", tooltip="the month after"),
        Binding("n", "workout_by(1)", "older", id="history.next", tooltip="the workout before, down the list"),
        Binding("p", "workout_by(-1)", "newer", id="history.previous", tooltip="the workout after, up the list"),
        Binding("pagedown,ctrl+d", "workout_by(10)", "down", id="history.pagedown", tooltip="ten workouts down"),
        Binding("pageup,ctrl+u", "workout_by(-10)", "up", id="history.pageup", tooltip="ten workouts up"),
        Binding("home,G", "today", "today", id="history.today", tooltip="back to today"),
        Binding("enter", "open", "open", id="history.open", tooltip="open the workout; on a set, edit it"),
        Binding("e", "edit", "edit", id="history.edit", tooltip="edit: the set, the lift's sets, the workout's name"),
        Binding("d", "delete", "delete", id="history.delete", tooltip="delete what is picked; undo brings it back"),
        Binding("a", "add", "add", id="history.add", tooltip="add a past workout; in a workout, add sets"),
        Binding("A", "add_lift", "add lift", id="history.lift", tooltip="add a lift to the opened workout"),
        Binding("m", "move_day", "move", id="history.move", tooltip="move the workout to another day"),
        Binding("t", "times", "times", id="history.times", tooltip="when the workout began and ended"),
        Binding("y", "copy", "copy", id="history.copy", tooltip="do this workout again today"),
        Binding("o", "note", "note", id="history.note", tooltip="note on the set that is picked, or on the workout"),
        *(
            Binding(str(n), f"rate({n})", word, id=f"history.form.{n}", tooltip=f"form of the picked set: {n} {word}")
            for n, word in LABELS.items()
        ),
        *COMMON,
    ]
    DEFAULT_CSS = "HistoryScreen { layers: base above; }"

    def bar(self) -> Sequence[BarKey]:
        """The key bar of the mode."""
        if self.entry.purpose:
            return (BarKey(("history.open",), "store"), BarKey((), "esc leaves"))
        if self.opened:
            return (
                BarKey(("history.down", "history.up"), "pick", "move(1)"),
                BarKey(("history.edit",), "edit", "edit"),
                BarKey(("history.delete",), "delete", "delete"),
                BarKey(("history.add",), "add sets", "add"),
                BarKey(("undo",), "undo", "undo"),
                BarKey(("back",), "back", "back"),
                BarKey(("history.form.1", "history.form.5"), "form"),
                BarKey(("history.note",), "note", "note"),
                BarKey(("history.move",), "move", "move_day"),
                BarKey(("history.lift",), "add lift", "add_lift"),
                BarKey(("history.copy",), "do again", "copy"),
            )
        return (
            BarKey(("history.left", "history.right", "history.up", "history.down"), "day", "workout_by(1)"),
            BarKey(("history.open",), "open", "open"),
            BarKey(("history.add",), "add past", "add"),
            BarKey(("history.delete",), "delete", "delete"),
            BarKey(("undo",), "undo", "undo"),
            BarKey(("go",), "go", "go_menu"),
            BarKey(("history.next", "history.previous"), "workout", "workout_by(1)"),
            BarKey(("history.copy",), "do again", "copy"),
            BarKey(("history.move",), "move", "move_day"),
            BarKey(("history.month.back", "history.month"), "month", "month(-1)"),
        )

    def help_groups(self) -> Sequence[tuple[str, Sequence[str]]]:
        """The bindings by what they are for."""
        return (
            ("Days", ("history.up", "history.down", "history.left", "history.right", "history.month.back",
                      "history.month", "history.today")),
            ("Workouts", ("history.open", "history.next", "history.previous", "history.pagedown", "history.pageup",
                          "history.add", "history.copy", "history.move", "history.times")),
            ("What is picked", ("history.edit", "history.delete", "history.note", "history.lift",
                                *(f"history.form.{n}" for n in LABELS))),
        )  # fmt: skip

    # -- moving --------------------------------------------------------------------------------------------

    def action_move(self, step: int) -> None:
        """A day back or on; in an opened workout, the line above or below; a workout where no map is shown."""
        if self.opened:
            self._pick_by(step)
        elif map_shown(self.size.height):
            self.act(self._look_at(self.cursor + step))
        else:
            self.action_workout_by(step)

    def action_week(self, step: int) -> None:
        """A week back or on."""
        if not self.opened:
            self.act(self._look_at(self.cursor + 7 * step))

    def action_month(self, step: int) -> None:
        """The same day a month back or on."""
        if self.opened:
            return
        at = to_date(self.cursor)
        months = at.year * 12 + at.month - 1 + step
        day = at.day
        while True:
            try:
                there = at.replace(year=months // 12, month=months % 12 + 1, day=day)
                break
            except ValueError:
                day -= 1
        self.act(self._look_at(self.cursor + (there - at).days))

    def action_today(self) -> None:
        """Back to today."""
        self.opened = False
        self.act(self._look_at(self.context.today))

    def action_workout_by(self, step: int) -> None:
        """So many workouts down or up the list."""
        self.act(self._workout_by(step))

    async def _workout_by(self, step: int) -> None:
        if self.opened and abs(step) > 1:
            self._pick_by(step)
            return
        if not self.lines:
            return
        places = [line.id for line in self.lines]
        if self.picked in places:
            at = places.index(self.picked) + step
        else:
            at = self._nearest() + (step - 1 if step > 0 else step)
        line = self.lines[max(0, min(len(self.lines) - 1, at))]
        await self._look_at(line.day, line.id)

    def action_pick(self, place: int) -> None:
        """The workout that was tapped; a second tap opens it."""
        line = self._tapped(place)
        if line is not None and line.id == self.picked:
            self.action_open()
        elif line is not None:
            self.act(self._look_at(line.day, line.id))

    def _tapped(self, place: int) -> WorkoutLine | None:
        place += 0 if self.picked else self._nearest()
        return self.lines[place] if 0 <= place < len(self.lines) else None

    def action_day(self, day: int) -> None:
        """The day that was tapped."""
        self.act(self._look_at(day))

    def action_part(self, place: int) -> None:
        """The line of the opened workout that was tapped; a second tap edits it."""
        if 0 <= place < len(self._parts) and self._parts[place].id:
            if self.chosen == self._parts[place].id:
                self.action_edit()
            else:
                self.chosen = self._parts[place].id
                self.paint()

    def _pick_by(self, step: int) -> None:
        ids = [part.id for part in self._parts if part.id]
        if ids:
            at = ids.index(self.chosen) if self.chosen in ids else 0
            self.chosen = ids[max(0, min(len(ids) - 1, at + step))]
            self.status = ""
            self.paint()

    def action_open(self) -> None:
        """Open the workout under the cursor; in an opened one, edit what is picked."""
        if self.opened:
            self.action_edit()
        elif self.workout is None:
            self.say(f"No workout on this day. {self.key_of('history.add')} adds one.")
        else:
            self.opened = True
            self.chosen = self.workout.sets[0].id if self.workout.sets else self.workout.id
            self._keys.clear()
            self.say("")

    def action_edit(self) -> None:
        """Open the workout under the cursor; in an opened one, edit what is picked."""
        if self.opened:
            super().action_edit()
        else:
            self.action_open()

    def action_back(self) -> None:
        """Close what is open, else go back."""
        if not self.entry.purpose and self.opened:
            self.opened = False
            self._keys.clear()
            self.say("")
        else:
            super().action_back()
