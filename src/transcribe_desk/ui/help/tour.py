"""Lead through the desk in two minutes: a ring around what is meant and a card that says what it is for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QPen, QShortcut, Qt
from PySide6.QtWidgets import QFrame, QWidget

from transcribe_desk.ui import theme as looks
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics

if TYPE_CHECKING:
    from transcribe_desk.ui.main_window import MainWindow

_CARD = 340  # pixels of width
_GAP = 16


@dataclass(frozen=True, slots=True)
class Step:
    """One stop: the screen, the part of it by its attributes' names joined by dots, and what to say."""

    screen: str
    part: str
    title: str
    text: str


def steps() -> tuple[Step, ...]:
    """Give the stops in order."""
    return (
        Step(
            "study",
            "table",
            tr("Tour", "The study"),
            tr(
                "Tour",
                "One line for each interview. The study ID is all that anybody outside will see: a number and the type "
                "of organisation. Drop recordings here to bring them in; they are copied and encrypted.",
            ),
        ),
        Step(
            "queue",
            "",
            tr("Tour", "The queue"),
            tr(
                "Tour",
                "Recordings become text here, on this computer and without a network. Go on meanwhile: what is "
                "finished stays, even if the power fails.",
            ),
        ),
        Step(
            "transcript",
            "view",
            tr("Tour", "The transcript"),
            tr(
                "Tour",
                "Correct the text while you listen. Dots stand under words that the machine was unsure of; F8 goes "
                "from one to the next. Type anywhere; every step can be taken back.",
            ),
        ),
        Step(
            "transcript",
            "side.speakers",
            tr("Tour", "Who speaks"),
            tr(
                "Tour",
                "Who asks and who answers is a proposal. Swap the two with one click if it is wrong, or rename, merge "
                "and reassign speakers.",
            ),
        ),
        Step(
            "review",
            "deciding.entities",
            tr("Tour", "The review"),
            tr(
                "Tour",
                "Everything that may identify somebody, once for the whole study. A accepts, R rejects, Space plays "
                "the word, Ctrl+Z takes a step back.",
            ),
        ),
        Step(
            "review",
            "deciding.view",
            tr("Tour", "Read to the end"),
            tr(
                "Tour",
                "No program finds everything. Read the text, mark what was missed with Ctrl+D, and sign it off with "
                "your name. Nothing leaves before.",
            ),
        ),
        Step(
            "export",
            "targets",
            tr("Tour", "The export"),
            tr(
                "Tour",
                "Files for NVivo, MAXQDA, ATLAS.ti and others. Each finished file is searched for everything that was "
                "replaced before you get it.",
            ),
        ),
        Step(
            "log",
            "table",
            tr("Tour", "The log"),
            tr(
                "Tour",
                "Who did what and when, chained so that a missing line shows. Recordings are deleted from here when "
                "their time has come. F1 shows all keys, and the manual says the rest.",
            ),
        ),
    )


