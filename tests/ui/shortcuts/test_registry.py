"""Every action has its keys, no two are heard at one place under one key, and a person may change them all."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from transcribe_desk.ui.preferences import Preferences
from transcribe_desk.ui.shortcuts.catalogue import actions, portable, refusal
from transcribe_desk.ui.shortcuts.presets import presets
from transcribe_desk.ui.shortcuts.registry import Shortcuts

UX = {
    "play_pause": ("Esc", "F4", "Ctrl+Space"), "back": ("F3",), "forward": ("F5",), "back_long": ("Shift+F3",),
    "slower": ("F6",), "faster": ("F7",), "replay_turn": ("Ctrl+R",), "loop_turn": ("Ctrl+L",),
    "next_doubtful": ("F8",), "previous_doubtful": ("Shift+F8",), "previous_turn": ("Alt+Up",),
    "speaker_9": ("Ctrl+9",), "split_turn": ("Ctrl+Return", "Ctrl+Enter"), "merge_turn": ("Ctrl+Shift+M",),
    "timestamp": ("Ctrl+J",), "inaudible": ("Ctrl+Shift+U",), "mark_identifier": ("Ctrl+D",), "find": ("Ctrl+F",),
    "replace": ("Ctrl+H",), "review.accept": ("A",), "review.reject_everywhere": ("Shift+R",),
    "review.category_6": ("6",), "review.play": ("Space",), "card_of_keys": ("F1",), "go_log": ("Alt+6",),
}  # fmt: skip


@pytest.fixture
def shortcuts() -> Shortcuts:
    return Shortcuts(Preferences())


@pytest.mark.parametrize("action_id", UX)
def test_the_usual_keys_are_those_of_the_design(shortcuts: Shortcuts, action_id: str) -> None:
    assert shortcuts.keys(action_id) == UX[action_id]


@pytest.mark.parametrize("preset", presets())
def test_no_preset_holds_a_conflict_or_a_key_that_text_needs(shortcuts: Shortcuts, preset: str) -> None:
    shortcuts.choose_preset(preset)
    found = {(each, keys): shortcuts.conflict(each, keys) for each in actions() for keys in shortcuts.keys(each)}
    assert {place: conflict for place, conflict in found.items() if conflict is not None} == {}
    assert all(QKeySequence(keys).count() == 1 and portable(keys) == keys for _, keys in found)


@pytest.mark.parametrize("keys", ["Ctrl+S", "Ctrl+X", "Ctrl+C", "Ctrl+V", "Ctrl+A", "Ctrl+Z", "Ctrl+Left", "Ctrl+Right",
                                  "K", "Shift+K", "7", ";", "Space", "Return", "Left", "Shift+Home", "Tab",
                                  "Ctrl+Alt+E", ""])  # fmt: skip
def test_keys_that_text_needs_are_refused_where_text_is_typed(keys: str) -> None:
    assert refusal(keys, "find")
    assert refusal(keys, "go_study")


def test_letters_are_free_in_the_list_and_undo_keeps_its_own() -> None:
    assert refusal("K", "review.accept") == ""
    assert refusal("Ctrl+Z", "undo") == ""
    assert refusal("Tab", "review.accept")


def test_a_conflict_names_the_other_action(shortcuts: Shortcuts) -> None:
    found = shortcuts.conflict("find", "F8")
    assert found is not None
    assert found.other is actions()["next_doubtful"]
    assert "Next doubtful word" in found.message
    assert shortcuts.conflict("review.edit", "F8") is None  # never heard at one place
    assert shortcuts.conflict("review.edit", "F1") is not None  # F1 is heard everywhere


def test_swapping_and_taking_over(shortcuts: Shortcuts) -> None:
    shortcuts.swap("find", "F8", old="Ctrl+F")
    assert (shortcuts.keys("find"), shortcuts.keys("next_doubtful")) == (("F8",), ("Ctrl+F",))
    shortcuts.take_over("replace", "Ctrl+F")
    assert (shortcuts.keys("replace"), shortcuts.keys("next_doubtful")) == (("Ctrl+H", "Ctrl+F"), ())
    assert shortcuts.text("next_doubtful") == ""
    assert shortcuts.tip("Next", "next_doubtful") == "Next"
    shortcuts.reset("next_doubtful")
    assert shortcuts.keys("next_doubtful") == ("F8",)
    shortcuts.reset_all()
    assert shortcuts.preferences.key_map == {}


def test_the_keys_outlive_the_program_and_only_departures_are_kept(shortcuts: Shortcuts) -> None:
    shortcuts.give("find", ("F2",))
    shortcuts.give("replace", ("Ctrl+H",))
    again = Preferences()
    assert again.key_map == {"find": ("F2",)}
    assert Shortcuts(again).keys("find") == ("F2",)


@given(st.lists(st.tuples(st.sampled_from(sorted(actions())), st.sampled_from(["F1", "F4", "F8", "Ctrl+F", "A", "7"]),
                          st.booleans()), max_size=8))  # fmt: skip
def test_whatever_is_taken_or_swapped_no_conflict_is_left(steps: list[tuple[str, str, bool]]) -> None:
    shortcuts = Shortcuts(Preferences())
    shortcuts.reset_all()
    for action_id, keys, swapped in steps:
        old = next(iter(shortcuts.keys(action_id)), "")
        (shortcuts.swap if swapped else shortcuts.take_over)(action_id, keys, old)
    for one, other in itertools.combinations(actions().values(), 2):
        if one.context.meets(other.context):
            assert not set(shortcuts.keys(one.id)) & set(shortcuts.keys(other.id))


def test_a_bound_action_follows_its_keys(qtbot: QtBot, shortcuts: Shortcuts) -> None:
    owner, pressed = _owner(qtbot), []
    shortcuts.bind(owner, "next_doubtful", lambda: pressed.append("next"))
    QTest.keyClick(owner.focusWidget(), Qt.Key.Key_F8)
    shortcuts.give("next_doubtful", ("Ctrl+K", "F2"))
    for key, modifier in ((Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier),
                          (Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier),
                          (Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier)):  # fmt: skip
        QTest.keyClick(owner.focusWidget(), key, modifier)
    assert pressed == ["next"] * 3
    shortcuts.give("next_doubtful", ())
    QTest.keyClick(owner.focusWidget(), Qt.Key.Key_F2)
    assert len(pressed) == 3


def test_a_pedal_plays_while_it_is_held(qtbot: QtBot, shortcuts: Shortcuts) -> None:
    owner, heard = _owner(qtbot), []
    shortcuts.give("play_while_held", ("F2",))
    shortcuts.bind_held(owner, "play_while_held", lambda: heard.append("down"), lambda: heard.append("up"))
    field = owner.focusWidget()
    QTest.keyClick(field, Qt.Key.Key_F2)
    assert heard == []  # not before the preference says so
    shortcuts.preferences.pedal_hold = True
    QTest.keyPress(field, Qt.Key.Key_F2)
    QTest.keyClick(field, Qt.Key.Key_B)  # typing goes on
    assert heard == ["down"]
    QTest.keyRelease(field, Qt.Key.Key_F2)
    assert heard == ["down", "up"]
    QTest.keyPress(field, Qt.Key.Key_F2)
    owner.hide()
    assert heard == ["down", "up"] * 2
    shortcuts.preferences.pedal_hold = False


def _owner(qtbot: QtBot) -> QWidget:
    owner = QWidget()
    qtbot.addWidget(owner)
    field = QPlainTextEdit()
    QVBoxLayout(owner).addWidget(field)
    owner.show()
    owner.activateWindow()
    field.setFocus()
    qtbot.waitUntil(lambda: owner.isActiveWindow() and field.hasFocus())
    return owner
