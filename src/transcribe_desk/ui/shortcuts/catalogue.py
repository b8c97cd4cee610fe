"""List everything that can be done by key, with the keys that are usual, and tell which keys cannot be given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from transcribe_desk.ui.translation import tr


class Context(StrEnum):
    """Where a key is heard; two actions may share a key when they are never heard at one place."""

    WINDOW = "window"  # everywhere, also while text is typed
    TEXT = "text"  # the transcript, while text is typed
    LIST = "list"  # the review's list, where letters are free
    STUDY = "study"  # the table of interviews
    QUEUE = "queue"  # the rows of the queue

    def meets(self, other: Context) -> bool:
        """Tell whether there is a place where both are heard."""
        return self is other or Context.WINDOW in (self, other)

    @property
    def typed_in(self) -> bool:
        """Tell whether a person may be typing text where this is heard."""
        return self in (Context.WINDOW, Context.TEXT)


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that can be done by key; ``keys`` are portable key sequences, the most usual first."""

    id: str
    title: str
    group: str
    keys: tuple[str, ...]
    context: Context


# What text fields do with these keys, they do everywhere; only the action of that very meaning may have them.
_USUAL_MEANING = {
    "Ctrl+S": "", "Ctrl+X": "", "Ctrl+C": "", "Ctrl+V": "", "Ctrl+A": "", "Ctrl+Z": "undo", "Ctrl+Shift+Z": "redo",
    "Ctrl+Y": "redo", "Ctrl+Left": "", "Ctrl+Right": "", "Ctrl+Shift+Left": "", "Ctrl+Shift+Right": "",
    "Ctrl+Home": "", "Ctrl+End": "", "Ctrl+Backspace": "", "Ctrl+Del": "",
}  # fmt: skip
_MOVING = {
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End,
    Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Backspace,
    Qt.Key.Key_Delete,
}  # fmt: skip
_LAST_CHARACTER = 0x00FFFFFF  # Qt's keys without a character lie above


@cache
def actions() -> dict[str, Action]:
    """Give every action by its id, in the order in which people read them."""
    found = [*_playing(), *_moving(), *_speaking(), *_correcting(), *_studying(), *_queueing(), *_window()]
    found += _reviewing()
    return {action.id: action for action in found}


def refusal(keys: str, action_id: str) -> str:
    """Say in one sentence why an action cannot have these keys; nothing when it can."""
    action, sequence = actions()[action_id], QKeySequence(keys)
    if sequence.isEmpty():
        return tr("Shortcuts", "This is not a key.")
    stroke: QKeyCombination = sequence[0]  # type: ignore[index]  # PySide's stub forgets it
    plain = stroke.keyboardModifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    if stroke.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and plain == Qt.KeyboardModifier.NoModifier:
        return tr("Shortcuts", "Tab moves from control to control everywhere.")
    if not action.context.typed_in:
        return ""
    meaning = _USUAL_MEANING.get(portable(keys))
    if meaning is not None and meaning != action_id:
        return tr("Shortcuts", "In text this key keeps its usual meaning.")
    if plain == Qt.KeyboardModifier.NoModifier and (stroke.key().value <= _LAST_CHARACTER or stroke.key() in _MOVING):
        return tr("Shortcuts", "This key types or moves in text.")
    if _is_alt_gr(stroke, plain):
        return tr("Shortcuts", "On many keyboards Ctrl+Alt with a character types another character.")
    return ""


