"""Make a button that shows its key."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton

from transcribe_desk.ui import theme as looks
from transcribe_desk.ui.theme import Theme


class KeyButton(QPushButton):
    """A button with a small key cap at its right end; primary ones stand on the accent."""

    def __init__(self, theme: Theme, text: str, key: str, *, primary: bool = False) -> None:
        super().__init__(text)
        self._theme = theme
        self._primary = primary
        self._key, self._cap = "", 0
        self.setAutoDefault(False)
        if primary:
            self.setProperty("kind", "primary")
        self.set_words(text, key)

    def set_words(self, text: str, key: str) -> None:
        """Change what the button says and which key it shows."""
        cap = QFontMetrics(looks.sans(11)).horizontalAdvance(key) + 9
        self.setText(text)
        if key != self._key:
            self._key = key
            self.update()
        if cap != self._cap:  # to read a style sheet takes long
            self._cap = cap
            self.setStyleSheet(f"text-align: left; padding-right: {cap + 14}px;")

    def sizeHint(self) -> QSize:
        """Make room for the words and the key cap."""
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(words + self._cap + 36, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button, then its key."""
        super().paintEvent(event)
        tokens = self._theme.tokens
        ink = tokens.colour("on_accent" if self._primary else "secondary")
        if not self.isEnabled():
            ink = tokens.colour("muted")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.width() - self._cap - 9, self.height() / 2 - 8.5, self._cap, 16)
        edge = QColor(ink)
        edge.setAlpha(140)
        painter.setPen(QPen(edge, 1))
        painter.drawRoundedRect(box, 3, 3)
        painter.setFont(looks.sans(11))
        painter.setPen(ink)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._key)
        painter.end()
