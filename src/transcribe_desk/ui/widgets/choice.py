"""Offer a choice that is found by its first letters, also where the screen around it acts by letters."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox


class Choice(QComboBox):
    """A choice that keeps its letters; while its list is open, which is a window of its own, it keeps every key."""

    def event(self, event: QEvent) -> bool:
        """Keep the letters that look for an entry."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and writes(event):
            event.accept()
            return True
        return super().event(event)

    def showPopup(self) -> None:
        """Open the list."""
        self.view().installEventFilter(self)
        super().showPopup()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the keys of the open list from the screen."""
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().eventFilter(watched, event)


def writes(event: QKeyEvent) -> bool:
    """Tell whether a key writes something, which a field takes and a list or a choice looks for."""
    plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return plain and bool(event.text()) and event.text().isprintable()
