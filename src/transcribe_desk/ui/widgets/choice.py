"""Offer a choice that keeps its letters from the screen around it, and lets the wheel pass."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox

from transcribe_desk.ui.widgets.wheel import WheelScrolls


class Choice(QComboBox):
    """A choice that keeps its letters; while its list is open, which is a window of its own, it keeps every key.

    ``taken`` tells that an entry was taken from the open list, so that the keyboard may go back to the work.
    """

    taken = Signal()
    keeps_letters = True

    def __init__(self) -> None:
        super().__init__()
        WheelScrolls(self)
        self._listed = False
        self.activated.connect(lambda _place: self.taken.emit() if self._listed else None)

    def event(self, event: QEvent) -> bool:
        """Keep the letters that look for an entry."""
        override = event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and writes(event)
        if override and self.keeps_letters:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave letters that are not kept to what is around; Space opens the list."""
        if writes(event) and not self.keeps_letters and event.key() != Qt.Key.Key_Space:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def showPopup(self) -> None:
        """Open the list."""
        self._listed = True
        self.view().installEventFilter(self)
        super().showPopup()

    def _forget_list(self) -> None:
        self._listed = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the keys of the open list from the screen, and see it close."""
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() is QEvent.Type.Hide:
            QTimer.singleShot(0, self, self._forget_list)  # Qt tells what was taken right after
        return super().eventFilter(watched, event)


def writes(event: QKeyEvent) -> bool:
    """Tell whether a key writes something, which a field takes and a list or a choice looks for."""
    plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return plain and bool(event.text()) and event.text().isprintable()
