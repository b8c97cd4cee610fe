"""Measure how far two people agree beyond chance: Cohen's kappa over the labels that each gave the same things.

J. Cohen, “A coefficient of agreement for nominal scales”, Educational and Psychological Measurement 20 (1960), 37–46.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

# What the figure is usually called: Landis and Koch, Biometrics 33 (1977), 159–174. Upper ends, inclusive.
_WORDS = (
    (0.0, "no better than chance"),
    (0.2, "slight"),
    (0.4, "fair"),
    (0.6, "moderate"),
    (0.8, "substantial"),
    (1.0, "almost perfect"),
)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two people agree on ``units`` things: the share they agree on, and kappa.

    ``expected`` is the share that chance alone gives; kappa is None where it is undefined, because there is nothing or
    because both gave everything one and the same label.
    """

    units: int
    agreed: int
    expected: float
    kappa: float | None

    @property
    def share(self) -> float:
        """Give the share of the things both gave the same label, 1 where there is nothing."""
        return self.agreed / self.units if self.units else 1.0

    @property
    def words(self) -> str:
        """Call the figure by its usual name, or say why there is none."""
        if self.kappa is None:
            return "not defined: both gave one and the same label to all" if self.units else "nothing to compare yet"
        return next(words for upper, words in _WORDS if self.kappa <= upper + 1e-9)


def agreement(pairs: Iterable[tuple[str, str]]) -> Agreement:
    """Give the agreement of two people from the pairs of labels they gave to the same things."""
    given = list(pairs)
    units = len(given)
    if not units:
        return Agreement(0, 0, 0.0, None)
    agreed = sum(one == other for one, other in given)
    first, second = Counter(one for one, _ in given), Counter(other for _, other in given)
    by_chance = sum(first[label] * second[label] for label in first)  # of units squared: whole numbers stay exact
    kappa = None if by_chance == units**2 else (agreed * units - by_chance) / (units**2 - by_chance)
    return Agreement(units, agreed, by_chance / units**2, kappa)
