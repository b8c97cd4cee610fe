"""Say inline what happened: an error with its cause and remedy, a warning, a success."""

from __future__ import annotations

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
    """A tinted box with an icon, a heading and a line of text; hidden while it has nothing to say."""

    closed = Signal()  # by whoever read it

    def __init__(self, theme: Theme, *, closable: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._tone: NoticeTone = "accent"
        self._icon = QLabel()
        looks.keep_size(self._icon, width=20)
        self._heading = basics.label("", "strong", wrap=True)
        self._text = basics.label("", wrap=True)
        self._remedy = basics.label("", wrap=True)
        # A widget, hidden while it is empty: an empty layout would hold the column at its least width.
        self._action_row = QWidget()
        self._actions = QHBoxLayout(self._action_row)
        self._actions.setContentsMargins(0, 4, 0, 0)
        self._actions.setSpacing(8)
        self._close = basics.button("", self.put_away, kind="quiet", name=tr("Window", "Close this message"))
        words = QVBoxLayout()
        words.setSpacing(3)
        for part in (self._heading, self._text, self._remedy):
            part.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            words.addWidget(part)
        words.addWidget(self._action_row)
        self._action_row.hide()
        box = QHBoxLayout(self)
        box.setContentsMargins(12, 11, 12, 11)
        box.setSpacing(8)
        box.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(words, 1)
        box.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._close.setVisible(closable)  # not before it has a parent: it would open a window of its own
        theme.changed.connect(self._paint_icon)
        self.hide()

    def say(self, tone: NoticeTone, heading: str, text: str = "", remedy: str = "") -> None:
        """Show a message and tell screen readers."""
        for part, words in ((self._heading, heading), (self._text, text), (self._remedy, remedy)):
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
            self._actions.addWidget(made)
        self._actions.addStretch(1)
        self._action_row.show()

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
        for part in (self._heading, self._text, self._remedy):
            part.setProperty("noticeText", tone)
            basics.restyle(part)
        basics.restyle(self)
        self._paint_icon()

    def _paint_icon(self) -> None:
        tokens = self._theme.tokens
        self._icon.setPixmap(
            icons.icon(_ICONS[self._tone], tokens, self._tone).pixmap(QSize(looks.scaled(18), looks.scaled(18)))
        )
        self._close.setIcon(icons.icon("close", tokens, self._tone))


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
