"""Tell when a key goes down and when it comes up again, as a foot pedal's does."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

_LOST = {QEvent.Type.WindowDeactivate, QEvent.Type.ApplicationDeactivate, QEvent.Type.Hide}


class HeldKeys(QObject):
    """Watches the keys of one action while its owner is to be seen.

    Pedals that send a key repeat it while they are held; only the first press and the last release count. Leaving the
    window counts as letting go, since the release then goes to somebody else.
    """

    pressed = Signal()
    released = Signal()

    def __init__(self, owner: QWidget, keys: Callable[[], tuple[str, ...]]) -> None:
        super().__init__(owner)
        self._owner = owner
        self._keys = keys
        self._down = 0  # the key that is held

    @Slot(bool)
    def listen(self, on: bool) -> None:
        """Watch from now on or no more; whoever has no pedal pays nothing for it."""
        application = QApplication.instance()
        assert application is not None
        application.removeEventFilter(self)
        if on:
            application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the watched keys from whatever has the focus, and tell of the first press and of the release."""
        kind = event.type()
        if kind in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride) and isinstance(event, QKeyEvent):
            return self._press(event)
        if kind == QEvent.Type.KeyRelease and isinstance(event, QKeyEvent) and self._down == event.key():
            if not event.isAutoRepeat():
                self._let_go()
            return True
        if kind in _LOST and self._down and watched in (self._owner, self._owner.window(), QGuiApplication.instance()):
            self._let_go()
        return False

    def _press(self, event: QKeyEvent) -> bool:
        if event.key() == self._down:
            event.accept()
            return True
        keys = self._keys()
        stroke = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
        if stroke not in keys or not self._owner.isVisible() or not self._owner.window().isActiveWindow():
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat():
            self._down = event.key()
            self.pressed.emit()
        return True

    def _let_go(self) -> None:
        self._down = 0
        self.released.emit()
