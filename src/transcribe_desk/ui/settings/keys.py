"""Settings of the keys: presets, every action's keys, and the foot pedal."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from transcribe_desk.ui.settings.parts import explained, part, switch
from transcribe_desk.ui.shortcuts.editor import ShortcutEditor
from transcribe_desk.ui.shortcuts.registry import Shortcuts, native
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics

_HELD = "play_while_held"


class KeysSection(QWidget):
    """The editor of keys over what a pedal does."""

    def __init__(self, theme: Theme, shortcuts: Shortcuts) -> None:
        super().__init__()
        self._shortcuts = shortcuts
        self.editor = ShortcutEditor(theme, shortcuts)
        self.hold = switch(shortcuts.preferences, "pedal_hold", tr("Settings", "Play only while the pedal is held"))
        self.pedal_button = basics.button(tr("Settings", "Choose the pedal’s key…"), self._choose_key)
        self.pedal_key = basics.label("", "small", wrap=True)
        hold_line = tr("Settings", "Most pedals send a function key, such as F4. The sound plays while it is down and "
                                   "stops when you let go; “Step back” says where it goes on.")  # fmt: skip
        pedal = QWidget()
        line = basics.row(self.pedal_button, self.pedal_key)
        line.setStretch(1, 1)
        pedal.setLayout(line)
        self.setLayout(basics.column(
            part(tr("Settings", "Keys"), self.editor),
            part(tr("Settings", "Foot pedal"), explained(self.hold, hold_line), pedal),
            None,
        ))  # fmt: skip
        shortcuts.changed.connect(self._follow)
        shortcuts.hold_changed.connect(self._follow)
        self._follow()

    def _choose_key(self) -> None:
        self.editor.choose(_HELD)
        self.editor.field.setFocus()

    def _follow(self) -> None:
        keys = self._shortcuts.keys(_HELD)
        if keys:
            words = tr("Settings", "The pedal’s key is {key}.").format(key=", ".join(native(each) for each in keys))
        else:
            words = tr("Settings", "No key yet: press the button, then the pedal, then “Use this key”.")
        self.pedal_key.setText(words)
