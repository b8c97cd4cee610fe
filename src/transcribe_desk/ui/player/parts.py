"""Make the parts of the player's bar: the round button, the speed menu, the words in place of the waveform."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

from transcribe_desk.ui import icons
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.notice import NoticeTone
from transcribe_desk.ui.widgets.progress import ThinBar

_ROUND = 40
_ICON = 20
_PLAY_ICON = 30
SPEEDS = (0.5, 0.75, 0.9, 1.0, 1.1, 1.2, 1.35, 1.5, 1.75, 2.0)


class PlayButton(QAbstractButton):
    """The round button that says what it will do: play, or pause."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._playing = False
        self._hovered = False
        self.setFixedSize(QSize(_ROUND, _ROUND))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_playing(playing=False)
        theme.changed.connect(self.update)

    def show_playing(self, *, playing: bool) -> None:
        """Offer to pause while it plays."""
        self._playing = playing
        self.setAccessibleName(tr("Player", "Pause") if playing else tr("Player", "Play"))
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Answer the pointer."""
        super().enterEvent(event)
        self._hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Be as before."""
        super().leaveEvent(event)
        self._hovered = False
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a disc in the accent with the icon on it."""
        tokens = self._theme.tokens
        ground, ink = ("accent_pressed" if self._hovered or self.isDown() else "accent"), "on_accent"
        if not self.isEnabled():
            ground, ink = "neutral_ground", "muted"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.colour(ground))
        painter.drawEllipse(QRectF(self.rect()).adjusted(2, 2, -2, -2))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(tokens.colour("ink"), 2))
            painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        drawn = icons.icon("pause" if self._playing else "play", tokens, ink)
        corner = (_ROUND - _PLAY_ICON) // 2
        painter.drawPixmap(corner, corner, drawn.pixmap(QSize(_PLAY_ICON, _PLAY_ICON), self.devicePixelRatioF()))


class SpeedButton(QPushButton):
    """Shows the speed and opens a menu of others."""

    def __init__(self, choose: Callable[[float], None]) -> None:
        super().__init__()
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._choose = choose
        self._speed = 1.0
        self.menu_of_speeds = QMenu(self)
        self._group = QActionGroup(self)
        for speed in SPEEDS:
            action = QAction(f"{speed:g}×", self)
            action.setCheckable(True)
            action.setData(speed)
            self._group.addAction(action)
            self.menu_of_speeds.addAction(action)
        self._group.triggered.connect(self._chosen)
        self.clicked.connect(self._open)
        self.show_speed(1.0)

    def show_speed(self, speed: float) -> None:
        """Show the speed in force."""
        self._speed = speed
        self.setText(f"{speed:g}×")
        self.setAccessibleName(tr("Player", "Speed {speed}").format(speed=f"{speed:g}×"))
        for action in self._group.actions():
            action.setChecked(abs(float(action.data()) - speed) < 0.001)
        self._group.setExclusionPolicy(QActionGroup.ExclusionPolicy.ExclusiveOptional)

    def sizeHint(self) -> QSize:
        """Keep the width of the longest speed, so that nothing moves."""
        hint = super().sizeHint()
        more = self.fontMetrics().horizontalAdvance("1.25×") - self.fontMetrics().horizontalAdvance(self.text())
        return QSize(hint.width() + max(0, more), hint.height())

    def _open(self) -> None:
        self.menu_of_speeds.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _chosen(self, action: QAction) -> None:
        self._choose(float(action.data()))


class Message(QWidget):
    """What stands in place of the waveform: an icon, a sentence, a line of progress, one thing to do."""

    def __init__(self, theme: Theme, action: Callable[[], None]) -> None:
        super().__init__()
        self._theme = theme
        self._icon_name, self._tone = "information", "muted"
        self._icon = QLabel()
        self.words = basics.label("", "secondary", wrap=True)
        self.progress = ThinBar(tr("Player", "Preparing the sound"))
        self.progress.setFixedWidth(240)
        self.button = basics.button(tr("Player", "Try again"), action)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addWidget(self._icon)
        box.addWidget(self.words, 1)
        box.addWidget(self.progress)
        box.addWidget(self.button)
        theme.changed.connect(self._paint_icon)

    def say(
        self, words: str, tone: NoticeTone | None = None, *, fraction: float | None = None, retry: bool = False
    ) -> None:
        """Show a sentence; ``fraction``, 0 to 1, shows progress and ``retry`` a button."""
        self._icon_name = {"warning": "warning", "danger": "error"}.get(tone or "", "information")
        self._tone = tone or "muted"
        self.words.setText(words)
        self.setAccessibleName(words)
        self.progress.setVisible(fraction is not None)
        self.progress.set_fraction(fraction or 0)
        self._icon.setVisible(fraction is None and bool(words))
        self.button.setVisible(retry)
        self._paint_icon()

    def _paint_icon(self) -> None:
        drawn = icons.icon(self._icon_name, self._theme.tokens, self._tone)
        self._icon.setPixmap(drawn.pixmap(QSize(_ICON, _ICON), self.devicePixelRatioF()))
