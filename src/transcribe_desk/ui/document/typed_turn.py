"""Hold what a person is typing in one turn until it becomes a step: when it began, and how it read before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer

from transcribe_desk.ui.document.marks import Mark, Shape

IDLE_MS = 400  # after the last key
LONGEST_MS = 1000  # after the first


class Burst(QObject):
    """Calls ``over`` when somebody has stopped typing for a moment, and at the latest a second after the first key."""

    def __init__(self, over: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._idle = QTimer(self, singleShot=True, interval=IDLE_MS)
        self._longest = QTimer(self, singleShot=True, interval=LONGEST_MS)
        for timer in (self._idle, self._longest):
            timer.timeout.connect(over)

    def key(self) -> None:
        """Hear of a key."""
        self._idle.start()
        if not self._longest.isActive():
            self._longest.start()

    def stop(self) -> None:
        """Wait for no more keys."""
        self._idle.stop()
        self._longest.stop()


@dataclass(frozen=True, slots=True)
class TypedTurn:
    """The turn that is typed in.

    ``kept`` is its text as the transcript has it, with single spaces; what the document shows may have others while
    the caret is in the turn. ``waiting`` tells that the document has words that are no step yet.
    """

    turn_id: int
    kept: str
    waiting: bool = False


def tidy(text: str) -> str:
    """Give a text as a turn keeps it: words with single spaces."""
    return " ".join(text.split())


def shown_span(kept: str, shown: str, start: int, end: int) -> tuple[int, int]:
    """Give where a span of a turn's kept text stands in the text shown, which may have other white space."""
    if kept == shown:
        return start, end
    first = sum(not character.isspace() for character in kept[:start])
    last = first + sum(not character.isspace() for character in kept[start:end])
    places = [place for place, character in enumerate(shown) if not character.isspace()]
    if first >= len(places):
        return len(shown), len(shown)
    return places[first], places[min(last, len(places)) - 1] + 1 if last > first else places[first]


def kept_offset(shown: str, offset: int) -> int:
    """Give where an offset of the text shown stands in the text as a turn keeps it."""
    before = shown[:offset]
    kept = tidy(before)
    between = bool(kept) and before[-1:].isspace() and bool(shown[offset:].strip())
    return len(kept) + between


def follow(mark: Mark, at: int, removed: int, added: int) -> Mark | None:
    """Give a mark after ``removed`` characters at ``at`` gave way to ``added``; None where it has gone.

    A doubtful word that is touched is no longer the machine's. Other marks grow and shrink with their words.
    """
    end, more = at + removed, added - removed
    if mark.end <= at:
        return mark
    if mark.start >= end:
        return replace(mark, start=mark.start + more, end=mark.end + more)
    if mark.shape is Shape.DOUBTFUL:
        return None
    start = mark.start if mark.start <= at else at + added
    last = mark.end + more if mark.end >= end else at
    return replace(mark, start=start, end=last) if start < last else None
