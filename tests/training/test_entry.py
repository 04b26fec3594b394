from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hinge_log.errors import EntryError
from hinge_log.text import clean
from hinge_log.training.entry import complete, parse
from hinge_log.training.entry_model import Amend, Sets, Shown, Typed
from hinge_log.training.entry_text import caret, echo, fmt
from hinge_log.training.load import Load, plain
from hinge_log.training.workout import Basis, Form, Judge, SetDraft, SetKind

ITEMS = (("hd-spine", ("spine", "back")), ("hd-drift", ("drift", "bar")), ("hd-knees", ("knees",)), ("hd-deep", ()))
SHOWN = Shown(load=Load.of("100", "kg"), reps=5, items=ITEMS, best_g=140_000)
EMPTY = Shown(items=ITEMS)


def sets(text: str, shown: Shown = SHOWN) -> Sets:
    entry = parse(text, shown)
    assert isinstance(entry, Sets)
    return entry


def one(text: str, shown: Shown = SHOWN) -> SetDraft:
    (draft,) = sets(text, shown).drafts
    return draft


def amend(text: str) -> Amend:
    entry = parse(text, SHOWN)
    assert isinstance(entry, Amend)
    return entry


def error(text: str, shown: Shown = SHOWN) -> EntryError:
    with pytest.raises(EntryError) as caught:
        parse(text, shown)
    return caught.value


def kg(value: str, *, body: bool = False) -> Load:
    return Load.of(value, "kg", body=body)


@pytest.mark.parametrize(
    ("text", "load", "reps"),
    [
        ("100x5", kg("100"), 5),
        ("100 x 5", kg("100"), 5),
        ("100 kg x 5", kg("100"), 5),
        ("100KGX5", kg("100"), 5),
        ("100×5", kg("100"), 5),
        ("100*5", kg("100"), 5),
        ("102.5x5", kg("102.5"), 5),
        ("102,5x5", kg("102.5"), 5),
        ("225lbx5", Load.of("225", "lb"), 5),
        ("225 lbs x 5", Load.of("225", "lb"), 5),
        ("225#x5", Load.of("225", "lb"), 5),
        ("100x0", kg("100"), 0),
        ("105", kg("105"), 5),
        ("x6", kg("100"), 6),
        ("+2.5", kg("102.5"), 5),
        ("-5x3", kg("95"), 3),
        ("bw", kg("0", body=True), 5),
        ("bw+10x5", kg("10", body=True), 5),
        ("bw + 10 x 5", kg("10", body=True), 5),
        ("bw-20x5", kg("-20", body=True), 5),
    ],
)
def test_a_set_reads_as_its_load_and_reps(text: str, load: Load, reps: int) -> None:
    assert one(text) == SetDraft(reps=reps, load=load)


@pytest.mark.parametrize(("text", "seconds"), [("24x40s", 40), ("24 x 40 sec", 40), ("24x1:30", 90), ("24x1.5min", 90)])
def test_a_time_stands_in_for_reps(text: str, seconds: int) -> None:
    assert one(text) == SetDraft(load=kg("24"), seconds=seconds)


def test_an_unloaded_hold_stays_unloaded() -> None:
    assert one("40s", EMPTY) == SetDraft(seconds=40)


def test_a_wall_drill_is_measured_in_cm() -> None:
    assert one("18cm x 8", EMPTY) == SetDraft(reps=8, distance_mm=180)
    assert one("18.5 cm", Shown(reps=8)) == SetDraft(reps=8, distance_mm=185)
    drill = Shown(reps=8, distance_mm=180, unit="cm")
    assert one("20x6", drill) == SetDraft(reps=6, distance_mm=200)
    assert one("+1", drill) == SetDraft(reps=8, distance_mm=190)
    assert one("24kg", drill).load == kg("24")


def test_a_second_number_counts_sets() -> None:
    assert sets("100x5x3").drafts == (SetDraft(reps=5, load=kg("100")),) * 3
    assert sets("x6x3").drafts == (SetDraft(reps=6, load=kg("100")),) * 3
    assert sets("40s x 2", EMPTY).drafts == (SetDraft(seconds=40),) * 2


def test_everything_about_a_set_fits_on_a_line() -> None:
    (typed,) = sets('100x5@8 f4 !2,hd-knees:2 w l miss2 "felt good').sets
    assert typed == Typed(
        SetDraft(
            reps=5,
            load=kg("100"),
            rpe=8.0,
            form=Form(4, Basis.QUICK),
            kind=SetKind.WARMUP,
            side="L",
            missed=2,
            note="felt good",
        ),
        (("hd-drift", 1), ("hd-knees", 2)),
    )
    assert typed.quick == 4


