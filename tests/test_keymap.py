from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinge_log.keymap import AZERTY, Bound, clashes, key_name, keymap_for, preset_keys, split_keys
from hinge_log.screens.dialogs.keys import key_contexts
from hinge_log.settings import Look

LOG = (
    Bound("log.set", ("space",), "log"),
    Bound("form.1", ("1",), "lost"),
    Bound("form.6", ("6",), "sixth"),
    Bound("rest.less", ("minus",), "shorter"),
    Bound("log.check", ("f",), "check"),
)
LIST = (Bound("list.down", ("down", "j"), "down"), Bound("list.up", ("up", "k"), "up"))
CONTEXTS = {"log": LOG, "list": LIST}

ids = st.sampled_from([bound.id for bound in (*LOG, *LIST)] + ["nothing"])
keys = st.lists(st.sampled_from(["a", "f", "1", "space", "minus", "j", "ampersand", ""]), max_size=3).map(",".join)


def effective(keymap: dict[str, str]) -> dict[str, list[str]]:
    """The ids that want each key, screen by screen."""
    found: dict[str, list[str]] = {}
    for context, bindings in CONTEXTS.items():
        for bound in bindings:
            for key in split_keys(keymap[bound.id]) if bound.id in keymap else bound.keys:
                found.setdefault(f"{context} {key}", []).append(bound.id)
    return found


@given(st.dictionaries(ids, keys, max_size=5), st.sampled_from(["", "azerty"]))
def test_whatever_a_file_says_no_key_does_two_things_and_none_is_lost(chosen: dict[str, str], preset: str) -> None:
    keymap, _ = keymap_for(Look(keys=chosen, preset=preset), CONTEXTS, "/nowhere")
    found = effective(keymap)
    assert all(len(owners) == 1 for owners in found.values())
    assert {owner for owners in found.values() for owner in owners} == {bound.id for bound in (*LOG, *LIST)}


def test_a_clash_is_refused_with_the_line_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('[keys]\n"list.up" = "x"\n"log.set" = "f"\n')
    look = Look(keys={"list.up": "x", "log.set": "f"})
    keymap, complaint = keymap_for(look, CONTEXTS, str(tmp_path))
    assert keymap == {"list.up": "x"}
    assert f"{tmp_path}/settings.toml, line 3" in complaint
    assert "log.check" in complaint


def test_two_actions_may_change_places() -> None:
    keymap, complaint = keymap_for(Look(keys={"log.set": "f", "log.check": "space"}), CONTEXTS)
    assert keymap == {"log.set": "f", "log.check": "space"}
    assert complaint == ""


def test_one_key_may_do_different_things_on_different_screens() -> None:
    assert keymap_for(Look(keys={"list.up": "f"}), CONTEXTS) == ({"list.up": "f"}, "")


def test_an_unknown_name_is_told() -> None:
    keymap, complaint = keymap_for(Look(keys={"log.sett": "f"}), CONTEXTS, "/nowhere")
    assert keymap == {}
    assert "log.sett" in complaint


def test_the_french_digits_leave_the_keys_of_a_screen_alone() -> None:
    assert preset_keys("azerty", CONTEXTS)["form.1"] == "1,ampersand"
    keymap, complaint = keymap_for(Look(preset="azerty"), CONTEXTS)
    assert keymap == {"form.1": "1,ampersand"}, "6 is minus there, which takes rest away"
    assert complaint == ""


def test_what_the_user_chose_goes_before_the_preset() -> None:
    keymap, _ = keymap_for(Look(preset="azerty", keys={"log.set": "ampersand"}), CONTEXTS)
    assert keymap == {"log.set": "ampersand"}


@pytest.mark.parametrize(("typed", "name"), [("+", "plus"), (" é", "é"), ("?", "question_mark"), ("ctrl+x", "ctrl+x")])
def test_keys_are_written_by_sign_or_by_name(typed: str, name: str) -> None:
    assert key_name(typed) == name


def test_the_screens_have_no_clash_of_their_own_that_a_setting_could_not_see() -> None:
    contexts = key_contexts()
    assert {"every", "log", "settings", "first run", "import preview"} <= set(contexts)
    assert len(contexts["log"]) > 30
    rated = {each.id: each.keys for each in contexts["log"]}
    assert rated["form.1"] == ("1",)
    keymap, complaint = keymap_for(Look(preset="azerty"), contexts)
    assert complaint == ""
    assert clashes(keymap, contexts) == []
    assert keymap["form.1"] == "1,ampersand"
    assert set(keymap) >= {f"form.{n}" for n in range(1, 6)} | {f"finish.{n}" for n in range(1, 6)}


def test_every_french_digit_is_a_key_name_that_a_terminal_sends() -> None:
    assert sorted(AZERTY) == [str(n) for n in range(10)]
    signs = {"1": "&", "2": "é", "3": '"', "4": "'", "5": "(", "6": "-", "7": "è", "8": "_", "9": "ç", "0": "à"}
    assert {digit: key_name(sign) for digit, sign in signs.items()} == AZERTY
