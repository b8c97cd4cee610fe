"""Ladders say less a rung at a time; what cannot be read says nothing at all."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcribe_desk.privacy.mention import Category
from transcribe_desk.privacy.replacing.calendar_dates import SaidDate, moved, read_date
from transcribe_desk.privacy.replacing.generalise import (
    Rung,
    ages,
    coarser,
    job_group,
    periods,
    postcode_area,
    relative,
    shifted,
    town_region,
)

FINE, COARSE = Rung.FINE, Rung.COARSE


@pytest.mark.parametrize(
    ("said", "fine", "coarse"),
    [
        ("47", "40 to 49", "18 to 64"),
        ("forty-seven", "40 to 49", "18 to 64"),
        ("47 years old", "aged 40 to 49", "aged 18 to 64"),
        ("aged sixty", "aged 60 to 69", "aged 18 to 64"),
        ("seven", "under 10", "under 18"),
        ("93", "90 or over", "90 or over"),
        ("a hundred and two", "90 or over", "90 or over"),
        ("ninety years old", "aged 90 or over", "aged 90 or over"),
        ("47-year-old", "40-to-49-year-old", "18-to-64-year-old"),
        ("93-year-olds", "90-year-olds or older", "90-year-olds or older"),
    ],
)
def test_an_age_becomes_a_band_that_fits_where_it_stood(said: str, fine: str, coarse: str) -> None:
    assert ages(said, said, FINE)[0] == fine
    assert ages(said, said, COARSE)[0] == coarse


@pytest.mark.parametrize("said", ["twenty people", "four seven two", "my age", "", "fifties"])
def test_what_is_no_age_gives_nothing(said: str) -> None:
    assert ages(said, said, FINE) == ()


def test_a_bare_number_is_an_age_only_where_somebody_says_so() -> None:
    assert coarser(Category.OTHER, "47", "47", FINE) == ()
    assert coarser(Category.OTHER, "47", "47", FINE, labels={"AGE"})[0] == "40 to 49"
    assert coarser(Category.OTHER, "47 years old", "47 years old", FINE)[0] == "aged 40 to 49"


@given(st.integers(0, 120), st.sampled_from(Rung))
def test_no_band_tells_an_age_from_ninety(age: int, rung: Rung) -> None:
    (first, *_) = ages(str(age), str(age), rung)
    assert (first == "90 or over") == (age >= 90)
    numbers = [int(each) for each in first.replace("under", "0").split() if each.isdecimal()]
    assert age >= 90 or numbers[0] <= age <= [*numbers, 200][1]


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ("3/4/1987", SaidDate(1987, 4, 3)),
        ("3.4.87", SaidDate(1987, 4, 3)),
        ("1987-04-03", SaidDate(1987, 4, 3)),
        ("the third of March, eighty-seven", SaidDate(1987, 3, 3)),
        ("third of the fourth eighty seven", SaidDate(1987, 4, 3)),
        ("3 4 87", SaidDate(1987, 4, 3)),
        ("Monday the 3rd of March", SaidDate(None, 3, 3, 0)),
        ("twenty-third of, um, May twenty nineteen", SaidDate(2019, 5, 23)),
        ("nineteen oh four", SaidDate(1904)),
        ("two thousand and four", SaidDate(2004)),
        ("March 1987", SaidDate(1987, 3)),
        ("the 29th of February", SaidDate(None, 2, 29)),
    ],
)
def test_dates_are_read_as_people_say_them(said: str, date: SaidDate) -> None:
    assert read_date(said) == date


@pytest.mark.parametrize(
    "said",
    ["three weeks ago", "31 February", "Tuesday", "five", "", "the day of March and April", "29/2/2023", "9/99/99"],
)
def test_what_is_no_date_is_not_read(said: str) -> None:
    assert read_date(said) is None


@pytest.mark.parametrize(
    ("said", "fine", "coarse"),
    [
        ("3/4/1987", ("April 1987", "1987", "the 1980s"), ("1987", "the 1980s")),
        ("April 1987", ("1987", "the 1980s"), ("1987", "the 1980s")),
        ("1987", ("the 1980s",), ("the 1980s",)),
        ("3rd of April", ("April", "spring"), ("spring",)),
        ("December", ("winter",), ("winter",)),
    ],
)
def test_a_date_becomes_a_longer_time_each_longer_than_what_was_said(
    said: str, fine: tuple[str, ...], coarse: tuple[str, ...]
) -> None:
    date = read_date(said)
    assert date is not None
    assert (periods(date, FINE), periods(date, COARSE)) == (fine, coarse)


@pytest.mark.parametrize(
    ("date", "words"),
    [
        (SaidDate(2026, 3, 1), "within a week of the interview"),
        (SaidDate(2026, 2, 10), "about 3 weeks before the interview"),
        (SaidDate(2026, 9, 2), "about 6 months after the interview"),
        (SaidDate(2016, 3), "about 10 years before the interview"),
        (SaidDate(None, 3, 1), None),
    ],
)
def test_a_date_can_be_said_by_its_distance_from_the_interview(date: SaidDate, words: str | None) -> None:
    assert relative(date, dt.date(2026, 3, 2)) == words


DATES = st.dates(dt.date(1930, 1, 1), dt.date(2026, 12, 31))


@given(DATES, DATES, st.integers(-200, 200).filter(bool))
def test_shifting_keeps_the_days_between_two_dates_and_never_the_date(one: dt.date, other: dt.date, days: int) -> None:
    told = [SaidDate(each.year, each.month, each.day, each.weekday()) for each in (one, other)]
    later = [moved(each, days, year=2026) for each in told]
    dates = [dt.date(each.year or 0, each.month or 0, each.day or 0) for each in later]
    assert dates[1] - dates[0] == other - one
    assert [each.weekday for each in later] == [each.weekday() for each in dates]
    assert later[0] != told[0]


def test_a_shifted_date_is_said_in_the_manner_of_the_date() -> None:
    day = dt.date(2026, 3, 2)
    assert shifted("3/4/1987", "3/4/1987", 21, day) == "24/04/1987"
    assert shifted("3rd of April", "3rd of April", 21, day, after_article=True) == "24th of April"
    assert shifted("Monday 3 April 1987", "Monday 3 April 1987", 21, day) == "Monday 24 April 1987"
    assert shifted("29 February", "29 February", 7, day) == "7 March"
    assert shifted("3/4/1987", "3/4/1987", 0, day) is None  # nobody's dates move by nothing
    assert shifted("1987", "1987", 21, day) is None


def test_postcodes_places_and_jobs_become_kinds_of_them() -> None:
    assert postcode_area("BS2 8HW", sure=False) == ("the BS postcode area",)
    assert postcode_area("B S two eight H W", sure=True) == ("the BS postcode area",)
    assert postcode_area("M25", sure=False) == ()  # a motorway
    assert town_region("Falkirk", FINE) == ("a town in Scotland", "a place in the UK")
    assert town_region("Stoke-on-Trent", COARSE) == ("a place in the UK",)
    assert town_region("Narnia", FINE) == ()
    assert job_group("Head of Nursing", FINE) == ("a manager", "a manager")
    assert job_group("the staff nurses", COARSE) == ("a health professional",)
    assert job_group("juggler", FINE) == ()


@given(st.sampled_from(Category), st.text(max_size=20), st.sampled_from(Rung))
def test_whatever_is_said_there_is_less_of_it_or_nothing(category: Category, text: str, rung: Rung) -> None:
    for each in coarser(category, text, text, rung, labels={"AGE", "POSTCODE"}):
        assert each
        assert each != text
