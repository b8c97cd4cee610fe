"""Know many first names, surnames and places, from the lists in resources/gazetteers; read on first use."""

from __future__ import annotations

import functools

from transcribe_desk import paths
from transcribe_desk.privacy.lexicons.words import ORDINARY_FREQUENCY, frequency, is_everyday, word_set

_MARK = "*"  # behind a name that is an English word as well
# Names that are everyday words and that British people really bear; other everyday words are never taken for names.
_EVERYDAY_NAMES = word_set("will hope may june april")
# Names that dictionaries hold as words too, but that talk hardly ever means as words, so that small letters will do.
_RATHER_NAMES = word_set(
    """
    bob bobby billy carol charlie colleen derrick eddy graham harry jack jean jenny jimmy joey john johnny josh ken
    maria martin mick mickey mike molly nelson peter phoebe roger sally sheila terry timothy tom tony veronica victor
    warren
    """
)


@functools.cache
def _listed(name: str) -> dict[str, bool]:
    """Give each entry of a list and whether it is an English word as well."""
    lines = paths.resource("gazetteers", name).read_text(encoding="utf-8").split("\n")
    return {line.removesuffix(_MARK): line.endswith(_MARK) for line in lines if line}


def is_first_name(word: str) -> bool:
    """Tell whether a folded word is a first name, whatever else it may be."""
    return word in _listed("first_names.txt")


def is_only_a_name(word: str) -> bool:
    """Tell whether a folded word is a first name and, in talk, hardly anything else."""
    is_word = _listed("first_names.txt").get(word)
    ordinary = frequency(word) >= ORDINARY_FREQUENCY or word in _EVERYDAY_NAMES
    return word in _RATHER_NAMES or (is_word is False and not ordinary)


def can_be_a_name(word: str) -> bool:
    """Tell whether a folded word that is an English word too names a person where it has a capital: Mark, Grace."""
    return is_first_name(word) and (word in _EVERYDAY_NAMES or not is_everyday(word))


def is_surname(word: str) -> bool:
    """Tell whether a folded word is a known surname and no English word."""
    return _listed("surnames.txt").get(word) is False


def is_known_name(word: str) -> bool:
    """Tell whether a folded word is a first name, a surname or a place, whatever else it may be."""
    return is_first_name(word) or word in _listed("surnames.txt") or is_place(word)


def is_place(name: str) -> bool:
    """Tell whether a folded name is a British town or village, a large city of the world or a country."""
    return name in _listed("places.txt")


def is_only_a_place(name: str) -> bool:
    """Tell whether a folded name is a place and neither an English word nor a first name."""
    return _listed("places.txt").get(name) is False and not is_first_name(name)
