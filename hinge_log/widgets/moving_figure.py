"""The good figure at any point of a repetition."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING

from hinge_log.charts.cells import Row
from hinge_log.widgets.line_panel import LinePanel, row_reactive

if TYPE_CHECKING:
    from hinge_log.charts.figure import FigurePair, Frame


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
