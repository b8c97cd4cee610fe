"""The interviews of the export screen, one line each: what is ticked holds before all lines are there."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from transcribe_desk.privacy.gate import Refusal, RefusalCode
from transcribe_desk.ui.screens.export.parts import InterviewRows
from transcribe_desk.ui.theme import Theme

NOT_SIGNED = Refusal(RefusalCode.NOT_SIGNED_OFF, "Nobody has signed it off.", "Read it and sign it off.")
MANY = [(number, f"{number:02}-hospital", () if number % 20 == 0 else (NOT_SIGNED,)) for number in range(1, 61)]


@pytest.fixture
def rows(theme: Theme, qtbot: QtBot) -> InterviewRows:
    made = InterviewRows(theme)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def boxes(rows: InterviewRows) -> dict[str, QCheckBox]:
    found = rows.findChildren(QCheckBox)
    assert len({box.text() for box in found}) == len(found), "those of the list before have not gone yet"
    return {box.text(): box for box in found}


def wait_for(rows: InterviewRows, number: int, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: len(rows.findChildren(QCheckBox)) == number)


def test_many_come_in_lots_and_count_from_the_first(rows: InterviewRows, qtbot: QtBot) -> None:
    rows.show_rows(MANY)
    assert 0 < len(boxes(rows)) < 30
    assert rows.counts() == (3, 60)
    assert rows.chosen() == [20, 40, 60]
    wait_for(rows, 60, qtbot)
    assert list(boxes(rows)) == [study_id for _, study_id, _ in MANY]


def test_the_first_that_can_be_ticked_gets_the_keyboard_once_it_is_there(rows: InterviewRows, qtbot: QtBot) -> None:
    rows.show_rows(MANY)
    rows.focus_first()
    wait_for(rows, 60, qtbot)
    assert rows.focusWidget() is boxes(rows)["20-hospital"]


def test_a_tick_taken_away_stays_away_when_the_list_is_read_again(rows: InterviewRows, qtbot: QtBot) -> None:
    rows.show_rows(MANY)
    wait_for(rows, 60, qtbot)
    boxes(rows)["40-hospital"].click()
    boxes(rows)["40-hospital"].setFocus()
    assert rows.chosen() == [20, 60]
    rows.show_rows(MANY[1:])
    assert rows.chosen() == [20, 60]
    wait_for(rows, 59, qtbot)
    assert not boxes(rows)["40-hospital"].isChecked()
    boxes(rows)["40-hospital"].click()
    assert rows.chosen() == [20, 40, 60]


def test_others_asked_for_meanwhile_are_the_only_ones(rows: InterviewRows, qtbot: QtBot) -> None:
    rows.show_rows(MANY)
    rows.show_rows(MANY[:3])
    qtbot.wait(50)
    assert list(boxes(rows)) == ["01-hospital", "02-hospital", "03-hospital"]


def test_where_one_is_otherwise_only_its_line_is_made_anew(rows: InterviewRows, qtbot: QtBot) -> None:
    rows.show_rows(MANY)
    wait_for(rows, 60, qtbot)
    before = boxes(rows)
    signed = [(number, study_id, () if number == 7 else refusals) for number, study_id, refusals in MANY]
    before["07-hospital"].setFocus()
    rows.show_rows(signed)
    qtbot.wait(20)
    after = boxes(rows)
    assert rows.chosen() == [7, 20, 40, 60]
    assert after["07-hospital"].isEnabled()
    assert [study_id for study_id in before if before[study_id] is not after[study_id]] == ["07-hospital"]
    places = {study_id: box.mapTo(rows, box.pos()).y() for study_id, box in after.items()}
    assert places["06-hospital"] < places["07-hospital"] < places["08-hospital"]
