"""Who speaks is corrected from a script as in the window, and what nobody confirmed is told."""

from __future__ import annotations

import pytest

from tests.cli.test_entities import Call, call

__all__ = ["call"]

# The made interview has six turns of each, S1 first.
TURNS = 12
PROPOSED = "Proposed by the machine: --confirm or --swap."


def told(printed: str) -> tuple[dict[str, tuple[str, int]], str]:
    """Give the role and the number of turns of each speaker that was printed, and the line below them."""
    *lines, last = printed.splitlines()
    found = {}
    for line in lines:
        speaker, facts = line.split(": ")
        role, turns, _seconds = facts.split(", ")
        found[speaker] = (role, int(turns.removesuffix(" turns")))
    return found, last


def test_roles_are_a_proposal_until_they_are_kept_or_turned_round(call: Call) -> None:
    assert told(call("speakers", "02-hospital")) == ({"S1": ("interviewer", 6), "S2": ("participant", 6)}, PROPOSED)
    kept = ({"S1": ("interviewer", 6), "S2": ("participant", 6)}, "Confirmed by a person.")
    assert told(call("speakers", "02-hospital", "--confirm")) == kept
    assert told(call("speakers", "02-hospital")) == kept
    assert call("show", "02-hospital").splitlines()[0].startswith("[00:12:02] Interviewer: And when")
    swapped = ({"S1": ("participant", 6), "S2": ("interviewer", 6)}, "Confirmed by a person.")
    assert told(call("speakers", "02-hospital", "--swap")) == swapped
    assert call("show", "02-hospital").splitlines()[0].startswith("[00:12:02] 02-hospital: And when")


def test_a_speaker_has_another_name_in_every_turn(call: Call) -> None:
    renamed = ({"Nurse": ("participant", 6), "S1": ("interviewer", 6)}, PROPOSED)
    assert told(call("speakers", "02-hospital", "--rename", "S2", "Nurse")) == renamed
    assert told(call("speakers", "02-hospital")) == renamed
    assert "Another speaker has this name." in call("speakers", "02-hospital", "--rename", "S1", "Nurse", code=2)
    assert "There is none with this name." in call("speakers", "02-hospital", "--rename", "S2", "Doctor", code=2)
    assert told(call("speakers", "02-hospital")) == renamed


def test_two_speakers_become_one(call: Call) -> None:
    assert told(call("speakers", "02-hospital", "--merge", "S2", "S1"))[0] == {"S1": ("interviewer", TURNS)}
    assert told(call("speakers", "02-hospital"))[0] == {"S1": ("interviewer", TURNS)}
    assert "There is none with this name." in call("speakers", "02-hospital", "--merge", "S2", "S1", code=2)


@pytest.mark.parametrize(
    ("scope", "left", "given"), [([], 5, [6]), (["--from-here"], 2, [6, 8, 10, 12]), (["--all-turns"], 0, [2, 4])]
)
def test_a_turn_goes_to_another_speaker_alone_or_with_others(
    call: Call, scope: list[str], left: int, given: list[int]
) -> None:
    before = call("show", "02-hospital", "--numbers").splitlines()
    found, last = told(call("speakers", "02-hospital", "--reassign", 6, "Porter", *scope))
    assert found.pop("Porter") == ("participant", 6 - left)
    assert found.pop("S2", ("participant", 0)) == ("participant", left)
    assert found == {"S1": ("interviewer", 6)}
    assert last == PROPOSED
    after = call("show", "02-hospital", "--numbers").splitlines()
    assert [line.partition("] ")[2].partition(": ")[2] for line in after] == [
        line.partition("] ")[2].partition(": ")[2] for line in before
    ], "words and turns stay"
    alone = left == 0
    label = "02-hospital: " if alone else "02-hospital-P2: "
    assert all(label in after[number - 1] for number in given)
    call("speakers", "02-hospital", "--reassign", 6, "S2", *scope)
    assert told(call("speakers", "02-hospital"))[0] == {"S1": ("interviewer", 6), "S2": ("participant", 6)}


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["--reassign", "99", "S1"], "Turn 99: There is none with this number."),
        (["--reassign", "six", "S1"], "Turn six: This is no number."),
        (["--reassign", "6", " "], "The name is empty."),
        (["--from-here"], "Add --reassign TURN SPEAKER"),
        (["--all-turns"], "Add --reassign TURN SPEAKER"),
        (["--swap", "--from-here"], "Add --reassign TURN SPEAKER"),
        (["--merge", "S2", "S1", "--all-turns"], "Add --reassign TURN SPEAKER"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_changes_nothing(call: Call, options: list[str], why: str) -> None:
    before = call("speakers", "02-hospital")
    refused = call("speakers", "02-hospital", *options, code=2)
    assert refused.startswith("transcribe-desk: ")
    assert refused.count("\n") == 1
    assert why in refused
    assert call("speakers", "02-hospital") == before


def test_a_sign_off_says_that_nobody_confirmed_who_asks(call: Call) -> None:
    sign = ("sign-off", "01-hospital", "--by", "AB", "--second-read")
    signed, warned = call(*sign).splitlines()
    assert signed == "01-hospital is signed off and may be exported."
    assert "nobody has confirmed it" in warned
    assert "speakers --confirm" in warned
    assert "--swap" in warned
    call("speakers", "01-hospital", "--confirm")
    assert call(*sign).splitlines() == [signed]


def test_with_one_speaker_there_is_nothing_to_confirm(call: Call) -> None:
    call("speakers", "01-hospital", "--merge", "S2", "S1")
    assert len(call("sign-off", "01-hospital", "--by", "AB", "--second-read").splitlines()) == 1
