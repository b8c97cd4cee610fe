"""Show the settings: a list of sections at the left, the chosen one beside it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QStackedWidget, QVBoxLayout, QWidget

from transcribe_desk.security.no_network import ArmedGuard
from transcribe_desk.ui import theme as looks
from transcribe_desk.ui.settings.about import AboutSection
from transcribe_desk.ui.settings.isolation import IsolationSection
from transcribe_desk.ui.settings.keys import KeysSection
from transcribe_desk.ui.settings.looks import LooksSection
from transcribe_desk.ui.settings.models import ModelsSection
from transcribe_desk.ui.settings.playback import PlaybackSection
from transcribe_desk.ui.shortcuts.registry import Shortcuts
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.page import Page

_LIST_WIDTH, _COLUMN_WIDTH = 200, 720


class SettingsScreen(Page):
    """What holds for every study; there is nothing to save, each choice holds at once."""

    left = Signal()

    def __init__(self, theme: Theme, shortcuts: Shortcuts, guard: ArmedGuard) -> None:
        super().__init__(tr("Settings", "Settings"))
        self.header.facts.setText(tr("Settings", "For every study on this computer. Each choice holds at once."))
        self.back_button = basics.button(tr("Settings", "Back"), self.left.emit)
        self.header.add_action(self.back_button)
        preferences = shortcuts.preferences
        self.looks = LooksSection(preferences)
        self.playback = PlaybackSection(preferences)
        self.keys = KeysSection(theme, shortcuts)
        self.models = ModelsSection(theme)
        self.isolation = IsolationSection(theme, guard)
        self.about = AboutSection()
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Settings", "Sections"))
        self.list.setProperty("plain", "true")
        self.list.setSpacing(2)
        self._stack = QStackedWidget()
        self._names: list[str] = []
        for name, title, section in (
            ("looks", tr("Settings", "Appearance"), self.looks),
            ("playback", tr("Settings", "Playback"), self.playback),
            ("keys", tr("Settings", "Keys"), self.keys),
            ("models", tr("Settings", "Models"), self.models),
            ("isolation", tr("Settings", "Offline"), self.isolation),
            ("about", tr("Settings", "About"), self.about),
        ):
            self._add(name, title, section)
        self.list.currentRowChanged.connect(self._stack.setCurrentIndex)
        self.list.setCurrentRow(0)
        theme.changed.connect(self._size_items)
        self._size_items()
        self._lay_out()

    def show_section(self, name: str) -> None:
        """Bring a section to the front: looks, playback, keys, models, isolation or about."""
        self.list.setCurrentRow(self._names.index(name))

    def _add(self, name: str, title: str, section: QWidget) -> None:
        self._names.append(name)
        self.list.addItem(QListWidgetItem(title))
        looks_column = QVBoxLayout()
        looks_column.setContentsMargins(32, 24, 32, 24)
        section.setMaximumWidth(looks.scaled(_COLUMN_WIDTH))
        looks_column.addWidget(section)
        self._stack.addWidget(basics.scrolling(basics.surface("paper", looks_column)))

    def _size_items(self) -> None:
        for row in range(self.list.count()):
            self.list.item(row).setSizeHint(QSize(looks.scaled(160), looks.scaled(36)))
        for section in (self.looks, self.playback, self.keys, self.models, self.isolation, self.about):
            section.setMaximumWidth(looks.scaled(_COLUMN_WIDTH))

    def _lay_out(self) -> None:
        side = QFrame()
        side.setProperty("side", "left")
        looks.keep_size(side, width=_LIST_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(8, 12, 8, 12)
        column.addWidget(self.list)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(side)
        self.body.addWidget(self._stack, 1)
