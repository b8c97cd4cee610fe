"""Tell people from the places and organisations that models take them for, by list, by talk and by the document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from transcribe_desk.privacy.characters import fold
from transcribe_desk.privacy.lexicons.gazetteers import (
    can_be_a_name,
    is_first_name,
    is_only_a_name,
    is_place,
    is_surname,
)
from transcribe_desk.privacy.lexicons.words import PARTICLES, is_ordinary, word_set
from transcribe_desk.privacy.mention import Category, Proposal
from transcribe_desk.privacy.naming.names import key, without_title

_DOUBTED = {"ORG", "LOCATION"}
_SURE = "people", "watch-list"  # detectors that have better reasons than a model's guess
# Only people are thanked, greeted, asked and said to have said something. “London calling” is rare in interviews.
_ADDRESSED = re.compile(
    r"(?:\b(?:thanks|thank you|cheers|hi|hiya|hello|hey|morning|afternoon|evening|sorry|welcome|please|bye|dear|okay|ok"
    r"|yes|no|so|well)(?: again| very much| so much)?,?|,)\s+$",
    re.IGNORECASE,
)
_AFTER_ADDRESS = re.compile(r"\s*(?:[,.?!]|$)")
_GREETED = re.compile(
    r"\b(?:thanks|thank you|cheers|hi|hiya|hello|hey|good (?:morning|afternoon|evening)|sorry|welcome|dear),?\s+$",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"(?:['’]s)?,?\s+(?:here|speaking|said|says|saying|asked|asks|told|tells|mentioned|mentions|thinks|thought|knew|knows"
    r"|wanted|wants|rang|phoned|texted|emailed|called me|asking|indicated|explained|reckons|was like|and i\b|or i\b"
    r"|came|comes|sat|laughed|smiled|cried|looked|likes|loves|went|goes|replied|answered)\b",
    re.IGNORECASE,
)
_KIN = re.compile(
    r"\b(?:husband|wife|partner|son|daughter|brother|sister|mother|father|mum|dad|cousin|nephew|niece|uncle|aunt|auntie"
    r"|friend|colleague|boss|neighbour|girlfriend|boyfriend|and i|me and|with me),?\s+$",
    re.IGNORECASE,
)
_DETERMINER = re.compile(r"\b(?:the|a|an|this|that|our|your)\s+$", re.IGNORECASE)
_BODIES = word_set(
    """
    hospital trust university college school council church street road ward clinic surgery group limited ltd inc plc
    centre center house team department foundation bank airport park hall project committee institute society
    """
)
_LONGEST_NAME = 3
_REACH = 40  # characters looked at before a name


def retype(proposals: Sequence[Proposal], texts: Mapping[int, str]) -> list[Proposal]:
    """Give the proposals with those that name people labelled PERSON, whatever the models thought.

    A proposed place or organisation is a person where it begins with a first name and goes on like a name, where the
    talk around any of its mentions treats it as a person, or where most of its mentions are found to be one.
    """
    votes: dict[tuple[str, ...], Counter[str]] = {}
    parts: set[str] = set()
    for each in proposals:
        words = _key(each, texts)
        votes.setdefault(words, Counter())[each.label] += _weight(each)
        if each.label == "PERSON" and 1 < len(words) <= _LONGEST_NAME and is_first_name(words[0]):
            parts.update(words)
    people = {words for words, count in votes.items() if _is_person(words, count, parts)}
    people |= {_key(each, texts) for each in proposals if each.label in _DOUBTED and _treated_as_person(each, texts)}
    return [
        replace(
            each,
            label="PERSON",
            category=Category.PERSON,
            reason=f"{each.reason}; taken for a person by how it is said",
        )
        if each.label in _DOUBTED and not set(_SURE) & set(each.detectors) and _key(each, texts) in people
        else each
        for each in proposals
    ]


def _key(proposal: Proposal, texts: Mapping[int, str]) -> tuple[str, ...]:
    return key(without_title(texts[proposal.turn_id][proposal.start : proposal.end]))


def _weight(proposal: Proposal) -> int:
    return len([name for name in proposal.detectors if name != "propagation"])


def _is_person(words: tuple[str, ...], votes: Counter[str], parts: set[str]) -> bool:
    """Tell whether the words of a name, or most of its mentions, make it a person's."""
    doubted = sum(votes[label] for label in _DOUBTED)
    if votes["PERSON"] > doubted:
        return True
    if not words or len(words) > _LONGEST_NAME or set(words) & _BODIES or is_place(" ".join(words)):
        return False
    first, *rest = words
    if not rest:
        return is_only_a_name(first) or (first in parts and not votes["LOCATION"] and not is_ordinary(first))
    named = is_only_a_name(first) or (can_be_a_name(first) and all(map(is_surname, rest)))
    return named and all(_goes_on(word) for word in rest)


def _goes_on(word: str) -> bool:
    return word not in PARTICLES and (is_surname(word) or is_first_name(word) or not is_ordinary(word))


def _treated_as_person(proposal: Proposal, texts: Mapping[int, str]) -> bool:
    text = texts[proposal.turn_id]
    words = _key(proposal, texts)
    if not words or len(words) > _LONGEST_NAME or set(words) & _BODIES or fold(text[proposal.start]) == "the":
        return False
    before, end = text[max(0, proposal.start - _REACH) : proposal.start], proposal.end
    if _GREETED.search(before) and _AFTER_ADDRESS.match(text, end):
        return True
    if is_place(" ".join(words)) and not all(map(is_first_name, words)):
        return False
    if _DETERMINER.search(before) or not all(is_first_name(word) or not is_ordinary(word) for word in words):
        return False
    if _KIN.search(before) or (_DOES.match(text, end) and not text[proposal.start : proposal.end].isupper()):
        return True
    return is_first_name(words[0]) and bool(_ADDRESSED.search(before)) and bool(_AFTER_ADDRESS.match(text, end))
