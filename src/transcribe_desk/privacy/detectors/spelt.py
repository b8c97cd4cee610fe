"""Find names that are spelt out: letter by letter, or by words that begin with the letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transcribe_desk.privacy.characters import fold
from transcribe_desk.privacy.detectors.protocol import TurnText
from transcribe_desk.privacy.lexicons.clinical import ABBREVIATIONS
from transcribe_desk.privacy.mention import Finding

_LETTER = r"(?:double[\s-]+)?[^\W\d_]"
_APART = r"(?:[-–—.,]\s?|\s(?:[-–—]\s)?|,?\s(?:uh|um|er|erm),?\s)"
_LETTERS = re.compile(rf"(?<![\w'’-]){_LETTER}(?:{_APART}{_LETTER}(?![\w'’])){{2,29}}", re.IGNORECASE)
_BY_WORDS = re.compile(
    r"(?<![\w'’])[^\W\d_]\s(?:for|as in)\s[^\W\d_]+(?:[,.;]?\s(?:and\s)?[^\W\d_]\s(?:for|as in)\s[^\W\d_]+){1,29}",
    re.IGNORECASE,
)
_CUE = re.compile(
    r"\b(?:spell|spelt|spelled|spelling|sur ?name|(?:first|last|second|middle|maiden|full|your|my|his|her) name"
    r"|that['’]?s with)\b",
    re.IGNORECASE,
)
_SINGLE = re.compile(r"(?<![^\W\d_])[^\W\d_](?![^\W\d_])")
_FEWEST = 4  # letters without a cue and without capitals
_TURNS_AFTER_CUE = 2


class SpeltNameDetector:
    """Single letters one after another, unless they are an abbreviation everybody says."""

    name = "spelt"
    version = "1"

    def find(self, turns: Sequence[TurnText]) -> Iterator[tuple[int, Finding]]:
        """Yield spelt-out names: three letters and more, four in small letters unless the talk asks to spell."""
        left = 0
        for turn in turns:
            cue = _CUE.search(turn.text) is not None
            for match in _LETTERS.finditer(turn.text):
                letters = _letters(match.group())
                enough = cue or left or match.group().isupper() or len(letters) >= _FEWEST
                if enough and len(set(letters)) > 1 and not all(map(_is_talk, match.group().split(","))):
                    reason = f"name spelt out, {len(letters)} letters"
                    yield turn.id, Finding(*match.span(), "PERSON", self.name, 0.85 if cue or left else 0.7, reason)
            for match in _BY_WORDS.finditer(turn.text):
                yield turn.id, Finding(*match.span(), "PERSON", self.name, 0.8, "name spelt out by words")
            left = _TURNS_AFTER_CUE if cue else max(0, left - 1)


def _letters(said: str) -> str:
    return "".join(fold(each) for each in _SINGLE.findall(said))


def _is_talk(said: str) -> bool:
    """Tell whether letters between commas are an abbreviation everybody says, or too few to be a name."""
    letters = _letters(said)
    return letters in ABBREVIATIONS or letters.removeprefix("a") in ABBREVIATIONS or letters in ("a", "i", "")
