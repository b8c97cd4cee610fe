"""Have a window make what it makes only when somebody asks for it, for tests that look at everything there is."""

from __future__ import annotations

import inspect
from functools import cached_property

from PySide6.QtWidgets import QWidget


def make_every_part(window: QWidget) -> None:
    """Ask for every part of the window that is a cached property of the part around it."""
    for part in [window, *window.findChildren(QWidget)]:
        for name, kind in inspect.getmembers_static(type(part)):
            if isinstance(kind, cached_property) and name not in vars(part):
                getattr(part, name)
