"""Draw icons of one family (Remix, by qtawesome), tinted by the palette."""

from __future__ import annotations

import os
from functools import cache
from typing import Any

from PySide6.QtGui import QIcon

from transcribe_desk.ui.theme import Tokens

os.environ.setdefault("QT_API", "pyside6")  # or qtawesome would look for other bindings

NAMES = {
    "study": "layout-top-2-line",
    "queue": "play-list-add-line",
    "transcript": "file-list-2-line",
    "review": "eye-line",
    "export": "download-2-line",
    "log": "file-list-line",
    "help": "question-line",
    "settings": "settings-3-line",
    "lock": "lock-line",
    "drop": "mic-line",
    "error": "error-warning-line",
    "warning": "alert-line",
    "information": "information-line",
    "success": "checkbox-circle-line",
    "close": "close-line",
    "wait": "more-line",
    "run": "loader-4-line",
    "show": "eye-line",
    "hide": "eye-off-line",
    "next": "arrow-right-s-line",
    "previous": "arrow-left-s-line",
    "undo": "arrow-go-back-line",
    "redo": "arrow-go-forward-line",
    "empty": "file-search-line",
    "play": "play-mini-fill",
    "pause": "pause-mini-fill",
}


def icon(name: str, tokens: Tokens, colour: str = "muted") -> QIcon:
    """Give the icon ``name`` (a key of NAMES) in the colour of a token."""
    return _tinted(name, getattr(tokens, colour), tokens.line)


def rail_icon(name: str, tokens: Tokens) -> QIcon:
    """Give an icon that takes the accent when its button is on."""
    made: QIcon = _family().icon(
        f"ri.{NAMES[name]}", color=tokens.muted, color_on=tokens.accent, color_off=tokens.muted
    )
    return made


@cache
def _tinted(name: str, colour: str, disabled: str) -> QIcon:
    made: QIcon = _family().icon(f"ri.{NAMES[name]}", color=colour, color_disabled=disabled)
    return made


@cache
def _family() -> Any:
    """Load the one font that is used; qtawesome's own ``icon`` would load all twelve."""
    from qtawesome.iconic_font import IconicFont

    return IconicFont(("ri", "remixicon-2.5.0.ttf", "remixicon-charmap-2.5.0.json"))
