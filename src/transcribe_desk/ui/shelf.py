"""Hold the screens of an open study, each made step by step when it is asked for or when nothing else is to be done."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping
from typing import TypeAlias

from transcribe_desk.ui.widgets.page import Page

# Makes a screen and gives it at its end; the window answers wherever it yields.
Making: TypeAlias = Generator[None, None, Page]
Maker: TypeAlias = Callable[[], Making]


class Shelf(Mapping[str, Page]):
    """Screens by their names on the rail; ``made`` are those that are there already."""

    def __init__(self, makers: Mapping[str, Maker] | None = None) -> None:
        self._makers = dict(makers or {})
        self._begun: dict[str, Making] = {}
        self.made: dict[str, Page] = {}

    def __getitem__(self, name: str) -> Page:
        """Give a screen, and make what is lacking of it at once; raise KeyError for an unknown one."""
        while name not in self.made:
            self.make_on(name)
        return self.made[name]

    def __iter__(self) -> Iterator[str]:
        """Give the names, those of screens not made yet too."""
        return iter(self._makers)

    def __len__(self) -> int:
        """Count the names."""
        return len(self._makers)

    def __contains__(self, name: object) -> bool:
        """Tell whether there is such a screen, without making it."""
        return name in self._makers

    def make_on(self, name: str) -> None:
        """Take the next step of making a screen that is not there yet; raise KeyError for an unknown one."""
        making = self._begun.pop(name, None) or self._makers[name]()
        try:
            next(making)
            self._begun[name] = making  # only now: one that failed begins anew
        except StopIteration as end:
            self.made[name] = end.value

    def make_next(self) -> bool:
        """Take the next step of making a screen, one that was begun before others; False when all are there."""
        following = next((name for name in (*self._begun, *self._makers) if name not in self.made), None)
        if following is None:
            return False
        self.make_on(following)
        return True

    def finish(self) -> None:
        """Make what was begun to its end, so that nothing is left half-made."""
        for name in list(self._begun):
            _ = self[name]