@pytest.mark.parametrize("between", ["; ", " ", ", ", " ; ", "\t", ", \n"])
def test_sets_may_be_parted_as_people_write(between: str) -> None:
    loads = [each.load for each in sets(between.join(["102,5x5 w", "105x3"])).drafts]
    assert loads == [kg("102.5"), kg("105")]


def test_a_ramp_fits_on_a_line() -> None:
    drafts = sets("60x5 w; 80x5 w; 100x5").drafts
    assert [(draft.load, draft.kind) for draft in drafts] == [
        (kg("60"), SetKind.WARMUP),
        (kg("80"), SetKind.WARMUP),
        (kg("100"), SetKind.WORKING),
    ]


def test_the_next_set_of_a_line_starts_from_the_one_before() -> None:
    assert sets("60x3 +2.5").drafts == (SetDraft(reps=3, load=kg("60")), SetDraft(reps=3, load=kg("62.5")))


def test_reps_in_reserve_are_rpe_from_the_other_end() -> None:
    assert one("100x5 rir2").rpe == 8.0
    assert one("100x5 RIR 0").rpe == 10.0
    assert one("100x5@8,5").rpe == 8.5


@pytest.mark.parametrize(
    ("word", "kind"),
    [("w", SetKind.WARMUP), ("drop", SetKind.DROP), ("fail", SetKind.FAILURE), ("FAILURE", SetKind.FAILURE)],
)
def test_kinds_of_sets(word: str, kind: SetKind) -> None:
    assert one(f"100x5 {word}").kind is kind


@pytest.mark.parametrize(("word", "side"), [("l", "L"), ("left", "L"), ("R", "R"), ("right", "R")])
def test_sides(word: str, side: str) -> None:
    assert one(f"24x8 {word}").side == side


def test_a_pound_lifter_types_no_units() -> None:
    pounds = Shown(load=Load.of("225", "lb"), reps=5, unit="lb")
    assert one("+10", pounds).load == Load.of("235", "lb")
    moved = one("+2.5kg", pounds).load
    assert moved is not None
    assert (moved.unit, moved.grams) == ("lb", 102_058 + 2_500)


def test_a_bare_number_is_added_to_bodyweight_where_the_lift_is_loaded_so() -> None:
    pull_up = Shown(load=kg("5", body=True), reps=6, body=True)
    assert one("10x5", pull_up).load == kg("10", body=True)
    assert one("-20", pull_up).load == kg("-15", body=True)
    assert one("x6", Shown(body=True)).load == kg("0", body=True)


def test_notes_alone_change_the_last_set() -> None:
    assert amend("@9") == Amend(rpe=9.0)
    assert amend('f3 !1:2 w miss "slow') == Amend(
        form=3, slips=(("hd-spine", 2),), kind=SetKind.WARMUP, missed=1, note="slow"
    )


def test_an_amend_leaves_alone_what_was_not_typed() -> None:
    before = SetDraft(reps=5, load=kg("100"), rpe=7.0, note="belt", side="R")
    assert amend("@9").applied(before) == replace(before, rpe=9.0)
    assert amend("w f3").applied(before) == replace(before, kind=SetKind.WARMUP, form=Form(3, Basis.QUICK))


@pytest.mark.parametrize(
    ("word", "item"), [("1", 0), ("spine", 0), ("BACK", 0), ("dr", 1), ("hd-k", 2), ("hd-deep", 3)]
)
def test_a_check_is_named_by_number_word_or_start(word: str, item: int) -> None:
    assert amend(f"!{word}").slips == ((ITEMS[item][0], 1),)


@pytest.mark.parametrize(
    ("text", "unit", "hint"),
    [
        ("banana", "kg", "load x reps @rpe: 100x5@8"),
        ("banana", "cm", "distance x reps: 18cm x 8"),
        ("banana", "in", "distance x reps: 7in x 8"),
        ("", "cm", "type 18cm x 8, or press space to repeat"),
        ("18cm x", "cm", "distance first: 18cm x 8"),
        ("7in x 8 x 21", "in", "7in x 8 x 3"),
    ],
)
def test_a_wall_drill_is_told_by_an_example_of_a_distance(text: str, unit: str, hint: str) -> None:
    with pytest.raises(EntryError) as caught:
        parse(text, Shown(reps=8, distance_mm=180, unit=unit))
    assert caught.value.hint == hint


