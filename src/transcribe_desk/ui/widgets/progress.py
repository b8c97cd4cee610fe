"""Show how far something is: a thin line with words beside it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from transcribe_desk.ui.widgets import basics


class ThinBar(QProgressBar):
    """A progress bar six pixels high that keeps Qt's accessible value."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setRange(0, 1000)
        self.setTextVisible(False)
        self.setFixedHeight(6)

    def set_fraction(self, fraction: float) -> None:
        """Show a share from 0 to 1, in the next picture: Qt's own would paint all that waits to be painted at once."""
        self.setUpdatesEnabled(False)
        self.setValue(round(fraction * 1000))
        self.setUpdatesEnabled(True)

    def sizeHint(self) -> QSize:
        """Ask for the width of a small panel."""
        return QSize(200, 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line and the done part of it, in the palette's rule and accent."""
        painter = QPainter(self)
        painter.setClipRegion(event.region())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        box = QRectF(self.rect())
        painter.setBrush(self.palette().color(QPalette.ColorRole.Mid))
        painter.drawRoundedRect(box, 3, 3)
        share = self.value() / max(1, self.maximum())
        if share > 0:
            painter.setBrush(self.palette().color(QPalette.ColorRole.Accent))
            painter.drawRoundedRect(QRectF(0, 0, max(6.0, box.width() * share), box.height()), 3, 3)
        painter.end()


class ProgressLine(QWidget):
    """A bar over a line of words."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.bar = ThinBar(name)
        self.words = basics.label("", "small")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 4, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.bar)
        box.addWidget(self.words)

    def set_fraction(self, fraction: float, words: str) -> None:
        """Show a share from 0 to 1 and what is being done."""
        self.bar.set_fraction(fraction)
        self.words.setText(words)
