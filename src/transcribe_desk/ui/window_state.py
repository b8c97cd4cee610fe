"""Remember how the window stood, and where in which study somebody was; by folder and number, never by a name."""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QMainWindow, QSplitter, QWidget

from transcribe_desk.ui import recent, state_file

_FILE = "window.json"  # beside the list of recent studies


@dataclass(frozen=True, slots=True)
class Place:
    """Where in an interview somebody was: the turn with the caret, and the sound in milliseconds."""

    turn_id: int
    position_ms: int = 0


class StudyMemory:
    """Where somebody was in one study; kept in memory, and on disk from ``save`` on."""

    def __init__(self, folder: Path) -> None:
        self._key = str(folder.absolute())
        found = _places().get(self._key)
        kept: dict[str, Any] = found if isinstance(found, dict) else {}
        self.screen = str(kept.get("screen", ""))
        self.interview_id = _number(kept.get("interview"))
        self.was_left_open = kept.get("open") is True  # the program ended without locking the study
        self._turns: dict[int, Place] = {}
        for interview, place in dict(kept.get("turns") or {}).items():
            numbers = [_number(place.get(each)) for each in ("turn_id", "position_ms")]
            if str(interview).isdigit() and numbers[0] is not None:
                self._turns[int(interview)] = Place(numbers[0], numbers[1] or 0)

    def place(self, interview_id: int) -> Place | None:
        """Give where somebody was in an interview, None where nobody was yet."""
        return self._turns.get(interview_id)

    def remember(self, interview_id: int, place: Place) -> None:
        """Note where somebody is in an interview; cheap, and written down only by ``save``."""
        self._turns[interview_id] = place

    def save(self, *, is_open: bool) -> None:
        """Write everything down, and whether the study stays open."""
        content = {
            "screen": self.screen,
            "interview": self.interview_id,
            "open": is_open,
            "turns": {str(interview): asdict(place) for interview, place in self._turns.items()},
        }
        known = {str(folder) for folder in recent.load().studies} | {self._key}
        others = {key: place for key, place in _places().items() if key in known}
        state_file.write(_FILE, state_file.read(_FILE) | {"places": others | {self._key: content}})


def save(window: QMainWindow) -> None:
    """Write down where the window stands and how its splitters divide it, but for one of which a side is hidden."""
    kept = dict(_splitters()) | {
        each.objectName(): _text(each.saveState())
        for each in window.findChildren(QSplitter)
        if each.objectName() and all(each.sizes())
    }
    state_file.write(_FILE, state_file.read(_FILE) | {"geometry": _text(window.saveGeometry()), "splitters": kept})


def restore(window: QMainWindow) -> None:
    """Put the window where it stood; Qt brings it back onto a screen that is there."""
    if kept := _bytes(state_file.read(_FILE).get("geometry")):
        window.restoreGeometry(kept)


def restore_splitters(within: QWidget) -> None:
    """Divide every splitter that has an object name as it was divided."""
    for each in within.findChildren(QSplitter):
        if each.objectName() and (kept := _bytes(_splitters().get(each.objectName()))):
            each.restoreState(kept)


def _places() -> dict[str, Any]:
    found = state_file.read(_FILE).get("places")
    return found if isinstance(found, dict) else {}


def _splitters() -> dict[str, Any]:
    found = state_file.read(_FILE).get("splitters")
    return found if isinstance(found, dict) else {}


def _number(found: object) -> int | None:
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def _text(state: QByteArray) -> str:
    return b64encode(state.data()).decode("ascii")


def _bytes(kept: object) -> QByteArray:
    try:
        return QByteArray(b64decode(str(kept or ""), validate=True))
    except ValueError:
        return QByteArray()