@cache
def portable(keys: str) -> str:
    """Give a key sequence in the one spelling in which sequences are compared and kept."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.PortableText)


def _is_alt_gr(stroke: QKeyCombination, plain: Qt.KeyboardModifier) -> bool:
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return plain == both and stroke.key().value <= _LAST_CHARACTER


def _group(name: str, context: Context, rows: Sequence[tuple[str, str, str]]) -> list[Action]:
    return [Action(made, title, name, tuple(keys.split()), context) for made, title, keys in rows]


def _playing() -> list[Action]:
    return _group(tr("Shortcuts", "Playing"), Context.TEXT, (
        ("play_pause", tr("Shortcuts", "Play or pause"), "Esc F4 Ctrl+Space"),
        ("back", tr("Shortcuts", "Back"), "F3"),
        ("forward", tr("Shortcuts", "Forward"), "F5"),
        ("back_long", tr("Shortcuts", "Back 30 seconds"), "Shift+F3"),
        ("forward_long", tr("Shortcuts", "Forward 30 seconds"), "Shift+F5"),
        ("slower", tr("Shortcuts", "Slower"), "F6"),
        ("faster", tr("Shortcuts", "Faster"), "F7"),
        ("replay_turn", tr("Shortcuts", "Play the turn again"), "Ctrl+R"),
        ("loop_turn", tr("Shortcuts", "Loop the turn"), "Ctrl+L"),
        ("play_while_held", tr("Shortcuts", "Play while held (foot pedal)"), ""),
    ))  # fmt: skip


def _moving() -> list[Action]:
    return _group(tr("Shortcuts", "Moving"), Context.TEXT, (
        ("next_doubtful", tr("Shortcuts", "Next doubtful word"), "F8"),
        ("previous_doubtful", tr("Shortcuts", "Previous doubtful word"), "Shift+F8"),
        ("next_turn", tr("Shortcuts", "Next turn"), "Alt+Down"),
        ("previous_turn", tr("Shortcuts", "Previous turn"), "Alt+Up"),
        ("find", tr("Shortcuts", "Find"), "Ctrl+F"),
        ("replace", tr("Shortcuts", "Find and replace"), "Ctrl+H"),
    ))  # fmt: skip


def _speaking() -> list[Action]:
    title = tr("Shortcuts", "Give the turn to speaker {number}")
    rows = [(f"speaker_{number}", title.format(number=number), f"Ctrl+{number}") for number in range(1, 10)]
    swap = ("swap_speakers", tr("Shortcuts", "Swap interviewer and participant"), "Ctrl+Shift+S")
    return _group(tr("Shortcuts", "Speakers"), Context.TEXT, (*rows, swap))


def _correcting() -> list[Action]:
    return _group(tr("Shortcuts", "Correcting"), Context.TEXT, (
        ("toggle_mode", tr("Shortcuts", "Listen or correct"), "F9"),
        ("split_turn", tr("Shortcuts", "Split the turn here"), "Ctrl+Return Ctrl+Enter"),
        ("merge_turn", tr("Shortcuts", "Merge with the next turn"), "Ctrl+Shift+M"),
        ("boundary_left", tr("Shortcuts", "Give the last word to the next turn"), "Alt+Shift+Left"),
        ("boundary_right", tr("Shortcuts", "Take the first word of the next turn"), "Alt+Shift+Right"),
        ("timestamp", tr("Shortcuts", "Insert the time"), "Ctrl+J"),
        ("inaudible", tr("Shortcuts", "Mark as inaudible"), "Ctrl+Shift+U"),
        ("mark_identifier", tr("Shortcuts", "Mark an identifier"), "Ctrl+D"),
        ("note", tr("Shortcuts", "Write a note"), "Ctrl+Shift+N"),
        ("toggle_original", tr("Shortcuts", "Show the machine’s original"), "Ctrl+Shift+O"),
        ("restore_turn", tr("Shortcuts", "Put the machine’s turn back"), "Ctrl+Shift+R"),
        ("hear_again", tr("Shortcuts", "Transcribe the selection again"), "Ctrl+Shift+H"),
    ))  # fmt: skip


def _reviewing() -> list[Action]:
    title = tr("Shortcuts", "Category {number}")
    categories = [(f"review.category_{number}", title.format(number=number), str(number)) for number in range(1, 7)]
    return _group(tr("Shortcuts", "Reviewing"), Context.LIST, (
        ("review.next", tr("Shortcuts", "Next"), "Down"),
        ("review.previous", tr("Shortcuts", "Previous"), "Up"),
        ("review.accept", tr("Shortcuts", "Accept"), "A"),
        ("review.reject_here", tr("Shortcuts", "Reject here"), "R"),
        ("review.accept_all", tr("Shortcuts", "Accept all of this"), "Shift+A"),
        ("review.reject_everywhere", tr("Shortcuts", "Reject everywhere"), "Shift+R"),
        ("review.edit", tr("Shortcuts", "Edit the replacement"), "E"),
        *categories,
        ("review.play", tr("Shortcuts", "Play the place"), "Space"),
        ("review.next_undecided", tr("Shortcuts", "Next undecided"), "U"),
        ("review.merge", tr("Shortcuts", "Merge with another"), "M"),
        ("review.split", tr("Shortcuts", "Split off"), "S"),
        ("review.comment", tr("Shortcuts", "Write a comment"), "C"),
        ("review.second_read", tr("Shortcuts", "Second read"), "Shift+L"),
        ("review.sign_off", tr("Shortcuts", "Go to the sign-off"), "Shift+S"),
        ("review.sweep", tr("Shortcuts", "Sweep by hand"), "W"),
        ("review.preview", tr("Shortcuts", "Show as exported"), "P"),
        ("review.reopen", tr("Shortcuts", "Open the place again"), "O"),
        ("review.longer", tr("Shortcuts", "Mark one word more"), "Shift+Right"),
        ("review.shorter", tr("Shortcuts", "Mark one word fewer"), "Shift+Left"),
        ("review.longer_before", tr("Shortcuts", "Mark one word more before"), "Alt+Left"),
        ("review.shorter_before", tr("Shortcuts", "Mark one word fewer before"), "Alt+Right"),
    ))  # fmt: skip


def _studying() -> list[Action]:
    return _group(tr("Shortcuts", "Study"), Context.STUDY, (
        ("study.edit", tr("Shortcuts", "Edit what is selected"), "F2"),
        ("study.remove", tr("Shortcuts", "Remove what is selected"), "Del"),
        ("study.sort", tr("Shortcuts", "Sort by the column one is in"), "S"),
    ))  # fmt: skip


def _queueing() -> list[Action]:
    return _group(tr("Shortcuts", "Queue"), Context.QUEUE, (
        ("queue.earlier", tr("Shortcuts", "Move the job up"), "Alt+Up"),
        ("queue.later", tr("Shortcuts", "Move the job down"), "Alt+Down"),
    ))  # fmt: skip


def _window() -> list[Action]:
    return _group(tr("Shortcuts", "Window"), Context.WINDOW, (
        ("card_of_keys", tr("Shortcuts", "Show all keys"), "F1"),
        ("go_study", tr("Shortcuts", "Go to Study"), "Alt+1"),
        ("go_queue", tr("Shortcuts", "Go to Queue"), "Alt+2"),
        ("go_transcript", tr("Shortcuts", "Go to Transcript"), "Alt+3"),
        ("go_review", tr("Shortcuts", "Go to Review"), "Alt+4"),
        ("go_export", tr("Shortcuts", "Go to Export"), "Alt+5"),
        ("go_log", tr("Shortcuts", "Go to Log"), "Alt+6"),
        ("go_settings", tr("Shortcuts", "Go to Settings"), "Alt+7"),
        ("go_help", tr("Shortcuts", "Go to Help"), "Shift+F1"),
        ("undo", tr("Shortcuts", "Undo"), "Ctrl+Z"),
        ("redo", tr("Shortcuts", "Redo"), "Ctrl+Shift+Z Ctrl+Y"),
        ("lock", tr("Shortcuts", "Lock the study"), "Ctrl+Shift+L"),
        ("quit", tr("Shortcuts", "Close the window"), "Ctrl+Q"),
    ))  # fmt: skip
