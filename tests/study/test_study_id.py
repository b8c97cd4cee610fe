"""Study IDs are what people are quoted by: well-formed, unique, never reused."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcribe_desk.study.errors import StudyIdError
from transcribe_desk.study.study_id import (
    MAX_LENGTH,
    check_label,
    check_number_free,
    check_pattern,
    make_study_id,
    next_number,
)

labels = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)


def test_number_and_label_make_the_study_id() -> None:
    assert make_study_id(2, "hospital") == "02-hospital"
    assert make_study_id(119, "community-team") == "119-community-team"


@given(st.integers(1, 999), labels)
def test_every_study_id_is_one_that_coding_tools_take(number: int, label: str) -> None:
    study_id = make_study_id(number, label)
    assert re.fullmatch(r"\d{2,3}-[a-z0-9]+(-[a-z0-9]+)*", study_id)
    assert len(study_id) <= MAX_LENGTH


@pytest.mark.parametrize("label", ["", "Hospital", "the hospital", "hôpital", "-hospital", "a--b", "x" * 37, "a/b"])
def test_a_label_that_could_not_be_a_file_or_case_name_is_refused(label: str) -> None:
    with pytest.raises(StudyIdError, match="lower-case"):
        check_label(label)


@pytest.mark.parametrize("number", [0, -1, 1000])
def test_numbers_run_from_1_to_999(number: int) -> None:
    with pytest.raises(StudyIdError, match="1 to 999"):
        make_study_id(number, "hospital")


@pytest.mark.parametrize(
    "pattern", ["{number}-{organisation}", "{organisation}-{number:02d}", "{number:02d}", "{x}", "{"]
)
def test_a_pattern_that_gives_other_ids_is_refused(pattern: str) -> None:
    with pytest.raises(StudyIdError, match=re.escape(pattern)):
        check_pattern(pattern)


def test_three_digit_patterns_are_fine() -> None:
    assert make_study_id(7, "hospital", check_pattern("{number:03d}-{organisation}")) == "007-hospital"


def test_a_number_is_never_used_twice() -> None:
    once_used = {1, 2, 5}  # 5 may have left the study since
    assert next_number(once_used) == 6
    with pytest.raises(StudyIdError, match="Use 6"):
        check_number_free(5, once_used)


@given(st.sets(st.integers(1, 900)))
def test_the_next_number_is_always_free(used: set[int]) -> None:
    assert check_number_free(next_number(used), used) == next_number(used)