@pytest.mark.parametrize(
    ("text", "kind", "message", "at", "width"),
    [
        ("", "empty", "nothing to log", 0, 1),
        (" ; ", "empty", "nothing to log", 0, 1),
        ("banana", "syntax", "can't read 'banana'", 0, 6),
        ("100x5 banana", "syntax", "can't read 'banana'", 6, 6),
        ("1_000x5", "syntax", "can't read '_000x5'", 1, 6),
        ("٣x5", "syntax", "can't read '٣x5'", 0, 3),
        ("inf", "syntax", "can't read 'inf'", 0, 3),
        ("nanx5", "syntax", "can't read 'nanx5'", 0, 5),
        ("1e2x5", "syntax", "can't read 'e2x5'", 1, 4),
        ("100x", "reps", "how many reps?", 4, 1),
        ("100x5.5", "reps", "reps are whole numbers", 4, 3),
        ("100x900", "reps", "900 reps?", 4, 3),
        ("5x100kg", "reps", "100 kg is where the reps belong", 2, 5),
        ("100x5x21", "count", "1 to 20 sets at once", 6, 2),
        ("100x5x0", "count", "1 to 20 sets at once", 6, 1),
        ("100x5x15 100x5x15", "count", "1 to 20 sets at once", 9, 8),
        ("@11", "rpe", "RPE is 1 to 10, in halves", 0, 3),
        ("100x5@8.3", "rpe", "RPE is 1 to 10, in halves", 5, 4),
        ("100x5 rir10", "rpe", "RPE is 1 to 10, in halves", 6, 5),
        ("100x5 @", "rpe", "RPE is 1 to 10, in halves", 6, 1),
        ("100x5@8 @9", "rpe", "RPE is typed twice", 8, 2),
        ("f6", "form", "form is rated 1 to 5", 0, 2),
        ("f0", "form", "form is rated 1 to 5", 0, 2),
        ("f4.5", "form", "form is rated 1 to 5", 0, 4),
        ("!zz", "fault", "'zz' matches no fault", 1, 2),
        ("!9", "fault", "there is no check 9", 1, 1),
        ("!0", "fault", "there is no check 0", 1, 1),
        ("!1,9", "fault", "there is no check 9", 3, 1),
        ("!hd", "fault", "'hd' could be !1, !2, !3, !4", 1, 2),
        ("!1:0", "fault", "how many reps failed?", 1, 3),
        ("1000x5", "load", "over the 600 kg limit", 0, 4),
        ("99999999999x5", "load", "over the 600 kg limit", 0, 11),
        ("+9999999", "load", "over the 600 kg limit", 0, 8),
        ("-200", "load", "load is below zero", 0, 4),
        ("@8 100x5", "order", "type the set before its notes", 0, 2),
        ("1:75", "time", "a time is whole seconds, 1 s to 2 hours", 0, 4),
        ("0.5s", "time", "a time is whole seconds, 1 s to 2 hours", 0, 4),
        ("2000m 8:00", "time", "is 8:00 the time of 2000m?", 6, 4),
        ("24x40m; 30s", "time", "is 30s the time of 24x40m?", 8, 3),
        ("24 40s", "time", "is 40s the time of 24?", 3, 3),
        ("1,500m", "distance", "is 1,500 more than a thousand?", 0, 6),
        ("24x1,000 yd", "distance", "is 1,000 more than a thousand?", 3, 8),
        ("3x8x20", "order", "is 3 kg meant, in 20 sets?", 0, 6),  # sets x reps x load
        ("2x20x8", "order", "is 2 kg meant, in 8 sets?", 0, 6),  # two dumbbells of 20
        ("60x5 w; 1.5x10x2", "order", "is 1.5 kg meant, in 2 sets?", 8, 8),
    ],
)
def test_an_error_says_what_and_where(text: str, kind: str, message: str, at: int, width: int) -> None:
    found = error(text)
    assert (found.kind, found.message, found.at, found.width) == (kind, message, at, width)
    assert found.hint
    assert found.code == f"entry.{kind}"


@pytest.mark.parametrize("text", ["2kgx20x8", "2 lb x 10 x 3", "20x8x3", "3x8x3", "bw+2x10x3", "x5x10", "+2.5x5x5"])
def test_a_light_load_is_taken_where_it_is_meant(text: str) -> None:
    read = parse(text, Shown(load=kg("2"), reps=8))
    assert isinstance(read, Sets)
    again = parse("2x10x3", Shown(load=kg("2"), reps=8))  # the load that is shown
    assert isinstance(again, Sets)


