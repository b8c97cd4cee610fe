"""Two detectors at once find what they find one after the other, whatever becomes of the helper process."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import psutil
import pytest

from transcribe_desk.privacy.detectors.contacts import ContactDetector
from transcribe_desk.privacy.detectors.people import PeopleDetector
from transcribe_desk.privacy.detectors.protocol import TurnText
from transcribe_desk.privacy.detectors.side_by_side import SideBySide
from transcribe_desk.privacy.mention import Finding

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the helper is forked on Linux only")
TURNS = [
    TurnText(number, f"My name is Edwin Farrow. Write to e{number}@example.org, or ’d do 😀.") for number in range(99)
]


def one_after_the_other() -> list[tuple[int, Finding]]:
    return [*PeopleDetector().find(TURNS), *ContactDetector().find(TURNS)]


def children() -> list[psutil.Process]:
    return psutil.Process().children()


def test_the_findings_are_the_same_again_and_again() -> None:
    before = len(children())
    both = SideBySide(PeopleDetector(), ContactDetector())
    assert list(both.find(TURNS)) == one_after_the_other()
    assert list(both.find(TURNS)) == one_after_the_other()
    assert len(children()) == before + 1


def test_a_short_text_starts_no_helper() -> None:
    before = len(children())
    list(SideBySide(PeopleDetector(), ContactDetector()).find(TURNS[:2]))
    assert len(children()) == before


def test_a_killed_helper_loses_nothing() -> None:
    known = {child.pid for child in children()}
    both = SideBySide(PeopleDetector(), ContactDetector())
    list(both.find(TURNS))
    (helper,) = [child for child in children() if child.pid not in known]
    helper.kill()
    assert list(both.find(TURNS)) == one_after_the_other()


@dataclass(slots=True)
class Fails:
    """A detector that breaks in the helper, where its module is missing."""

    name: str = "fails"
    version: str = "1"

    def find(self, turns: Sequence[TurnText]) -> Iterator[tuple[int, Finding]]:
        """Raise, as a library may."""
        raise RuntimeError(f"{len(turns)} turns")
        yield


def test_what_breaks_in_the_helper_is_told_here() -> None:
    with pytest.raises(RuntimeError, match="99 turns"):
        list(SideBySide(PeopleDetector(), Fails()).find(TURNS))
