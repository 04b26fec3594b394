"""The frames of a pair of figures at one size: a still at once, the rest drawn aside and kept."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hinge_log.charts.cells import Row
from hinge_log.charts.pages.exercise_page import Place

if TYPE_CHECKING:
    from hinge_log.charts.figure import Frame, Pair

THREE_FROM = 36
"""Cells that each of three stills needs to stand in a row."""


@dataclass(frozen=True, slots=True)
class Film:
    """What is drawn of a pair: `frames` are empty until they are there."""

    pair: Pair
    place: Place
    plain: bool
    frames: tuple[Frame, ...] = ()

    @property
    def key(self) -> tuple[str, Place, bool]:
        """What tells one film from another."""
        return self.pair.id, self.place, self.plain

    def still(self, moment: int) -> Frame:
        """One of the three moments at which the difference shows."""
        from hinge_log.charts.figure import MOMENTS, still

        layout = self.place.arrangement
        return still(
            self.pair,
            MOMENTS[moment],
            self.place.width,
            self.place.height,
            ascii=self.plain,
            layout=layout,
            titles=False,
        )

    def three(self) -> tuple[Row, ...]:
        """All three moments in a row, each good over fault; empty where they would not be read."""
        from hinge_log.charts.figure import MOMENTS, still

        each = (self.place.width - 4) // 3
        if each < THREE_FROM or self.place.height < 20:
            return ()
        drawn = [
            still(self.pair, moment, each, self.place.height - 1, ascii=self.plain, layout="stack", titles=False).rows
            for moment in MOMENTS
        ]
        return tuple(
            (*first, ("  ", ""), *second, ("  ", ""), *third) for first, second, third in zip(*drawn, strict=True)
        )

    async def whole(self) -> Film:
        """The film with all its frames; drawn in a thread, for it takes up to a fifth of a second."""
        from hinge_log.charts.figure import frames

        def draw() -> tuple[Frame, ...]:
            return frames(
                self.pair,
                self.place.width,
                self.place.height,
                ascii=self.plain,
                layout=self.place.arrangement,
                titles=False,
            )

        return Film(self.pair, self.place, self.plain, await asyncio.to_thread(draw))

    def nearest(self, seconds: float) -> int:
        """The frame that is shown at so many seconds of the repetition."""
        return min(range(len(self.frames)), key=lambda n: abs(self.frames[n].beat.seconds - seconds), default=0)
