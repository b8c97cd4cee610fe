"""Identifiers as British speech says them, with capitals and without, each with the reason that a reviewer reads."""

from __future__ import annotations

import pytest

from transcribe_desk.privacy.detectors.addresses import AddressDetector
from transcribe_desk.privacy.detectors.ages import AgeDetector
from transcribe_desk.privacy.detectors.contacts import ContactDetector
from transcribe_desk.privacy.detectors.identifiers import IdentifierDetector
from transcribe_desk.privacy.detectors.organisations import OrganisationDetector
from transcribe_desk.privacy.detectors.postcodes import PostcodeDetector
from transcribe_desk.privacy.detectors.protocol import Detector, TurnText
from transcribe_desk.privacy.detectors.spelt import SpeltNameDetector
from transcribe_desk.privacy.detectors.telephone import TelephoneDetector


def found(detector: Detector, *texts: str) -> list[str]:
    """Give the words that a detector finds."""
    turns = [TurnText(number, text) for number, text in enumerate(texts)]
    hits = sorted(detector.find(turns), key=lambda each: (each[0], each[1].start))
    return list(dict.fromkeys(texts[number][each.start : each.end] for number, each in hits))


def reasons(detector: Detector, *texts: str) -> set[str]:
    """Give the reasons that a detector gives."""
    return {each.reason for _, each in detector.find([TurnText(number, text) for number, text in enumerate(texts)])}


def test_a_reason_says_what_was_heard() -> None:
    said = "oh seven seven double oh nine double oh one two three"
    assert reasons(TelephoneDetector(), said) == {"spoken telephone number, 11 digits"}
    assert reasons(TelephoneDetector(), "07700 900123") == {"telephone number, 11 digits"}
    assert reasons(
        TelephoneDetector(), "my N H S number", "er", "nine four three four seven six five nine one nine"
    ) == {"spoken NHS number, 10 digits"}
    assert reasons(SpeltNameDetector(), "S M I T H") == {"name spelt out, 5 letters"}
    assert reasons(OrganisationDetector(), "at Moorfield Infirmary") == {"named by the word “infirmary”"}


@pytest.mark.parametrize(
    ("texts", "names"),
    [
        (["it's S M I T H, thanks"], ["S M I T H"]),
        (["B-R-Z"], ["B-R-Z"]),
        (["how do you spell it?", "o k a"], ["o k a"]),
        (["O for Oscar, K for Kilo, A for Alpha"], ["O for Oscar, K for Kilo, A for Alpha"]),
        (["the N H S and an M R I, a G P"], []),
        (["I, I, I don't know. A, a, a"], []),
        (["i a m in a b"], []),
    ],
)
def test_names_that_are_spelt_out(texts: list[str], names: list[str]) -> None:
    assert found(SpeltNameDetector(), *texts) == names


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["i live in sw one a two a a now"], ["sw one a two a a"]),
        (["your postcode please", "uh b s sixteen, one l e"], ["b s sixteen, one l e"]),
        (["and the postcode?", "m fourteen"], ["m fourteen"]),
        (["the postcode?", "it's four or five, so two three at home"], []),
        (["so two three at home, me one two of us"], []),
    ],
)
def test_postcodes_without_capitals(texts: list[str], expected: list[str]) -> None:
    assert found(PostcodeDetector(), *texts) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("we live at forty one alma terrace", ["forty one alma terrace"]),
        ("flat two 16 harewood road in the end", ["flat two 16 harewood road"]),
        ("it happened on harewood road", ["harewood road"]),
        ("twenty minutes down the road, one very busy road, two main roads", []),
        ("on the other road and in a quiet street", []),
    ],
)
def test_addresses_without_capitals(text: str, expected: list[str]) -> None:
    assert found(AddressDetector(), text)[: len(expected) or 1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We went to Moorfield General Hospital.", ["Moorfield General Hospital"]),
        ("St Mary's hospital, then.", ["St Mary's hospital"]),
        ("Then we moved to Elm Tree Surgery on Nightingale ward.", ["Elm Tree Surgery", "Nightingale ward"]),
        ("I was on Ward 7B and then ward twenty two.", ["Ward 7B", "ward twenty two"]),
        ("Hello, I'm Dr Okonjo from Care at Home, hello.", ["Care at Home"]),
        ("She studied at the University of Bath.", ["University of Bath"]),
        (
            "and then moorfield infirmary on ward seven you know it was all in small letters",
            ["moorfield infirmary", "ward seven"],
        ),
        ("The hospital and the GP surgery, my Asthma clinic, a Tuesday clinic. The respiratory ward. In practice.", []),
        ("the hospital the surgery i was in a clinic after knee surgery on the ward for two weeks in practice", []),
    ],
)
def test_institutions_by_their_cue_word(text: str, expected: list[str]) -> None:
    assert found(OrganisationDetector(), text) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["my NI is AB 12 34 56 C"], ["AB 12 34 56 C"]),
        (["It was AB12 CDE."], ["AB12 CDE"]),
        (["the car reg?", "a123 bcd"], ["a123 bcd"]),
        (["your hospital number is h four five six seven one okay"], ["h four five six seven one"]),
        (["What is your PIN code?", "12A3456E"], ["12A3456E"]),
        (["my case number, I don't know it. There were two or three."], []),
        (["in one case a number of 4000 people"], []),
    ],
)
def test_numbers_that_institutions_give(texts: list[str], expected: list[str]) -> None:
    assert found(IdentifierDetector(), *texts) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see www dot elmtree dot co dot uk", ["www dot elmtree dot co dot uk"]),
        ("it is on elmtree.org.uk/about and elsewhere", ["elmtree.org.uk/about"]),
        ("my instagram is tamsin underscore four", ["tamsin underscore four"]),
        ("write to t.pryce@elmtree.co.uk", ["t.pryce@elmtree.co.uk"]),
        ("instagram is good, e.g. for that", []),
    ],
)
def test_web_addresses_and_user_names(text: str, expected: list[str]) -> None:
    assert found(ContactDetector(), text) == expected


def test_ages_from_ninety_always_and_younger_ones_where_a_study_asks_for_them() -> None:
    text = "I'm thirty one, she is 93 and it was 12 minutes."
    assert found(AgeDetector(), text) == ["93"]
    assert found(AgeDetector(18), text) == ["thirty one", "93"]
    assert found(AgeDetector(120), text) == ["93"], "above ninety there is no choice"
