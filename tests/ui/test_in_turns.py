"""Doing one thing after the other with the window answering in between."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from transcribe_desk.ui.in_turns import InTurns, draw_in_turns


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


def test_what_is_left_can_be_done_at_once() -> None:
    owner, done = QObject(), list[str]()
    turns = InTurns(owner)
    turns.start(lambda: done.append("text"), lambda: done.append("speakers"))
    turns.finish()
    assert done == ["text", "speakers"]
    assert not turns.busy


def test_what_is_added_follows_what_is_left(qtbot: QtBot) -> None:
    owner, done = QObject(), list[str]()
    turns = InTurns(owner)
    turns.add(lambda: turns.add(lambda: done.append("third")))
    turns.add(lambda: done.append("second"))
    qtbot.waitUntil(lambda: not turns.busy)
    assert done == ["second", "third"]


def test_one_that_fails_keeps_none_of_the_others_from_being_done(qtbot: QtBot) -> None:
    owner, done = QObject(), list[str]()
    turns = InTurns(owner)

    def fail() -> None:
        raise ValueError("text")

    turns.start(fail, lambda: done.append("speakers"))
    with qtbot.captureExceptions() as caught:
        qtbot.waitUntil(lambda: not turns.busy)
    assert [str(error) for _, error, _ in caught] == ["text"]
    assert done == ["speakers"]


class Sheet(QWidget):
    """Notes when it is drawn."""

    def __init__(self, name: str, drawn: list[str]) -> None:
        super().__init__()
        self._name = name
        self._drawn = drawn

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Note it."""
        self._drawn.append(self._name)


@pytest.fixture
def drawn() -> list[str]:
    """Give the list in which is noted what was drawn, and what came in between."""
    return []


@pytest.fixture
def sheets(qtbot: QtBot, drawn: list[str]) -> Iterator[tuple[Sheet, Sheet]]:
    """Give two sheets beside one another in a window, drawn already."""
    window, first, second = QWidget(), Sheet("first", drawn), Sheet("second", drawn)
    box = QVBoxLayout(window)
    box.addWidget(first)
    box.addWidget(second)
    qtbot.addWidget(window)
    window.resize(200, 200)
    window.show()
    qtbot.waitUntil(lambda: len(drawn) >= 2)
    qtbot.wait(20)
    drawn.clear()
    yield first, second
    window.close()


def test_widgets_are_drawn_in_turns_of_their_own(sheets: tuple[Sheet, Sheet], drawn: list[str], qtbot: QtBot) -> None:
    between = QTimer(sheets[0], interval=0)
    between.timeout.connect(lambda: drawn.append("between") if drawn[-1:] != ["between"] else None)
    draw_in_turns(*sheets)
    for each in sheets:
        each.update()
    between.start()
    qtbot.waitUntil(lambda: "second" in drawn)
    assert [each for each in drawn if each != "between"] == ["first", "second"]
    assert drawn[drawn.index("first") + 1] == "between"


def test_what_is_to_be_drawn_is_drawn_before_anything_else_is_done(
    sheets: tuple[Sheet, Sheet], drawn: list[str], qtbot: QtBot
) -> None:
    turns = InTurns(sheets[0])
    draw_in_turns(*sheets)
    turns.start(lambda: drawn.append("beside"))
    qtbot.waitUntil(lambda: not turns.busy)
    assert drawn[-1] == "beside"
    assert len(drawn) > 1


def test_a_widget_that_goes_meanwhile_keeps_no_other_from_being_drawn(
    sheets: tuple[Sheet, Sheet], drawn: list[str], qtbot: QtBot
) -> None:
    first, second = sheets
    other = Sheet("other", drawn)
    other.setParent(first.parentWidget())
    draw_in_turns(first, other, second)
    shiboken6.delete(other)
    qtbot.waitUntil(lambda: "second" in drawn)
