"""Remembering what was computed of a study's words, until it is locked."""

from __future__ import annotations

import re
from pathlib import Path

from transcribe_desk import privacy
from transcribe_desk.study.remembered import forget, remembered

_CACHE = re.compile(r"@(?:functools\.)?(?:lru_)?cache(?:\(.*\))?\ndef (\w+)\((?!\))")
# Of single characters, and of the names of the lists that come with the program: they say nothing of a study.
_KEPT_FOR_GOOD = {"characters.clean", "characters.fold_character", "render._stays", "gazetteers._listed"}


def test_an_answer_is_remembered_until_all_is_forgotten() -> None:
    asked: list[str] = []

    @remembered(4)
    def loud(word: str, *, times: int = 1) -> str:
        """Say it loud."""
        asked.append(word)
        return word.upper() * times

    assert [loud("Selma"), loud("Selma"), loud("Selma", times=2)] == ["SELMA", "SELMA", "SELMASELMA"]
    assert asked == ["Selma", "Selma"]
    assert (loud.__name__, loud.__doc__) == ("loud", "Say it loud.")
    forget()
    assert loud("Selma") == "SELMA"
    assert asked == ["Selma"] * 3


def test_no_more_answers_are_remembered_than_was_said() -> None:
    asked: list[int] = []

    @remembered(2)
    def double(number: int) -> int:
        asked.append(number)
        return 2 * number

    for number in (1, 2, 3, 1):
        double(number)
    assert asked == [1, 2, 3, 1]


def test_nothing_that_depends_on_what_was_said_is_kept_for_good() -> None:
    sources = Path(privacy.__file__).parent.rglob("*.py")
    found = {f"{each.stem}.{name}" for each in sources for name in _CACHE.findall(each.read_text(encoding="utf-8"))}
    assert found == _KEPT_FOR_GOOD
