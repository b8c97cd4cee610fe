"""Remember which studies were opened on this computer, and how the window looked."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from transcribe_desk import paths

_MOST = 8


@dataclass(frozen=True, slots=True)
class WindowState:
    """What the window remembers: folders of studies, last opened first, and the appearance."""

    studies: tuple[Path, ...] = ()
    appearance: str = "system"


def load() -> WindowState:
    """Read the state; one that is missing or unreadable is an empty one, for nothing depends on it."""
    try:
        read: Any = json.loads(_file().read_text(encoding="utf-8"))
        studies = tuple(Path(str(folder)) for folder in read.get("studies", []))
        return WindowState(studies[:_MOST], str(read.get("appearance", "system")))
    except (OSError, ValueError, AttributeError, TypeError):
        return WindowState()


def remember_study(folder: Path) -> None:
    """Put a study first in the list."""
    state = load()
    folder = folder.absolute()
    others = [known for known in state.studies if known != folder]
    _save(WindowState((folder, *others)[:_MOST], state.appearance))


def forget_study(folder: Path) -> None:
    """Take a study off the list; the study itself is left alone."""
    state = load()
    _save(WindowState(tuple(known for known in state.studies if known != folder), state.appearance))


def remember_appearance(appearance: str) -> None:
    """Keep the appearance for the next start."""
    _save(WindowState(load().studies, appearance))


def _save(state: WindowState) -> None:
    """Write aside, then rename; a state that cannot be written is only forgotten."""
    content = {"studies": [str(folder) for folder in state.studies], "appearance": state.appearance}
    aside = _file().with_suffix(f".{os.getpid()}.new")
    try:
        aside.parent.mkdir(parents=True, exist_ok=True)
        aside.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
        aside.replace(_file())
    except OSError:
        aside.unlink(missing_ok=True)


def _file() -> Path:
    return paths.state_folder() / "window.json"
