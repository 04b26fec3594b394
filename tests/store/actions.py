"""Dumps of a log, and drafts for hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from hinge_log.store.schema import BY_NAME, COLUMNS
from hinge_log.store.store import Store
from hinge_log.text import clean
from hinge_log.training.load import Load
from hinge_log.training.workout import Basis, Form, Judge, Pain, SetDraft, SetKind

Dump = dict[str, list[tuple[object, ...]]]


def dump(store: Store) -> Dump:
    """Every row of the user's data that is not hidden, in a fixed order; the journal is not in it."""
    return {
        table: sorted(store.rows(f"SELECT * FROM {table}{' WHERE hidden = 0' * ('hidden' in columns)}"), key=repr)
        for table, columns in COLUMNS.items()
        if BY_NAME[table].data
    }


def steps(store: Store) -> int:
    """How many actions can be undone."""
    found = store.one("SELECT count(*) FROM action WHERE state = 1 AND target IS NULL")
    assert found is not None
    return int(str(found[0]))


notes = st.text(max_size=30).map(lambda text: clean(text, lines=True))
loads = st.one_of(
    st.builds(Load.of, st.decimals(0, 600, places=2).map(str), st.sampled_from(["kg", "lb"])),
    st.builds(Load.of, st.integers(-80, 120).map(str), st.sampled_from(["kg", "lb"]), body=st.just(True)),
)
items = st.sampled_from(["dl-neutral", "dl-close", "dl-hinge", "dl-stack"])
slips = st.dictionaries(items, st.one_of(st.none(), st.integers(1, 20)), max_size=4).map(lambda d: tuple(d.items()))
quick = st.tuples(st.integers(1, 5), st.just(Basis.QUICK), st.sampled_from(Judge)).map(lambda each: Form(*each))
checked = st.builds(
    Form,
    st.integers(1, 5),
    st.just(Basis.CHECKED),
    st.sampled_from(Judge),
    st.integers(0, 100),
    slips,
    st.just("deadlift"),
    st.integers(1, 9),
    st.one_of(st.just(""), items),
    st.booleans(),
    st.booleans(),
)
forms = st.one_of(quick, checked)
pains = st.builds(Pain, st.text(max_size=20).map(lambda text: clean(text)), st.integers(0, 10))
drafts = st.builds(
    SetDraft,
    reps=st.one_of(st.none(), st.integers(0, 899)),
    load=st.one_of(st.none(), loads),
    seconds=st.one_of(st.none(), st.integers(0, 86_400)),
    distance_mm=st.one_of(st.none(), st.integers(0, 1_000_000)),
    kind=st.sampled_from(SetKind),
    rpe=st.one_of(st.none(), st.integers(2, 20).map(lambda half: half / 2)),
    side=st.sampled_from(["", "L", "R"]),
    note=notes,
    missed=st.integers(0, 9),
    form=st.one_of(st.none(), forms),
    pain=st.one_of(st.none(), pains),
)