class Tour(QObject):
    """The tour through one window; ``ended`` when it is over. The window stays usable all the while."""

    ended = Signal()

    def __init__(self, theme: Theme, window: MainWindow) -> None:
        super().__init__(window)
        self._theme = theme
        self._window = window
        window.screen_shown.connect(self._arrange_soon)
        self._steps = steps()
        self._place = -1
        self.ring: Ring | None = None
        self.card: TourCard | None = None

    @property
    def running(self) -> bool:
        """Tell whether the tour is under way."""
        return self.card is not None

    def start(self) -> None:
        """Begin at the first stop; without an open study there is nothing to show."""
        if self._window.session is None:
            return
        self.end()
        self.ring, self.card = Ring(self._theme, self._window), TourCard(self._theme, self._window)
        self.card.back_button.clicked.connect(lambda _on=False: self.go(self._place - 1))
        self.card.next_button.clicked.connect(lambda _on=False: self.go(self._place + 1))
        self.card.end_button.clicked.connect(lambda _on=False: self.end())
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self.card).activated.connect(self.end)
        self._window.installEventFilter(self)
        self.go(0)
        self.card.next_button.setFocus()

    def go(self, place: int) -> None:
        """Go to a stop; behind the last the tour is over."""
        if self.card is None or place < 0:
            return
        if place >= len(self._steps):
            self.end()
            return
        self._place = place
        step = self._steps[place]
        self.card.show_step(step, place + 1, len(self._steps))
        self._window.show_screen(step.screen)
        self._arrange_soon()

    def end(self) -> None:
        """Take ring and card away."""
        if self.card is None or self.ring is None:
            return
        self._window.removeEventFilter(self)
        for part in (self.ring, self.card):
            part.hide()
            part.deleteLater()
        self.ring = self.card = None
        self.ended.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if event.type() == QEvent.Type.Resize:
            self._arrange()
        return super().eventFilter(watched, event)

    def target(self) -> QWidget | None:
        """Give the part of the window that the present stop is about, None while its screen is not there."""
        return find_part(self._window.screens.made, self._steps[self._place])

    def _arrange_soon(self) -> None:
        self._arrange()
        QTimer.singleShot(50, self, self._arrange)  # the screen finds its sizes first

    def _arrange(self) -> None:
        if self.card is None or self.ring is None:
            return
        if self._window.session is None:  # locked meanwhile
            self.end()
        elif (part := self.target()) is not None:
            self._stand_by(part, self.ring, self.card)

    def _stand_by(self, part: QWidget, ring: Ring, card: TourCard) -> None:
        corner = part.mapTo(self._window, QPoint(0, 0))
        box = QRect(corner, part.size()).intersected(self._window.rect())
        ring.show_around(box)
        card.stand_by(box, self._window.rect())


def find_part(screens: Mapping[str, QWidget], step: Step) -> QWidget | None:
    """Give the widget that a stop is about."""
    screen = screens.get(step.screen)
    names = step.part.split(".") if step.part else []
    return None if screen is None else reduce(getattr, names, screen)


class Ring(QWidget):
    """A frame around a part of the window that lets every click through."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_around(self, box: QRect) -> None:
        """Stand around this part."""
        self.setGeometry(box)
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame."""
        painter = QPainter(self)
        painter.setClipRegion(event.region())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.tokens.colour("accent"), 3))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 8, 8)
        painter.end()


class TourCard(QFrame):
    """What a stop is for, and the way on."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self.setProperty("card", "true")
        self.setAccessibleName(tr("Tour", "Guided tour"))
        looks.keep_size(self, width=_CARD)
        self.title = basics.label("", "name", wrap=True)
        self.text = basics.label("", wrap=True)
        self.count = basics.label("", "small")
        self.back_button = basics.button(tr("Tour", "Back"))
        self.next_button = basics.button(tr("Tour", "Next"), kind="primary")
        self.end_button = basics.button(tr("Tour", "End tour"), kind="link")
        self._column = column = basics.column(
            self.title,
            self.text,
            8,
            basics.row(self.count, None, self.end_button, self.back_button, self.next_button),
        )
        column.setContentsMargins(16, 16, 16, 16)
        self.setLayout(column)

    def show_step(self, step: Step, number: int, of: int) -> None:
        """Say what a stop is for."""
        self.title.setText(step.title)
        self.text.setText(step.text)
        self.count.setText(f"{number} / {of}")
        self.setAccessibleDescription(f"{step.title}. {step.text}")
        self.back_button.setEnabled(number > 1)
        self.next_button.setText(tr("Tour", "Done") if number == of else tr("Tour", "Next"))

    def stand_by(self, box: QRect, room: QRect) -> None:
        """Stand where it hides least of what is meant: beside it, or else in its lower right corner."""
        self.setFixedHeight(max(self._column.heightForWidth(self.width()), self.minimumSizeHint().height()))
        size = self.size()
        right, left = box.right() + _GAP, box.left() - _GAP - size.width()
        if right + size.width() <= room.right():
            x = right
        elif left >= room.left():
            x = left
        else:
            x = box.right() - size.width() - _GAP
        beside = x in (right, left)
        y = box.top() + _GAP if beside else box.bottom() - size.height() - _GAP
        self.move(x, max(room.top() + _GAP, min(y, room.bottom() - size.height() - _GAP)))
        self.show()
        self.raise_()
