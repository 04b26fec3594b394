"""The figure of one exercise: good beside fault, still or in motion."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import partial
from typing import TYPE_CHECKING

from textual.timer import Timer
from textual.worker import Worker

from hinge_log.charts.cells import Row
from hinge_log.charts.pages.exercise_page import Picture, Words, dressed, figure_place, progress_row
from hinge_log.screens.context import Context
from hinge_log.screens.exercise_base import FIGURE, ExerciseBase
from hinge_log.screens.film import Film

if TYPE_CHECKING:
    from hinge_log.charts.figure import Frame, Pair


class ExerciseFigure(ExerciseBase):
    """The tab of the figure; `moment` is the still that is shown, `frame_at` the frame once it moves."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.pairs: tuple[Pair, ...] = ()
        self.pair_at = 0
        self.film: Film | None = None
        self.frame_at: int | None = None
        self.moment = 2
        self.alternate = False
        self._timer: Timer | None = None
        self._laid: list[Row] = []
        self._reel: dict[int, list[Row]] = {}

    def show_lift(self, key: str) -> None:
        """Show an exercise."""
        if key and key != self.key:
            self._pause()
            self.pair_at, self.film, self.frame_at, self.moment = 0, None, None, 2
        super().show_lift(key)

    async def load(self) -> None:
        """Read what the log knows about the exercise."""
        from hinge_log.charts.figure import pairs_for

        await super().load()
        self.pairs = pairs_for(self.exercise)
        self.pair_at = min(self.pair_at, max(0, len(self.pairs) - 1))

    def on_screen_suspend(self) -> None:
        """Nothing moves while another screen is shown."""
        self._pause()

    @property
    def still_only(self) -> bool:
        """Whether nothing may move: the user said so here, or to the whole terminal."""
        motion = self.context.look.motion
        return motion == "none" or (motion == "auto" and self.app.animation_level == "none")

    def _project(self, width: int, height: int) -> Film | None:
        """The film for a size; its frames are asked for when they are not there yet."""
        place = figure_place(width, height, alternate=self.alternate)
        if place is None or not self.pairs:
            self.film = None
            return None
        film = Film(self.pairs[self.pair_at], place, self.context.ascii_only)
        if self.film is not None and self.film.key == film.key:
            return self.film
        self.film, self.frame_at = film, None
        self._reel.clear()
        if not self.still_only:
            work: Callable[[], Coroutine[None, None, None]] = partial(self._developed, film)
            _: Worker[None] = self.run_worker(work, group="film", exclusive=True)
        return film

    async def _developed(self, film: Film) -> None:
        whole = await film.whole()
        if self.film is not None and self.film.key == film.key:
            self.film = whole
            self.paint()

    def _frame(self, film: Film) -> Frame:
        if self.frame_at is not None and film.frames:
            return film.frames[self.frame_at % len(film.frames)]
        return film.still(self.moment)

    def _picture(self, film: Film) -> Picture:
        frame = self._frame(film)
        rows, arrangement = frame.rows, film.place.arrangement
        if self.still_only and (three := film.three()):
            rows, arrangement = three, "stack"
        titles = (f"Good: {film.pair.kept}", f"Fault: {film.pair.slipped}")
        total = film.pair.tempo.total
        return Picture(arrangement, titles, rows, frame.shown, frame.beat.seconds / total, frame.beat.phase)

    def _pause(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
            self._keys.clear()

    def action_play(self) -> None:
        """Play or pause; where nothing may move, the next still."""
        if self._timer is not None:
            self._pause()
            self.paint()
        elif self.still_only:
            self.action_step(1)
        elif self.film is not None and self.film.frames:
            self._to_frame()
            self._timer = self.set_interval(self.film.frames[0].seconds, self._tick)
            self._keys.clear()
            self.paint()

    def _to_frame(self) -> None:
        """From the still to the frame that looks like it."""
        if self.frame_at is None and self.film is not None:
            self.frame_at = self.film.nearest(self.film.still(self.moment).beat.seconds)

    def _tick(self) -> None:
        film = self.film
        if film is None or not film.frames or self.tab != FIGURE or not self.is_current:
            return
        self._to_frame()
        assert self.frame_at is not None
        self.frame_at = (self.frame_at + 1) % len(film.frames)
        width, height = self.size
        # Only the figure and the line under it are laid out anew, once for each frame; the page repaints the lines
        # that differ.
        fresh = self._reel.get(self.frame_at)
        if fresh is None:
            frame = film.frames[self.frame_at]
            titles = (f"Good: {film.pair.kept}", f"Fault: {film.pair.slipped}")
            fresh = dressed(frame.rows, titles, film.place.arrangement, frame.shown, width)
            fresh.append(progress_row(frame.beat.seconds / film.pair.tempo.total, frame.beat.phase, width))
            self._reel[self.frame_at] = fresh
        self._laid[2 : 2 + len(fresh)] = fresh
        self.page.show(self._laid[:height])

    def action_step(self, step: int) -> None:
        """One frame on or back; another still where nothing moves."""
        if self.film is None:
            return
        self._pause()
        if self.film.frames:
            self._to_frame()
            self.frame_at = ((self.frame_at or 0) + step) % len(self.film.frames)
        else:
            self.moment = (self.moment + step) % 3
        self.paint()

    def action_fault(self, step: int) -> None:
        """The next or previous fault of the figure."""
        if self.tab == FIGURE and self.pairs:
            self._pause()
            self.pair_at = (self.pair_at + step) % len(self.pairs)
            self.moment = 2
            self.paint()

    def action_layout(self) -> None:
        """Side by side, or one after the other."""
        self._pause()
        self.alternate = not self.alternate
        self.paint()

    def _drawn(self, fault: str) -> bool:
        return any(pair.fault == fault for pair in self.pairs)

    def _figure_words(self, film: Film | None) -> Words:
        if film is None:
            return ()
        item = next((each for each in self.items if each.fault == film.pair.fault), None)
        said = [("Your cue", " ".join(self.read.settings.cue.split()))] if self.read.settings.cue else []
        if item is not None:
            said += [("What to see", item.look_for), ("What to feel", item.feel_for)]
            said.append(("Fix", f"{item.fix} Regress to: {self._full_name(item.regress_to)}."))
        elif (fault := self.context.catalogue.faults.get(film.pair.fault)) is not None:
            said += [("What to see", fault.looks_like), ("First fix", self._full_name(fault.first_fix))]
        if self._timer is None and self.size.height >= 30:
            from hinge_log.charts.figure import describe

            said.append(("In degrees", f"{describe(film.pair, self._frame(film))}."))
        return tuple(said)
