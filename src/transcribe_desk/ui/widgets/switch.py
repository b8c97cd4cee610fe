"""Choose one of a few ways to go on, all of them in sight."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from transcribe_desk.ui.widgets import basics


class Switch(QWidget):
    """Buttons side by side of which one is on; ``chosen`` gives the value that a person turned on."""

    chosen = Signal(object)

    def __init__(self, choices: Sequence[tuple[object, str, str]]) -> None:
        """Make a button for each value, with its words and its tool tip; the first is on."""
        super().__init__()
        self._group = QButtonGroup(self)
        self.buttons: dict[object, QPushButton] = {}
        for value, words, tip in choices:
            made = basics.button(words, partial(self.chosen.emit, value), tip=tip)
            made.setCheckable(True)
            last = len(self.buttons) + 1 == len(choices)
            made.setProperty("segment", "last" if last else "middle" if self.buttons else "first")
            self._group.addButton(made)
            self.buttons[value] = made
        next(iter(self.buttons.values())).setChecked(True)
        self.setLayout(basics.row(*self.buttons.values(), spacing=0))

    def choose(self, value: object) -> None:
        """Show that a value is on, without telling anybody."""
        with QSignalBlocker(self):
            self.buttons[value].setChecked(True)

    def value(self) -> object:
        """Give the value that is on."""
        return next(value for value, made in self.buttons.items() if made.isChecked())
