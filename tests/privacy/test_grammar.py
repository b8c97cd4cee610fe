"""A replacement fits its sentence: articles, prepositions, sentence starts, possessives and plurals stay right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcribe_desk.privacy.replacing.grammar import Fitted, Joint, fit, indefinite_article, plural_ending


def fitted(before: str, said: str, after: str, words: str, joint: Joint = Joint.NAME) -> str:
    """Give the sentence with the words put in."""
    return applied(fit(words, before, said, after, joint), before, after)


def applied(result: Fitted, before: str, after: str) -> str:
    for edit in sorted(result.before, key=lambda each: -each.start):
        before = before[: edit.start] + edit.text + before[edit.end :]
    for edit in result.after:
        after = after[: edit.start] + edit.text + after[edit.end :]
    return before + result.text + after


@pytest.mark.parametrize(
    ("before", "said", "words", "sentence"),
    [
        ("it was a ", "Sarah", "[Anna]", "it was an [Anna]"),
        ("it was an ", "Asda", "[Boots]", "it was a [Boots]"),
        ("A ", "Sarah", "[Anna]", "An [Anna]"),
        ("hepatitis A ", "Sarah", "[Anna]", "hepatitis A [Anna]"),
        ("an ", "Sarah", "[Beth]", "an [Beth]"),  # wrong as it was said: left alone
        ("a ", "Sarah", "[…]", "a […]"),
        ("at the ", "Royal", "(the hospital)", "at the (hospital)"),
        ("in our ", "Royal", "(the hospital)", "in our (hospital)"),
        ("a ", "Royal", "(the infirmary)", "an (infirmary)"),
        ("at ", "the Royal", "(a hospital)", "at (the hospital)"),
        ("in ", "Leeds", "[a city in England]", "in [a city in England]"),
        ("", "Leeds", "[a city in England]", "[A city in England]"),
        ("I went. ", "Leeds", "(the city)", "I went. (The city)"),
        ("i went. ", "leeds", "(the city)", "i went. (the city)"),
        ("Dr. ", "Leeds", "[Brown]", "Dr. [Brown]"),
        ("Bob's ", "Royal", "(the hospital)", "Bob's (hospital)"),
    ],
)
def test_articles_and_sentence_starts(before: str, said: str, words: str, sentence: str) -> None:
    assert fitted(before, said, "", words) == sentence


@pytest.mark.parametrize(
    ("before", "joint", "words", "sentence"),
    [
        ("born on the ", Joint.PERIOD, "[March 1987]", "born in [March 1987]"),
        ("On ", Joint.PERIOD, "[1987]", "In [1987]"),
        ("since the ", Joint.PERIOD, "[1980s]", "since [1980s]"),
        ("in ", Joint.PERIOD, "[1987]", "in [1987]"),
        ("saw her on the ", Joint.PHRASE, "[about 2 weeks before the interview]", None),
        ("On the ", Joint.PHRASE, "[about 2 weeks before the interview]", "[About 2 weeks before the interview]"),
    ],
)
def test_prepositions_of_dates(before: str, joint: Joint, words: str, sentence: str | None) -> None:
    assert fitted(before, "3rd of March", "", words, joint) == (sentence or f"saw her {words}")


@pytest.mark.parametrize(
    ("before", "said", "after", "words", "sentence"),
    [
        ("saw ", "Sarah", "'s car", "[NAME 1]", "saw [NAME 1]'s car"),
        ("saw ", "James", "’ car", "[NAME 1]", "saw [NAME 1]’s car"),
        ("saw ", "James", "’ car", "[Iris]", "saw [Iris]’ car"),
        ("he said ‘go to ", "James", "’ and left", "[NAME 1]", "he said ‘go to [NAME 1]’ and left"),
        ("the ", "Patel", "s left", "[Jones]", "the [Jones]es left"),
        ("the ", "Patel", "s left", "[NAME 1]", "the [NAME 1]s left"),
    ],
)
def test_possessives_and_plurals(before: str, said: str, after: str, words: str, sentence: str) -> None:
    assert fitted(before, said, after, words) == sentence


def test_the_ending_of_a_plural_is_told_from_a_name_that_ends_in_s() -> None:
    assert plural_ending("Patels", {"patel"}) == 1
    assert plural_ending("Joneses", {"jones"}) == 2
    assert plural_ending("James", {"james"}) == 0
    assert plural_ending("Sarah", {"patel"}) == 0


@pytest.mark.parametrize(
    ("words", "article"),
    [
        *(("[ORGANISATION 1]", "an"), ("[NAME 1]", "a"), ("NHS trust", "an"), ("GP", "a"), ("hour", "an")),
        *(("university", "a"), ("unimportant one", "an"), ("European", "a"), ("one-off", "a"), ("86", "an")),
        *(("18 to 64", "an"), ("11", "an"), ("1987", "a"), ("Éva", "an"), ("[…]", None), ("", None)),
    ],
)
def test_a_and_an_as_they_are_spoken(words: str, article: str | None) -> None:
    assert indefinite_article(words) == article


WORDS = st.sampled_from(["a", "an", "the", "on", "in", "A", "The", "On", "our", "James", "went.", "“", "x", "…", ""])
TEXT = st.lists(WORDS, max_size=6).map(lambda words: "".join(f"{word} " for word in words if word))
REPLACEMENT = st.sampled_from(["[NAME 1]", "[Anna]", "(the hospital)", "[a town in Wales]", "[…]", "[1987]", "(x)"])


@given(
    TEXT, st.sampled_from(["Sarah", "asda", "the Royal", "James", "3rd of May"]), REPLACEMENT, st.sampled_from(Joint)
)
def test_only_an_article_or_preposition_just_before_changes_and_never_what_the_brackets_mark(
    before: str, said: str, words: str, joint: Joint
) -> None:
    result = fit(words, before, said, " x", joint)
    assert (result.text[0], result.text[-1]) == (words[0], words[-1])
    assert not result.text.casefold().endswith(("the)", "a)", "an)"))
    changed = {before[edit.start : edit.end].strip().casefold() for edit in result.before}
    assert changed <= {"a", "an", "the", "on", "in", "at"}
    assert all(edit.text.strip().casefold() in {"", "a", "an", "in"} for edit in result.before)
    assert all(edit.end >= len(before) - len("on the ") for edit in result.before)
    whole = applied(result, before, " x").casefold()
    for article in ("the", "a", "an"):
        for other in ("the", "a", "an"):
            for bracket in "[(":
                assert f" {article} {bracket}{other} " not in f" {whole}"
    again = applied(fit(words, before, said, " x", joint), before, " x")
    assert again == applied(result, before, " x")
