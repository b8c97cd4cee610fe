"""Make, check and allocate study IDs such as ``02-hospital``.

The form comes from the file and case names that coding tools accept: digits, a hyphen, lower-case words.
"""

from __future__ import annotations

import re
import string
from collections.abc import Collection

from transcribe_desk.study.errors import StudyIdError

DEFAULT_PATTERN = "{number:02d}-{organisation}"
MAX_LENGTH = 40
_FORM = re.compile(r"\d{2,3}-[a-z0-9]+(-[a-z0-9]+)*")
_LABEL = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def check_label(label: str) -> str:
    """Return ``label`` if it may stand in a study ID, or raise StudyIdError."""
    if not _LABEL.fullmatch(label) or len(label) > MAX_LENGTH - 4:
        raise StudyIdError(
            f"Organisation label “{label}”",
            "It must be lower-case letters and digits, with single hyphens between words, at most 36 characters.",
            "Choose a type of organisation, such as “hospital” or “community-team”.",
        )
    return label


def check_pattern(pattern: str) -> str:
    """Return ``pattern`` if it always gives a well-formed, numbered study ID, or raise StudyIdError."""
    try:
        fields = {name for _, name, _, _ in string.Formatter().parse(pattern) if name is not None}
        usable = fields == {"number", "organisation"} and all(
            _FORM.fullmatch(pattern.format(number=number, organisation="hospital")) for number in (1, 42, 999)
        )
    except (ValueError, KeyError, IndexError, AttributeError):
        usable = False
    if not usable:
        raise StudyIdError(
            f"Study ID pattern “{pattern}”",
            "It must hold the participant's number first and the organisation, each once.",
            f"Use “{DEFAULT_PATTERN}”, which gives 02-hospital.",
        )
    return pattern


def make_study_id(number: int, label: str, pattern: str = DEFAULT_PATTERN) -> str:
    """Give the study ID of participant ``number`` (1 to 999) of the organisation labelled ``label``."""
    study_id = pattern.format(number=number, organisation=check_label(label))
    if not 1 <= number <= 999 or len(study_id) > MAX_LENGTH or not _FORM.fullmatch(study_id):
        raise StudyIdError(
            f"Study ID “{study_id}”",
            f"Study IDs are a number from 1 to 999 and an organisation label, at most {MAX_LENGTH} characters.",
            "Choose another number or a shorter label.",
        )
    return study_id


def next_number(ever_used: Collection[int]) -> int:
    """Give the number after the highest ever used, so that a number is never used twice."""
    return max(ever_used, default=0) + 1


def check_number_free(number: int, ever_used: Collection[int]) -> int:
    """Return ``number`` if no participant ever had it, or raise StudyIdError; a suffix is never added."""
    if number in ever_used:
        raise StudyIdError(
            f"Participant number {number}",
            "It already belongs, or once belonged, to another participant of this study.",
            f"Use {next_number(ever_used)}, the next free number.",
        )
    return number
