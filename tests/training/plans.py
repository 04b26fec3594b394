"""Plans for hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from hinge_log.text import clean
from hinge_log.training.load import Load
from hinge_log.training.plan import Day, Plan, PlanLift, PlanSet
from hinge_log.training.workout import SetKind

KEYS = ("deadlift-conventional", "squat-back", "swing-two-hand", "drill-wall-hinge", "own:bar-lift")

texts = st.text(max_size=20).map(clean)
notes = st.text(max_size=30).map(lambda text: clean(text, lines=True))
units = st.sampled_from(["kg", "lb"])
loads = st.one_of(
    st.builds(Load.of, st.decimals(0, 590, places=2).map(str), units),
    st.builds(Load.of, st.integers(-80, 120).map(str), units, body=st.just(True)),
)
percents = st.integers(100, 15_000).map(lambda hundredths: hundredths / 100)
amounts: st.SearchStrategy[dict[str, int]] = st.one_of(
    st.fixed_dictionaries({}),
    st.fixed_dictionaries({"reps": st.integers(1, 500)}),
    st.fixed_dictionaries({"seconds": st.integers(1, 7200)}),
)
weights: st.SearchStrategy[dict[str, Load | float]] = st.one_of(
    st.fixed_dictionaries({}),
    st.fixed_dictionaries({"load": loads}),
    st.fixed_dictionaries({"percent": percents}),
)


def _set(amount: dict[str, int], weight: dict[str, Load | float], kind: SetKind) -> PlanSet:
    return PlanSet(**amount, **weight, kind=kind)  # type: ignore[arg-type]  # the names are those of its parts


sets = st.builds(_set, amounts, weights, st.sampled_from(SetKind))
several = st.lists(st.tuples(sets, st.integers(1, 4)), max_size=5).map(
    lambda runs: tuple(each for each, count in runs for _ in range(count))
)
lifts = st.builds(PlanLift, st.sampled_from(KEYS), several, notes, st.none() | st.integers(0, 9))
names = st.text("ABCDEFabc äß卧", min_size=1, max_size=8).map(clean).filter(bool)


@st.composite
def any_plans(draw: st.DrawFn) -> Plan:
    """A plan that may be kept."""
    called = draw(st.lists(names, min_size=1, max_size=4, unique_by=str.casefold))
    days = tuple(Day(name, tuple(draw(st.lists(lifts, min_size=1, max_size=3)))) for name in called)
    return Plan("", draw(names), days)
