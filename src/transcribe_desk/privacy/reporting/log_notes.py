"""Withhold from a person's free note whatever may name somebody, known to the study or not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from transcribe_desk.privacy.characters import clean, fold
from transcribe_desk.privacy.detectors.protocol import Detector, TurnText
from transcribe_desk.privacy.lexicons.gazetteers import can_be_a_name, is_only_a_name, is_only_a_place, is_surname
from transcribe_desk.privacy.lexicons.words import frequency, is_ordinary, word_set
from transcribe_desk.privacy.naming.names import Matcher

WITHHELD = "[…]"  # holds no letter, so that it never reads as a name, nor joins the words beside it to one
_WORD = re.compile(r"[^\W_](?:[\w'’\-.@]*[^\W_])?")
_SENTENCE_START = re.compile(r"(?:^\W*|[.!?:]\s+)$")
_AMERICAN = (("is", "iz"), ("ys", "yz"), ("our", "or"), ("re", "er"), ("ll", "l"))  # how the list of words spells
_TRADE = word_set("anonymise anonymised anonymity pseudonym pseudonymised pseudonyms redacted deidentified unnamed")
_DIGITS_KEPT = 2  # “2 of 3 sites” tells nothing; three digits may be a part of a number or a year


def printable(text: str) -> str:
    """Give a text as one line of characters that every program shows, in NFC."""
    line = unicodedata.normalize("NFC", text)
    # A replacement's own brackets mark it as one, and stay.
    return " ".join("".join(each if each in "[]" else clean(each) for each in line).split())


def withhold(note: str, matcher: Matcher, readers: Sequence[Detector] = ()) -> str:
    """Give a note with ``[…]`` in place of each name of ``matcher`` and each finding of ``readers``.

    It fails closed: a capital inside a sentence, a number of three digits and a word that no dictionary knows are
    withheld as well.
    """
    text = " ".join("".join(map(clean, unicodedata.normalize("NFC", note))).split())
    spans = [(hit.start, hit.end) for hit in matcher.find(text)]
    spans += [(each.start, each.end) for reader in readers for _, each in reader.find([TurnText(1, text)])]
    spans += [
        (match.start(), match.end())
        for match in _WORD.finditer(text)
        if _may_name(match.group(), text[: match.start()])
    ]
    return "".join(_cut(text, spans))


def _cut(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Give the pieces of ``text`` with one mark for all spans that nothing but blanks and dashes stand between."""
    hidden = [False] * len(text)
    for start, end in spans:
        hidden[start:end] = [True] * (end - start)
    for match in _WORD.finditer(text):  # a word of which a part is hidden goes whole
        if any(hidden[match.start() : match.end()]):
            hidden[match.start() : match.end()] = [True] * (match.end() - match.start())
    position = 0
    while position < len(text):
        if not hidden[position]:
            yield text[position]
            position += 1
            continue
        yield WITHHELD
        while position < len(text) and (hidden[position] or _bridges(text, hidden, position)):
            position += 1


def _bridges(text: str, hidden: Sequence[bool], position: int) -> bool:
    """Tell whether only blanks and dashes stand from ``position`` to the next hidden character."""
    while position < len(text) and not hidden[position] and text[position] in " -–—'’.":
        position += 1
    return position < len(text) and hidden[position]


def _may_name(word: str, before: str) -> bool:
    if sum(character.isdigit() for character in word) > _DIGITS_KEPT:
        return True
    parts = [fold(part) for part in re.split(r"[^\w]+|_", word) if part and not part.isdigit()]
    if any(not _everyday(part) for part in parts):
        return True
    if word == "I" or not any(character.isupper() or character.istitle() for character in word):
        return False
    if _SENTENCE_START.search(before) is None or not (word == "A" or word[1:].islower()):
        return True
    return any(can_be_a_name(part) or not is_ordinary(part) for part in parts)


def _everyday(part: str) -> bool:
    known = len(part) == 1 or part in _TRADE or frequency(part) > 0 or _british(part)
    return known and not (is_only_a_name(part) or is_surname(part) or is_only_a_place(part))


def _british(part: str) -> bool:
    return any(ours in part and is_ordinary(part.replace(ours, theirs)) for ours, theirs in _AMERICAN)
