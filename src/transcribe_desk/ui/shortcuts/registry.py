"""Tie actions to keys, and follow when a person gives an action other keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from transcribe_desk.ui.preferences import Preferences
from transcribe_desk.ui.shortcuts import catalogue
from transcribe_desk.ui.shortcuts.catalogue import Action, actions, portable
from transcribe_desk.ui.shortcuts.held import HeldKeys
from transcribe_desk.ui.shortcuts.presets import presets
from transcribe_desk.ui.translation import tr

_WITH_CHILDREN = Qt.ShortcutContext.WidgetWithChildrenShortcut


@dataclass(frozen=True, slots=True)
class Conflict:
    """Why keys cannot be given: a sentence, and the action that has them already, if that is why."""

    message: str
    other: Action | None = None


class Shortcuts(QObject):
    """The keys in force: those of the preset, and over them what the person changed."""

    changed = Signal()
    hold_changed = Signal(bool)

    def __init__(self, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.preferences = preferences
        preferences.changed.connect(self._follow)

    # Asking

    def keys(self, action_id: str) -> tuple[str, ...]:
        """Give the keys of an action as portable text, none when it has none."""
        own = self.preferences.key_map.get(action_id)
        return self.usual_keys(action_id) if own is None else own

    def usual_keys(self, action_id: str) -> tuple[str, ...]:
        """Give the keys that the preset in force gives an action."""
        chosen = presets().get(self.preferences.key_preset)
        given = chosen.keys.get(action_id) if chosen is not None else None
        return tuple(portable(each) for each in (actions()[action_id].keys if given is None else given))

    def text(self, action_id: str) -> str:
        """Give the first key of an action as this system writes it, for tool tips; nothing without one."""
        keys = self.keys(action_id)
        return native(keys[0]) if keys else ""

    def tip(self, words: str, action_id: str) -> str:
        """Give a tool tip: words, and the key in brackets if there is one."""
        key = self.text(action_id)
        return f"{words} ({key})" if key else words

    def conflict(self, action_id: str, keys: str) -> Conflict | None:
        """Tell why an action cannot have these keys beside its own, None when it can."""
        if message := catalogue.refusal(keys, action_id):
            return Conflict(message)
        wanted, context = portable(keys), actions()[action_id].context
        for other in actions().values():
            if other.id != action_id and other.context.meets(context) and wanted in self.keys(other.id):
                message = tr("Shortcuts", "“{action}” has this key already.")
                return Conflict(message.format(action=other.title), other)
        return None

    # Changing

    def give(self, action_id: str, keys: tuple[str, ...]) -> None:
        """Give an action these keys and no others; whether they are free is the caller's to ask."""
        self._keep({action_id: keys})

    def take_over(self, action_id: str, keys: str, old: str = "") -> None:
        """Give ``keys`` to an action, in the place of ``old``, and take them from every action they would meet."""
        if catalogue.refusal(keys, action_id):
            return
        while (found := self.conflict(action_id, keys)) is not None and found.other is not None:
            self._keep({found.other.id: tuple(each for each in self.keys(found.other.id) if each != portable(keys))})
        self._keep({action_id: self.with_key(action_id, keys, old)})

    def swap(self, action_id: str, keys: str, old: str = "") -> None:
        """Give ``keys`` to an action and its ``old`` key to the action that had ``keys``."""
        found = self.conflict(action_id, keys)
        other = found.other if found is not None else None
        self.take_over(action_id, keys, old)
        if other is not None and old and self.conflict(other.id, old) is None:
            self._keep({other.id: (*self.keys(other.id), portable(old))})

    def with_key(self, action_id: str, keys: str, old: str = "") -> tuple[str, ...]:
        """Give the keys that an action has when ``keys`` come in the place of ``old``, or after the others."""
        now, wanted = self.keys(action_id), portable(keys)
        found = tuple(wanted if each == portable(old) else each for each in now) if old else (*now, wanted)
        return tuple(dict.fromkeys(found))

    def reset(self, action_id: str) -> None:
        """Give an action back what the preset says, and take it from whatever has it meanwhile."""
        usual = self.usual_keys(action_id)
        self._keep({action_id: ()})
        for keys in usual:
            self.take_over(action_id, keys)

    def reset_all(self) -> None:
        """Give every action back what the preset says."""
        self.preferences.key_map = {}

    def choose_preset(self, preset_id: str) -> None:
        """Put a preset in force; keys that the person changed give way to it."""
        self.preferences.key_map = {}
        self.preferences.key_preset = preset_id

    # Binding

    def bind(
        self,
        owner: QWidget,
        action_id: str,
        call: Callable[[], object],
        *,
        context: Qt.ShortcutContext = _WITH_CHILDREN,
    ) -> None:
        """Call ``call`` when the keys of an action are pressed in ``owner``, whatever its keys become."""
        _Bound(self, owner, action_id, context).pressed.connect(lambda: call())

    def bind_held(
        self, owner: QWidget, action_id: str, pressed: Callable[[], object], released: Callable[[], object]
    ) -> None:
        """Call ``pressed`` when a key of an action goes down in the window of ``owner``, ``released`` when it comes up.

        It answers only while the preference ``pedal_hold`` is on and ``owner`` is to be seen.
        """
        held = HeldKeys(owner, lambda: self.keys(action_id))
        held.pressed.connect(lambda: pressed())
        held.released.connect(lambda: released())
        self.hold_changed.connect(held.listen)
        held.listen(self.preferences.pedal_hold)

    def _keep(self, changes: dict[str, tuple[str, ...]]) -> None:
        kept = dict(self.preferences.key_map)
        for action_id, keys in changes.items():
            wanted = tuple(portable(each) for each in keys)
            if wanted == self.usual_keys(action_id):
                kept.pop(action_id, None)
            else:
                kept[action_id] = wanted
        self.preferences.key_map = kept

    def _follow(self, name: str) -> None:
        if name in ("key_map", "key_preset"):
            self.changed.emit()
        elif name == "pedal_hold":
            self.hold_changed.emit(self.preferences.pedal_hold)


def native(keys: str) -> str:
    """Give a key sequence as this system writes it."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


class _Bound(QObject):
    """The shortcut of one action in one widget, and goes with it."""

    pressed = Signal()

    def __init__(self, shortcuts: Shortcuts, owner: QWidget, action_id: str, context: Qt.ShortcutContext) -> None:
        super().__init__(owner)
        self._shortcuts = shortcuts
        self._action_id = action_id
        self._shortcut = QShortcut(owner)
        self._shortcut.setContext(context)
        self._shortcut.activated.connect(self.pressed)
        shortcuts.changed.connect(self._renew)
        self._renew()

    def _renew(self) -> None:
        sequences = [QKeySequence(each) for each in self._shortcuts.keys(self._action_id)]
        self._shortcut.setKeys(sequences)
        self._shortcut.setEnabled(bool(sequences))
