"""Lead from screen to screen: a narrow rail at the left of the window."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QVBoxLayout

from transcribe_desk.ui import icons
from transcribe_desk.ui import theme as looks
from transcribe_desk.ui.shortcuts.registry import Shortcuts
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import mark, say, tr

SCREENS = {
    "study": mark("Window", "Study"),
    "queue": mark("Window", "Queue"),
    "transcript": mark("Window", "Transcript"),
    "review": mark("Window", "Review"),
    "export": mark("Window", "Export"),
    "log": mark("Window", "Log"),
    "help": mark("Window", "Help"),
    "settings": mark("Window", "Settings"),
}
_WIDTH, _EDGES = 76, 13
_WINDOW = Qt.ShortcutContext.WindowShortcut


class Rail(QFrame):
    """A button for each screen; below, locking the study and the settings."""

    chosen = Signal(str)
    lock_asked = Signal()

    def __init__(self, theme: Theme, shortcuts: Shortcuts) -> None:
        super().__init__()
        self._theme = theme
        self._shortcuts = shortcuts
        self.setObjectName("rail")
        self.buttons: dict[str, QToolButton] = {}
        group = QButtonGroup(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(6, 12, 7, 12)
        box.setSpacing(6)
        for name, words in SCREENS.items():
            made = self._button(say("Window", words), _go_to(name))
            made.setCheckable(True)
            # Not the button's own shortcut, which waits 0.1 s to look pressed.
            shortcuts.bind(self, f"go_{name}", partial(self.chosen.emit, name), context=_WINDOW)
            made.clicked.connect(lambda _checked=False, chosen=name: self.chosen.emit(chosen))
            group.addButton(made)
            if name == "help":
                box.addStretch(1)
            box.addWidget(made)
            self.buttons[name] = made
        self.lock_button = self._button(tr("Window", "Lock"), tr("Window", "Close the study and lock it"))
        self.lock_button.clicked.connect(lambda _checked=False: self.lock_asked.emit())
        box.insertWidget(box.indexOf(self.buttons["help"]), self.lock_button)
        shortcuts.bind(self, "lock", self.lock_asked.emit, context=_WINDOW)
        shortcuts.changed.connect(self._write_tips)
        self._write_tips()
        theme.changed.connect(self._dress_again)
        self._dress_again()

    def show_entries(self, names: Collection[str]) -> None:
        """Show the buttons of the screens that are there."""
        for name, made in self.buttons.items():
            made.setVisible(name in names)

    def mark(self, name: str) -> None:
        """Show which screen is in front."""
        self.buttons[name].setChecked(True)

    def _button(self, words: str, tip: str) -> QToolButton:
        return _dress(QToolButton(), words, tip)

    def _write_tips(self) -> None:
        for name, made in self.buttons.items():
            _explain(made, self._shortcuts.tip(_go_to(name), f"go_{name}"))
        _explain(self.lock_button, self._shortcuts.tip(tr("Window", "Close the study and lock it"), "lock"))

    def _dress_again(self) -> None:
        words = QFontMetrics(looks.sans(12, bold=True))
        widest = max(words.horizontalAdvance(made.text()) for made in self.buttons.values())
        width = max(looks.scaled(_WIDTH), widest + _EDGES + 10)
        for name, made in self.buttons.items():
            made.setIcon(icons.rail_icon(name, self._theme.tokens))
        for made in (*self.buttons.values(), self.lock_button):
            made.setFixedWidth(width - _EDGES)
            made.setIconSize(QSize(looks.scaled(20), looks.scaled(20)))
            made.setMinimumHeight(looks.scaled(44))  # lower than usual where the window is low
            made.setMaximumHeight(looks.scaled(56))
        self.setFixedWidth(width)
        self.lock_button.setIcon(icons.icon("lock", self._theme.tokens))


def _dress(made: QToolButton, words: str, tip: str) -> QToolButton:
    made.setProperty("rail", "true")
    made.setText(words)
    made.setAccessibleName(words)
    _explain(made, tip)
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


def _explain(made: QToolButton, tip: str) -> None:
    made.setToolTip(tip)
    made.setAccessibleDescription(tip)


def _go_to(name: str) -> str:
    return tr("Window", "Go to {screen}").format(screen=say("Window", SCREENS[name]))
