"""Say inline what happened: an error with its cause and remedy, a warning, a success."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Literal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from transcribe_desk.study.errors import DeskError
from transcribe_desk.ui import icons
from transcribe_desk.ui import theme as looks
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics

NoticeTone = Literal["warning", "danger", "success", "accent"]
_EMPTY_WIDTH = 440
_ICONS = {"warning": "warning", "danger": "error", "success": "success", "accent": "information"}


class Notice(QFrame):
    """A tinted box with an icon, a heading and a line of text; hidden while it has nothing to say.

    What is in it is made when it is needed first: a screen has many notices, most of which never say anything.
    """

    closed = Signal()  # by whoever read it

    def __init__(self, theme: Theme, *, closable: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._closable = closable
        self._tone: NoticeTone = "accent"
        theme.changed.connect(self._paint_icons)
        self.hide()

    @cached_property
    def _inside(self) -> _Inside:
        return _Inside(self, self.put_away, closable=self._closable)

    def say(self, tone: NoticeTone, heading: str, text: str = "", remedy: str = "") -> None:
        """Show a message and tell screen readers."""
        inside = self._inside
        for part, words in zip(inside.words, (heading, text, remedy), strict=True):
            part.setText(words)
            part.setVisible(bool(words))
        if self.property("notice") != tone:
            self._wear(tone)
        self.setAccessibleName(" ".join(part for part in (heading, text, remedy) if part))
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def say_error(self, error: DeskError) -> None:
        """Show an error: the thing, the cause, the remedy."""
        self.say("danger", error.thing, error.cause, error.remedy)

    def add_actions(self, *buttons: QPushButton) -> None:
        """Put buttons under the message, for good."""
        for made in buttons:
            self._inside.actions.addWidget(made)
        self._inside.actions.addStretch(1)
        self._inside.action_row.show()

    def text(self) -> str:
        """Give everything the message says."""
        return self.accessibleName() if not self.isHidden() else ""

    def clear(self) -> None:
        """Take the message away."""
        self.hide()

    def put_away(self) -> None:
        """Take the message away because somebody read it."""
        self.clear()
        self.closed.emit()

    def _wear(self, tone: NoticeTone) -> None:
        self._tone = tone
        self.setProperty("notice", tone)
        for part in self._inside.words:
            part.setProperty("noticeText", tone)
            basics.restyle(part)
        basics.restyle(self)
        self._paint_icons()

    def _paint_icons(self) -> None:
        if "_inside" not in vars(self):
            return
        tokens, size = self._theme.tokens, looks.scaled(18)
        self._inside.icon.setPixmap(icons.icon(_ICONS[self._tone], tokens, self._tone).pixmap(QSize(size, size)))
        self._inside.close.setIcon(icons.icon("close", tokens, self._tone))


class _Inside:
    """The parts of a notice: icon, heading, text, remedy, the row of its buttons, and the button that closes it."""

    def __init__(self, notice: QFrame, put_away: Callable[[], object], *, closable: bool) -> None:
        self.icon = QLabel()
        looks.keep_size(self.icon, width=20)
        self.words = (basics.label("", "strong", wrap=True), basics.label("", wrap=True), basics.label("", wrap=True))
        # A widget, hidden while it is empty: an empty layout would hold the column at its least width.
        self.action_row = QWidget()
        self.actions = QHBoxLayout(self.action_row)
        self.actions.setContentsMargins(0, 4, 0, 0)
        self.actions.setSpacing(8)
        self.close = basics.button("", put_away, kind="quiet", name=tr("Window", "Close this message"))
        column = QVBoxLayout()
        column.setSpacing(3)
        for part in self.words:
            part.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(part)
        column.addWidget(self.action_row)
        self.action_row.hide()
        box = QHBoxLayout(notice)
        box.setContentsMargins(12, 11, 12, 11)
        box.setSpacing(8)
        box.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(column, 1)
        box.addWidget(self.close, 0, Qt.AlignmentFlag.AlignTop)
        self.close.setVisible(closable)  # not before it has a parent: it would open a window of its own


class EmptyState(QWidget):
    """What a screen shows while it has nothing: one sentence that says what to do, and one button."""

    def __init__(self, theme: Theme, icon_name: str, sentence: str, action: QPushButton | None = None) -> None:
        super().__init__()
        self._theme = theme
        self._icon_name = icon_name
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence = basics.label(sentence, "muted", wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        looks.keep_size(self._sentence, width=_EMPTY_WIDTH)
        stack = QVBoxLayout(self)
        stack.setSpacing(16)
        stack.addStretch(2)
        stack.addWidget(self._icon)
        stack.addWidget(self._sentence, 0, Qt.AlignmentFlag.AlignCenter)
        if action is not None:
            stack.addWidget(action, 0, Qt.AlignmentFlag.AlignCenter)
        stack.addStretch(3)
        theme.changed.connect(self._paint_icon)
        self._paint_icon()

    def _paint_icon(self) -> None:
        # An aligned label is given its least height, which for wrapped words is too small.
        self._sentence.setMinimumHeight(self._sentence.heightForWidth(self._sentence.width()))
        self._icon.setPixmap(
            icons.icon(self._icon_name, self._theme.tokens, "field_line").pixmap(
                QSize(looks.scaled(48), looks.scaled(48))
            )
        )
