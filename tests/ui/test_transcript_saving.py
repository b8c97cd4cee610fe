"""A full disk while typing: it is said, nothing typed is lost, it is tried again, and leaving asks first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui import made_study
from tests.ui.transcript_rig import TALK, Rig, rig, small_study
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.security.no_network import ArmedGuard
from transcribe_desk.study.edits import reword
from transcribe_desk.study.errors import DiskError
from transcribe_desk.ui.main_window import MainWindow
from transcribe_desk.ui.screens.transcript.screen import TranscriptScreen
from transcribe_desk.ui.session import read_overview
from transcribe_desk.ui.theme import Theme

LONG = " and on it goes" * 2_000


@pytest.fixture
def hands(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Rig]:
    folder = tmp_path / "Small.tdstudy"
    with small_study(folder) as desk, rig(qtbot, theme, desk, folder) as made:
        yield made


@contextmanager
def full_disk(desk: Desk) -> Iterator[None]:
    """Let the study's database grow no more, which it meets as a full disk."""
    database = desk.vault._database
    pages = int(database.query("PRAGMA page_count")[0][0])
    database.query(f"PRAGMA max_page_count = {pages}")
    try:
        yield
    finally:
        database.query("PRAGMA max_page_count = 1073741823")


def paste(hands: Rig, text: str) -> None:
    from PySide6.QtGui import QGuiApplication

    QGuiApplication.clipboard().setText(text)
    hands.press("Ctrl+V")


def fill_up(hands: Rig) -> None:
    """Type what the full disk cannot take any more."""
    hands.caret(2, 5)
    paste(hands, LONG)
    hands.screen.view.commit()
    hands.qtbot.waitUntil(lambda: hands.screen.editing.ledger.stuck, timeout=5_000)
    hands.qtbot.waitUntil(lambda: bool(hands.screen.saving.text()), timeout=5_000)


def test_a_full_disk_is_a_full_disk(hands: Rig) -> None:
    step = reword(hands.kept, 3, "Right" + LONG)
    assert step is not None
    with full_disk(hands.desk), pytest.raises(DiskError):
        hands.desk.editing.apply(hands.interview_id, step)


def test_what_cannot_be_saved_is_said_stays_and_is_saved_later(hands: Rig) -> None:
    with full_disk(hands.desk):
        fill_up(hands)
        told = hands.screen.saving.text()
        assert "Not saved yet: 1 change" in told
        assert "full" in told
        assert "on it goes" not in told, "an error never holds a transcript's words"
        hands.type(" still typing")
        hands.screen.view.commit()
        assert hands.shown[2].startswith("Right and on it goes")
        assert hands.screen.editing.ledger.unsaved == 2
    hands.screen.saving.retry_button.click()
    hands.settle()
    assert hands.screen.saving.text() == ""
    assert hands.kept == hands.own
    assert hands.kept.turns[2].text.startswith("Right and on it goes")
    assert "still typing" in hands.kept.turns[2].text


def test_it_is_tried_again_by_itself(hands: Rig) -> None:
    with full_disk(hands.desk):
        fill_up(hands)
    hands.qtbot.waitUntil(lambda: hands.kept == hands.own, timeout=8_000)


def test_undo_of_what_was_never_saved(hands: Rig) -> None:
    with full_disk(hands.desk):
        fill_up(hands)
        hands.press("Ctrl+Z")
        assert hands.shown == list(TALK)
        hands.press("Ctrl+Y")
        assert hands.shown[2].startswith("Right and on it goes")
        hands.press("Ctrl+Z")
    hands.screen.saving.retry_button.click()
    hands.settle()
    assert hands.kept.turns == hands.own.turns
    assert hands.shown == list(TALK)


def test_leaving_waits_for_a_choice_and_goes_once_all_is_saved(hands: Rig) -> None:
    went: list[str] = []
    with full_disk(hands.desk):
        fill_up(hands)
        assert not hands.screen.may_leave(lambda: went.append("gone"))
        assert hands.screen.saving.leave_button.isVisible()
        assert hands.screen.saving.leave_button.text() == "Leave and lose 1 change"
        assert went == []
    hands.screen.saving.retry_button.click()
    hands.qtbot.waitUntil(lambda: went == ["gone"], timeout=5_000)
    assert hands.kept == hands.own


def test_a_person_may_leave_and_lose_it(hands: Rig) -> None:
    went: list[str] = []
    with full_disk(hands.desk):
        fill_up(hands)
        hands.screen.may_leave(lambda: went.append("gone"))
        hands.screen.saving.leave_button.click()
        hands.qtbot.waitUntil(lambda: went == ["gone"])
        hands.qtbot.waitUntil(lambda: hands.shown == list(TALK), timeout=5_000)


def test_a_text_changed_elsewhere_takes_in_what_is_typed_here(hands: Rig) -> None:
    hands.desk.editing.reword(hands.interview_id, 3, "Right you are.")
    hands.desk.editing.reword(hands.interview_id, 6, "It has.")
    hands.caret(4, 0)
    hands.type("Now ")
    hands.caret(2, 5)
    hands.type(" then")
    hands.settle()
    hands.qtbot.waitUntil(lambda: hands.kept.turns[2].text == "Right then.", timeout=5_000)
    hands.settle()
    assert hands.kept.turns[4].text == "Now Has that got better since?"
    assert hands.kept.turns[5].text == "It has.", "nothing was typed there"
    assert hands.kept == hands.own


def test_a_step_that_no_longer_fits_is_told_and_the_text_shown_as_the_study_has_it(hands: Rig) -> None:
    hands.desk.editing.reword(hands.interview_id, 4, "It was half of my Thursday.")
    hands.caret(3, 12)
    hands.press("Ctrl+Return")
    hands.qtbot.waitUntil(lambda: "changed in the meantime" in hands.screen.hint.text())
    hands.settle()
    assert hands.shown == [turn.text for turn in hands.kept.turns]
    assert hands.shown[3] == "It was half of my Thursday."


def test_the_window_stays_until_a_person_has_chosen(
    qtbot: QtBot, theme: Theme, guard: ArmedGuard, tmp_path: Path
) -> None:
    folder = tmp_path / "Small.tdstudy"
    desk = small_study(folder)
    window = MainWindow(theme, guard)
    qtbot.addWidget(window)
    window.open_study(folder, desk, read_overview(desk))
    window.show()
    screen = window.screens["transcript"]
    assert isinstance(screen, TranscriptScreen)
    assert window.session is not None
    window.show_screen("transcript")
    qtbot.waitUntil(lambda: bool(screen.view.lines))
    hands = Rig(qtbot, desk, window.session, screen)
    screen.view.setFocus()
    with full_disk(desk):
        fill_up(hands)
        window.show_screen("study")
        assert window.stack.currentWidget() is screen
        window.lock()
        assert window.session is not None
        assert not window.close()
        assert "Leave all the same?" in screen.saving.text()
    screen.saving.retry_button.click()
    qtbot.waitUntil(lambda: window.session is None, timeout=10_000)
    with Desk.open(folder, made_study.PASSPHRASE) as again:
        transcript = again.transcript(again.interview("01-hospital").id)
        assert transcript is not None
        assert transcript.turns[2].text.startswith("Right and on it goes")