@pytest.mark.parametrize(("text", "at", "width"), [("100x5 L", 6, 1), ("r", 0, 1), ("100x5 @8 right", 9, 5)])
def test_a_side_is_refused_where_both_work_at_once(text: str, at: int, width: int) -> None:
    found = error(text, SHOWN._replace(both_sides="Deadlift"))
    assert (found.kind, found.message, found.at, found.width) == (
        "side",
        "Deadlift works both sides at once",
        at,
        width,
    )


def test_a_load_alone_needs_reps_from_somewhere() -> None:
    assert error("105", Shown()).kind == "reps"
    assert one("105", Shown(default_reps=8)).reps == 8


def test_a_step_needs_a_load_to_start_from() -> None:
    assert error("+2.5x5", Shown()).kind == "load"


def test_a_note_too_long_is_refused_not_cut() -> None:
    assert error(f'100x5 "{"a" * 2001}').kind == "note"
    assert one(f'100x5 "{"a" * 2000}').note == "a" * 2000


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("100x5", []),
        ("151x5", ["jump"]),
        ("150x5", []),
        ("169x5", ["jump", "best"]),
        ("5x100", ["swap"]),
        ("19x19", []),
        ("20x20", []),
        ("60x5 w; 85x5 w; 120x5", []),
        ("x120", []),
        ("bw+10x25", []),
    ],
)
def test_warnings_do_not_block(text: str, kinds: list[str]) -> None:
    assert [warning.kind for warning in sets(text).warnings] == kinds


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("102.5x4@9", "102.5 kg × 4 @9"),
        ("225lb", "225 lb × 5"),
        ("100x5x3", "100 kg × 5, 3 sets"),
        ("bw-20x5", "bw-20 kg × 5"),
        ("60x5 w; 24x1:30", "60 kg × 5, warm-up; 24 kg × 1:30"),
        ("100x5 !2:3 f3", "100 kg × 5, form 3 okay, drift failed × 3"),
        ("@8", "last set: @8"),
    ],
)
def test_the_echo_says_what_will_be_logged(text: str, said: str) -> None:
    assert echo(parse(text, SHOWN), SHOWN) == said
    assert echo(parse(text, SHOWN), SHOWN, ascii_only=True) == said.replace("×", "x")


def test_the_caret_stands_under_the_error() -> None:
    assert caret(error("100x900"), "100x900") == "100x900\n    ^^^"
    wide = '100x5 "硬拉" zz'
    assert caret(error(wide), wide) == f"{wide}\n{' ' * 13}^^"


def test_completion_names_checks() -> None:
    assert complete("100x5 !sp", ITEMS) == ("100x5 !spine",)
    assert complete("100x5 !1,d", ITEMS) == ("100x5 !1,drift",)
    assert complete("100x5", ITEMS) == ()
    assert complete('100x5 "!sp', ITEMS) == ()


def test_a_pasted_column_reads_as_sets() -> None:
    assert [draft.note for draft in sets('60x5 "easy\n80x5\r\n100x5').drafts] == ["easy", "", ""]


decimals = st.decimals(0, 600, places=3, allow_nan=False) | st.integers(0, 600).map(Decimal)
pounds = st.decimals(0, 1320, places=2, allow_nan=False)
loads = (
    decimals.map(lambda value: kg(plain(value)))
    | pounds.map(lambda value: Load.of(plain(value), "lb"))
    | decimals.map(lambda value: kg(plain(value), body=True))
    | decimals.map(lambda value: kg(plain(-value), body=True))
    | pounds.map(lambda value: Load.of(plain(-value), "lb", body=True))
)
reps = st.integers(0, 500)
times = st.integers(1, 7200)
distances = st.integers(0, 1_000_000)
works = (
    st.fixed_dictionaries({"reps": reps}, optional={"seconds": times, "distance_mm": distances})
    | st.fixed_dictionaries({"seconds": times}, optional={"distance_mm": distances})
    | st.fixed_dictionaries({"distance_mm": distances})
)
notes = st.text(max_size=60).map(lambda text: clean(text, lines=True)) | st.sampled_from(
    ['"', "\\", 'he said "go"', "a\\", "C:\\new", "two\nlines", "; 100x5", "“curly”", "硬拉 ok", "עברית", "!7 @8"]
)
drafts = st.builds(
    lambda work, rest: SetDraft(**work, **rest),
    works,
    st.fixed_dictionaries(
        {
            "load": st.none() | loads,
            "kind": st.sampled_from(SetKind),
            "rpe": st.none() | st.integers(2, 20).map(lambda half: half / 2),
            "side": st.sampled_from(["", "L", "R"]),
            "note": notes,
            "missed": st.integers(0, 500),
            "form": st.none() | st.integers(1, 5).map(lambda label: Form(label, Basis.QUICK)),
        }
    ),
)
slipped = st.dictionaries(st.sampled_from([item for item, _ in ITEMS]), st.integers(1, 500)).map(
    lambda found: tuple(found.items())
)


