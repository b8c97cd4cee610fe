"""Explain the marks that a text has: a sample of each shape beside its meaning."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from transcribe_desk.ui.document.marks import Mark, Shape, bar_of, paint_bar, paint_over
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics


def _meanings() -> dict[Shape, str]:
    return {
        Shape.DOUBTFUL: tr("Transcript", "word the machine was unsure of"),
        Shape.UNSURE: tr("Transcript", "whole stretch it was unsure of"),
        Shape.REPETITIVE: tr("Transcript", "may repeat itself wrongly"),
        Shape.HEARD_AGAIN: tr("Transcript", "found at a second hearing"),
        Shape.GAP: tr("Transcript", "left out here: see the line below"),
    }


class MarkKey(QWidget):
    """A line for each kind of mark that there is; hidden where there is none."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shapes: list[Shape] = []
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(8)
        self._rows.setVerticalSpacing(4)
        self._rows.setColumnStretch(1, 1)
        self.setLayout(basics.column(8, basics.section(tr("Transcript", "Marks")), self._rows))
        self.hide()

    def show_marks(self, marks: Iterable[Mark]) -> None:
        """Explain the shapes among these marks."""
        there, meanings = {mark.shape for mark in marks}, _meanings()
        shapes = [shape for shape in meanings if shape in there]
        if shapes == self._shapes:
            return
        self._shapes = shapes
        basics.clear(self._rows)
        for place, shape in enumerate(shapes):
            self._rows.addWidget(_Sample(self._theme, shape), place, 0)
            self._rows.addWidget(basics.label(meanings[shape], "small"), place, 1)
        self.setVisible(bool(shapes))


class _Sample(QWidget):
    """A mark by itself."""

    def __init__(self, theme: Theme, shape: Shape) -> None:
        super().__init__()
        self._theme = theme
        self._mark = Mark(0, 0, 0, shape)
        self.setFixedSize(QSize(28, 18))
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark as it looks in the text."""
        painter = QPainter(self)
        painter.setClipRegion(event.region())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._theme.tokens
        box = QRectF(2, 1, 24, 16)
        if (bar := bar_of(self._mark, [box], 0)) is not None:
            bar.moveCenter(box.center())
            paint_bar(painter, bar, self._mark, tokens)
        elif self._mark.shape is Shape.GAP:
            paint_over(painter, QRectF(2, 0, 10, 12), self._mark, tokens)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            paint_over(painter, QRectF(2, 0, 24, 12), self._mark, tokens)
        painter.end()
