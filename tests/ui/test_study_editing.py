"""What can be changed on the study screen: interviews alone and together, organisations, the study itself; and undo."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.settling import busy
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.jobs.events import JobEvent, JobState
from transcribe_desk.study.study import Mode
from transcribe_desk.ui.main_window import MainWindow
from transcribe_desk.ui.screens.study.screen import StudyScreen
from transcribe_desk.ui.screens.study.steps import Step
from transcribe_desk.ui.session import Session


@pytest.fixture
def screen(window: MainWindow, qtbot: QtBot) -> StudyScreen:
    found = window.screens["study"]
    assert isinstance(found, StudyScreen)
    window.activateWindow()
    qtbot.waitActive(window)
    settle(window, qtbot)
    return found


def settle(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until nothing is under way, and nothing follows from it."""
    for _ in range(3):
        qtbot.waitUntil(lambda: not busy(window), timeout=10_000)
        QTest.qWait(5)


def ids(screen: StudyScreen) -> list[str]:
    return [screen.table.sorted.index(row, 0).data() for row in range(screen.table.sorted.rowCount())]


def select(screen: StudyScreen, *rows: int) -> None:
    screen.table.choose([int(screen.table.sorted.index(row, 0).data(Qt.ItemDataRole.UserRole + 2)) for row in rows])


