"""Make the rows of the settings: a name, a control that keeps a preference, and a line that explains it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from transcribe_desk.ui.preferences import Preferences
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.choice import Choice


def part(title: str, *rows: QWidget) -> QWidget:
    """Make one part of a section: its heading over its rows."""
    made = QWidget()
    box = QVBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 16)
    box.setSpacing(8)
    box.addWidget(basics.section(title))
    for row in rows:
        box.addWidget(row)
    return made


def explained(control: QWidget, explanation: str, *, prompt: str = "") -> QWidget:
    """Put a prompt before a control and one muted line under it, which screen readers read with it."""
    made = QWidget()
    label = basics.label(prompt, "field")
    label.setBuddy(control)
    line = basics.row(*((label, control) if prompt else (control,)), None)
    column = basics.column(line, spacing=4)
    if explanation:
        column.addWidget(basics.label(explanation, "small", wrap=True))
        control.setAccessibleDescription(explanation)
    made.setLayout(column)
    return made


def choice(preferences: Preferences, name: str, title: str, options: Sequence[tuple[str, Any]]) -> Choice:
    """Make a list that keeps the preference ``name``; each option is its words and its value."""
    made = Choice()
    made.setAccessibleName(title)
    for words, value in options:
        made.addItem(words, value)

    def show() -> None:
        now = getattr(preferences, name)
        nearest = min(range(made.count()), key=lambda place: _distance(made.itemData(place), now))
        with QSignalBlocker(made):
            made.setCurrentIndex(nearest)

    made.activated.connect(lambda _place: setattr(preferences, name, made.currentData()))
    _Follower(made, preferences, name, show)
    return made


def switch(preferences: Preferences, name: str, title: str) -> QCheckBox:
    """Make a box to tick that keeps the preference ``name``."""
    made = QCheckBox(title)

    def show() -> None:
        with QSignalBlocker(made):
            made.setChecked(getattr(preferences, name))

    made.toggled.connect(lambda on: setattr(preferences, name, on))
    _Follower(made, preferences, name, show)
    return made


class _Follower(QObject):
    """Shows a preference now and whenever it becomes another, and goes with its control."""

    def __init__(self, control: QWidget, preferences: Preferences, name: str, show: Callable[[], None]) -> None:
        super().__init__(control)
        self._name = name
        self._show = show
        preferences.changed.connect(self._told)
        show()

    def _told(self, changed: str) -> None:
        if changed == self._name:
            self._show()


def _distance(one: Any, other: Any) -> float:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other)
    return 0.0 if one == other else 1.0
