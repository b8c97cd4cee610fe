"""Doing one thing after the other with the window answering in between."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from transcribe_desk.ui.in_turns import InTurns


def test_each_call_has_a_turn_of_its_own(qtbot: QtBot) -> None:
    owner, done = QObject(), list[str]()
    turns = InTurns(owner)
    between = QTimer(owner, interval=0)
    between.timeout.connect(lambda: done.append("between") if done and done[-1] != "between" else None)
    between.start()
    turns.start(*(lambda name=name: done.append(name) for name in ("text", "speakers", "words")))
    assert not done
    assert turns.busy
    qtbot.waitUntil(lambda: not turns.busy)
    assert done[:5] == ["text", "between", "speakers", "between", "words"]


def test_a_new_start_takes_the_place_of_what_is_left(qtbot: QtBot) -> None:
    owner, done = QObject(), list[str]()
    turns = InTurns(owner)
    turns.start(lambda: turns.start(lambda: done.append("other")), lambda: done.append("old"))
    qtbot.waitUntil(lambda: done == ["other"])
    qtbot.wait(20)
    assert done == ["other"]


def test_what_was_stopped_is_not_done(qtbot: QtBot) -> None:
    owner, done = QObject(), list[str]()
    turns = InTurns(owner)
    turns.start(lambda: done.append("text"))
    turns.stop()
    assert not turns.busy
    qtbot.wait(20)
    QApplication.processEvents()
    assert not done
