"""Do in the review what a person does: press a key, go to a name, select words, wait until it is written."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from transcribe_desk.privacy.mention import Decision, Entity, Mention
from transcribe_desk.ui.screens.review.mark_form import MarkForm
from transcribe_desk.ui.screens.review.screen import ReviewScreen
from transcribe_desk.ui.session import Session

SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def settle(screen: ReviewScreen, qtbot: QtBot) -> None:
    """Wait until everything is written and read again."""
    qtbot.waitUntil(lambda: not screen.review.busy, timeout=20_000)


def press(screen: ReviewScreen, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(screen.deciding.entities.list, key, modifiers)


def go_to(screen: ReviewScreen, name: str) -> None:
    screen.review.choose_entity(named(screen, name).id)
    screen.deciding.take_focus()


def named(screen: ReviewScreen, name: str) -> Entity:
    assert screen.review.state is not None
    (found,) = [each for each in screen.review.state.entities if each.name == name]
    return found


def marking(
    screen: ReviewScreen, session: Session, interview_id: int, qtbot: QtBot, text: str, chosen: str
) -> MarkForm:
    """Let the first turn say ``text``, and give the form in which ``chosen`` is about to be marked."""
    session.desk.edit_turn(interview_id, 1, text)
    screen.reload()
    settle(screen, qtbot)
    start = text.index(chosen)
    screen.deciding.view.choose_span(1, start, start + len(chosen))
    screen.deciding.mark_selected()
    qtbot.waitUntil(lambda: screen.deciding.mark.entity.count() == 2)
    return screen.deciding.mark


def decisions(session: Session, name: str) -> list[Decision]:
    (entity,) = [each for each in session.desk.entities() if each.name == name]
    return [mention.decision for mention in session.desk.mentions() if mention.entity_id == entity.id]


def words(session: Session, mention: Mention) -> str:
    return session.desk.vault.review.turn_texts(mention.interview_id)[mention.turn_id][mention.start : mention.end]


def select(screen: ReviewScreen, turn_id: int, words: str) -> None:
    """Select words of the text as exported."""
    text = screen.reading.text
    line = next(line for line in text.lines if line.turn_id == turn_id)
    start = line.text.index(words)
    text.choose_span(turn_id, start, start + len(words))
    text.setFocus()
