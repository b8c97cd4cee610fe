"""Put the voice prints of one person together, and guess how many people there are."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from transcribe_desk.speech.clustering import Prints, centred, spherical_k_means

Group: TypeAlias = NDArray[np.intp]

MOST_SPEAKERS = 6
# Far more groups than people: whoever speaks seldom gets one, and those of one person are joined again.
_MOST_GROUPS = 10
_WINDOWS_A_GROUP = 5
# Less than about 5 s of a voice is no ground to believe in one person more.
_FEWEST_WINDOWS = 10
# A group of fewer than these (2 s) is an odd moment, such as two voices at once, and no voice even of a given number.
_ODD_WINDOWS = 5
# Windows lie 0.4 s apart and are 1.6 s long: four of them tell as much as one.
_WINDOWS_AS_ONE = 4
# Two groups as alike as this are as likely one voice as two; settled on made conversations (docs/benchmarks.md).
_ONE_VOICE = 0.93
_DOUBT = 0.01
_SURELY_ONE = 0.96


@dataclass(frozen=True, slots=True)
class VoiceGroups:
    """The windows of each voice, as places in the prints, and how sure the number of voices is, 0 to 1."""

    groups: tuple[Group, ...]
    confidence: float


def group_voices(prints: Prints, count: int | None = None) -> VoiceGroups:
    """Put ``prints``, shape (windows, numbers), of one voice together; always the same way.

    ``count`` is the number of voices, or None to guess 1 to 6 of them. Many small groups are joined, always the two
    most alike, until those left are too unlike to be one voice. Where more voices are wanted than are unlike, joining
    has no ground to stand on, and the groups are those that k-means finds.
    """
    groups = _k_means(prints, max(count or 1, min(_MOST_GROUPS, len(prints) // _WINDOWS_A_GROUP)))
    fewest = _FEWEST_WINDOWS if count is None else _ODD_WINDOWS
    joined: float | None = None
    while len(groups) > (count or 1):
        alike, one, other = _most_alike(prints, groups, fewest)
        believed = len(groups) <= MOST_SPEAKERS and len(groups[one]) >= _FEWEST_WINDOWS
        if count is None and believed and alike < _ONE_VOICE:
            return VoiceGroups(tuple(groups), _surely_two(alike) * _surely_one(joined))
        if len(groups[one]) >= _ODD_WINDOWS:
            # Too small a group may still be somebody: that leaves it as open as can be, but no more.
            weight = alike if len(groups[one]) >= _FEWEST_WINDOWS else max(alike, _ONE_VOICE)
            joined = weight if joined is None else min(joined, weight)
        merged = np.sort(np.concatenate([groups[one], groups[other]]))
        groups = [group for place, group in enumerate(groups) if place not in (one, other)] + [merged]
    if count is None:
        return VoiceGroups(tuple(groups), _surely_one(joined))
    if len(groups) > 1 and _most_alike(prints, groups, 0)[0] >= _SURELY_ONE:
        groups = _k_means(prints, count)
    return VoiceGroups(tuple(groups), 1.0)


def _k_means(prints: Prints, number: int) -> list[Group]:
    points = centred(prints, prints.mean(axis=0))
    labels = (points @ spherical_k_means(points, min(number, len(points))).T).argmax(axis=1)
    return [np.flatnonzero(labels == label) for label in np.unique(labels)]


def _most_alike(prints: Prints, groups: list[Group], fewest: int) -> tuple[float, int, int]:
    """Give the group that is most like another, how alike they are, and that other; too small ones come first.

    Windows in which one voice ends and another begins make a group between the two. It counts as alike to either
    as far as it is like any mixture of both.
    """
    middles = [_Middle.of(prints[group]) for group in groups]
    found = []
    for place, middle in enumerate(middles):
        others = [other for other in range(len(groups)) if other != place]
        nearest = max(others, key=lambda other: middle.likeness(middles[other]))
        likeness = max(
            [middle.likeness(middles[nearest])]
            + [middle.likeness_to_mixture(middles[a], middles[b]) for a, b in combinations(others, 2)]
        )
        found.append((len(groups[place]) < fewest, likeness, place, nearest))
    _, likeness, place, nearest = max(found)
    return likeness, place, nearest


def _surely_two(alike: float) -> float:
    return float(1 / (1 + np.exp((alike - _ONE_VOICE) / _DOUBT)))


def _surely_one(joined: float | None) -> float:
    """Say how sure it is that the least alike that were joined are one voice; nothing to compare leaves it open."""
    return 0.5 if joined is None else 1 - _surely_two(joined)


@dataclass(frozen=True, slots=True)
class _Middle:
    """The mean print of a group, and how much longer chance made it seem, as a share of its squared length."""

    mean: NDArray[np.float64]
    chance: float

    @classmethod
    def of(cls, prints: Prints) -> _Middle:
        mean = prints.mean(axis=0, dtype=np.float64)
        length = max(float(mean @ mean), 1e-3)
        return cls(mean, (1 - length) / length * _WINDOWS_AS_ONE / len(prints))

    def likeness(self, other: _Middle) -> float:
        """Give the cosine between two voices, had both been heard for ever: chance makes means seem less alike."""
        return min(1.0, _cosine(self.mean, other.mean) * float(np.sqrt((1 + self.chance) * (1 + other.chance))))

    def likeness_to_mixture(self, one: _Middle, other: _Middle) -> float:
        """Give the same with the mixture of two voices that comes nearest."""
        both = np.stack([one.mean, other.mean], axis=1)
        shares = np.linalg.lstsq(both, self.mean, rcond=None)[0]
        if (shares <= 0).any():
            return 0.0
        return min(1.0, _cosine(self.mean, both @ shares) * float(np.sqrt(1 + self.chance)))


def _cosine(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    return float(one @ other / max(float(np.sqrt((one @ one) * (other @ other))), 1e-9))
