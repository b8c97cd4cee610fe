"""The one matcher finds a name however it is written, and nothing that merely looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcribe_desk.privacy.mention import Category
from transcribe_desk.privacy.naming.names import Matcher, bare, occurrences, searchable_parts, without_title


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("Sarah’s here, SARAH and Sarah'll come", "Sarah", ["Sarah", "SARAH", "Sarah"]),
        ("Sarahs and Sarahville", "Sarah", []),
        ("Smith-Jones rang", "Smith", ["Smith"]),
        ("Anne-Marie, anne marie and AnneMarie", "Anne Marie", ["Anne-Marie", "anne marie", "AnneMarie"]),
        ("O’Brien or obrien", "O'Brien", ["O’Brien", "obrien"]),
        ("Mrs O Brien, o' brien; o, Brien", "O’Brien", ["O Brien", "o' brien", "o, Brien"]),
        ("King’s and kings", "King's", ["King"]),
        ("Di said Al di la", "Di", ["Di"]),
        ("St. Thomas's Hospital", "St Thomas Hospital", ["St. Thomas's Hospital"]),
        ("José, jose and Jose\u0301", "José", ["José", "jose", "Jose\u0301"]),
        ("Sørensen is Sorensen", "Sørensen", ["Sørensen", "Sorensen"]),
        ("ﬁona and Fi\u200dona", "Fiona", ["ﬁona", "Fi\u200dona"]),
        ("𝐒𝐚𝐫𝐚𝐡", "Sarah", ["𝐒𝐚𝐫𝐚𝐡"]),
        ("it is S M I T H, S-m-i-t-h", "Smith", ["S M I T H", "S-m-i-t-h"]),
        ("she has an idea", "Hasan", []),
        ("0113 496 0123 or 01134960123", "0113 4960123", ["0113 496 0123", "01134960123"]),
        ("I will mark it, Mark. Mark's here", "Mark", ["Mark", "Mark"]),
        ("derek and DEREK", "Derek", ["derek", "DEREK"]),
        ("jo said to Jo", "Jo", ["Jo"]),
        ("דוד בא", "דוד", ["דוד"]),
        ("write to J.Roe@trust.example!", "j.roe@trust.example", ["J.Roe@trust.example"]),
        ("see https://roe.example/?q=1: it", "https://roe.example/?q=1", ["https://roe.example/?q=1"]),
        ("Roe: trust, Roe? Trust", "Roe Trust", []),
        ("at 10 : 45, not 10.45; 10", "10:45", ["10 : 45", "10.45"]),
        ("anything at all", "…", []),
    ],
)
def test_a_name_is_found_however_it_is_written(text: str, name: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in occurrences(text, name)] == found


def test_many_names_are_found_in_one_reading() -> None:
    hits = Matcher(["Sarah Patel", "Patel", "Leeds"]).find("Sarah Patel of Leeds")
    assert [(hit.start, hit.end, hit.name) for hit in hits] == [
        (0, 11, "Sarah Patel"),
        (6, 11, "Patel"),
        (15, 20, "Leeds"),
    ]


@pytest.mark.parametrize(
    ("category", "name", "parts"),
    [
        (Category.PERSON, "Dr Sarah van der Patel’s", ("Sarah van der Patel", "Sarah", "Patel")),
        (Category.PERSON, "J. Smith", ("J. Smith", "Smith")),
        (Category.PERSON, "Di", ("Di",)),
        (Category.PLACE, "LA", ("LA",)),
        (Category.PERSON, "the", ()),
        (Category.DATE, "ten", ()),
        (Category.PLACE, "the Leeds General", ("Leeds General",)),
        (Category.OTHER, "93", ()),
        (Category.PERSON, "Okay", ()),
    ],
)
def test_the_parts_that_may_not_stand_alone(category: Category, name: str, parts: tuple[str, ...]) -> None:
    assert searchable_parts(category, name) == parts


def test_titles_and_what_clings_to_a_name_come_off() -> None:
    assert without_title("Dr. Mrs Patel’s") == "Patel"
    assert without_title("Matron") == "Matron"
    assert bare("“Sarah’s”,") == "Sarah"


@given(st.text(max_size=40), st.text(min_size=1, max_size=8))
def test_what_is_found_is_a_whole_word_stretch_that_says_the_name(text: str, name: str) -> None:
    for start, end in occurrences(f"{text} {name}", name):
        assert 0 <= start < end <= len(text) + 1 + len(name)
        assert occurrences(f"{text} {name}"[start:end], name), "a found stretch says the name by itself"
