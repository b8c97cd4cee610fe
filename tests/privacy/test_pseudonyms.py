"""Pseudonyms are of like sex and origin, stay, and can be taken for no real name and for no other pseudonym."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcribe_desk.privacy.mention import Category, Entity, Watched
from transcribe_desk.privacy.naming.alike import word_tie
from transcribe_desk.privacy.naming.names import key
from transcribe_desk.privacy.replacing.pseudonyms import (
    assign,
    checked,
    checked_origin,
    likely_origin,
    likely_sex,
    origins,
    part_said,
    spoken_title,
)
from transcribe_desk.study.errors import InputError


def person(number: int, name: str, *forms: str) -> Entity:
    return Entity(number, Category.PERSON, name, (name, *forms), f"[NAME {number}]")


SEED = bytes(32)
SARAH = person(1, "Sarah Patel", "Mrs Patel")
PEOPLE = [SARAH, person(2, "Derek Whitfield"), person(3, "Siobhan Murphy"), person(4, "Fatima"), person(5, "Wang Wei")]


def test_everybody_gets_one_and_it_stays_whoever_comes_later() -> None:
    given_before = assign(PEOPLE, seed=SEED)
    assert sorted(given_before) == [1, 2, 3, 4, 5]
    assert assign(reversed(PEOPLE), seed=SEED) == given_before
    later = assign([*PEOPLE, person(6, "Zebedee Quux"), person(7, "Nigel Horrocks")], seed=SEED)
    assert {each: later[each] for each in given_before} == given_before


def test_the_order_in_which_names_are_tried_is_known_to_the_study_alone() -> None:
    strangers = [person(each.id, "Xyzzy") for each in PEOPLE]
    drawn = [assign(strangers, seed=bytes([secret]) * 32) for secret in range(20)]
    for number in (each.id for each in strangers):
        assert len({found[number] for found in drawn}) > 10


def test_one_that_is_stored_stays_and_nobody_else_gets_it() -> None:
    first = assign(PEOPLE, seed=SEED)[2]
    stored = [*PEOPLE[1:], replace(SARAH, pseudonym=first)]
    found = assign(stored, seed=SEED)
    assert found[1] == first
    assert not set(key(found[2])) & set(key(first))


def test_a_real_name_that_comes_later_takes_its_like_away() -> None:
    before = assign([SARAH], seed=SEED)[1]
    for watched in (before, before.upper(), before.split()[0]):
        after = assign([SARAH], [Watched(watched)], seed=SEED)[1]
        assert not {*key(watched)} & {*key(after)}


def test_nothing_of_the_real_name_decides_which_it_is() -> None:
    first = assign([person(1, "Joan Smith")], seed=SEED)[1]
    assert first == assign([person(1, "Linda Clark")], seed=SEED)[1]


@pytest.mark.parametrize(
    ("name", "forms", "sex", "origin"),
    [
        ("Sarah Patel", (), "f", "south asian"),
        ("Patel", ("Mrs Patel",), "f", "south asian"),
        ("Patel", (), "", "south asian"),
        ("Derek Whitfield", (), "m", "british"),
        ("Sal Whitfield", (), "f", "british"),
        ("Sam Whitfield", (), "", "british"),
        ("Mr Okafor", ("Mr Okafor",), "m", "african"),
        ("Siobhan Murphy", (), "f", "irish"),
        ("Kowalski", (), "", "polish and eastern european"),
        ("Xyzzy", (), "", "british"),
    ],
)
def test_sex_and_origin_are_told_by_title_and_name(name: str, forms: tuple[str, ...], sex: str, origin: str) -> None:
    entity = person(1, name, *forms)
    assert (likely_sex(entity), likely_origin(entity)) == (sex, origin)


def test_what_a_person_chose_goes_first() -> None:
    chosen = replace(SARAH, sex="m", origin="irish")
    assert (likely_sex(chosen), likely_origin(chosen)) == ("m", "irish")
    assert assign([chosen], seed=SEED) != assign([SARAH], seed=SEED)


@pytest.mark.parametrize(
    ("name", "said", "title", "part"),
    [
        ("Sarah Patel", "Sarah", "", "Anna"),
        ("Sarah Patel", "Patel", "", "Khan"),
        ("Sarah Patel", "Mrs Patel", "", "Khan"),
        ("Sarah Patel", "Sarah Patel", "", "Anna Khan"),
        ("Sarah Patel", "S. Patel", "", "Anna Khan"),
        ("Sarah Patel", "Sal", "", "Anna"),
        ("Sarah Patel", "Patell", "", "Khan"),
        ("Sarah van der Berg", "van der Berg", "", "Khan"),
        ("Sam Smith-Jones", "Smith", "", "Khan"),
        ("Patel", "Patel", "Dr", "Khan"),
        ("Sarah", "Sarah", "Auntie", "Anna"),
    ],
)
def test_a_part_of_the_name_gets_the_part_of_the_pseudonym(name: str, said: str, title: str, part: str) -> None:
    assert part_said("Anna Khan", name, said, title_before=title) == part
    assert part_said("Anna", name, said, title_before=title) == "Anna"


def test_the_title_is_kept_as_it_was_said() -> None:
    assert spoken_title("Mrs Patel") == "Mrs "
    assert spoken_title("Matron") == ""


@pytest.mark.parametrize("wanted", ["Derek", "Derrek", "Anna Whitfeild", "[derek]", "Siobhann", "4711", ""])
def test_a_real_name_or_one_like_it_is_refused(wanted: str) -> None:
    with pytest.raises(InputError):
        checked(wanted, SARAH, PEOPLE)


def test_another_persons_pseudonym_is_refused_and_a_fresh_one_taken_without_its_brackets() -> None:
    taken = [SARAH, replace(PEOPLE[1], pseudonym="Anna Khan")]
    with pytest.raises(InputError, match="Somebody else"):
        checked("anna khan", SARAH, taken)
    assert checked(" [Olga  Brown] ", SARAH, taken) == "Olga Brown"


def test_an_unknown_origin_is_refused_with_those_there_are() -> None:
    assert checked_origin(" Irish ") == "irish"
    with pytest.raises(InputError, match="south asian"):
        checked_origin("martian")
    assert len(origins()) == 7


GIVEN = ("Anna", "Ben", "Maria", "Mohammed", "Sean", "Wei", "Olu", "Ewa", "Susan", "David")
FAMILY = ("Smith", "Jones", "Khan", "Chen", "Nowak", "Okafor")
NAMES = st.lists(st.sampled_from(GIVEN + FAMILY), min_size=1, max_size=3).map(" ".join)


@settings(max_examples=40)
@given(st.lists(NAMES, min_size=1, max_size=25), st.lists(NAMES, max_size=5))
def test_no_pseudonym_is_like_a_real_name_or_has_a_word_of_another(names: list[str], watched: list[str]) -> None:
    people = [person(number, name) for number, name in enumerate(names, start=1)]
    found = assign(people, [Watched(each) for each in watched], seed=SEED)
    assert set(found) == {each.id for each in people}
    words = [word for each in found.values() for word in key(each)]
    assert len(words) == len(set(words)) == 2 * len(people)
    real = {word for name in (*names, *watched) for word in key(name)}
    for word in words:
        assert word not in real
        assert not any(word_tie(Category.PERSON, word, each) for each in real)
