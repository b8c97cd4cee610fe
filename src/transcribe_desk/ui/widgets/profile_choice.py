"""Choose the release profile of a text: a list of those there are, and one line on what the chosen one does."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from transcribe_desk.privacy.mention import Category
from transcribe_desk.privacy.replacing.profiles import Profile
from transcribe_desk.ui import wording
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.choice import Choice


class ProfileChoice(QWidget):
    """A list of the profiles over the line; ``changed`` tells that another one is wanted."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.list = Choice()
        self.list.setAccessibleName(tr("Export", "Release profile"))
        for profile in Profile:
            self.list.addItem(wording.profile_name(profile), profile)
        self.line = basics.label("", "small", wrap=True)
        self.setLayout(basics.column(basics.row(self.list, None), self.line))
        self.say_departures(())
        self.list.currentIndexChanged.connect(self._choose)

    def chosen(self) -> Profile:
        """Give the profile to write for."""
        return Profile(self.list.currentData())

    def say_departures(self, categories: Sequence[Category]) -> None:
        """Say what the profile does, and in which categories this study replaces otherwise."""
        self.line.setText(wording.profile(self.chosen(), categories))
        self.list.setAccessibleDescription(self.line.text())

    def _choose(self) -> None:
        self.say_departures(())
        self.changed.emit()
