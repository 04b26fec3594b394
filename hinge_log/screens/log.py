"""The workout in progress: one key logs the set as shown, one more rates it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from hinge_log.charts.cells import Row
from hinge_log.charts.pages.log_page import log_rows
from hinge_log.charts.pages.log_view import Hints, LogView
from hinge_log.charts.pages.parts import LOW, NARROW, TALL, amount_text, load_text
from hinge_log.errors import HingeLogError
from hinge_log.screens.base import COMMON, Go
from hinge_log.screens.log_lifts import LogLifting
from hinge_log.screens.log_typing import NOTES
from hinge_log.screens.main_screen import BarKey
from hinge_log.terminal import run_hook, tell_terminal
from hinge_log.training.suggestion import phrase
from hinge_log.training.workout import LABELS, SetDraft

_HINTED = (
    "log.ramp", "rpe.same", "rpe.less", "rpe.more", "log.side", "log.set", "log.check", "log.type", "cues",
    "load.less2", "undo",
)  # fmt: skip
"""The bindings whose keys the page names, in the order of `Hints`."""


_FORM_OF = "form of the last set"


def _place(key: BarKey, first: Sequence[str]) -> int:
    return first.index(key.action) if key.action in first else len(first)


class LogScreen(LogLifting):
    """Log the workout in progress."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "log_set", "log", id="log.set", tooltip="log the next set as shown; rest starts"),
        *(
            Binding(str(n), f"digit({n})", word, id=f"form.{n}", tooltip=f"{_FORM_OF}: {n} {word}")
            for n, word in LABELS.items()
        ),
        *(
            Binding(str(n), f"digit({n})", "slip", id=f"check.{n}", tooltip=f"in the check panel: check {n} slipped")
            for n in (6, 7, 8, 9, 0)
        ),
        Binding("f", "check", "fault", id="log.check", tooltip="check panel: mark what slipped in the last set"),
        Binding("enter,i", "enter", "type", id="log.type", tooltip="type it: 100x5@8  +2.5  x6  40s  bw+10x5"),
        Binding("up,k", "upward(1)", "heavier", id="load.more", tooltip="load up, by the smallest plate pair"),
        Binding("down", "upward(-1)", "lighter", id="load.less", tooltip="load down, by the smallest plate pair"),
        Binding("j", "down", "lighter", id="load.less2", tooltip="load down; in the check panel: judged by"),
        Binding("K,pageup", "big(1)", "much heavier", id="load.bigmore", tooltip="load up by a big step"),
        Binding("J,pagedown", "big(-1)", "much lighter", id="load.bigless", tooltip="load down by a big step"),
        Binding("right,l", "sideways(1)", "reps", id="reps.more", tooltip="one rep more"),
        Binding("left,h", "sideways(-1)", "reps", id="reps.less", tooltip="one rep less"),
        Binding("full_stop", "swap", "swap", id="log.swap", tooltip="swap the proposal: previous set, last time, plan"),
        Binding("w", "warmup", "warm-up", id="log.warmup", tooltip="the next set is a warm-up"),
        Binding("W", "warm_up", "ramp", id="log.ramp", tooltip="plan the warm-up sets that are offered"),
        Binding("s", "side", "side", id="log.side", tooltip="left, right or both sides, of a one-sided exercise"),
        Binding("L", "lifts", "lifts", id="lift.list", tooltip="lifts: superset, skip, swap, move, remove"),
        Binding("a", "add_lift", "add", id="lift.add", tooltip="add a lift"),
        Binding("n", "lift_by(1)", "next lift", id="lift.next", tooltip="next lift"),
        Binding("p", "lift_by(-1)", "last lift", id="lift.previous", tooltip="previous lift"),
        Binding("plus,equals_sign", "rest_by(15)", "rest", id="rest.more", tooltip="rest 15 s more"),
        Binding("minus", "rest_by(-15)", "rest", id="rest.less", tooltip="rest 15 s less"),
        Binding("t", "rest_pause", "pause", id="rest.pause", tooltip="pause or resume the rest clock; twice: no rest"),
        Binding("tab", "pick(1)", "pick", id="set.pick", tooltip="pick a set to edit or delete; then up and down"),
        Binding("shift+tab", "pick(-1)", "pick", id="set.pickback", tooltip="pick a set, upwards", show=False),
        Binding("e", "edit", "edit", id="set.edit", tooltip="edit the last or picked set"),
        Binding("d", "delete", "delete", id="set.delete", tooltip="delete the last or picked set"),
        Binding("o", "note", "note", id="set.note", tooltip="note on the last or picked set; tab: on the lift"),
        Binding("O", "lift_note", "lift note", id="lift.note", tooltip="today's note on the lift; tab: lasting cue"),
        Binding("r", "rpe_same", "RPE", id="rpe.same", tooltip="RPE of the last set as before, when RPE is asked for"),
        Binding("right_square_bracket", "rpe_by(1)", "RPE", id="rpe.more", tooltip="RPE of the last set up by a half"),
        Binding(
            "left_square_bracket", "rpe_by(-1)", "RPE", id="rpe.less", tooltip="RPE of the last set down by a half"
        ),
        Binding("F", "finish", "finish", id="log.finish", tooltip="finish the workout"),
        *COMMON,
    ]
    # -- showing -------------------------------------------------------------------------------------------

    _looking = False

    def on_mount(self) -> None:
        """Start the clock."""
        self.set_interval(1.0, self._tick)

    def rows(self, width: int, height: int) -> list[Row]:
        """The page for a size."""
        if self.bench is None:
            from hinge_log.charts.pages.notice import notice_rows

            words = ["No lift here yet.", f"{self.key_of('lift.add')} adds one, {self.key_of('back')} goes back."]
            return notice_rows("Log", words, self.status, self.keys(), width, height)
        bench = self.bench
        started = bench.workout.started_ms
        panel = self._panel_shown()
        view = LogView(
            bench=bench,
            name=self.context.name(self.lift),
            names=self.names,
            items=self.items,
            rest=self._rest_now(),
            unit=self._unit,
            today=self.context.today,
            minutes=max(0, (self.context.clock.now().utc_ms - started) // 60_000),
            status=self.status,
            keys=self.keys(),
            plates=self._plates(),
            panel=panel,
            typing=self._typing_title(),
            picked=self.picked,
            help_key="F1" if self.entry.purpose else self.key_of("help"),
            touch=self.context.look.mouse,
            recent=tuple((each.day, each.sets) for each in self.sessions[:3]),
            medians=self.medians,
            tags=self.tags,
            skipped=self.skipped,
            sided=self.sided,
            cue=self.cue,
            rest_note=self._rest_note(),
            warm_up=self._warm_up_words(),
            rpe=self.rpe_asked(),
            nudges=self._nudges(),
            onward=self.after_plan(),
            hints=Hints(*(self.key_of(each) for each in _HINTED)),
        )
        rows = log_rows(view, width, height, ascii_only=self.context.ascii_only)
        if self.listed and width >= NARROW:
            # The list of lifts covers the left: nothing is left of what it cuts in two.
            foot = height - (4 if height < TALL else 6)
            rows = [row if place in (0, height - 1) or 1 < place < foot else () for place, row in enumerate(rows)]
        return rows

    def _warm_up_words(self) -> str:
        offer = self.warm_up_offer()
        sets = [SetDraft(each.reps, each.load) for each in offer]
        return "  ".join(f"{load_text(each, self._unit)}×{amount_text(each)}" for each in sets)

    def _nudges(self) -> tuple[str, str]:
        metric = self.exercise.metric
        if metric == "distance_cm":
            return "1 cm", "rep"
        load = f"{self._gym_for(self._unit).step} {self._unit}"
        return load, "5 s" if metric == "seconds" else "rep"

    def _typing_title(self) -> str:
        record, purpose = self._target(), self.entry.purpose
        name = self._name_of(record) if record else ""
        name = name[:1].lower() + name[1:] if record and record.lift_id == self.here else name
        if purpose in NOTES:
            return self.note_title()
        if purpose == "log" and self.bench:
            return f"Type set {self.bench.number}:  load x reps @rpe"
        return {"edit": f"Edit {name}", "pain": "Pain: where, and 0 to 10?"}.get(purpose, "")

    def bar(self) -> Sequence[BarKey]:
        """The key bar of the mode."""
        if self.listed:
            return ()
        if self.entry.purpose in NOTES:
            return (
                BarKey(("log.type",), "store", "submit"),
                BarKey(("back",), "close", "back"),
                BarKey(("set.pick",), "where", "note_where"),
            )
        if self.entry.purpose == "pain":
            return BarKey(("log.type",), "store", "submit"), BarKey(("back",), "close", "back")
        if self.entry.purpose:
            return (
                BarKey(("log.type",), "log it" if self.entry.purpose == "log" else "store", "submit"),
                BarKey(("back",), "close", "back"),
                BarKey((), "x3 3 sets"), BarKey((), "f4 form"), BarKey((), "!4 fault"), BarKey((), '" note'),
                BarKey((), "w warm-up"),
            )  # fmt: skip
        if self.panel is not None:
            last = max(1, len(self.items))
            return (
                BarKey((f"form.{1}", f"check.{last}" if last > 5 else f"form.{last}"), "slipped"),
                BarKey(("log.type",), "the rest held", "panel_done"),
                BarKey(("back",), "leave", "back"),
                BarKey(("load.less2",), "judged by", "judge"),
            )
        if self.bench is None:
            return (BarKey(("lift.add",), "add lift", "add_lift"), BarKey(("go",), "go", "go_menu"))
        if self.picked:
            return (
                BarKey(("load.more", "load.less"), "pick"),
                BarKey(("set.edit",), "edit", "edit"),
                BarKey(("set.delete",), "delete", "delete"),
                BarKey(("back",), "leave it", "back"),
                BarKey(("set.note",), "note", "note"),
                BarKey(("form.1", "form.5"), "form"),
                BarKey(("log.check",), "fault", "check"),
            )
        narrow = self.size.width < 60
        if self.size.width < NARROW and self.size.height >= LOW and self.context.look.mouse:
            # The rest stands on the buttons, with its keys.
            return [
                BarKey(("undo",), "undo", "undo"),
                BarKey(("lift.next",), "next", "lift_by(1)"),
                BarKey(("lift.list",), "lifts", "lifts"),
                BarKey(("log.finish",), "finish", "finish"),
                BarKey(("go",), "go", "go_menu"),
                BarKey(("log.swap",), "swap", "swap"),
            ]
        keys = [
            BarKey(("log.set",), "log", "log_set"),
            BarKey(("form.1", "form.5"), "form"),
            BarKey(("log.check",), "fault", "check"),
            BarKey(("log.type",), "type", "enter"),
            BarKey(("load.more", "load.less"), "cm" if self.exercise.metric == "distance_cm" else self._unit),
            BarKey(("reps.less", "reps.more"), "reps"),
            BarKey(("cues",), "cues", "cue"),
            BarKey(("go",), "go", "go_menu"),
            BarKey(("undo",), "undo", "undo"),
            BarKey(("lift.list",), "lifts", "lifts"),
            BarKey(("lift.next",), "next lift", "lift_by(1)"),
            BarKey(("log.swap",), "swap", "swap"),
            BarKey(("log.finish",), "finish", "finish"),
        ]
        if self.bench.sided:
            keys.insert(4, BarKey(("log.side",), "side", "side"))
        if self.rpe_asked() is not None:
            keys.insert(2, BarKey(("rpe.same",), "RPE", "rpe_same"))
        if narrow:  # the strip names the digits
            first = ("log_set", "check", "enter", "go_menu", "undo", "lifts")
            return sorted((each for each in keys if each.word != "form"), key=lambda each: _place(each, first))
        return keys

    def help_groups(self) -> Sequence[tuple[str, Sequence[str]]]:
        """The bindings by what they are for."""
        return (
            ("Every set", ("log.set", *(f"form.{n}" for n in LABELS), "log.check")),
            ("The next set", ("load.more", "load.less", "load.bigmore", "load.bigless", "reps.less", "reps.more",
                              "log.swap", "log.type", "log.warmup", "log.ramp", "log.side")),
            ("Rest", ("rest.more", "rest.less", "rest.pause")),
            ("Fix", ("set.pick", "set.edit", "set.delete", "rpe.same", "rpe.less", "rpe.more")),
            ("Notes", ("set.note", "lift.note")),
            ("The workout", ("lift.list", "lift.add", "lift.next", "lift.previous", "log.finish")),
        )  # fmt: skip

    def _help_lines(self) -> list[tuple[str, list[tuple[str, str, str]]]]:
        groups = super()._help_lines()
        (title, entries), *others = groups
        said = [f"{_FORM_OF}: {n} {word}" for n, word in LABELS.items()]
        keys = [key for key, words, _ in entries if words in said]
        if len(keys) < len(LABELS):
            return groups
        # One line for the five; where each has a second key, those stand after the first ones.
        rows = list(zip(*(key.split() for key in keys), strict=False))
        written = ["-".join((row[0], row[-1])) if "".join(row) == "12345" else " ".join(row) for row in rows]
        form = ("  ".join(written), f"{_FORM_OF}: {' '.join(LABELS.values())}", "")
        rest = [each for each in entries if each[1] not in said]
        return [(title, [*rest[:1], form, *rest[1:]]), *others]

    def _tick(self) -> None:
        if self.bench is None:
            return
        rest = self._rest_now()
        latest = self._latest
        if rest.over and latest and self._rang != latest.id and (rest.left or 0) > -3:
            self._rang = latest.id
            self.run_worker(self._rest_is_over(latest.id), group="rest")
        if not self.is_current:
            return
        quiet = self.context.look.clock == "quiet" and not rest.over and (rest.left or 0) % QUIET_S
        if not quiet:
            self.paint()
        if not self._looking:
            self._looking = True
            self.run_worker(self._look_for_others(), group="look")

    async def _rest_is_over(self, last: str) -> None:
        """Tell it whatever screen is shown, unless the set or its workout is over and done with meanwhile."""
        try:
            workout = await self.do(lambda store: store.open_workout())
        except HingeLogError:
            return
        if workout is not None and any(each.id == last for each in workout.sets):
            self._rest_ends()

    def _rest_ends(self) -> None:
        """Tell it by bell, window title, desktop note and command, as the settings have it."""
        look = self.context.look
        words = f"GO - {self.context.name(self.lift)} {phrase(self.bench.next)}" if self.bench else "GO"
        if "bell" in look.rest_end:
            self.app.bell()
        for how, code in (("title", "0"), ("osc9", "9")):
            if how in look.rest_end:
                tell_terminal(code, words)
        if look.notify_cmd:
            run_hook(look.notify_cmd, words)

    async def _look_for_others(self) -> None:
        # Not one of the actions: those are painted, and a quiet clock is not.
        try:
            version = await self.do(lambda store: store.data_version())
        except HingeLogError as error:
            if self.status != str(error):
                self.status = str(error)
                self.paint()
            return
        finally:
            self._looking = False
        if version != self._version:
            self.act(self._take_from_others())

    async def _take_from_others(self) -> None:
        before = len(self.bench.workout.sets) if self.bench else 0
        await self.load()
        after = len(self.bench.workout.sets) if self.bench else 0
        if after != before:
            self.status = f"Another window {'logged a set' if after > before else 'took a set back'}."

    # -- doing -------------------------------------------------------------------------------------------------

    def action_log_set(self) -> None:
        """Log the next set as shown."""
        self.act(self.log_next())

    async def log_next(self) -> None:
        """Log the next set as shown, unless a bounce, an open check or a missing number is in the way."""
        if self.panel is not None:
            self._say_check_open()
            return
        if self.bench is None:
            self.action_add_lift()
            return
        now = self.context.clock.monotonic()
        if now - self._logged_at < self.context.look.bounce_s:
            self._logged_at = now
            self.status = f"A second log within {self.context.look.bounce_s:g} s was ignored as a bounce."
            return
        draft = self.bench.next
        if draft.reps is None and draft.seconds is None and draft.distance_mm is None:
            self.status = f"How many reps? Arrows shape the set, {self.key_of('log.type')} types it: 100x5"
            return
        await self._log([draft])
        # From when it was shown as saved: keys pressed while another window held the log were no second set.
        self._logged_at = self.context.clock.monotonic()

    # -- leaving -------------------------------------------------------------------------------------------

    def action_back(self) -> None:
        """Close what is open, else go back."""
        if self.entry.purpose:
            self.status = "Closed; nothing stored."
            self._close_entry()
        elif self.panel is not None:
            self._leave_panel()
        elif self.picked:
            self.picked = self.status = ""
            self.paint()
        else:
            super().action_back()

    def action_finish(self) -> None:
        """Show the summary, where the workout is closed."""
        if self.panel is not None:
            self._say_check_open()
        elif self.bench is None:
            self.status = f"Nothing to finish yet: {self.key_of('lift.add')} adds a lift."
            self.paint()
        else:
            self.post_message(Go("finish"))


QUIET_S = 15
"""A quiet clock changes this often, in seconds."""
