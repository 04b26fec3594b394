"""Figures that move: good beside fault ("See the difference?"), and the good one at any point of a repetition."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal

from textual.message import Message
from textual.reactive import reactive
from textual.timer import Timer

from hinge_log.charts.cells import Row, fit, text_width
from hinge_log.charts.flow import lines_of
from hinge_log.widgets.line_panel import LinePanel, row_reactive
from hinge_log.widgets.panels import panel_rule

if TYPE_CHECKING:
    from hinge_log.charts.figure import FigurePair, Frame
    from hinge_log.charts.figure.motion import Moment


Arrangement = Literal["side", "stack", "alternate"]
STILLS: tuple[Moment, ...] = ("telling", "start", "middle", "bottom")
"""The stills, the one first at which good and fault differ most."""
LEAST_ROWS = 8
"""Fewer rows are not enough to read a figure."""
LEAST_STILL_CELLS = 36
"""What each of three stills in a row needs."""
_GAP = 2
_NAMES = {"side": ("left", "right"), "stack": ("upper", "lower"), "alternate": ("first", "second")}


class PairFigure(LinePanel):
    """The figures of `pair`, the line of the repetition under them, and the sentence that says what differs.

    `still_index` is the still that is shown, `frame_index` the frame once it moves. The frames are drawn in a
    thread, for that takes up to a fifth of a second. Posts `PairFigure.Changed` when it begins or ceases to move.
    """

    class Changed(Message):
        """It plays, pauses, or rests on another picture."""

    pair: row_reactive[FigurePair | None] = row_reactive(None)
    still_index: row_reactive[int] = row_reactive(0)
    frame_index: row_reactive[int | None] = row_reactive(None)
    is_alternating: row_reactive[bool] = row_reactive(False)
    still_only: row_reactive[bool] = row_reactive(False)
    is_playing: reactive[bool] = reactive(False, repaint=False)

    def __init__(self, *, ascii_only: bool, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.ascii_only = ascii_only
        self.frames: tuple[Frame, ...] = ()
        self._timer: Timer | None = None

    # -- drawing -------------------------------------------------------------------------------------------

    def arrangement(self) -> Arrangement:
        """The arrangement in which the figures are largest: a figure is about twice as wide in cells as in rows."""
        across, down = self.size.width, self._rows_of_figures()
        if self.is_alternating:
            return "alternate"
        beside = min(across // 4, down)
        above = min(across // 2, down // 2)
        if max(beside, above) < LEAST_ROWS:
            return "alternate"
        return "side" if beside >= above else "stack"

    def _rows_of_figures(self) -> int:
        return self.size.height - len(self._sentence(self.size.width)) - 3

    def _sentence(self, width: int) -> list[str]:
        """What differs, with the figures called by where they stand; always of the same number of lines."""
        if self.pair is None:
            return []
        text = f"See the difference? {self.pair.see}"
        return lines_of(text, width - 2)

    def build_rows(self, width: int, height: int) -> Iterable[Row]:
        """Titles, figures, the progress of the repetition, and what differs."""
        pair = self.pair
        if pair is None or self._rows_of_figures() < LEAST_ROWS:
            return
        arrangement = self.arrangement()
        frame = self._frame(pair, arrangement)
        rows = [((" ", ""), *row) for row in frame.rows]
        titles = (f"Good: {pair.kept}", f"Fault: {pair.slipped}")
        stills = self._three_stills(pair)
        if stills:
            half = len(stills) // 2
            yield from (_title(titles[0], "good", width), *stills[:half])
            yield from (_title(titles[1], "fault", width), *stills[half:])
        elif arrangement == "stack":
            half = len(rows) // 2
            yield from (_title(titles[0], "good", width), *rows[:half])
            yield from (_title(titles[1], "fault", width), *rows[half:])
        elif arrangement == "alternate":
            is_fault = frame.shown == "fault"
            yield from (_title(titles[is_fault], "fault" if is_fault else "good", width), *rows)
        else:
            half = (width - 2 - _GAP) // 2
            yield from _side_titles(titles, half + 1, width)
            yield from rows
        yield progress_row(frame.beat.seconds / pair.tempo.total, frame.beat.phase, width)
        names = _NAMES["stack" if stills else arrangement]
        sentence = "\n".join(self._sentence(width))
        for line in re.sub(r"\b(left|right)\b", lambda match: names[match[0] == "right"], sentence).split("\n"):
            yield ((" ", ""), (line, "strong"))

    def _figure_size(self, arrangement: Arrangement) -> tuple[int, int]:
        pair = self.pair
        assert pair is not None
        titles = (f"Good: {pair.kept}", f"Fault: {pair.slipped}")
        extra = 2 if arrangement == "stack" else 1
        if arrangement == "side":
            half = (self.size.width - 2 - _GAP) // 2
            extra = len(_side_titles(titles, half + 1, self.size.width))
        return self.size.width - 2, self._rows_of_figures() + 2 - extra

    def _frame(self, pair: FigurePair, arrangement: Arrangement) -> Frame:
        if self.frame_index is not None and self.frames:
            return self.frames[self.frame_index % len(self.frames)]
        from hinge_log.charts.figure import still

        moment, (width, height) = STILLS[self.still_index % len(STILLS)], self._figure_size(arrangement)
        return still(pair, moment, width, height, ascii=self.ascii_only, layout=arrangement, titles=False)

    def _three_stills(self, pair: FigurePair) -> list[Row]:
        """Where nothing may move: three moments in a row, each good over fault; empty where there is no room."""
        each = (self.size.width - 2 - 2 * _GAP) // 3
        height = self._rows_of_figures()
        if not self.still_only or each < LEAST_STILL_CELLS or height < 2 * LEAST_ROWS:
            return []
        from hinge_log.charts.figure import MOMENTS, still

        moments = (*MOMENTS[:2], "telling")
        drawn = [
            still(pair, moment, each, height, ascii=self.ascii_only, layout="stack", titles=False).rows
            for moment in moments
        ]
        gap = (" " * _GAP, "")
        return [((" ", ""), *a, gap, *b, gap, *c) for a, b, c in zip(*drawn, strict=True)]

    def _draw_frames(self) -> None:
        self.frames = ()
        if self.pair is not None and not self.still_only and self._rows_of_figures() >= LEAST_ROWS:
            self.run_worker(self._frames_in_thread(self.pair), group="frames", exclusive=True)

    async def _frames_in_thread(self, pair: FigurePair) -> None:
        from hinge_log.charts.figure import frames

        arrangement, size = self.arrangement(), self.size
        width, height = self._figure_size(arrangement)
        drawn = await asyncio.to_thread(
            frames, pair, width, height, ascii=self.ascii_only, layout=arrangement, titles=False
        )
        if pair is self.pair and size == self.size and arrangement == self.arrangement():
            self.frames = drawn
            self.update_rows()

    # -- moving --------------------------------------------------------------------------------------------

    def watch_pair(self) -> None:
        """Rest on the still that tells most, and draw the frames."""
        self.pause()
        self.still_index, self.frame_index = 0, None
        self._draw_frames()

    def watch_is_alternating(self) -> None:
        """Draw the frames of the other arrangement."""
        self.pause()
        self.frame_index = None
        self._draw_frames()

    def on_resize(self) -> None:
        """Draw the frames in the new size; what moves goes on moving."""
        self._draw_frames()

    def watch_is_playing(self) -> None:
        """Move or rest."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self.is_playing and self.frames:
            self._timer = self.set_interval(self.frames[0].seconds, self.show_next_frame)
        if self.is_attached:
            self.post_message(self.Changed())

    def play_or_pause(self) -> None:
        """Play or pause; where nothing may move, show the next still."""
        if self.still_only:
            self.step(1)
        elif self.is_playing:
            self.pause()
        elif self.frames:
            self._go_to_frame()
            self.is_playing = True

    def pause(self) -> None:
        """Rest on the present picture."""
        self.is_playing = False

    def show_next_frame(self) -> None:
        """One frame on, unless the figure cannot be seen."""
        if self.frames and self.is_on_screen:
            self._go_to_frame()
            self.frame_index = ((self.frame_index or 0) + 1) % len(self.frames)

    def step(self, by: int) -> None:
        """One frame on or back; another still where nothing moves."""
        self.pause()
        if self.frames:
            self._go_to_frame()
            self.frame_index = ((self.frame_index or 0) + by) % len(self.frames)
        else:
            self.still_index = (self.still_index + by) % len(STILLS)
        self.post_message(self.Changed())

    def _go_to_frame(self) -> None:
        """From the still to the frame that looks like it."""
        if self.frame_index is None and self.pair is not None:
            seconds = self._frame(self.pair, self.arrangement()).beat.seconds
            distances = [abs(frame.beat.seconds - seconds) for frame in self.frames]
            self.frame_index = distances.index(min(distances))

    def description(self) -> str:
        """The picture in degrees, "" while it moves or where nothing is shown."""
        if self.pair is None or self.is_playing or self._rows_of_figures() < LEAST_ROWS:
            return ""
        from hinge_log.charts.figure import describe

        return describe(self.pair, self._frame(self.pair, self.arrangement()))


