"""Hold the screens of an open study, each made when it is first asked for or when the window has nothing else to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtWidgets import QWidget

Maker = Callable[[], QWidget]


class Shelf(Mapping[str, QWidget]):
    """Screens by their names on the rail; ``made`` are those that are there already."""

    def __init__(self, makers: Mapping[str, Maker] | None = None) -> None:
        self._makers = dict(makers or {})
        self.made: dict[str, QWidget] = {}

    def __getitem__(self, name: str) -> QWidget:
        """Give a screen, and make it first if nobody asked for it before; raise KeyError for an unknown one."""
        if name not in self.made:
            self.made[name] = self._makers[name]()
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

    def make_next(self) -> bool:
        """Make one screen that is not there yet; False when all are."""
        following = next((name for name in self._makers if name not in self.made), None)
        if following is None:
            return False
        _ = self[following]
        return True
