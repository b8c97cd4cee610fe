"""Remember what was computed of a study's words, which is asked again and again, until the study is locked."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar, cast

P = ParamSpec("P")
R = TypeVar("R")

_forgetting: list[Callable[[], None]] = []


def remembered(most: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function of a study's words keep the answers to the ``most`` calls made last, until ``forget``.

    What it is asked and what it answers must be hashable or never changed. Not for what says nothing of anybody, such
    as a table of letters: ``functools.lru_cache`` keeps that for as long as the program runs.
    """

    def remember(function: Callable[P, R]) -> Callable[P, R]:
        made = lru_cache(most)(function)
        _forgetting.append(made.cache_clear)
        return cast("Callable[P, R]", made)

    return remember


def forget() -> None:
    """Forget all of it, so that nothing that was said stays in this program's memory when a study is locked."""
    for each in _forgetting:
        each()