def test_one_interview_is_edited_in_place(screen: StudyScreen, window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    select(screen, 1)
    QTest.keyClick(screen.table, Qt.Key.Key_F2)
    panel = screen.edit_panel
    assert panel.isVisible()
    assert (panel.heading.text(), panel.date.text()) == ("02-hospital", "9 October 2018")
    panel.date.selectAll()
    QTest.keyClicks(panel.date, "Nov 2018")
    QTest.keyClicks(panel.notes, "noisy ward")
    QTest.keyClick(panel.notes, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert not panel.isVisible()
    changed = desk.interview("02-hospital")
    assert (changed.date, changed.notes, changed.mode) == (dt.date(2018, 11, 1), "noisy ward", Mode.FACE_TO_FACE)
    assert screen.table.chosen() == [changed.id]


def test_a_date_that_nobody_understands_is_said_and_nothing_is_lost(screen: StudyScreen, desk: Desk) -> None:
    select(screen, 1)
    screen.ask_to_edit()
    screen.edit_panel.date.selectAll()
    QTest.keyClicks(screen.edit_panel.date, "last Tuesday")
    screen.edit_panel.save()
    assert "not understood" in screen.edit_panel.notice.text()
    assert screen.edit_panel.date.text() == "last Tuesday"
    assert desk.interview("02-hospital").date == dt.date(2018, 10, 9)


def test_several_interviews_change_only_what_is_filled_in(
    screen: StudyScreen, window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    select(screen, 0, 2)
    assert screen.selection.words.text() == "2 interviews: 01-hospital, 03-hospital"
    screen.ask_to_edit()
    panel = screen.edit_panel
    assert panel.mode.currentText() == "As it is"
    assert panel.date.text() == ""
    assert panel.date.placeholderText() == "as they are"
    QTest.keyClicks(panel.interviewers, "GE, AB")
    panel.save_button.click()
    settle(window, qtbot)
    for study_id, mode, day in (("01-hospital", Mode.FACE_TO_FACE, 3), ("03-hospital", Mode.TELEPHONE, 22)):
        changed = desk.interview(study_id)
        assert (changed.interviewers, changed.mode) == (("GE", "AB"), mode)
        assert changed.date == dt.date(2018, 10, day)


def test_nothing_is_said_of_study_ids_that_stay(screen: StudyScreen, window: MainWindow, qtbot: QtBot) -> None:
    """Opening fills a list in whose first organisation is another's; choosing and going back leaves nothing said."""
    select(screen, 0)
    screen.ask_to_edit()
    panel = screen.edit_panel
    settle(window, qtbot)
    assert panel.organisation.currentText() == "Hospital"
    assert not panel.preview.isVisible()
    panel.organisation.setCurrentText("Community")
    panel.organisation.setCurrentText("Hospital")
    settle(window, qtbot)
    assert not panel.preview.isVisible()


def test_what_a_new_label_would_do_is_forgotten_where_the_old_one_is_typed_again(
    screen: StudyScreen, window: MainWindow, qtbot: QtBot
) -> None:
    screen.organisations.edit("community")
    form = screen.organisations.form
    form.label.setText("community-team")
    form.label.setText("community")
    settle(window, qtbot)
    assert form.preview.text() == "→ 02-community"


def test_moving_says_what_becomes_of_study_ids_before_and_after(
    screen: StudyScreen, window: MainWindow, qtbot: QtBot
) -> None:
    select(screen, 0)
    screen.ask_to_edit()
    screen.edit_panel.organisation.setCurrentText("Community")
    qtbot.waitUntil(lambda: "01-hospital → 01-community" in screen.edit_panel.preview.text())
    assert "numbers stay" in screen.edit_panel.preview.text()
    assert "to be read again: 01-community" in screen.edit_panel.preview.text()  # it was signed off
    assert ids(screen)[0] == "01-hospital"
    screen.edit_panel.save()
    settle(window, qtbot)
    assert ids(screen)[0] == "01-community"
    assert "01-hospital → 01-community" in screen.notice.text()
    QTest.keyClick(screen.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(window, qtbot)
    assert ids(screen)[0] == "01-hospital"
    QTest.keyClick(screen.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    settle(window, qtbot)
    assert ids(screen)[0] == "01-community"


def test_removing_asks_and_can_be_undone(screen: StudyScreen, window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    select(screen, 1)
    QTest.keyClick(screen.table, Qt.Key.Key_Delete)
    panel = screen.remove_panel
    assert panel.isVisible()
    assert "02-hospital" in panel.heading.text()
    assert panel.keep_button.hasFocus()  # the harmless answer
    panel.remove_button.click()
    settle(window, qtbot)
    assert "02-hospital" not in ids(screen)
    assert "02-hospital removed." in screen.removed.text()
    screen.removed.findChildren(QPushButton)[0].click()  # the close button comes last
    screen.selection.undo_button.click()
    settle(window, qtbot)
    assert "02-hospital" in ids(screen)
    assert desk.transcript(desk.interview("02-hospital").id) is not None


def test_a_removed_interview_can_be_forgotten_for_good(screen: StudyScreen, window: MainWindow, qtbot: QtBot) -> None:
    select(screen, 3)
    screen.ask_to_remove()
    screen.remove_panel.remove()
    settle(window, qtbot)
    screen.forget_button.click()
    settle(window, qtbot)
    assert "removing" not in screen.selection.undo_button.text()
    assert "04-hospital" not in ids(screen)


def test_an_interview_in_the_queue_is_not_removed(
    screen: StudyScreen, window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    session.pause(paused=True)
    settle(window, qtbot)
    select(screen, 3)
    session.enqueue(screen.table.chosen())
    settle(window, qtbot)
    screen.ask_to_remove()
    screen.remove_panel.remove()
    settle(window, qtbot)
    assert "in the queue" in screen.remove_panel.notice.text()
    assert "04-hospital" in ids(screen)


def test_a_removed_interview_leaves_the_queue_too(
    screen: StudyScreen, window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    select(screen, 3)
    (interview_id,) = screen.table.chosen()
    session.take_event(JobEvent(interview_id, JobState.CANCELLED))
    screen.ask_to_remove()
    screen.remove_panel.remove()
    settle(window, qtbot)
    assert window.screens["queue"].shown_order() == []  # type: ignore[attr-defined]


def test_an_organisation_is_renamed_where_its_card_was(
    screen: StudyScreen, window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    panel = screen.organisations
    panel.edit("hospital")
    assert not panel.cards["hospital"].isVisible()
    assert panel.form.name.text() == "Northern General"
    panel.form.label.setText("infirmary")
    qtbot.waitUntil(lambda: "01-hospital → 01-infirmary" in panel.form.preview.text())
    panel.form.save()
    settle(window, qtbot)
    assert ids(screen)[0] == "01-infirmary"
    assert panel.cards["infirmary"].isVisible()
    assert not panel.form.isVisible()
    screen.steps.undo()
    settle(window, qtbot)
    assert "hospital" in panel.cards


def test_an_organisation_becomes_what_stood_in_the_form_when_it_was_saved(
    screen: StudyScreen, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting: list[Step] = []
    form = screen.organisations.form
    screen.organisations.edit("hospital")
    form.name.setText("Northern Infirmary")
    form.aliases.setText("Infirmary, NI")
    with monkeypatch.context() as thread_is_late:
        thread_is_late.setattr(screen.steps, "take", lambda step, *_told: waiting.append(step))
        form.save()
    screen.organisations.edit("community")
    waiting[0](desk.people)
    names = {each.label: (each.name, each.aliases) for each in desk.organisations()}
    assert names["hospital"] == ("Northern Infirmary", ("Infirmary", "NI"))
    assert names["community"][0] == "Fernhill Trust"


def test_an_organisation_with_participants_is_not_removed(
    screen: StudyScreen, window: MainWindow, qtbot: QtBot
) -> None:
    screen.organisations.edit("hospital")
    screen.organisations.form.remove_button.click()
    settle(window, qtbot)
    assert "4 participants" in screen.organisations.form.notice.text()
    QTest.keyClick(screen.organisations.form.label, Qt.Key.Key_Escape)
    assert screen.organisations.cards["hospital"].isVisible()


def test_a_small_label_is_kept_with_a_reason(screen: StudyScreen, window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    panel = screen.organisations
    assert [box.warning.label for box in panel.warnings] == ["commissioner", "community"]
    first = panel.warnings[0]
    assert "Two people only." in first.accessibleName()
    assert "07-commissioner" in first.accessibleName()
    first.keep_button.click()
    first.keep_now_button.click()
    settle(window, qtbot)
    assert "reason" in first.notice.text()
    QTest.keyClicks(first.reason, "The group is public and agreed.")
    first.keep_now_button.click()
    settle(window, qtbot)
    assert [box.warning.label for box in panel.warnings] == ["community"]
    assert desk.people.kept_labels()[0].reason == "The group is public and agreed."


def test_small_labels_are_pooled_after_a_look_ahead(screen: StudyScreen, window: MainWindow, qtbot: QtBot) -> None:
    first = screen.organisations.warnings[0]
    first.pool_button.click()
    qtbot.waitUntil(first.pooled.isVisible)
    assert [label for label, box in first.boxes.items() if box.isChecked()] == ["commissioner", "community"]
    first.pooled.setText("Not A Label")
    qtbot.waitUntil(lambda: not first.pool_now_button.isEnabled())
    first.pooled.setText("system")
    qtbot.waitUntil(lambda: "05-community → 05-system" in first.preview.text())
    first.pool_now_button.click()
    settle(window, qtbot)
    assert "08-system" in ids(screen)
    assert screen.organisations.warnings == []
    screen.steps.undo()
    settle(window, qtbot)
    assert "08-commissioner" in ids(screen)


def test_the_pattern_of_study_ids_is_previewed_and_refused(
    screen: StudyScreen, window: MainWindow, qtbot: QtBot
) -> None:
    editor = screen.organisations.study_ids
    assert editor.preview.text() == "→ 02-commissioner"
    editor.pattern.setFocus()
    editor.pattern.selectAll()
    QTest.keyClicks(editor.pattern, "{organisation}-{number}")
    assert "number first" in editor.preview.text()
    assert editor.pattern.property("wrong")
    assert not editor.save_button.isEnabled()
    QTest.keyClick(editor.pattern, Qt.Key.Key_Escape)
    assert editor.pattern.text() == "{number:02d}-{organisation}"
    editor.pattern.selectAll()
    QTest.keyClicks(editor.pattern, "{number:03d}-{organisation}")
    qtbot.waitUntil(lambda: "01-hospital → 001-hospital" in editor.preview.text())
    QTest.keyClick(editor.pattern, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert ids(screen)[0] == "001-hospital"
    assert not editor.save_button.isVisible()


def test_title_language_and_thresholds_change(
    screen: StudyScreen, window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    screen.organisations.details_button.click()
    details = screen.organisations.details
    details.title.setText("Wards")
    details.language.setCurrentText("Welsh")
    details.red.setValue(6)
    details.save()
    settle(window, qtbot)
    assert "Thresholds" in details.notice.text()  # amber may not be below red
    details.amber.setValue(7)
    details.save()
    settle(window, qtbot)
    assert screen.header.title.text() == "Wards"
    assert (desk.settings().language, desk.settings().small_cell_threshold) == ("cy", 6)
    assert not details.isVisible()


def test_columns_sort_by_click_and_by_key(screen: StudyScreen) -> None:
    table = screen.table
    select(screen, 1)
    table.horizontalHeader().sectionClicked.emit(4)
    assert table.sorted.headerData(4, Qt.Orientation.Horizontal) == "Length ↑"
    assert ids(screen)[0] == "07-commissioner"  # the shortest
    table.setCurrentIndex(table.sorted.index(0, 3))
    QTest.keyClick(table, Qt.Key.Key_S)
    assert ids(screen) == [f"0{n}-{label}" for n, label in enumerate(
        ["hospital"] * 4 + ["community"] * 2 + ["commissioner"] * 2, start=1)]  # fmt: skip
    QTest.keyClick(table, Qt.Key.Key_S)
    assert ids(screen)[0] == "08-commissioner"
    QTest.keyClicks(table, "03")
    assert table.currentIndex().siblingAtColumn(0).data() == "03-hospital"


def test_the_selection_outlives_a_change(screen: StudyScreen, window: MainWindow, qtbot: QtBot) -> None:
    select(screen, 1, 4)
    before = screen.table.chosen()
    screen.steps.take(lambda people: people.change_study(id_pattern="{number:03d}-{organisation}"))
    settle(window, qtbot)
    assert screen.table.chosen() == before


def test_undo_inside_a_field_takes_back_typing_alone(screen: StudyScreen, window: MainWindow, qtbot: QtBot) -> None:
    screen.steps.take(lambda people: people.change_study(title="Wards"))
    settle(window, qtbot)
    screen.organisations.add_button.click()
    field = screen.organisations.form.label
    QTest.keyClicks(field, "charity")
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(window, qtbot)
    assert screen.header.title.text() == "Wards"
