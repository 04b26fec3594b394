"""A pair in words: for the line under the figures, and for readers who do not see them."""

from __future__ import annotations

from dataclasses import dataclass

from hinge_log.charts.figure.frames import Frame, Layout, skeletons
from hinge_log.charts.figure.kinematics import MID_FOOT, Skeleton, fold, lean
from hinge_log.charts.figure.pairs import FigurePair


@dataclass(frozen=True, slots=True)
class Caption:
    """What each figure does first, the joint to look at, and the difference in a sentence."""

    good: str
    fault: str
    joint: str
    see: str


def caption(pair: FigurePair, layout: Layout = "side") -> Caption:
    """Give the words of a pair; figures above each other are called the upper and the lower one."""
    see = pair.see
    if layout == "stack":
        for beside, above in (("Left:", "Upper:"), ("Right:", "Lower:")):
            see = see.replace(beside, above)
    return Caption(pair.kept, pair.slipped, pair.word, see)


def describe(pair: FigurePair, frame: Frame) -> str:
    """Say a frame in words and angles: "down, hips go back first: knee 16, trunk 60 degrees; fault, ..."."""
    good, bad = skeletons(pair, frame.beat)
    measure = f"{pair.kept}: {measured(pair, good)}"
    slipped = f"fault, {pair.slipped}: {measured(pair, bad)}"
    if frame.shown == "good":
        return f"{frame.beat.phase}, {measure}"
    if frame.shown == "fault":
        return f"{frame.beat.phase}, {slipped}"
    return f"{frame.beat.phase}, {measure}; {slipped}"


def measured(pair: FigurePair, skeleton: Skeleton) -> str:
    """Give the two angles that tell good from fault, as whole degrees."""
    words = [_measure(name, skeleton) for name in pair.measures]
    degrees = [word for word in words if word[-1].isdigit()]
    others = [word for word in words if not word[-1].isdigit()]
    return ", ".join([*degrees[:-1], *(f"{word} degrees" for word in degrees[-1:]), *others])


def _measure(name: str, s: Skeleton) -> str:
    if name == "knee":
        return f"knee {fold(s.ankle, s.knee, s.hip):.0f}"
    if name == "hip":
        return f"hip {fold(s.knee, s.hip, s.shoulder):.0f}"
    if name == "shin":
        return f"shin {abs(lean(s.ankle, s.knee)):.0f}"
    if name == "elbow":
        return f"elbow {fold(s.shoulder, s.elbow, s.hand):.0f}"
    if name == "arm":
        return f"arm {abs(lean(s.hand, s.shoulder)):.0f}"
    if name == "heel":
        return f"heel {abs(lean(s.heel, s.toe) - 90):.0f}"
    if name == "back":
        bend = lean(s.t12, s.shoulder) - lean(s.hip, s.t12)
        shape = "straight" if abs(bend) < 8 else f"{'rounded' if bend > 0 else 'arched'} {abs(bend):.0f}"
        return f"low back {shape}"
    if name == "load":
        ahead = s.load[0] - MID_FOOT
        return "load over mid-foot" if ahead < 0.045 else "load over the toes" if ahead < 0.09 else "load past the toes"
    trunk = lean(s.hip, s.shoulder)
    return f"trunk back {-trunk:.0f}" if trunk < -3 else f"trunk {max(0.0, trunk):.0f}"
