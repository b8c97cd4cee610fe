"""Judge how hard a passphrase is to guess, in a few plain words."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from transcribe_desk.ui.translation import tr

LEAST_LENGTH = 10


@dataclass(frozen=True, slots=True)
class Strength:
    """A score from 0 to 4, the word for it, and what would help."""

    score: int
    word: str
    hint: str
    tone: Literal["danger", "warning", "success"]

    @property
    def enough(self) -> bool:
        """Tell whether a study may be made with it."""
        return self.score >= 2


def strength(passphrase: str) -> Strength:
    """Estimate strength from length, alphabet and repetition; a hint, no more: nothing replaces a long phrase."""
    if len(passphrase) < LEAST_LENGTH:
        return Strength(
            0,
            tr("Home", "Too short"),
            tr("Home", "At least {number} characters; four or more unrelated words are best.").format(
                number=LEAST_LENGTH
            ),
            "danger",
        )
    bits = _bits(passphrase)
    if bits < 40:
        return Strength(1, tr("Home", "Weak"), tr("Home", "It repeats itself. Add unrelated words."), "danger")
    if bits < 60:
        return Strength(2, tr("Home", "Fair"), tr("Home", "One more unrelated word would make it strong."), "warning")
    apart = tr("Home", "Write it down and keep the paper apart from this computer.")
    if bits < 90:
        return Strength(3, tr("Home", "Strong"), apart, "success")
    return Strength(4, tr("Home", "Very strong"), apart, "success")


def _bits(passphrase: str) -> float:
    """Give rough bits: each different character counts in full, a repeated or neighbouring one a little."""
    alphabet = 0
    for has, size in (
        (any(c.islower() for c in passphrase), 26),
        (any(c.isupper() for c in passphrase), 26),
        (any(c.isdigit() for c in passphrase), 10),
        (any(not c.isalnum() for c in passphrase), 20),
    ):
        alphabet += size if has else 0
    each = math.log2(max(alphabet, 10))
    total, seen = 0.0, set[str]()
    for before, character in zip(" " + passphrase, passphrase, strict=False):
        easy = character in seen or abs(ord(character) - ord(before)) <= 1
        total += each * (0.35 if easy else 0.8)
        seen.add(character)
    return total
