"""Remember which studies were opened on this computer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from transcribe_desk.ui import state_file

_FILE = "window.json"
_MOST = 8


@dataclass(frozen=True, slots=True)
class WindowState:
    """What the window remembers: folders of studies, last opened first."""

    studies: tuple[Path, ...] = ()


def load() -> WindowState:
    """Read the state; one that is missing or unreadable is an empty one, for nothing depends on it."""
    try:
        return WindowState(tuple(Path(str(folder)) for folder in state_file.read(_FILE).get("studies", []))[:_MOST])
    except TypeError:
        return WindowState()


def remember_study(folder: Path) -> None:
    """Put a study first in the list."""
    folder = folder.absolute()
    others = [known for known in load().studies if known != folder]
    _save((folder, *others)[:_MOST])


def forget_study(folder: Path) -> None:
    """Take a study off the list; the study itself is left alone."""
    _save(tuple(known for known in load().studies if known != folder))


def _save(studies: tuple[Path, ...]) -> None:
    state_file.write(_FILE, state_file.read(_FILE) | {"studies": [str(folder) for folder in studies]})
