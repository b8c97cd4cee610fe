"""Make characters fit for every coding tool, and fold them so that two spellings of one name compare equal."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Sequence

REPLACEMENT_CHARACTER = "\ufffd"
EMOJI = "(emoji)"
_OPENING, _CLOSING = "[\uff3b\u27e6", "]\uff3d\u27e7"
_FIRST_REGIONAL_INDICATOR, _LAST_REGIONAL_INDICATOR = 0x1F1E6, 0x1F1FF
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_JOINERS = "\u200c\u200d"
_JAMO_VOWEL_OR_FINAL = range(0x1160, 0x1200)
# Letters that Unicode does not decompose but that people type without their stroke; ß and ligatures fold by themselves.
_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
_APOSTROPHES = str.maketrans(dict.fromkeys("‘’‛ʼ′´`＇", "'"))


@functools.lru_cache(maxsize=4096)
def clean(character: str) -> str:
    """Give what one character becomes in an export: itself, a stand-in, or nothing.

    Square brackets mark replaced words, so those that were typed become round. White space becomes a space; control,
    invisible and private characters go; a character above U+FFFF becomes its plain form, ``(emoji)`` or U+FFFD,
    because coding tools count such characters differently.
    """
    if character in _OPENING:
        return "("
    if character in _CLOSING:
        return ")"
    if character.isspace() or character == "\u0085":
        return " "
    category = unicodedata.category(character)
    if category in {"Cc", "Cf", "Cs", "Co", "Cn"} or 0xFE00 <= ord(character) <= 0xFE0F:
        return ""
    if ord(character) > 0xFFFF:
        return _below_ffff(character)
    composed = unicodedata.normalize("NFC", character)
    return character if all(ord(part) <= 0xFFFF for part in composed) else REPLACEMENT_CHARACTER


def _below_ffff(character: str) -> str:
    code = ord(character)
    if _FIRST_REGIONAL_INDICATOR <= code <= _LAST_REGIONAL_INDICATOR:
        return chr(code - _FIRST_REGIONAL_INDICATOR + ord("A"))
    if code in _SKIN_TONES:
        return ""
    plain = unicodedata.normalize("NFKC", character)
    if all(ord(part) <= 0xFFFF for part in plain):
        return "".join(clean(part) for part in plain)
    if unicodedata.category(character).startswith("M"):
        return ""
    return EMOJI if unicodedata.category(character).startswith("S") else REPLACEMENT_CHARACTER


def clusters(text: str) -> Iterator[tuple[int, int]]:
    """Give the spans of ``text`` that must stay together: a base character and what combines with it."""
    start = 0
    for position in range(1, len(text)):
        if not extends(text[position]):
            yield start, position
            start = position
    if text:
        yield start, len(text)


def extends(character: str) -> bool:
    """Tell whether a character combines with the one before it."""
    return (
        character in _JOINERS
        or ord(character) in _JAMO_VOWEL_OR_FINAL
        or unicodedata.category(character).startswith("M")
    )


@functools.lru_cache(maxsize=4096)
def fold_character(character: str) -> str:
    """Give the lower-case, accent-less form of one character; marks and invisible characters fold to nothing."""
    decomposed = unicodedata.normalize("NFKD", clean(character).casefold()).translate(_APOSTROPHES)
    kept = "".join(part for part in decomposed if not unicodedata.category(part).startswith("M"))
    return kept.translate(_UNDECOMPOSED).casefold()


# Most of what is said in English folds letter by letter, which one table does far faster; control characters do not.
_PLAIN = {code: fold_character(chr(code)) for code in range(0x20, 0x7F)}
_ALL_PLAIN = re.compile(r"[ -~]*")


def fold(text: str) -> str:
    """Give the lower-case, accent-less form of ``text``, for comparing names."""
    if _ALL_PLAIN.fullmatch(text):
        return text.translate(_PLAIN)
    return "".join(map(fold_character, text))


def fold_with_positions(text: str) -> tuple[str, Sequence[int]]:
    """Give the folded ``text`` and, for each folded character, the position it came from."""
    if _ALL_PLAIN.fullmatch(text):
        return text.translate(_PLAIN), range(len(text))
    folded: list[str] = []
    positions: list[int] = []
    for position, character in enumerate(text):
        form = fold_character(character)
        folded.append(form)
        positions.extend([position] * len(form))
    return "".join(folded), positions
