"""The export screen: blocked interviews say why, files come out with their hashes, a draft stays apart."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from transcribe_desk.export.targets import DEFAULT_TARGETS, TARGETS
from transcribe_desk.ui.main_window import MainWindow
from transcribe_desk.ui.screens.export import ExportScreen
from transcribe_desk.ui.session import Session


@pytest.fixture
def screen(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> ExportScreen:
    found = window.screens["export"]
    assert isinstance(found, ExportScreen)
    found.set_folder(tmp_path / "out")
    window.show_screen("export")
    qtbot.waitUntil(lambda: found.rows.counts()[1] > 0)
    return found


def test_only_what_the_gate_lets_out_can_be_ticked(screen: ExportScreen, session: Session) -> None:
    assert screen.rows.counts() == (1, 3)
    assert screen.rows.chosen() == [session.desk.interview("01-hospital").id]
    assert screen.write_button.text() == "Write 1 interview"


def test_the_keyboard_stays_where_it_was_when_the_rows_are_read_again(screen: ExportScreen, qtbot: QtBot) -> None:
    def focused() -> str:
        widget = screen.focusWidget()
        return widget.accessibleName() if widget else ""

    qtbot.waitUntil(lambda: focused() == "Export 01-hospital")
    before = screen.focusWidget()
    screen.reload()
    qtbot.waitUntil(lambda: screen.focusWidget() is not before)
    assert focused() == "Export 01-hospital"


def test_every_target_can_be_ticked_and_says_what_it_serves(screen: ExportScreen) -> None:
    assert list(screen.targets.boxes) == [target.name for target in TARGETS]
    shown = {label.text() for label in screen.targets.findChildren(QLabel)}
    assert {target.serves for target in TARGETS} <= shown
    assert screen.targets.chosen() == list(DEFAULT_TARGETS)


def test_targets_beside_the_coding_programs_unfold(screen: ExportScreen) -> None:
    assert screen.targets.boxes["nvivo"].isVisible()
    assert not screen.targets.boxes["deposit"].isVisible()
    screen.targets.more_button.click()
    assert screen.targets.boxes["deposit"].isVisible()


def test_all_targets_are_written_from_the_window(screen: ExportScreen, tmp_path: Path, qtbot: QtBot) -> None:
    for name in ("nvivo", "html", "deposit"):
        screen.targets.boxes[name].setChecked(True)
    screen.write()
    qtbot.waitUntil(lambda: "1 interview written" in screen.result.summary.text(), timeout=20_000)
    assert (tmp_path / "out" / "nvivo" / "classification.xlsx").exists()
    assert (tmp_path / "out" / "deposit" / "README.txt").exists()


def test_a_reason_leads_to_the_review(screen: ExportScreen, window: MainWindow, session: Session) -> None:
    blocked = session.desk.interview("02-hospital").id
    screen.rows.reason_asked.emit(blocked)
    assert window.stack.currentWidget() is window.screens["review"]
    assert session.selected_id == blocked


def test_the_files_are_written_and_listed_with_their_hashes(screen: ExportScreen, tmp_path: Path, qtbot: QtBot) -> None:
    screen.write()
    qtbot.waitUntil(lambda: "1 interview written, 3 files" in screen.result.summary.text(), timeout=20_000)
    text = tmp_path / "out" / "text" / "01-hospital.txt"
    assert "[NAME 1]" in text.read_text(encoding="utf-8")
    digest = hashlib.sha256(text.read_bytes()).hexdigest()
    assert digest in {child.accessibleName() for child in screen.result.findChildren(QLabel)}


def test_a_preview_is_what_would_be_written(screen: ExportScreen, session: Session, qtbot: QtBot) -> None:
    screen.preview(session.desk.interview("01-hospital").id)
    qtbot.waitUntil(lambda: "[NAME 1] interviewed me" in screen.page.text.toPlainText())


def test_the_style_chosen_is_previewed_and_written(
    screen: ExportScreen, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    screen.preview(session.desk.interview("01-hospital").id)
    qtbot.waitUntil(lambda: "[NAME 1] interviewed me" in screen.page.text.toPlainText())
    before = screen.page.text.toPlainText()
    assert "Um" in before
    screen.style_choice.clean.click()
    qtbot.waitUntil(lambda: screen.page.text.toPlainText() != before)
    shown = screen.page.text.toPlainText()
    assert "Um" not in shown
    screen.write()
    qtbot.waitUntil(lambda: "1 interview written, 3 files" in screen.result.summary.text(), timeout=20_000)
    assert (tmp_path / "out" / "text" / "01-hospital.txt").read_text(encoding="utf-8").split() == shown.split()


def test_a_draft_needs_its_tick_and_goes_to_a_folder_of_its_own(
    screen: ExportScreen, tmp_path: Path, qtbot: QtBot
) -> None:
    assert not screen.draft.button.isEnabled()
    screen.draft.understood.setChecked(True)
    screen.draft.button.click()
    qtbot.waitUntil(lambda: "Machine draft of 3 interviews" in screen.result.summary.text(), timeout=20_000)
    first_line = (tmp_path / "out draft" / "text" / "02-hospital.txt").read_text(encoding="utf-8").splitlines()[0]
    assert first_line == "Machine draft, not reviewed by a person"
    assert not (tmp_path / "out").exists()


def test_a_place_that_cannot_be_written_is_said(screen: ExportScreen, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "a file").write_text("in the way", encoding="utf-8")
    screen.set_folder(tmp_path / "a file" / "out")
    screen.write()
    qtbot.waitUntil(lambda: bool(screen.error.text()), timeout=20_000)
    assert screen.write_button.isEnabled()


def test_no_target_no_export(screen: ExportScreen) -> None:
    for box in screen.targets.boxes.values():
        box.setChecked(False)
    assert not screen.write_button.isEnabled()
