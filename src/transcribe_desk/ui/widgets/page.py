"""Frame a screen: a header with title, facts and actions over its content."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from transcribe_desk.ui import theme as looks
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.giving import GivingLabel


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


class Facts(GivingLabel):
    """A muted line that takes what room the header has left."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)


def put_behind(stack: QStackedWidget, page: QWidget) -> None:
    """Put a page into a stack behind the one that is shown."""
    page.resize(0, 0)  # hidden as it is, what lies under its usual size would be drawn again
    stack.addWidget(page)


class Page(QWidget):
    """A screen: its header, and a row of panels under it; ``keyboard`` is the part where work with keys starts.

    ``header`` is its title, or a header that has more to it. ``later`` names cached properties: parts that are made
    when they are asked for, or while nobody asks for anything. ``drawn_apart`` are parts that take long to draw.

    What such a part is connected to is a Slot: PySide gives a widget that any other method is connected to a new
    meta-object, and Qt then applies the style sheet to it as if it were new and draws all of it again.
    """

    later: ClassVar[tuple[str, ...]] = ()
    keyboard: QWidget | None = None
    drawn_apart: tuple[QWidget, ...] = ()

    def __init__(self, header: PageHeader | str) -> None:
        super().__init__()
        self.header = PageHeader(header) if isinstance(header, str) else header
        self.body = QHBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addWidget(self.header)
        stack.addLayout(self.body, 1)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keyboard, also from a screen that went away with it: no key may come to nothing."""
        super().showEvent(event)
        if not event.spontaneous():  # the window itself may have been put away and come back
            self.take_keyboard()

    def take_keyboard(self) -> None:
        """Put the keyboard where it was left on this screen, or where work starts."""
        left = self.focusWidget()
        where = left if left not in (None, self) and left.isVisibleTo(self) else self.keyboard or self
        where.setFocus(Qt.FocusReason.OtherFocusReason)

    def make_a_part(self) -> bool:
        """Make one of the parts that are made later; False when all are there."""
        lacking = next((name for name in self.later if name not in vars(self)), None)
        return lacking is not None and getattr(self, lacking) is not None

    def may_leave(self, _leave: Callable[[], object]) -> bool:
        """Tell whether nothing would be lost by going away.

        A screen that says no asks the person itself, and calls ``leave`` when they may go.
        """
        return True
