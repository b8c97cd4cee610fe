"""Paint the rows of the review: entities with their state box, mentions in their context."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from transcribe_desk.privacy.mention import Category, Decision, Mention
from transcribe_desk.study.timecode import short_clock
from transcribe_desk.ui import theme as looks
from transcribe_desk.ui.delegates import paint_focus
from transcribe_desk.ui.document.marks import Shape, paint_state_box
from transcribe_desk.ui.models.entities import ITEM_ROLE, EntityItem, Heading
from transcribe_desk.ui.models.mentions import Occurrence
from transcribe_desk.ui.theme import Theme, Tokens
from transcribe_desk.ui.translation import tr

Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """A rounded row, tinted when chosen, ringed when the keyboard is there."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def ground(self, painter: QPainter, option: QStyleOptionViewItem) -> QRect:
        """Draw the ground of a row and give its place."""
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(rect).adjusted(0, 1, 0, -1)
        chosen = state & QStyle.StateFlag.State_Selected
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.tokens.colour("accent_ground" if chosen else "hover"))
            painter.drawRoundedRect(box, 6, 6)
        if state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, box, self._theme.tokens)
        return rect


class EntityDelegate(RowDelegate):
    """Headings in small capitals, entities with a box, a name, what becomes of it, and a count."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row."""
        item = index.data(ITEM_ROLE)
        tokens = self._theme.tokens
        painter.save()
        if isinstance(item, Heading):
            painter.setFont(looks.sans(12, bold=True))
            painter.setPen(tokens.colour("muted"))
            rect: QRect = option.rect
            words = f"{item.title} · {item.count}".upper()
            painter.drawText(
                rect.adjusted(0, 0, 0, -6), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, words
            )
        elif isinstance(item, EntityItem):
            self._entity(painter, self.ground(painter, option), item, tokens)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give headings room above, and entities a second line when they have other forms."""
        item = index.data(ITEM_ROLE)
        if isinstance(item, Heading):
            return QSize(option.rect.width(), looks.scaled(28 if index.row() == 0 else 44))
        tall = isinstance(item, EntityItem) and bool(_forms(item))
        return QSize(option.rect.width(), looks.scaled(52 if tall else 34))

    def _entity(self, painter: QPainter, rect: QRect, item: EntityItem, tokens: Tokens) -> None:
        box = QRectF(rect.left() + 8, rect.center().y() - 7.5, 16, 16)
        paint_state_box(painter, box, item.shape, tokens.category(item.entity.category), tokens)
        count = str(len(item.mentions))
        painter.setFont(looks.mono(12))
        painter.setPen(tokens.colour("secondary"))
        painter.drawText(rect.adjusted(0, 0, -8, 0), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
        words = rect.adjusted(36, 0, -40, 0)
        forms = _forms(item)
        height = looks.scaled(20) if forms else rect.height()
        first = QRect(words.left(), rect.top() + (looks.scaled(8) if forms else 0), words.width(), height)
        self._name(painter, first, item, tokens)
        if forms:
            painter.setFont(looks.sans(12))
            painter.setPen(tokens.colour("secondary"))
            second = QRect(words.left(), rect.top() + looks.scaled(27), words.width(), looks.scaled(18))
            _elided(painter, second, forms)

    def _name(self, painter: QPainter, place: QRect, item: EntityItem, tokens: Tokens) -> None:
        painter.setFont(looks.sans(14, bold=bool(_forms(item))))
        painter.setPen(tokens.colour("ink"))
        text, more = item.entity.name, ""
        if item.entity.category is Category.INDIRECT:
            text = f"“{text}”"
        if item.shape is Shape.ACCEPTED:
            more = f" → {item.entity.replacement}"
        elif item.shape is Shape.REJECTED:
            painter.setPen(tokens.colour("muted"))
            more = tr("Review", " (stays)")
        elif item.maybe:
            more = f" = {item.maybe}?"
        left = _elided(painter, place, text + ("" if item.maybe and item.shape is Shape.PROPOSED else more))
        if item.maybe and item.shape is Shape.PROPOSED:
            painter.setPen(tokens.colour("muted"))
            painter.setFont(looks.sans(14))
            _elided(painter, place.adjusted(left, 0, 0, 0), more)


class MentionDelegate(RowDelegate):
    """A mention: study ID, time, and the words around it with the mention itself in bold."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row."""
        item = index.data(ITEM_ROLE)
        if not isinstance(item, Occurrence):
            return
        painter.save()
        rect = self.ground(painter, option)
        tokens = self._theme.tokens
        box = QRectF(rect.left() + 4, rect.center().y() - 5.5, 12, 12)
        paint_state_box(painter, box, shape_of(item.mention), tokens.category(item.mention.category), tokens)
        left = rect.left() + 24
        for text, font, colour in (
            (item.study_id, looks.sans(13), "secondary"),
            (short_clock(item.start_ms), looks.mono(12), "muted"),
            ("✎" if item.mention.note else "", looks.sans(12), "accent"),
        ):
            if text:
                place = QRect(left, rect.top(), rect.right() - left, rect.height())
                left = _piece(painter, place, text, font, QFontMetrics(font), tokens.colour(colour)) + 6
        self._context(painter, QRect(left, rect.top(), rect.right() - 4 - left, rect.height()), item)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give one line to each."""
        return QSize(option.rect.width(), looks.scaled(26) if index.isValid() else 0)

    def _context(self, painter: QPainter, place: QRect, item: Occurrence) -> None:
        tokens, plain, bold = self._theme.tokens, looks.sans(13), looks.sans(13, bold=True)
        thin, wide = QFontMetrics(plain), QFontMetrics(bold)
        left = place.left()
        room = place.width() - wide.horizontalAdvance(item.words)
        before = _last_part(item.before, thin, min(place.width() // 2, max(24, room)))
        for text, font, metrics, colour in (
            (before, plain, thin, "secondary"), (item.words, bold, wide, "ink"), (item.after, plain, thin, "secondary")
        ):  # fmt: skip
            room = place.right() - left
            if room > 4 and text:
                part = QRect(left, place.top(), room, place.height())
                left = _piece(painter, part, text, font, metrics, tokens.colour(colour))


def shape_of(mention: Mention) -> Shape:
    """Give the shape of a single mention's state."""
    if mention.decision is Decision.UNDECIDED:
        return Shape.PROPOSED
    return Shape.ACCEPTED if mention.decision is Decision.ACCEPTED else Shape.REJECTED


def _piece(painter: QPainter, place: QRect, text: str, font: QFont, metrics: QFontMetrics, colour: QColor) -> int:
    """Draw words at the left of a place, in its middle, as far as they have room; give where they end."""
    width = metrics.horizontalAdvance(text)
    if width > place.width():
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        width = metrics.horizontalAdvance(text)
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(place.left(), place.top() + (place.height() - metrics.height()) // 2 + metrics.ascent(), text)
    return place.left() + width


def _last_part(text: str, metrics: QFontMetrics, width: int) -> str:
    while text and metrics.horizontalAdvance("… " + text) > width:
        text = text.partition(" ")[2]
        if metrics.horizontalAdvance("… " + text) <= width:
            return "… " + text
    return text


def _elided(painter: QPainter, place: QRect, text: str) -> int:
    """Draw as much of a text as there is room for, and give its width."""
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    return painter.fontMetrics().horizontalAdvance(shown)


def _forms(item: EntityItem) -> str:
    if item.shape is not Shape.PROPOSED:
        return ""
    return " · ".join(form for form in item.entity.forms if form != item.entity.name)
