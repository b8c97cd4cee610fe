"""Paint cells by hand where a cell is more than its text: chips, and rows that show the keyboard's place."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QStaticText
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from transcribe_desk.study.remembered import remembered
from transcribe_desk.ui import theme as looks
from transcribe_desk.ui.models.interviews import CHIP_ROLE
from transcribe_desk.ui.theme import Theme, Tokens

_PADDING = 12
_KEPT = 4000  # words that are kept as they are set
_ANY_WIDTH = 1 << 20
CELL_MARGINS = 2 * _PADDING + 8  # beside the words of a cell, in pixels


class TableDelegate(QStyledItemDelegate):
    """A quiet row: text, chips, a rule under it, the selection tinted and the current row barred at its left."""

    def __init__(self, theme: Theme, parent: QWidget, chips: Collection[int] = ()) -> None:
        """Paint cells for a table; ``chips`` are the columns in which a cell may be one."""
        super().__init__(parent)
        self._theme = theme
        self._chips = frozenset(chips)
        self._columns: dict[int, tuple[QFont, QFontMetrics, int]] = {}
        self._words: dict[tuple[int, str, int], QStaticText] = {}
        theme.changed.connect(self._forget_columns)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a cell."""
        tokens = self._theme.tokens
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, tokens.colour("accent_ground"))
            if index.column() == 0:
                painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), tokens.colour("accent"))
        painter.setPen(tokens.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        tone = index.data(CHIP_ROLE) if index.column() in self._chips else None
        if tone and text:
            paint_chip(
                painter, QRect(rect.left() + _PADDING, rect.top(), rect.width(), rect.height()), text, tone, tokens
            )
        else:
            font, _metrics, side = self._column(index)
            painter.setFont(font)
            painter.setPen(tokens.colour("ink"))
            inner = rect.adjusted(_PADDING, 0, -_PADDING, 0)
            words = self._set(index.column(), text, inner.width())
            spare = inner.width() - words.size().width() if side & Qt.AlignmentFlag.AlignRight.value else 0.0
            painter.drawStaticText(
                QPointF(inner.left() + spare, inner.top() + (inner.height() - words.size().height()) / 2), words
            )
        painter.restore()

    def set_words(self, index: QModelIndex) -> None:
        """Set the words of a cell before it is drawn first."""
        if index.column() not in self._chips:
            self._column(index)
            self._set(index.column(), str(index.data(Qt.ItemDataRole.DisplayRole) or ""), _ANY_WIDTH)

    def _set(self, column: int, text: str, width: int) -> QStaticText:
        """Give the words of a cell as they are set, in full where there is room; setting takes longer than drawing."""
        whole = self._words.get((column, text, 0)) or self._keep(column, text, 0)
        if whole.size().width() <= width:
            return whole
        return self._words.get((column, text, width)) or self._keep(column, text, width)

    def _keep(self, column: int, text: str, width: int) -> QStaticText:
        """Set the words of a cell for a width in pixels, or in full where it is 0."""
        if len(self._words) > _KEPT:
            self._words.clear()
        font, metrics, _side = self._columns[column]
        made = QStaticText(metrics.elidedText(text, Qt.TextElideMode.ElideRight, width) if width else text)
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.prepare(font=font)
        self._words[column, text, width] = made
        return made

    def _column(self, index: QModelIndex | QPersistentModelIndex) -> tuple[QFont, QFontMetrics, int]:
        """Give the font, its measures and the side that a column's cells have; asked for once in an appearance."""
        if index.column() not in self._columns:
            font = index.data(Qt.ItemDataRole.FontRole) or looks.sans(14)
            side = index.data(Qt.ItemDataRole.TextAlignmentRole) or Qt.AlignmentFlag.AlignLeft
            self._columns[index.column()] = (font, QFontMetrics(font), int(side))
        return self._columns[index.column()]

    def _forget_columns(self) -> None:
        self._columns.clear()
        self._words.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Give rows the height of five grid steps, and columns what their words need."""
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        font = index.data(Qt.ItemDataRole.FontRole) or option.font
        return QSize(QFontMetrics(font).horizontalAdvance(text) + CELL_MARGINS, looks.scaled(40))


def paint_chip(painter: QPainter, place: QRect, text: str, tone: str, tokens: Tokens) -> int:
    """Draw a chip at the left of ``place``, in its middle; give its width."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(looks.sans(12))
    width = _chip_width(text, looks.scaled(100))
    height = looks.scaled(21)
    box = QRectF(place.left(), place.center().y() - height // 2, min(width, place.width()), height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tokens.colour(f"{tone}_ground"))
    painter.drawRoundedRect(box, height // 2, height // 2)
    painter.setPen(tokens.colour("secondary" if tone == "neutral" else tone))
    inner = box.adjusted(9, 0, -9, 0)
    if width > place.width():
        text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(inner.width()) + 1)
    painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
    return width


@remembered(_KEPT)
def _chip_width(text: str, _text_size: int) -> int:
    return QFontMetrics(looks.sans(12)).horizontalAdvance(text) + 18


def paint_focus(painter: QPainter, box: QRectF, tokens: Tokens) -> None:
    """Draw the ring that shows where the keyboard is."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(tokens.colour("accent"), 2))
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 7, 7)
