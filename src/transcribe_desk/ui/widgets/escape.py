"""Let Escape leave a field, also where a screen has another use for the key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


class EscapeLeaves(QObject):
    """Calls ``leave`` when Escape is pressed in a widget, which keeps the key from every shortcut."""

    def __init__(self, widget: QWidget, leave: Callable[[], None]) -> None:
        super().__init__(widget)
        self._leave = leave
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take Escape before the screen's shortcuts see it."""
        if not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_Escape:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress:
            self._leave()
            return True
        return False