@given(drafts, slipped)
def test_an_edited_set_comes_back_as_it_was(draft: SetDraft, slips: tuple[tuple[str, int], ...]) -> None:
    assert sets(fmt(draft, slips), EMPTY).sets == (Typed(draft, slips),)


@given(drafts)
def test_a_pound_lifter_edits_the_same_set(draft: SetDraft) -> None:
    assert one(fmt(draft, unit="lb"), Shown(unit="lb")) == draft


@given(st.lists(drafts, min_size=1, max_size=4))
def test_sets_in_a_line_do_not_disturb_each_other(several: list[SetDraft]) -> None:
    # what a later set leaves out comes from the one before, so each says all it has
    full = [replace(draft, load=draft.load or kg("20"), distance_mm=None, reps=draft.reps or 0) for draft in several]
    assert sets("; ".join(map(fmt, full)), EMPTY).drafts == tuple(full)


@given(st.text(alphabet=' x×*@!"\\;:,.+-#0123456789kglbwsmirfnotecmdp\n٣_', max_size=30) | st.text(max_size=30))
@example("0" * 5000)
@example("9" * 5000 + "s")
@example("!" + "9" * 5000)
@example('"' + "\\" * 5000)
def test_any_line_is_read_or_refused_with_a_place(text: str) -> None:
    try:
        entry = parse(text, SHOWN)
    except EntryError as refused:
        found = refused
    else:
        assert echo(entry, SHOWN)
        return
    assert 0 <= found.at <= len(text)
    assert found.width >= 1
    assert "^" in caret(found, text)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("100x5 rpe8", "100x5@8"),
        ("100x5 RPE 8.5", "100x5@8.5"),
        ("100x5 reps", "100x5"),
        ("100 kg x 5 reps @8", "100x5@8"),
        ("100kg 5 reps", "100x5"),
        ("5 reps", "x5"),
        ("100\u00a0kg × 5\u202freps", "100x5"),
        ("１００ｘ５＠８", "100x5@8"),
        ("100\u3000x 5", "100x5"),
    ],
)
def test_what_people_type_is_read(typed: str, plain: str) -> None:
    assert sets(typed).drafts == sets(plain).drafts


def test_a_note_keeps_its_wide_characters() -> None:
    assert sets('100x5 "５ reps\u3000easy"').drafts[0].note == "５ reps\u3000easy"


@pytest.mark.parametrize(
    ("typed", "millimetres"),
    [("18cm x 8", 180), ("12in x 8", 305), ("12 inches x 8", 305), ("1ft x 8", 305), ("1ft 6in x 8", 457),
     ("1ft6in x 8", 457),     ("1 foot x8", 305), ("2.5km", 2_500_000), ("40 metres", 40_000)],
)  # fmt: skip
def test_distances_are_read_as_people_write_them(typed: str, millimetres: int) -> None:
    (draft,) = sets(typed, Shown(unit="cm", body=True, default_reps=8)).drafts
    assert (draft.distance_mm, draft.load) == (millimetres, None)


def test_a_time_after_in_is_no_distance() -> None:
    (draft,) = sets("105 in 40s", Shown(kg("100"), 5)).drafts
    assert (draft.load, draft.seconds, draft.distance_mm) == (kg("105"), 40, None)


@pytest.mark.parametrize("typed", ["100x5 5 4", "100x5 105", "60x5 w; 80"])
def test_a_bare_number_after_a_set_is_refused(typed: str) -> None:
    wrong = error(typed)
    assert wrong.kind == "reps"
    assert wrong.at == typed.index(typed.split()[-1]) or typed.endswith("5 4")


def test_held_and_the_judge_are_read() -> None:
    (typed,) = sets("100x5 held video").sets
    assert (typed.held, typed.judge) == (True, Judge.VIDEO)
    (typed,) = sets("100x5 f4 person").sets
    assert (typed.quick, typed.judge) == (4, Judge.PERSON)
    assert error("100x5 held !2").kind == "fault"
    assert error("100x5 video mirror").kind == "syntax"


def test_sides_makes_a_set_of_each_side() -> None:
    assert [draft.side for draft in sets("24x8x2 sides").drafts] == ["L", "R", "L", "R"]
    assert error("24x8 sides", replace_shown(both_sides="Deadlift")).kind == "side"
    assert error("sides f4").kind == "side"


def replace_shown(**values: str) -> Shown:
    return SHOWN._replace(**values)  # type: ignore[arg-type]
