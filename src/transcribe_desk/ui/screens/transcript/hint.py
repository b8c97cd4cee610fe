"""Say a short sentence over the foot of a text for a moment, without moving the text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QWidget

from transcribe_desk.ui.widgets import basics

_SHOWN_MS = 7_000
_MARGIN = 16


class Hint(QLabel):
    """A sentence at the foot of ``over``; it goes by itself, and a screen reader hears it."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("hint", "true")
        self.setWordWrap(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._over = over
        self._gone = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._gone.timeout.connect(self.hide)
        self.hide()

    def say(self, words: str) -> None:
        """Show a sentence for some seconds."""
        self.setText(words)
        self.setAccessibleName(words)
        basics.restyle(self)
        self._place()
        self.show()
        self.raise_()
        self._gone.start()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the text from now on only: one that is written anew has very many events."""
        super().showEvent(event)
        self._over.installEventFilter(self)

    def hideEvent(self, event: QHideEvent) -> None:
        """Follow the text no longer."""
        super().hideEvent(event)
        self._over.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot when the text is made larger or smaller."""
        if watched is self._over and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        width = min(self._over.width() - 2 * _MARGIN, 560)
        self.setFixedWidth(width)
        height = self.heightForWidth(width)
        self.setGeometry((self._over.width() - width) // 2, self._over.height() - height - _MARGIN, width, height)