def progress_row(share: float, phase: str, width: int) -> Row:
    """How far the repetition is, as a line; its words are of one length, so that the line does not jump."""
    words = f"one rep, {phase}: {round(100 * share):3d}%"
    words = fit(words.ljust(_MOST_PROGRESS_CELLS), max(0, width // 2))
    room = max(0, width - text_width(words) - 4)
    full = round(room * min(1.0, max(0.0, share)))
    return (("─ ", "grid"), (words, "title"), (" ", ""), ("━" * full, "data"), ("─" * (room - full), "grid"))


_MOST_PROGRESS_CELLS = 26
"""What the longest name of a phase needs."""


def _title(title: str, style: str, width: int) -> Row:
    rule = panel_rule(title, width)
    if len(rule) == 1:
        return rule  # no room for the title
    (_, grid), _, *rest = rule
    return (("─ ", grid), (fit(title, max(0, width - 3)), style), *rest)


def _side_titles(titles: Sequence[str], half: int, width: int) -> list[Row]:
    """A title over each figure; the sentences stand under them where they are too long."""
    right = width - half - _GAP
    if max(map(text_width, titles)) <= half - 3:
        return [(*_title(titles[0], "good", half), (" " * _GAP, ""), *_title(titles[1], "fault", right))]
    names, sentences = zip(*(title.split(": ", 1) for title in titles), strict=True)
    rows: list[Row] = [(*_title(names[0], "good", half), (" " * _GAP, ""), *_title(names[1], "fault", right))]
    columns = [lines_of(sentence, half - 2) for sentence in sentences]
    for index in range(max(map(len, columns))):
        left, other = (column[index] if index < len(column) else "" for column in columns)
        gap = " " * (half + _GAP - 1 - text_width(left))
        rows.append(((" ", ""), (left, "good"), (gap + " ", ""), (other, "fault")))
    return rows


class MovingFigure(LinePanel):
    """Shows the frame nearest to `way`: 0 upright, 1 at the far end; `returning` on the way back.

    The frames of a size are drawn in a thread, for that takes longer than a screen may stand still.
    """

    pair: row_reactive[FigurePair | None] = row_reactive(None)
    way: row_reactive[float] = row_reactive(0.0)
    returning: row_reactive[bool] = row_reactive(False)

    def __init__(self, *, ascii_only: bool, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.ascii_only = ascii_only
        self.frames: tuple[Frame, ...] = ()

    def build_rows(self, width: int, height: int) -> Iterable[Row]:
        """The figure, at the foot of the panel."""
        if not self.frames:
            return ()
        rows = min(self.frames, key=self._distance).rows
        return [()] * max(0, height - len(rows)) + list(rows)

    def _distance(self, frame: Frame) -> tuple[float, bool]:
        return abs(frame.beat.way - self.way), frame.beat.returning != self.returning

    def watch_pair(self) -> None:
        """Draw the frames of another movement."""
        self._draw_frames()

    def on_resize(self) -> None:
        """Draw the frames in the new size."""
        self._draw_frames()

    def _draw_frames(self) -> None:
        self.frames = ()
        if self.pair is not None and self.size:
            self.run_worker(self._frames_in_thread(self.pair), group="frames", exclusive=True)

    async def _frames_in_thread(self, pair: FigurePair) -> None:
        from hinge_log.charts.figure import frames

        width, height = size = self.size
        drawn = await asyncio.to_thread(frames, pair, width, height, ascii=self.ascii_only, layout="good", titles=False)
        if pair is self.pair and size == self.size:
            self.frames = drawn
            self.update_rows()
