"""The table of participants: filled in in place, counted as one types, and told when few are alike."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.ui.test_study_editing import settle
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.ui.main_window import MainWindow
from transcribe_desk.ui.models.interviews import CHIP_ROLE
from transcribe_desk.ui.models.participants import LIKENESS, NAME, ROLE, Likeness, ParticipantModel
from transcribe_desk.ui.screens.study.participants import ParticipantsPage
from transcribe_desk.ui.screens.study.screen import StudyScreen


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> ParticipantsPage:
    study = window.screens["study"]
    assert isinstance(study, StudyScreen)
    window.activateWindow()
    qtbot.waitActive(window)
    settle(window, qtbot)
    study.participants_button.click()
    settle(window, qtbot)
    return study.participants


def cell(page: ParticipantsPage, row: int, column: int) -> QModelIndex:
    return page.model.index(row, column)


def type_in(page: ParticipantsPage, row: int, column: int, words: str) -> None:
    page.table.setCurrentIndex(cell(page, row, column))
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, words)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.qWait(1)  # Qt takes in what was typed when it is back in its loop


def test_the_model(desk: Desk, qtmodeltester: ModelTester) -> None:
    model = ParticipantModel()
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    study = desk.vault.study
    model.set_people(study.participants(), study.organisations(), "{number:02d}-{organisation}")
    model.set_likeness({study.participants()[0].id: Likeness(1, "danger")})
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    assert model.index(1, 0).data() == "02-hospital"
    assert model.headerData(ROLE, Qt.Orientation.Horizontal) == "Role · withheld from exports"
    assert (model.index(0, LIKENESS).data(), model.index(0, LIKENESS).data(CHIP_ROLE)) == ("only this one", "danger")
    assert model.index(1, LIKENESS).data() == "not counted"
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsEditable
    assert model.flags(model.index(0, NAME)) & Qt.ItemFlag.ItemIsEditable


def test_a_name_is_typed_in_place_and_kept(
    page: ParticipantsPage, window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    type_in(page, 1, NAME, "Kwame Osei")
    assert cell(page, 1, NAME).data() == "Kwame Osei"  # at once
    settle(window, qtbot)
    assert desk.vault.study.participants()[1].name == "Kwame Osei"
    type_in(page, 1, NAME + 1, "Kofi; KO")
    settle(window, qtbot)
    assert desk.vault.study.participants()[1].aliases == ("Kofi", "KO")
    QTest.keyClick(page.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(window, qtbot)
    assert cell(page, 1, NAME + 1).data() == ""


def test_what_cannot_be_kept_is_said_and_the_cell_is_as_before(
    page: ParticipantsPage, window: MainWindow, qtbot: QtBot
) -> None:
    type_in(page, 0, ROLE, "x" * 101)
    settle(window, qtbot)
    assert "100 characters" in page.notice.text()
    assert cell(page, 0, ROLE).data() == ""


def test_roles_are_counted_as_they_are_typed(page: ParticipantsPage, window: MainWindow, qtbot: QtBot) -> None:
    roles = ["nurse", "nurse", "nurse", "manager", "manager", "manager", "commissioner", "commissioner"]
    for row, role in enumerate(roles):
        type_in(page, row, ROLE, role)
    settle(window, qtbot)
    assert "held by too few" in page.cells.verdict.text()
    assert cell(page, 3, LIKENESS).data() == "only this one"
    assert cell(page, 6, LIKENESS).data() == "2"
    assert page.cells.boxes["organisation"].isChecked()
    page.cells.boxes["organisation"].setChecked(False)
    settle(window, qtbot)
    assert cell(page, 3, LIKENESS).data() == "3"
    offered = [b for b in page.cells.findChildren(QPushButton) if b.text() == "Publish as one"]
    offered[0].click()
    settle(window, qtbot)
    assert "too few" not in page.cells.verdict.text()
    assert any(b.text() == "Apart again" for b in page.cells.findChildren(QPushButton))


def test_a_column_is_added_and_filled_in(page: ParticipantsPage, window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    page.column_button.click()
    QTest.keyClicks(page.column, "name")
    QTest.keyClick(page.column, Qt.Key.Key_Return)
    assert "keeps it in a place of its own" in page.notice.text()
    page.column.setText("Age band")
    QTest.keyClick(page.column, Qt.Key.Key_Return)
    assert "age band" in page.cells.boxes
    type_in(page, 0, ROLE + 1, "30-39")
    settle(window, qtbot)
    assert desk.vault.study.participants()[0].attributes == (("age band", "30-39"),)
    assert page.model.headerData(ROLE + 1, Qt.Orientation.Horizontal) == "Age band"


def test_the_way_back(page: ParticipantsPage, window: MainWindow) -> None:
    page.back_button.click()
    assert not page.isVisible()
    assert window.screens["study"].table.hasFocus()  # type: ignore[attr-defined]
