"""Frame a screen: a header with title, facts and actions over its content."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from transcribe_desk.ui import theme as looks
from transcribe_desk.ui.widgets import basics


class PageHeader(QFrame):
    """The line over a screen: what it shows on the left, what can be done on the right."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setObjectName("pageHeader")
        looks.keep_size(self, height=58)
        self.title = basics.label(title, "title")
        self.facts = Facts()
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(20, 0, 20, 0)
        self._box.setSpacing(12)
        self._box.addWidget(self.title)
        self._box.addWidget(self.facts, 1)

    def add_fact(self, widget: QWidget) -> None:
        """Put a widget beside the facts."""
        self._box.insertWidget(self._box.indexOf(self.facts), widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def add_action(self, widget: QWidget) -> None:
        """Put a widget at the right end."""
        self._box.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)


class Facts(QLabel):
    """A muted line that gives way: what does not fit ends in dots and stands whole in the tool tip."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "muted")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much of the text as there is room for."""
        painter = QPainter(self)
        painter.setClipRegion(event.region())
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.end()
        self.setToolTip(self.text() if shown != self.text() else "")


class Page(QWidget):
    """A screen: its header, and a row of panels under it."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.header = PageHeader(title)
        self.body = QHBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addWidget(self.header)
        stack.addLayout(self.body, 1)
