"""Each rule finds what speech does to identifiers, says why, and leaves its near neighbours alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.privacy.conftest import watched
from transcribe_desk.privacy.detectors.addresses import AddressDetector
from transcribe_desk.privacy.detectors.ages import AgeDetector
from transcribe_desk.privacy.detectors.contacts import ContactDetector
from transcribe_desk.privacy.detectors.dates import DateDetector, is_specific
from transcribe_desk.privacy.detectors.growth import grow
from transcribe_desk.privacy.detectors.people import PeopleDetector
from transcribe_desk.privacy.detectors.postcodes import PostcodeDetector
from transcribe_desk.privacy.detectors.protocol import Detector, TurnText
from transcribe_desk.privacy.detectors.telephone import TelephoneDetector, is_nhs_number
from transcribe_desk.privacy.detectors.watch_list import WatchListDetector
from transcribe_desk.privacy.lexicons.veto import has_capitals, is_harmless, is_vetoed
from transcribe_desk.privacy.mention import Category, Proposal, Watched


def found(detector: Detector, *texts: str) -> list[tuple[str, str]]:
    """Give what a detector finds as (label, words)."""
    turns = [TurnText(number, text) for number, text in enumerate(texts)]
    findings = sorted(detector.find(turns), key=lambda each: (each[0], each[1].start))
    assert all(finding.reason and 0 < finding.score <= 1 for _, finding in findings)
    return list(dict.fromkeys((each.label, texts[number][each.start : each.end]) for number, each in findings))


@pytest.mark.parametrize(
    ("texts", "names"),
    [
        (["I asked Mrs Okonjo and Dr. Van der Berg."], ["Okonjo", "Van der Berg"]),
        (["Mr and Mrs Okonjo’s house"], ["Okonjo"]),
        (["thanks, mr okonjo"], ["okonjo"]),
        (["my sister Grace said, and my wife thinks"], ["Grace"]),
        (["Hello, my name is Siobhan O’Hara and I work here"], ["Siobhan O’Hara"]),
        (["my name's um tamsin"], ["tamsin"]),
        (["Hi, I'm Rhiannon calling about it. It's Tuesday here."], ["Rhiannon"]),
        (["Can I take your full name?", "Yes, it is Owain Pryce."], ["Owain Pryce"]),
        (["my name is on the list, the doctor came, my mum I think"], []),
        (["Sister Act, Mr President, Madam Chair"], []),
        (["Thank you, Doctor. Sorry, nurse."], []),
    ],
)
def test_people_by_the_words_before_their_names(texts: list[str], names: list[str]) -> None:
    assert [said for _, said in found(PeopleDetector(), *texts)] == names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "ring oh seven seven double oh nine, double oh one two three okay",
            "oh seven seven double oh nine, double oh one two three",
        ),
        ("call +44 7700 900123 now", "+44 7700 900123"),
        ("(0113) 496 0123", "0113) 496 0123"),
        ("one two three four five six", None),
        ("about 1,250,000 pounds", None),
        ("between 2017 and 2019, in 2021", None),
        ("twenty thirty forty fifty", None),
        ("on 12/03/1958", None),
    ],
)
def test_telephone_numbers_as_they_are_said(text: str, expected: str | None) -> None:
    assert found(TelephoneDetector(), text) == ([("PHONE", expected)] if expected else [])


def test_nhs_numbers_by_check_digit_or_by_the_talk_before_them() -> None:
    assert is_nhs_number("9434765919")
    assert not is_nhs_number("9434765918")
    assert found(TelephoneDetector(), "it's 943 476 5919") == [("ID", "943 476 5919")]
    said = "nine four three, four seven six, five nine one eight"
    assert found(TelephoneDetector(), "What is your NHS number?", said) == [("ID", said)]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["it's LS1 4AP or ls14ap"], ["LS1 4AP", "ls14ap"]),
        (["at S W nineteen, one E Z, I think"], ["S W nineteen, one E Z"]),
        (["Your postcode?", "M fourteen"], ["M fourteen"]),
        (["I was in bed four hours, A1 4 you"], []),
        (["So I four times said B 6"], []),
    ],
)
def test_postcodes_written_and_spelt(texts: list[str], expected: list[str]) -> None:
    assert [said for _, said in found(PostcodeDetector(), *texts)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("write to j.smith@nhs.net please", "j.smith@nhs.net"),
        ("my email is j dot smith at nhs dot net, yes", "j dot smith at nhs dot net"),
        ("it's Tamsin underscore four at gmail dot com", "Tamsin underscore four at gmail dot com"),
        ("it was at work, dot your i's", None),
    ],
)
def test_mail_addresses_written_and_said(text: str, expected: str | None) -> None:
    assert found(ContactDetector(), text) == ([("EMAIL", expected)] if expected else [])


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["on the fourth of May nineteen eighty-two, I"], ["fourth of May nineteen eighty-two"]),
        (["since March 2019 and 3/4/2020"], ["March 2019", "3/4/2020"]),
        (["Your date of birth please?", "Oh nine, two, nine eighty-three."], ["Oh nine, two, nine eighty-three"]),
        (["three weeks ago, every second Thursday, I may two or three times, in May"], []),
    ],
)
def test_calendar_dates_and_dates_of_birth(texts: list[str], expected: list[str]) -> None:
    assert [said for _, said in found(DateDetector(), *texts)] == expected


def test_a_vague_time_is_not_a_specific_date() -> None:
    assert is_specific("the summer of nineteen seventy-six")
    assert not is_specific("three weeks")
    assert not is_specific("every second Thursday")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("she's ninety-three years old", ["ninety-three"]),
        ("he was 94, you know", ["94"]),
        ("a hundred and two year old", ["a hundred and two"]),
        ("I'm eighty-nine years old", []),
        ("it was 95 percent, and ninety minutes", []),
    ],
)
def test_only_ages_of_ninety_and_over(text: str, expected: list[str]) -> None:
    assert [said for _, said in found(AgeDetector(), text)] == expected


def test_address_lines() -> None:
    assert ("ADDRESS", "twenty eight Harewood Road") in found(
        AddressDetector(), "I live at twenty eight Harewood Road."
    )
    assert found(AddressDetector(), "We took the road to the place, down the street.") == []


def test_the_watch_list_is_matched_whole_in_any_case_and_people_by_their_parts() -> None:
    hospital = Watched("Moorfield Infirmary", Category.ORGANISATION)
    detector = WatchListDetector([*watched(["Oluwaseun Adeyemi"], ["Ward Seven", "", "A", "a+(b"]), hospital])
    assert found(detector, "moorfield infirmary, on ward seven with oluwaseun, not Ward Seventy. A plus b.") == [
        ("ORG", "moorfield infirmary"),
        ("WATCHED", "ward seven"),
        ("PERSON", "oluwaseun"),
    ]


def test_a_name_grows_over_the_rare_capitalised_words_beside_it() -> None:
    text = "then Thomas D’Alesandro left. Maybe Leeds"
    assert text[slice(*grow(text, 5, 11))] == "Thomas D’Alesandro"
    assert text[slice(*grow(text, 12, 23))] == "Thomas D’Alesandro"


@pytest.mark.parametrize(
    "said",
    [
        "Okay",
        "Paracetamol",
        "amoxicillin",
        "COPD",
        "the Court",
        "GP",
        "Factor 4",
        "lorry driver",
        "Mmmhmm",
    ],
)
def test_what_models_often_take_for_names_is_harmless(said: str) -> None:
    assert is_harmless(said)


@pytest.mark.parametrize("said", ["April", "Ranvir", "Ward 7", "Grace", "leeds", "Leeds", "Oklahoma", "Catherine"])
def test_what_may_be_a_name_is_never_harmless(said: str) -> None:
    assert not is_harmless(said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("He said so. Socially, it was hard.", "Socially"),
        ("It may be Bell's palsy, they said.", "Bell"),
        ("I take Gaviscon and Rennies for it.", "Rennies"),
        ("We asked NHS England about it.", "NHS England"),
        ("I asked my Nan about it.", "Nan"),
    ],
)
def test_what_only_models_found_is_vetoed_and_a_hit_on_the_watch_list_never(text: str, said: str) -> None:
    start = text.index(said)
    alone = Proposal(1, start, start + len(said), "PERSON", Category.PERSON, ("spacy-sm",), 0.7, "")
    assert is_vetoed(alone, text, cased=True)
    assert not is_vetoed(replace(alone, detectors=("spacy-sm", "watch-list")), text, cased=True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("She left. Brown, that is, left.", "Brown"),
        ("We saw Pip there.", "Pip"),
        ("Mr Parkinson came. Parkinson stayed.", "Parkinson"),
        ("Sarah's test came back.", "Sarah"),
    ],
)
def test_what_can_be_a_name_is_not_vetoed(text: str, said: str) -> None:
    start = text.rindex(said)
    for detectors in (("spacy-md",), ("spacy-md", "spacy-sm")):
        proposal = Proposal(1, start, start + len(said), "PERSON", Category.PERSON, detectors, 0.7, "")
        assert not is_vetoed(proposal, text, cased=True)


def test_a_medicine_is_not_introduced_by_name() -> None:
    assert found(PeopleDetector(), "It's for the pain, they are called Gaviscon.") == []


def test_without_capitals_an_everyday_word_may_be_a_name() -> None:
    assert is_harmless("driver")
    assert not is_harmless("driver", cased=False)
    assert has_capitals(["Then I went to Leeds."])
    assert not has_capitals(["then i went to leeds and back again and so on"])
