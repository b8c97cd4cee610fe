"""Keep what a person likes for every study on this computer: look, playback, keys, name, language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar, overload

from PySide6.QtCore import QObject, Signal

from transcribe_desk.ui import state_file
from transcribe_desk.ui.theme import Appearance

Value = TypeVar("Value")
KeyMap = Mapping[str, tuple[str, ...]]

_FILE = "preferences.json"
TEXT_SIZES = range(80, 161, 10)  # percent
SPEEDS = (0.5, 2.0)
LONGEST_REWIND_MS = 5000
LONGEST_WAIT_MS = 5000


class _Kept(Generic[Value]):
    """One preference: reading gives its value, setting writes it to disk and tells whoever listens.

    ``fit`` makes a value of whatever stands in the file, or raises; then the usual value holds.
    """

    def __init__(self, usual: Value, fit: Callable[[Any], Value]) -> None:
        self.usual = usual
        self.fit = fit

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, owner: None, kind: type) -> _Kept[Value]: ...

    @overload
    def __get__(self, owner: Preferences, kind: type) -> Value: ...

    def __get__(self, owner: Preferences | None, kind: type) -> Value | _Kept[Value]:
        return self if owner is None else owner.values_in_force.get(self.name, self.usual)

    def __set__(self, owner: Preferences, value: Value) -> None:
        owner.keep(self.name, self.fit(value))


def _between(least: float, most: float) -> Callable[[Any], float]:
    return lambda found: min(most, max(least, round(float(found), 2)))


def _milliseconds(most: int) -> Callable[[Any], int]:
    return lambda found: min(most, max(0, int(found)))


def _switch(found: Any) -> bool:
    if not isinstance(found, bool):
        raise TypeError
    return found


def _percent(found: Any) -> int:
    return min(TEXT_SIZES[-1], max(TEXT_SIZES[0], round(int(found), -1)))


def _key_map(found: Any) -> KeyMap:
    return {str(action): tuple(str(each) for each in keys) for action, keys in dict(found).items()}


class Preferences(QObject):
    """The preferences in force; every change is kept at once in this user's state folder, never in a study.

    ``changed`` gives the name of the preference that is another one now.
    """

    changed = Signal(str)

    appearance = _Kept("system", lambda found: Appearance(found).value)
    text_size = _Kept(100, _percent)  # percent
    speed = _Kept(1.0, _between(*SPEEDS))
    auto_rewind_ms = _Kept(3000, _milliseconds(LONGEST_REWIND_MS))  # back when playing goes on
    pause_while_typing = _Kept(usual=True, fit=_switch)
    resume_after_ms = _Kept(2000, _milliseconds(LONGEST_WAIT_MS))  # after the last key
    pedal_hold = _Kept(usual=False, fit=_switch)  # “play while held” answers its keys
    reviewer = _Kept("", str)
    key_preset = _Kept("standard", str)
    key_map: _Kept[KeyMap] = _Kept({}, _key_map)  # only what departs from the preset
    language = _Kept("en_GB", str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.values_in_force: dict[str, Any] = {}
        read = state_file.read(_FILE)
        for name, kept in _all_kept().items():
            try:
                self.values_in_force[name] = kept.fit(read[name])
            except (KeyError, TypeError, ValueError):
                continue

    def keep(self, name: str, value: object) -> None:
        """Put a value in force, write it down and tell; the attributes do this when they are set."""
        if self.values_in_force.get(name, _all_kept()[name].usual) == value:
            return
        self.values_in_force[name] = value
        kept = state_file.read(_FILE)  # again: another window may have written since
        state_file.write(_FILE, kept | {name: value})
        self.changed.emit(name)

    def reset(self, *names: str) -> None:
        """Put the usual values back in force."""
        for name in names:
            self.keep(name, _all_kept()[name].usual)


def _all_kept() -> dict[str, _Kept[Any]]:
    return {name: each for name, each in vars(Preferences).items() if isinstance(each, _Kept)}
